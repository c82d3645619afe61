package io.ebm.samplers.tempering;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.Component;
import io.ebm.api.ComponentContext;
import io.ebm.api.Sampler;
import io.ebm.api.SamplerFactory;
import io.ebm.api.Setting;
import io.ebm.api.Trouble;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code parallel-tempering} around any sampler (Geyer 1991; Hukushima and Nemoto 1996): every
 * chain has a replica at each of several temperatures. A step moves every replica by the inner
 * sampler and then offers swaps of states to neighbouring temperatures, to the even pairs and to
 * the odd pairs in turn (Okabe et al. 2001; Syed et al. 2022, "Non-reversible parallel tempering"),
 * each accepted with probability {@code min(1, exp((β_k - β_{k+1}) (E_k - E_{k+1})))}. The replicas
 * together keep the product of their laws; the chain's states are those at temperature 1 of the
 * ladder's first rung, which keep {@code exp(-E)}.
 *
 * <p><b>Start.</b> Replicas begin at their chain's state. The hotter ones first settle by some
 * transitions of their own; until they have, swaps would bring to temperature 1 what is not from
 * their law. The same holds after a refresh.
 *
 * <p><b>Ladder.</b> Temperatures rise from 1; in a warm-up those between the first and the last are
 * moved so that all pairs refuse alike (Syed et al., section 5.4). One ladder serves a tile, learnt
 * from all its chains.
 *
 * <p><b>Reported</b>: {@code swap-acceptance}, {@code round-trips} (from the first temperature to
 * the last and back, whole trips of all replicas per chain since the warm-up), the temperatures as
 * {@code temperature-1} … and what the first rung's sampler reports.
 *
 * <p><b>Errors.</b> Those of the inner sampler, on the energy at a temperature.
 */
@AutoService(SamplerFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class ParallelTemperingFactory
    implements SamplerFactory<ParallelTemperingFactory.Config> {

  /**
   * Settings of {@code parallel-tempering}.
   *
   * @param sampler moves replicas; its own temperature should be left at 1
   * @param temperatures of the ladder, rising from 1; null for a geometric one
   * @param levels how many temperatures, where they are not given
   * @param highest the last temperature, where they are not given
   * @param innerSteps transitions of the inner sampler between two swaps
   * @param adapt whether a warm-up moves the temperatures between
   * @param settle transitions of the hotter replicas before swaps begin
   */
  public record Config(
      @Setting(doc = "What moves the replicas at every temperature.") Component<Sampler> sampler,
      @Setting(
              doc =
                  "Temperatures, rising, the first 1; with them levels and highest are not used."
                      + " A geometric ladder where absent.")
          @Nullable List<Double> temperatures,
      @Setting(value = "8", doc = "Temperatures of a geometric ladder, at least 2.") int levels,
      @Setting(value = "10", doc = "The highest temperature of a geometric ladder, above 1.")
          double highest,
      @Setting(value = "1", doc = "Transitions of the sampler between two swaps, at least 1.")
          int innerSteps,
      @Setting(
              value = "true",
              doc = "Whether a warm-up moves the temperatures so that all swaps do alike.")
          boolean adapt,
      @Setting(
              value = "20",
              doc =
                  "Transitions that replicas at temperatures above 1 make before the first swap, and"
                      + " again whenever states or parameters were written; at least 0.")
          int settle) {

    /** Checks the ranges. */
    public Config {
      Checks.atLeast("levels", levels, 2);
      Checks.fitsMemory("levels", levels, 8);
      Checks.that(
          highest > 1 && Double.isFinite(highest), "highest", "must be above 1, but is " + highest);
      Checks.atLeast("innerSteps", innerSteps, 1);
      Checks.atLeast("settle", settle, 0);
      if (temperatures != null) {
        temperatures = List.copyOf(temperatures);
        checkLadder(temperatures);
      }
    }

    private static void checkLadder(List<Double> temperatures) {
      Checks.that(
          temperatures.size() >= 2 && temperatures.get(0) == 1,
          "temperatures",
          "must begin with 1 and have a second, but is " + temperatures);
      for (int k = 1; k < temperatures.size(); k++) {
        double before = temperatures.get(k - 1);
        double here = temperatures.get(k);
        Checks.that(
            here > before && Double.isFinite(here),
            "temperatures",
            "must rise, but " + before + " is followed by " + here);
      }
    }

    /** The inverse temperatures, falling from 1. */
    double[] betas() {
      return temperatures != null
          ? temperatures.stream().mapToDouble(t -> 1 / t).toArray()
          : Ladders.geometric(levels, highest);
    }
  }

  @Override
  public String name() {
    return "parallel-tempering";
  }

  @Override
  public String description() {
    return "Replicas at several temperatures, moved by any sampler, that swap their states.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Set<Trouble> remedyFor() {
    return Set.of(Trouble.SEPARATE_MODES);
  }

  @Override
  public Optional<String> bias(Config config) {
    return SamplerFactory.biasOf(config.sampler());
  }

  @Override
  public Sampler create(Config config, ComponentContext context) {
    int levels = config.betas().length;
    List<Sampler> samplers = new ArrayList<>();
    for (int k = 0; k < levels; k++) {
      samplers.add(context.create("sampler", config.sampler()));
    }
    return (energy, states, random) ->
        new ParallelTemperingChain(config, samplers, energy, states, random);
  }
}

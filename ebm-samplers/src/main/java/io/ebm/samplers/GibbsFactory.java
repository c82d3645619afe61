package io.ebm.samplers;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.FitContext;
import io.ebm.api.GibbsSampled;
import io.ebm.api.Sampler;
import io.ebm.api.SamplerFactory;
import io.ebm.api.Schedule;
import io.ebm.api.Setting;
import io.ebm.api.SiteSampled;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code gibbs}: sweeps of the energy's own Gibbs sampler (Geman and Geman 1984), one per step. The
 * chain leaves {@code exp(-beta E)} invariant and refuses nothing. A random scan draws single sites
 * in random order, and is reversible; it needs an energy that is {@link io.ebm.api.SiteSampled}.
 *
 * <p><b>Blocks.</b> With {@code blocks} the units of each block are drawn jointly from their
 * conditional given all others, in the order of the blocks or, with the random scan, as many random
 * blocks as there are. All states of a block are weighed by their energies, {@code levels^units} of
 * them for each chain, so any energy over discrete units will do, and units that hold each other
 * fast are best in one block. A unit may be in several blocks.
 *
 * <p><b>Errors.</b> {@link io.ebm.api.NonFiniteException}, naming chain and step, when a state is
 * not finite at the end of an advance, or no state of a block has a finite energy.
 */
@AutoService(SamplerFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class GibbsFactory implements SamplerFactory<GibbsFactory.Config> {

  /** The order in which sites are drawn. */
  public enum Scan {
    /** The energy's own sweep. */
    SYSTEMATIC,
    /** As many sites as there are, each drawn at random, the same ones for all chains of a tile. */
    RANDOM
  }

  /**
   * Settings of {@code gibbs}.
   *
   * @param beta inverse temperature, not negative
   * @param scan the order of the sites, or of the blocks
   * @param blocks units that are drawn at once, each from 0; null for none
   */
  public record Config(
      @Setting(value = "1", doc = "Inverse temperature, not negative; 0 is no energy at all.")
          Schedule beta,
      @Setting(
              value = "\"systematic\"",
              doc =
                  "The order of the sites: systematic, the energy's own sweep (which may draw blocks"
                      + " at once), or random, as many sites as there are, each drawn at random; an"
                      + " energy must be SiteSampled for that. With blocks, the order of these.")
          Scan scan,
      @Setting(
              doc =
                  "Lists of units, from 0, that are drawn jointly, whatever the energy of discrete"
                      + " units; at most 4096 states in a block, and every unit in some block.")
          @Nullable List<List<Integer>> blocks) {

    /** Systematic sweeps. */
    public Config(Schedule beta) {
      this(beta, Scan.SYSTEMATIC, null);
    }

    /** Sweeps in that order. */
    public Config(Schedule beta, Scan scan) {
      this(beta, scan, null);
    }

    /** Checks the ranges. */
    public Config {
      Checks.notNegative("beta", beta);
      if (blocks != null) {
        Checks.that(!blocks.isEmpty(), "blocks", "must name at least one block");
        for (int b = 0; b < blocks.size(); b++) {
          check("blocks[" + b + "]", blocks.get(b));
        }
        blocks = blocks.stream().map(List::copyOf).toList();
      }
    }

    private static void check(String setting, List<Integer> block) {
      Checks.that(!block.isEmpty(), setting, "must name at least one unit");
      Set<Integer> seen = new HashSet<>();
      for (int unit : block) {
        Checks.that(unit >= 0, setting, "must name units from 0, but has " + unit);
        Checks.that(seen.add(unit), setting, "must name a unit once, but has " + unit + " twice");
      }
    }
  }

  @Override
  public String name() {
    return "gibbs";
  }

  @Override
  public String description() {
    return "Gibbs sweeps, for energies that know the conditionals of their own units.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Optional<String> misfit(@Nullable Config config, FitContext context) {
    if (config == null || config.blocks() == null) {
      boolean sites = config != null && config.scan() == Scan.RANDOM;
      return context.lacks(sites ? SiteSampled.class : GibbsSampled.class);
    }
    return BlockDraws.misfit(context.energy().space());
  }

  @Override
  public Optional<String> bias(Config config) {
    return SamplerFactory.biasOfTemperature(config.beta());
  }

  @Override
  public Sampler create(Config config, ComponentContext context) {
    return (energy, states, random) ->
        new GibbsChain(config, context.progress(), energy, states, random);
  }
}

package io.ebm.samplers;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.Sampler;
import io.ebm.api.SamplerFactory;
import io.ebm.api.Schedule;
import io.ebm.api.Setting;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code metropolis}: symmetric proposals, accepted with probability {@code min(1, exp(-(E(y) -
 * E(x)) / T))} (Metropolis et al. 1953). The chain leaves {@code exp(-E / T)} invariant. It takes
 * any energy on any space.
 *
 * <p><b>Real states</b> make a random walk, {@code y = x + s ξ} with {@code ξ ~ N(0, I)}. In high
 * dimension acceptance near 0.234 is best (Roberts, Gelman and Gilks 1997). A proposal outside a
 * {@link io.ebm.api.StateSpace.Box} is refused.
 *
 * <p><b>Discrete states</b> change in {@code flips} coordinates, all sets of that size alike, each
 * to any other of its values. A chain on an energy so flat that it refuses nothing has a period: of
 * one flip, it comes back after even numbers of steps alone.
 *
 * <p><b>Warm-up</b> (see {@link io.ebm.api.Adaptive}): with a {@code targetAcceptance}, the scale s
 * of real states meets it by dual averaging. It is common to the chains of a tile and learnt from
 * all.
 *
 * <p><b>Errors.</b> {@link io.ebm.api.NonFiniteException}, naming chain and step, when an energy is
 * NaN or {@code -∞}, or a chain starts outside the support. A proposal of energy {@code +∞} is
 * refused.
 */
@AutoService(SamplerFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class MetropolisFactory implements SamplerFactory<MetropolisFactory.Config> {

  /**
   * Settings of {@code metropolis}.
   *
   * @param stepSize s, positive
   * @param flips coordinates changed, at least 1
   * @param temperature T, positive
   * @param targetAcceptance between 0 and 1; none by default
   */
  public record Config(
      @Setting(value = "0.1", doc = "Scale s of the random walk x + sξ, positive; for real states.")
          Schedule stepSize,
      @Setting(
              value = "1",
              doc = "Coordinates that a proposal changes, at least 1; for discrete states.")
          int flips,
      @Setting(value = "1", doc = "Temperature T, positive.") Schedule temperature,
      @Setting(
              doc =
                  "Acceptance that a warm-up adapts the scale to, between 0 and 1; where absent,"
                      + " the scale stays as it is.")
          @Nullable Double targetAcceptance) {

    /** Checks the ranges. */
    public Config {
      Checks.positive("stepSize", stepSize);
      Checks.atLeast("flips", flips, 1);
      Checks.positive("temperature", temperature);
      if (targetAcceptance != null) {
        Checks.between("targetAcceptance", targetAcceptance, 0.01, 0.999);
      }
    }
  }

  @Override
  public String name() {
    return "metropolis";
  }

  @Override
  public String description() {
    return "Random walks and flips, accepted or refused; for any energy on any space.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Optional<String> bias(Config config) {
    return SamplerFactory.biasOfTemperature(config.temperature());
  }

  @Override
  public double temperature(Config config) {
    return config.temperature().at(1);
  }

  @Override
  public Optional<String> stepSetting() {
    return Optional.of("stepSize");
  }

  @Override
  public Sampler create(Config config, ComponentContext context) {
    return (energy, states, random) ->
        new MetropolisChain(config, context.progress(), energy, states, random);
  }
}

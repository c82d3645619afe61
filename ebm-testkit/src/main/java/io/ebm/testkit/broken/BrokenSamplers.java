package io.ebm.testkit.broken;

import io.ebm.api.Component;
import io.ebm.api.ComponentContext;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.FitContext;
import io.ebm.api.Sampler;
import io.ebm.api.SamplerFactory;
import io.ebm.testkit.SmallIsing;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes samplers that are sound or have one {@link Fault}. */
public final class BrokenSamplers {

  private BrokenSamplers() {}

  /** The settings: the fault, and whether replicas swap. */
  public record Config(Fault fault, boolean swaps) {}

  /**
   * A Metropolis-adjusted Langevin sampler of step size 0.2 for differentiable energies, with a
   * fault.
   *
   * @param fault {@link Fault#NONE} or one that a Langevin sampler can have
   */
  public static Component<Sampler> langevin(Fault fault) {
    return Component.of(new LangevinFactory(), new Config(fault, false));
  }

  /**
   * A Gibbs sampler for {@link SmallIsing}, with a fault.
   *
   * @param fault {@link Fault#NONE} or one that a Gibbs sampler can have
   */
  public static Component<Sampler> gibbs(Fault fault) {
    return Component.of(new GibbsFactory(), new Config(fault, false));
  }

  /**
   * Two replicas of {@link SmallIsing} that swap, with a fault.
   *
   * @param fault {@link Fault#NONE} or {@link Fault#SWAP_WITH_WRONG_TEMPERATURES}
   */
  public static Component<Sampler> swapping(Fault fault) {
    return Component.of(new GibbsFactory(), new Config(fault, true));
  }

  /**
   * A sampler that multiplies the coordinates of real states by random factors, with a fault.
   *
   * @param fault {@link Fault#NONE} or {@link Fault#JACOBIAN_FORGOTTEN}
   */
  public static Component<Sampler> scaling(Fault fault) {
    return Component.of(new ScalingFactory(), new Config(fault, false));
  }

  /**
   * An energy whose sweeps hold units, with a fault.
   *
   * @param fault {@link Fault#NONE} or {@link Fault#SITE_UNCLAMPED}
   * @param energy the model that is swept
   */
  public static EnergyFunction clamped(Fault fault, SmallIsing energy) {
    return new FaultyClampedEnergy(fault, energy);
  }

  private static final class ScalingFactory implements SamplerFactory<Config> {
    @Override
    public String name() {
      return "broken-scaling";
    }

    @Override
    public String description() {
      return "Coordinates multiplied by random factors, with one fault.";
    }

    @Override
    public Class<Config> configType() {
      return Config.class;
    }

    @Override
    public Sampler create(Config config, ComponentContext context) {
      return (energy, states, random) ->
          new FaultyScalingChain(config.fault(), energy, states, random);
    }
  }

  private static final class LangevinFactory implements SamplerFactory<Config> {
    @Override
    public String name() {
      return "broken-langevin";
    }

    @Override
    public String description() {
      return "Adjusted Langevin with one fault.";
    }

    @Override
    public Class<Config> configType() {
      return Config.class;
    }

    @Override
    public Optional<String> misfit(@Nullable Config config, FitContext context) {
      return context.lacks(Differentiable.class);
    }

    @Override
    public Sampler create(Config config, ComponentContext context) {
      return (energy, states, random) ->
          new FaultyLangevinChain(config.fault(), energy, states, random);
    }
  }

  private static final class GibbsFactory implements SamplerFactory<Config> {
    @Override
    public String name() {
      return "broken-gibbs";
    }

    @Override
    public String description() {
      return "Gibbs sweeps with one fault.";
    }

    @Override
    public Class<Config> configType() {
      return Config.class;
    }

    @Override
    public Optional<String> misfit(@Nullable Config config, FitContext context) {
      return context.lacks(SmallIsing.class);
    }

    @Override
    public Sampler create(Config config, ComponentContext context) {
      return (energy, states, random) ->
          config.swaps()
              ? new FaultySwapChain(config.fault(), energy, states, random)
              : new FaultyGibbsChain(config.fault(), energy, states, random);
    }
  }
}

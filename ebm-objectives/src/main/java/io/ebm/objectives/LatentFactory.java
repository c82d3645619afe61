package io.ebm.objectives;

import com.google.auto.service.AutoService;
import io.ebm.api.Batch;
import io.ebm.api.BlockEnergy;
import io.ebm.api.Checks;
import io.ebm.api.Component;
import io.ebm.api.ComponentContext;
import io.ebm.api.EnergyFunction;
import io.ebm.api.FitContext;
import io.ebm.api.Gradient;
import io.ebm.api.NamedFactory;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveContext;
import io.ebm.api.ObjectiveFactory;
import io.ebm.api.RandomStream;
import io.ebm.api.Sampler;
import io.ebm.api.SamplerFactory;
import io.ebm.api.Setting;
import io.ebm.api.StateSpace;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * {@code latent}: an energy {@code E(x, z)} whose last units {@code z} no example has. Before every
 * step a sampler moves those of the minibatch, from noise, so that they obey {@code p(z | x)}; then
 * another objective learns whole states. With {@code pcd}, whose chains are of whole states, that
 * is the gradient of the likelihood of {@code x} alone (LeCun et al. 2006, "A tutorial on
 * energy-based learning", section 2.3; Pang et al. 2020, "Learning latent space energy-based prior
 * model", for real {@code z}):
 *
 * <pre>{@code -∇ log p(x) = E_p(z|x) ∇E(x, z) - E_p(x',z') ∇E(x', z')}</pre>
 *
 * <p><b>Bias.</b> As far as so many transitions do not reach {@code p(z | x)}. <b>Cost.</b> {@code
 * steps} transitions besides that of the objective within, whose value and metrics are told.
 */
@AutoService(ObjectiveFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class LatentFactory extends NamedFactory<LatentFactory.Config>
    implements ObjectiveFactory<LatentFactory.Config> {

  /**
   * Settings of {@code latent}.
   *
   * @param units how many, the last ones of a state
   * @param steps transitions from noise to {@code z}
   * @param sampler moves {@code z}
   * @param objective learns whole states
   */
  public record Config(
      @Setting(doc = "How many units, the last ones, are latent; at least 1.") int units,
      @Setting(value = "20", doc = "Transitions of the latent units, from noise; at least 1.")
          int steps,
      @Setting(
              value = "\"langevin\"",
              doc = "Moves the latent units, the others held; one that keeps rows apart.")
          Component<Sampler> sampler,
      @Setting(doc = "The objective that learns whole states, as pcd.")
          Component<Objective> objective) {

    /** Checks the ranges. */
    public Config {
      Checks.atLeast("units", units, 1);
      Checks.atLeast("steps", steps, 1);
      Checks.that(
          SamplerFactory.keepsRows(sampler),
          "sampler",
          "must keep the rows of a minibatch apart, as langevin, underdamped-langevin and mala do;"
              + " each has an energy of its own, and "
              + sampler.type()
              + " does not");
    }
  }

  /** For the service loader. */
  public LatentFactory() {
    super(
        "latent",
        "Units that no example has are moved to what the others say; then all are learned.",
        Config.class);
  }

  @Override
  public Optional<String> misfit(@Nullable Config config, FitContext context) {
    StateSpace space = context.energy().space();
    if (!(space instanceof StateSpace.Real)) {
      return Optional.of("needs real states, not those of " + space);
    }
    return config != null && config.units() >= space.dim()
        ? Optional.of(
            "has "
                + config.units()
                + " latent units, and with them a state has no more than "
                + space.dim())
        : Optional.empty();
  }

  @Override
  public Objective create(Config config, ComponentContext context) {
    return new Latent(
        config,
        context.create("sampler", config.sampler()),
        context.create("objective", config.objective()));
  }

  private static final class Latent extends Wrapping {
    private final Config config;
    private final Sampler sampler;
    private Batch whole = Batch.allocate(0, 1);
    private Batch latent = Batch.allocate(0, 1);

    Latent(Config config, Sampler sampler, Objective objective) {
      super(objective);
      this.config = config;
      this.sampler = sampler;
    }

    @Override
    public double evaluate(
        EnergyFunction energy, Batch data, Gradient gradient, ObjectiveContext context) {
      if (whole.size() != data.size() || whole.dim() != data.dim()) {
        whole = Batch.allocate(data.size(), data.dim());
        latent = Batch.allocate(data.size(), config.units());
      }
      whole.copyFrom(data);
      settle(energy, whole, context.random().split("latent"));
      return objective.evaluate(energy, whole, gradient, context);
    }

    /** Draws the latent units given the others. */
    private void settle(EnergyFunction energy, Batch states, RandomStream random) {
      int first = states.dim() - config.units();
      int[] units = IntStream.range(first, states.dim()).toArray();
      random.split("noise").fillGaussian(latent.array(), 0, latent.length());
      BlockEnergy given = BlockEnergy.ofAll(energy, units, states);
      sampler.start(given, latent, random.split("chains")).advance(config.steps());
      given.write(latent);
    }
  }
}

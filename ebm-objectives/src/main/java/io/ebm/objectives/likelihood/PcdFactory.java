package io.ebm.objectives.likelihood;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.Component;
import io.ebm.api.ComponentContext;
import io.ebm.api.FitContext;
import io.ebm.api.Learnable;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveFactory;
import io.ebm.api.Sampler;
import io.ebm.api.SamplerFactory;
import io.ebm.api.Setting;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code pcd}: persistent contrastive divergence, also called stochastic maximum likelihood (Younes
 * 1989; Tieleman 2008). One chain per row of the shard lives through the whole training and takes
 * {@code steps} transitions per training step; the gradient is {@code Σ_i ∇θ E(x⁺_i) - ∇θ E(x⁻_i)}
 * for data {@code x⁺} and where the chains stand, {@code x⁻}. As long as the parameters move slowly
 * the chains stay near the model, and the gradient near that of the likelihood.
 *
 * <p><b>Restarts.</b> At every training step each chain is, with probability {@code restart}, put
 * back to a start, as in the replay buffer of Du and Mordatch (2019): chains from broad noise find
 * wells of low energy where no data are. {@code start} says where:
 *
 * <ul>
 *   <li>{@code noise}: in ℝ^n a normal number of standard deviation {@code noiseScale} per
 *       coordinate; in other spaces {@link io.ebm.api.StateSpace#randomStart}, uniform in a box and
 *       over labels, which has no scale.
 *   <li>{@code data}: the row of the shard that has the chain's place.
 * </ul>
 *
 * With {@code restart = 1} chains are short runs from the start.
 *
 * <p><b>Buffer.</b> With {@code buffer} there are that many chains. A step takes as many as it has
 * rows, at random and none twice, restarts some, moves them and puts them back: a restarted chain
 * has time to come to rest before it is likely to be looked at again, and many places are
 * remembered at the cost of few.
 *
 * <p><b>Conditional models.</b> Row {@code i}'s chain is moved under the context that row {@code i}
 * has at this step, from where it stood under the last one.
 *
 * <p><b>Value.</b> {@code Σ_i E(x⁺_i) - E(x⁻_i)}, plus the regularization: a stand-in for the
 * negative log-likelihood, near 0 while chains and data agree. A value that falls without end says
 * that the chains cannot follow the model: the sampler's step is too long for it.
 *
 * <p><b>Metrics.</b> {@code energy-data} and {@code energy-model} (means), {@code energy-gap}
 * (their difference), {@code acceptance} if the sampler refuses proposals.
 *
 * <p><b>Errors.</b> {@link io.ebm.api.NonFiniteException} when an energy is not finite.
 */
@AutoService(ObjectiveFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class PcdFactory implements ObjectiveFactory<PcdFactory.Config> {

  /** Where chains start and restart. */
  public enum Start {
    /** At random, knowing nothing. */
    NOISE,
    /** At a row of the data. */
    DATA
  }

  /**
   * Settings of {@code pcd}.
   *
   * @param sampler moves the chains
   * @param steps transitions per training step, at least 1
   * @param restart probability per chain and training step, from 0 to 1
   * @param start where chains start and restart
   * @param noiseScale standard deviation of a noise start in ℝ^n, positive
   * @param buffer how many chains there are, at least as many as rows of a minibatch; null for as
   *     many
   * @param energyRegularization α of {@code α Σ E(x⁺)² + E(x⁻)²}, not negative
   */
  public record Config(
      @Setting(doc = "The sampler that moves the chains.") Component<Sampler> sampler,
      @Setting(value = "20", doc = "Transitions per training step, at least 1.") int steps,
      @Setting(value = "0.05", doc = "Probability that a chain restarts, per training step.")
          double restart,
      @Setting(value = "\"noise\"", doc = "Where chains start and restart: noise or data.")
          Start start,
      @Setting(
              value = "2",
              doc = "Standard deviation of noise starts where states are unbounded, positive.")
          double noiseScale,
      @Setting(
              doc =
                  "How many chains there are, of which each step moves as many as a minibatch has"
                      + " rows, chosen at random; left out, there are no others.")
          @Nullable Integer buffer,
      @Setting(value = "0", doc = "Factor α of the penalty α·Σ(E(x⁺)² + E(x⁻)²), not negative.")
          double energyRegularization) {

    /** Checks the ranges. */
    public Config {
      Checks.atLeast("steps", steps, 1);
      Checks.between("restart", restart, 0, 1);
      Checks.positive("noiseScale", noiseScale);
      if (buffer != null) {
        Checks.atLeast("buffer", buffer, 1);
      }
      Checks.notNegative("energyRegularization", energyRegularization);
    }
  }

  @Override
  public String name() {
    return "pcd";
  }

  @Override
  public String description() {
    return "Persistent contrastive divergence: chains that live through the whole training.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Optional<String> misfit(@Nullable Config config, FitContext context) {
    Integer buffer = config == null ? null : config.buffer();
    if (buffer != null && context.conditional()) {
      return Optional.of(
          "keeps a buffer of chains for one energy, but here each row has a context of its own;"
              + " leave 'buffer' out");
    }
    if (buffer != null && buffer < context.batchSize()) {
      return Optional.of(
          "has a buffer of "
              + buffer
              + " chains, fewer than the "
              + context.batchSize()
              + " rows of a minibatch, which are moved at each step");
    }
    return context.lacks(Learnable.class);
  }

  @Override
  public List<String> notes(Config config) {
    double temperature = SamplerFactory.temperatureOf(config.sampler());
    if (temperature >= 1 || config.restart() == 0) {
      return List.of();
    }
    return List.of(
        String.format(
            Locale.ROOT,
            "trains short runs: its chains, of a temperature of %.3g, live for %,.0f transitions on"
                + " average. Samples come of about as many; longer chains may leave them, and the"
                + " energy is not that of the data",
            temperature,
            config.steps() / config.restart()));
  }

  @Override
  public Objective create(Config config, ComponentContext context) {
    return new PersistentContrastiveDivergence(config, context.create("sampler", config.sampler()));
  }
}

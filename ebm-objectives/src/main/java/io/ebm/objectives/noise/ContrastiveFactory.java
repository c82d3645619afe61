package io.ebm.objectives.noise;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.Component;
import io.ebm.api.ComponentContext;
import io.ebm.api.FitContext;
import io.ebm.api.Learnable;
import io.ebm.api.Noise;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveFactory;
import io.ebm.api.Setting;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code contrastive}: the mean energy of positives less that of negatives, {@code loss = 1/K Σ_k
 * [E(x) - E(y_k) + α (E(x)² + E(y_k)²)]}. Without the last term it has no lower bound; with it the
 * best energies lie within {@code ±1/2α}: over all energies {@code E = (q - p) / (2α (q + p))},
 * with {@code p} of the data and {@code q} of the negatives. So it ranks states as {@code p/q}
 * does, but is no estimate of a density.
 *
 * <p><b>Negatives</b> are drawn from the noise {@code negatives}, or, where none is named, are the
 * targets of other rows of the minibatch: for conditional models, and at least two rows.
 *
 * <p><b>Cost.</b> {@code 1 + K} energies and as many gradients per row.
 *
 * <p><b>Metrics.</b> {@code violations}: the share of negatives that lie no higher than their row.
 *
 * <p><b>Errors.</b> {@link IllegalArgumentException} if there are no negatives; {@link
 * io.ebm.api.NonFiniteException} when an energy is not finite.
 */
@AutoService(ObjectiveFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class ContrastiveFactory implements ObjectiveFactory<ContrastiveFactory.Config> {

  /**
   * Settings of {@code contrastive}.
   *
   * @param negatives the noise they are drawn from, or null for other rows
   * @param count K, negatives per row, at least 1
   * @param energyRegularization α, positive
   */
  public record Config(
      @Setting(doc = "Noise that negatives are drawn from; left out, they are other rows' targets.")
          @Nullable Component<Noise> negatives,
      @Setting(value = "1", doc = "Negatives K per row, at least 1.") int count,
      @Setting(value = "0.1", doc = "Factor α of the squares of all energies, positive.")
          double energyRegularization) {

    /** Checks the ranges. */
    public Config {
      Checks.atLeast("count", count, 1);
      Checks.positive("energyRegularization", energyRegularization);
    }
  }

  @Override
  public String name() {
    return "contrastive";
  }

  @Override
  public String description() {
    return "Mean energy of positives less that of negatives, with a penalty on large energies.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Optional<String> misfit(@Nullable Config config, FitContext context) {
    return context
        .lacks(Learnable.class)
        .or(
            () ->
                Negatives.misfit(
                    config == null || config.negatives() != null,
                    context.conditional(),
                    context.batchSize()));
  }

  @Override
  public Objective create(Config config, ComponentContext context) {
    Component<Noise> noise = config.negatives();
    double alpha = config.energyRegularization();
    String who = "objective 'contrastive'";
    return new NegativeContrast(
        who,
        new Negatives(who, noise == null ? null : context.create("negatives", noise)),
        config.count(),
        (own, other, i, ownWeights, otherWeights) -> {
          ownWeights[i] += 1 + 2 * alpha * own[i];
          otherWeights[i] += -1 + 2 * alpha * other[i];
          return own[i] - other[i] + alpha * (own[i] * own[i] + other[i] * other[i]);
        });
  }
}

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
 * {@code triplet} (Weinberger and Saul 2009; Schroff, Kalenichenko and Philbin 2015, with energies
 * in place of squared distances): {@code loss = 1/K Σ_k max(0, margin + E(x) - E(y_k))}. A row is
 * to lie a margin below each of its negatives; what does contributes nothing. At the kink the
 * gradient is a subgradient.
 *
 * <p><b>Negatives</b> are drawn from the noise {@code negatives}, or, where none is named, are the
 * targets of other rows of the minibatch: for conditional models, and at least two rows.
 *
 * <p><b>Cost.</b> {@code 1 + K} energies and as many gradients per row.
 *
 * <p><b>Value.</b> The loss itself. Weights sum to zero.
 *
 * <p><b>Metrics.</b> {@code violations}: the share of negatives that lie no higher than their row.
 *
 * <p><b>Errors.</b> {@link IllegalArgumentException} if there are no negatives; {@link
 * io.ebm.api.NonFiniteException} when an energy is not finite.
 */
@AutoService(ObjectiveFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class TripletFactory implements ObjectiveFactory<TripletFactory.Config> {

  /**
   * Settings of {@code triplet}.
   *
   * @param negatives the noise they are drawn from, or null for other rows
   * @param count K, negatives per row, at least 1
   * @param margin positive
   */
  public record Config(
      @Setting(doc = "Noise that negatives are drawn from; left out, they are other rows' targets.")
          @Nullable Component<Noise> negatives,
      @Setting(value = "1", doc = "Negatives K per row, at least 1.") int count,
      @Setting(value = "1", doc = "How far negatives are to lie above their row, positive.")
          double margin) {

    /** Checks the ranges. */
    public Config {
      Checks.atLeast("count", count, 1);
      Checks.positive("margin", margin);
    }
  }

  @Override
  public String name() {
    return "triplet";
  }

  @Override
  public String description() {
    return "A margin between the energy of every row and those of its negatives.";
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
    double margin = config.margin();
    String who = "objective 'triplet'";
    return new NegativeContrast(
        who,
        new Negatives(who, noise == null ? null : context.create("negatives", noise)),
        config.count(),
        (own, other, i, ownWeights, otherWeights) -> {
          double miss = margin + own[i] - other[i];
          if (miss <= 0) {
            return 0;
          }
          ownWeights[i] += 1;
          otherWeights[i] -= 1;
          return miss;
        });
  }
}

package io.ebm.objectives.noise;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.FitContext;
import io.ebm.api.Learnable;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveFactory;
import io.ebm.api.Setting;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code info-nce} (van den Oord, Li and Vinyals 2018) with the other rows of the minibatch for
 * negatives: for contexts {@code c_i} with targets {@code y_i},
 *
 * <pre>{@code loss = -Σ_i log [exp(-E(c_i, y_i)/τ) / Σ_j exp(-E(c_i, y_j)/τ)].}</pre>
 *
 * At its best {@code E/τ} is the negative logarithm of {@code p(y | c) / p(y)}, up to a function of
 * the context alone. Rows of a batch count as negatives even where two targets are alike.
 *
 * <p><b>Cost.</b> {@code n²} energies and as many gradients for a minibatch of {@code n} rows, by
 * all shards together; each gives those of its contexts at once if the energy has {@link
 * io.ebm.api.AllPairs}. Of a {@link io.ebm.api.DualEncoder} instead two encodings of every row and
 * five products of embeddings for every pair; memory grows with {@code n} alone.
 *
 * <p><b>Value.</b> The loss itself. Weights sum to zero.
 *
 * <p><b>Metrics.</b> {@code retrieval}: the share of contexts whose own target has the least energy
 * in the batch; {@code temperature}, if learned.
 *
 * <p><b>Errors.</b> {@link IllegalArgumentException} for a batch of one row; {@link
 * io.ebm.api.NonFiniteException} when an energy is not finite.
 */
@AutoService(ObjectiveFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class InfoNceFactory implements ObjectiveFactory<InfoNceFactory.Config> {

  /**
   * Settings of {@code info-nce}.
   *
   * @param temperature τ, or its first value; positive
   * @param learned whether τ is learned
   */
  public record Config(
      @Setting(value = "1", doc = "Temperature τ, positive.") double temperature,
      @Setting(value = "false", doc = "Whether τ is learned, from that value on.")
          boolean learned) {

    /** Checks the range. */
    public Config {
      Checks.positive("temperature", temperature);
    }
  }

  @Override
  public String name() {
    return "info-nce";
  }

  @Override
  public String description() {
    return "Every context's target among all targets of the minibatch.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Optional<String> misfit(@Nullable Config config, FitContext context) {
    return context
        .lacks(Learnable.class)
        .or(() -> Pairs.misfit(context.conditional(), context.batchSize()));
  }

  @Override
  public Objective create(Config config, ComponentContext context) {
    return new Pairs("objective 'info-nce'", false, config.temperature(), config.learned(), 0);
  }
}

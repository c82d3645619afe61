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
 * {@code clip} (Radford et al. 2021): {@link InfoNceFactory info-nce} both ways, half the loss of
 * telling each context's target and half of telling each target's context, with a learned
 * temperature, of which the logarithm is the parameter. It is never taken below 0.01, as there; at
 * that bound its gradient is kept only where it points back.
 *
 * <p><b>Cost.</b> {@code 2n²} energies and {@code n²} gradients for a minibatch of {@code n} rows,
 * by all shards together; each gives those of its contexts at once if the energy has {@link
 * io.ebm.api.AllPairs}. Of a {@link io.ebm.api.DualEncoder} instead two encodings of every row and
 * six products of embeddings for every pair; memory grows with {@code n} alone.
 *
 * <p><b>Value.</b> The loss itself. Weights sum to zero.
 *
 * <p><b>Metrics.</b> {@code retrieval} and {@code retrieval-back}: the shares of contexts and of
 * targets whose own partner has the least energy in the batch; {@code temperature}.
 *
 * <p><b>Errors.</b> {@link IllegalArgumentException} for a batch of one row; {@link
 * io.ebm.api.NonFiniteException} when an energy is not finite.
 */
@AutoService(ObjectiveFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class ClipFactory implements ObjectiveFactory<ClipFactory.Config> {

  private static final double LEAST = 0.01;

  /**
   * Settings of {@code clip}.
   *
   * @param temperature τ, or its first value; at least 0.01
   * @param learned whether τ is learned
   */
  public record Config(
      @Setting(value = "0.07", doc = "Temperature τ at first, at least 0.01.") double temperature,
      @Setting(value = "true", doc = "Whether τ is learned.") boolean learned) {

    /** Checks the range. */
    public Config {
      Checks.between("temperature", temperature, LEAST, 1e6);
    }
  }

  @Override
  public String name() {
    return "clip";
  }

  @Override
  public String description() {
    return "Pairs told apart both ways within the minibatch, with a learned temperature.";
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
    return new Pairs("objective 'clip'", true, config.temperature(), config.learned(), LEAST);
  }
}

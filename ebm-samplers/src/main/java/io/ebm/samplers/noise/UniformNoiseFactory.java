package io.ebm.samplers.noise;

import com.google.auto.service.AutoService;
import io.ebm.api.Batch;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.Noise;
import io.ebm.api.NoiseFactory;
import io.ebm.api.RandomStream;
import io.ebm.api.Sequences;
import io.ebm.api.Setting;
import io.ebm.api.StateSpace;
import java.util.Arrays;

/**
 * {@code uniform}: all states alike. On a {@link StateSpace.Box} between its bounds; on discrete
 * spaces every state has probability {@code levels^-dim}, and where an end ends sequences every sequence
 * the same; on real spaces between {@code low} and
 * {@code high}, with density 0 outside.
 */
@AutoService(NoiseFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class UniformNoiseFactory implements NoiseFactory<UniformNoiseFactory.Config> {

  /**
   * Settings of {@code uniform}.
   *
   * @param low the lower bound on real spaces, finite
   * @param high the upper bound on real spaces, finite, above {@code low}
   */
  public record Config(
      @Setting(value = "-1", doc = "Lower bound on real spaces without bounds of their own.")
          double low,
      @Setting(value = "1", doc = "Upper bound there, above 'low'.") double high) {

    /** Checks the ranges. */
    public Config {
      Checks.that(Double.isFinite(low), "low", "must be finite, but is " + low);
      Checks.that(
          Double.isFinite(high) && (float) low < (float) high,
          "high",
          "must be finite and above low = " + low + ", but is " + high);
    }
  }

  private record Uniform(StateSpace space, double logDensity) implements Noise.Density {
    @Override
    public void sample(Batch into, RandomStream random) {
      Sequences.uniform(space, into, random);
    }

    @Override
    public void logDensities(Batch x, double[] out) {
      Arrays.fill(out, 0, x.size(), logDensity);
      float[] array = x.array();
      for (int r = 0; r < x.size(); r++) {
        for (int i = x.offset(r); i < x.offset(r) + x.dim(); i++) {
          if (!space.allows(array[i])) {
            out[r] = Double.NEGATIVE_INFINITY;
          }
        }
        if (space instanceof StateSpace.Categorical labels && !labels.isSequence(x, r)) {
          out[r] = Double.NEGATIVE_INFINITY;
        }
      }
    }
  }

  @Override
  public String name() {
    return "uniform";
  }

  @Override
  public String description() {
    return "All states alike, between bounds where they are real.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Noise create(Config config, ComponentContext context) {
    return space -> {
      StateSpace within =
          space instanceof StateSpace.Real real
              ? new StateSpace.Box(real.shape(), (float) config.low(), (float) config.high())
              : space;
      return new Uniform(
          within,
          within instanceof StateSpace.Box box
              ? -within.dim() * Math.log((double) box.high() - box.low())
              : -Sequences.logCount(within));
    };
  }
}

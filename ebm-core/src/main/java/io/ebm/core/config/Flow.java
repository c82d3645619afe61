package io.ebm.core.config;

import io.ebm.api.Checks;
import io.ebm.api.Setting;
import io.ebm.api.noise.NoiseSchedule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How to find the likelihood of examples along the flow of probability. */
public record Flow(
    @Setting(value = "\"edm\"", doc = "The levels from the data to noise.") NoiseSchedule schedule,
    @Setting(
            doc =
                "Random vectors for the divergence, at least 0, which is the exact one; where absent 0"
                    + " up to 16 dimensions, and 1 beyond")
        @Nullable Integer probes,
    @Setting(value = "1000", doc = "The most held-out examples, at least 2") int rows,
    @Setting(
            value = "0",
            doc =
                "The distance of the values that examples were rounded to, in the units of their"
                    + " source, as 1 of grey levels: noise of that width is added, and bits for each"
                    + " dimension are stated. 0 for values that were not rounded")
        double bin,
    @Setting(
            value = "0.005",
            doc =
                "Steps are halved until the mean moves by less, in nats, or beyond 16 dimensions by"
                    + " less for each 16 of them; positive")
        double tolerance,
    @Setting(
            doc =
                "Noise levels, positive, at which examples with that noise are measured by an"
                    + " energy's own law too: by the standard estimate of log Z, and by"
                    + " evaluation.logZ")
        @Nullable List<Double> at) {

  /** Up to how many dimensions the divergence is exact where nothing is said. */
  public static final int EXACT = 16;

  /** Checks the values. */
  public Flow {
    if (probes != null) {
      Checks.atLeast("probes", probes, 0);
    }
    Checks.atLeast("rows", rows, 2);
    Checks.notNegative("bin", bin);
    Checks.positive("tolerance", tolerance);
    at = at == null ? null : List.copyOf(at);
    for (int k = 0; at != null && k < at.size(); k++) {
      Checks.positive("at[" + k + "]", at.get(k));
    }
  }

  /** The noise levels at which examples with that noise are measured. */
  public List<Double> levels() {
    return at == null ? List.of() : at;
  }

  /** By how much less the mean must move, in some dimension. */
  public double toleranceIn(int dim) {
    return tolerance * Math.max(1, (double) dim / EXACT);
  }

  /** The random vectors in some dimension. */
  public int probesIn(int dim) {
    return probes != null ? probes : dim <= EXACT ? 0 : 1;
  }
}

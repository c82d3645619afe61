package io.ebm.samplers.reverse;

import com.google.auto.service.AutoService;
import io.ebm.api.Batch;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.SamplerFactory;
import io.ebm.api.Setting;
import io.ebm.api.noise.NoiseSchedule;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * {@code probability-flow}: the flow of probability from noise to data, {@code dx/dσ = (x - D(x;
 * σ)) / σ} (Song et al. 2021, equation 13), as exactly as wanted: between nodes by the method of
 * Dormand and Prince (1980, order 5), whose steps each row chooses for itself so that each errs by
 * at most {@code tolerance}, relative to the noise level and to the state. Without a tolerance, one
 * step of the classical method of fourth order between nodes.
 *
 * <p><b>Cost.</b> Six calls of the denoiser a step, four without a tolerance. Steps of all rows are
 * made until the last row has arrived.
 */
@AutoService(SamplerFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class ProbabilityFlowFactory extends ReverseFactory<ProbabilityFlowFactory.Config> {

  /**
   * Settings of {@code probability-flow}.
   *
   * @param schedule how noise falls
   * @param nodes how many levels the way has
   * @param tolerance by how much a step may err, or null for fixed steps
   * @param guidance the weight of guidance, 1 for none
   * @param clean whether the last noise is taken away at once
   */
  public record Config(
      @Setting(value = "\"edm\"", doc = ReverseConfig.SCHEDULE) NoiseSchedule schedule,
      @Setting(value = "12", doc = ReverseConfig.NODES) int nodes,
      @Setting(
              doc =
                  "By how much a step may err, relative to noise level and state; positive. Left out,"
                      + " steps go from node to node.")
          @Nullable Double tolerance,
      @Setting(value = "1", doc = ReverseConfig.GUIDANCE) double guidance,
      @Setting(value = "true", doc = ReverseConfig.CLEAN) boolean clean)
      implements ReverseConfig {

    /** Checks the ranges. */
    public Config {
      ReverseConfig.check(nodes, guidance);
      if (tolerance != null) {
        Checks.positive("tolerance", tolerance);
      }
    }
  }

  /** For the service loader. */
  public ProbabilityFlowFactory() {
    super(
        "probability-flow",
        "From noise to data along the flow of probability, as exactly as wanted.",
        Config.class);
  }

  @Override
  ReverseChain chain(Config config, ReverseChain.Start start, ComponentContext context) {
    return new Chain(config, start);
  }

  /** Where the stages of a step lie, from 0 to 1, and what goes into each and into the end. */
  @SuppressWarnings("ArrayRecordComponent") // constants, never compared
  private record Method(double[] places, double[][] parts, double[] end, double[] error) {

    static final Method FOUR =
        new Method(
            new double[] {0, 0.5, 0.5, 1},
            new double[][] {{}, {0.5}, {0, 0.5}, {0, 0, 1}},
            new double[] {1 / 6., 1 / 3., 1 / 3., 1 / 6.},
            new double[] {});
    static final Method FIVE =
        new Method(
            new double[] {0, 1 / 5., 3 / 10., 4 / 5., 8 / 9., 1, 1},
            new double[][] {
              {},
              {1 / 5.},
              {3 / 40., 9 / 40.},
              {44 / 45., -56 / 15., 32 / 9.},
              {19372 / 6561., -25360 / 2187., 64448 / 6561., -212 / 729.},
              {9017 / 3168., -355 / 33., 46732 / 5247., 49 / 176., -5103 / 18656.},
              {35 / 384., 0, 500 / 1113., 125 / 192., -2187 / 6784., 11 / 84.}
            },
            new double[] {35 / 384., 0, 500 / 1113., 125 / 192., -2187 / 6784., 11 / 84., 0},
            new double[] {
              71 / 57600., 0, -71 / 16695., 71 / 1920., -17253 / 339200., 22 / 525., -1 / 40.
            });
  }

  private static final class Chain extends ReverseChain {
    private static final double LEAST = 0.2;
    private static final double MOST = 5;

    private final @Nullable Double tolerance;
    private final Method method;
    private final Batch[] slopes;
    private final Batch probe = another();
    private final double[] places;
    private final double[] at;
    private final double[] by;
    private final double[] tried;

    Chain(Config config, Start start) {
      super(start);
      tolerance = config.tolerance();
      method = tolerance == null ? Method.FOUR : Method.FIVE;
      slopes = new Batch[method.places.length];
      Arrays.setAll(slopes, k -> another());
      int rows = states().size();
      places = new double[rows];
      at = new double[rows];
      by = new double[rows];
      tried = new double[rows];
    }

    @Override
    void begin() {
      Arrays.fill(tried, sigmas[1] - sigmas[0]);
    }

    @Override
    void step(int node) {
      Arrays.fill(at, sigmas[node]);
      double end = sigmas[node + 1];
      if (tolerance == null) {
        Arrays.fill(by, end - sigmas[node]);
        stages();
        for (int i = 0; i < by.length; i++) {
          move(i);
        }
        return;
      }
      for (boolean there = false; !there; ) {
        for (int i = 0; i < by.length; i++) {
          by[i] = at[i] == end ? 0 : Math.max(tried[i], end - at[i]);
        }
        stages();
        there = true;
        for (int i = 0; i < by.length; i++) {
          if (by[i] != 0) {
            adapt(i, end, tolerance);
          }
          there &= at[i] == end;
        }
      }
    }

    private void adapt(int row, double end, double allowed) {
      double error = error(row) / allowed;
      double factor = error == 0 ? MOST : 0.9 * Math.pow(error, -0.2);
      boolean whole = by[row] == end - at[row];
      boolean least = -by[row] <= 1e-6 * at[row]; // as short as makes sense
      if (error <= 1 || least || !Double.isFinite(error)) {
        move(row);
        at[row] = whole ? end : at[row] + by[row];
      }
      double next = by[row] * Math.min(MOST, Math.max(LEAST, factor));
      tried[row] = whole && error <= 1 ? Math.min(next, tried[row]) : next;
    }

    /** The greatest error of a coordinate, by what it may be. */
    private double error(int row) {
      double most = 0;
      for (int j = 0; j < probe.dim(); j++) {
        double sum = 0;
        for (int k = 0; k < slopes.length; k++) {
          sum += method.error[k] * slopes[k].get(row, j);
        }
        double size = at[row] + Math.abs(states().get(row, j));
        most = Math.max(most, Math.abs(by[row] * sum) / size);
      }
      return most;
    }

    private void move(int row) {
      for (int j = 0; j < probe.dim(); j++) {
        double sum = 0;
        for (int k = 0; k < slopes.length; k++) {
          sum += method.end[k] * slopes[k].get(row, j);
        }
        states().set(row, j, (float) (states().get(row, j) + by[row] * sum));
      }
    }

    private void stages() {
      for (int k = 0; k < slopes.length; k++) {
        for (int i = 0; i < by.length; i++) {
          places[i] = at[i] + method.places[k] * by[i];
          for (int j = 0; j < probe.dim(); j++) {
            double sum = 0;
            for (int earlier = 0; earlier < k; earlier++) {
              sum += method.parts[k][earlier] * slopes[earlier].get(i, j);
            }
            probe.set(i, j, (float) (states().get(i, j) + by[i] * sum));
          }
        }
        denoise(probe, places, slopes[k]);
        for (int i = 0; i < by.length; i++) {
          for (int j = 0; j < probe.dim(); j++) {
            double slope = (probe.get(i, j) - slopes[k].get(i, j)) / places[i];
            slopes[k].set(i, j, (float) slope);
          }
        }
      }
    }
  }
}

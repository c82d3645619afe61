package io.ebm.samplers.hamiltonian;

import io.ebm.api.Sizes;
import io.ebm.api.StateReader;
import io.ebm.api.StateWriter;
import io.ebm.math.Vectors;
import java.util.Arrays;

/**
 * A mass matrix {@code M = (L Lᵀ)⁻¹}, as the map {@code L} from whitened momenta {@code r = Lᵀ p},
 * which are standard normal whatever the mass, to velocities: {@code dx/dt = L r}, {@code dr/dt =
 * -Lᵀ ∇E}. Kinetic energy is {@code |r|² / 2}, and {@code p · v} of two phases is a plain product
 * of whitened momenta. {@code L Lᵀ} is the covariance of the draws of a {@link #finish window}.
 */
final class Metric {

  private static final double PRIOR_DRAWS = 5;
  private static final double PRIOR_VARIANCE = 1e-3;

  private final MassMatrix kind;
  private final int dim;
  private final float[] factor; // identity: none; diagonal: deviations; dense: rows of L
  private final double[] mean;
  private final double[] moments; // sums of squares about the mean, or their lower triangle
  private final double[] difference;
  private long draws;

  Metric(MassMatrix kind, int dim) {
    this.kind = kind;
    this.dim = dim;
    int size =
        switch (kind) {
          case IDENTITY -> 0;
          case DIAGONAL -> dim;
          case DENSE -> Sizes.product("a dense mass matrix", dim, dim);
        };
    factor = new float[size];
    mean = new double[kind == MassMatrix.IDENTITY ? 0 : dim];
    difference = new double[mean.length];
    moments = new double[size];
    if (kind == MassMatrix.DIAGONAL) {
      Arrays.fill(factor, 1);
    } else {
      for (int i = 0; i < size; i += dim + 1) {
        factor[i] = 1;
      }
    }
  }

  /** Whether it adapts at all. */
  boolean adapts() {
    return kind != MassMatrix.IDENTITY;
  }

  /** {@code x += time · L r}. */
  void drift(float time, float[] r, int ri, float[] x, int xi) {
    switch (kind) {
      case IDENTITY -> Vectors.axpy(dim, time, r, ri, x, xi);
      case DIAGONAL -> {
        for (int j = 0; j < dim; j++) {
          x[xi + j] += time * factor[j] * r[ri + j];
        }
      }
      case DENSE -> {
        for (int j = 0; j < dim; j++) {
          x[xi + j] += (float) (time * Vectors.dot(j + 1, factor, j * dim, r, ri));
        }
      }
    }
  }

  /** {@code h = Lᵀ g}. */
  void whiten(float[] g, int gi, float[] h, int hi) {
    switch (kind) {
      case IDENTITY -> System.arraycopy(g, gi, h, hi, dim);
      case DIAGONAL -> Vectors.multiply(dim, factor, 0, g, gi, h, hi);
      case DENSE -> {
        Arrays.fill(h, hi, hi + dim, 0);
        for (int j = 0; j < dim; j++) {
          Vectors.axpy(j + 1, g[gi + j], factor, j * dim, h, hi);
        }
      }
    }
  }

  /** Adds a draw to the window (Welford 1962). */
  void add(float[] x, int xi) {
    draws++;
    for (int j = 0; j < mean.length; j++) {
      difference[j] = x[xi + j] - mean[j];
      mean[j] += difference[j] / draws;
    }
    if (kind == MassMatrix.DIAGONAL) {
      for (int j = 0; j < dim; j++) {
        moments[j] += difference[j] * (x[xi + j] - mean[j]);
      }
    } else if (kind == MassMatrix.DENSE) {
      for (int i = 0; i < dim; i++) {
        double after = x[xi + i] - mean[i];
        for (int j = 0; j <= i; j++) {
          moments[i * dim + j] += after * difference[j];
        }
      }
    }
  }

  /**
   * Ends a window: the covariance of its draws, shrunk a little towards {@code 1e-3 I} as Stan
   * does, becomes {@code L Lᵀ}, and the window is empty again.
   */
  void finish() {
    if (draws > 1) {
      double weight = draws / (draws + PRIOR_DRAWS) / (draws - 1);
      double prior = PRIOR_VARIANCE * PRIOR_DRAWS / (draws + PRIOR_DRAWS);
      if (kind == MassMatrix.DIAGONAL) {
        for (int j = 0; j < dim; j++) {
          factor[j] = (float) Math.sqrt(weight * moments[j] + prior);
        }
      } else if (kind == MassMatrix.DENSE) {
        cholesky(weight, prior);
      }
    }
    forget();
  }

  private void cholesky(double weight, double prior) {
    for (int i = 0; i < dim; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = weight * moments[i * dim + j] + (i == j ? prior : 0);
        for (int k = 0; k < j; k++) {
          sum -= moments[k * dim + i] * moments[k * dim + j]; // the upper triangle holds Lᵀ
        }
        double entry = i == j ? Math.sqrt(sum) : sum / diagonal(j);
        factor[i * dim + j] = (float) entry;
        if (i == j) {
          difference[i] = entry;
        } else {
          moments[j * dim + i] = entry;
        }
      }
    }
  }

  private double diagonal(int j) {
    return difference[j];
  }

  /** Empties the window. */
  void forget() {
    draws = 0;
    Arrays.fill(mean, 0);
    Arrays.fill(moments, 0);
  }

  /** The least and the greatest standard deviation that the mass matrix assumes; 1 of none. */
  double[] deviations() {
    double least = Double.POSITIVE_INFINITY;
    double greatest = 0;
    for (int i = 0; i < dim; i++) {
      double deviation =
          switch (kind) {
            case IDENTITY -> 1;
            case DIAGONAL -> factor[i];
            case DENSE -> Math.sqrt(Vectors.sumOfSquares(i + 1, factor, i * dim));
          };
      least = Math.min(least, deviation);
      greatest = Math.max(greatest, deviation);
    }
    return new double[] {least, greatest};
  }

  void save(StateWriter writer) {
    if (kind == MassMatrix.IDENTITY) {
      return;
    }
    writer.put("mass-factor", factor);
    writer.put("mass-mean", mean);
    writer.put("mass-moments", moments);
    writer.put("mass-draws", new long[] {draws});
  }

  void restore(StateReader reader) {
    if (kind == MassMatrix.IDENTITY) {
      return;
    }
    float[] saved = reader.floats("mass-factor");
    if (saved.length != factor.length) {
      throw new IllegalArgumentException(
          "the checkpoint's mass matrix has " + saved.length + " numbers, not " + factor.length);
    }
    System.arraycopy(saved, 0, factor, 0, factor.length);
    System.arraycopy(reader.doubles("mass-mean"), 0, mean, 0, mean.length);
    System.arraycopy(reader.doubles("mass-moments"), 0, moments, 0, moments.length);
    draws = reader.longs("mass-draws")[0];
  }
}

package io.ebm.models.analytic;

import io.ebm.api.Batch;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.StateSpace;
import io.ebm.api.Tractable;
import io.ebm.api.noise.Denoiser;
import java.util.List;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;

/**
 * A mixture of normal laws after noise of a level that each row has for itself. Exact: the
 * covariance {@code Σ_k + σ² I} has the axes of {@code Σ_k}. Immutable and thread-safe.
 */
final class Blur implements Denoiser {

  private final int dim;
  private final double[] logWeights;
  private final Part[] parts;
  private final boolean normalised;

  /** A part by the axes of its covariance, in rows, and the variances along them. */
  @SuppressWarnings("ArrayRecordComponent") // read, never compared
  private record Part(double[] mean, double[][] axes, double[] variances) {

    static Part of(Quadratic form) {
      EigenDecomposition solved =
          new EigenDecomposition(MatrixUtils.createRealMatrix(form.covariance()));
      double[] mean = new double[form.dim()];
      for (int i = 0; i < mean.length; i++) {
        mean[i] = form.mean(i);
      }
      return new Part(mean, solved.getVT().getData(), solved.getRealEigenvalues());
    }

    /** {@code (Σ + σ² I)⁻¹ v}. */
    void solve(double[] v, double variance, double[] out) {
      for (int j = 0; j < mean.length; j++) {
        out[j] = 0;
      }
      for (int a = 0; a < mean.length; a++) {
        double along = 0;
        for (int j = 0; j < mean.length; j++) {
          along += axes[a][j] * v[j];
        }
        along /= variances[a] + variance;
        for (int j = 0; j < mean.length; j++) {
          out[j] += axes[a][j] * along;
        }
      }
    }

    double logDeterminant(double variance) {
      double sum = 0;
      for (double own : variances) {
        sum += Math.log(own + variance);
      }
      return sum;
    }
  }

  /**
   * A mixture.
   *
   * @param normalised whether energies are those of densities; else they are those of one form
   *     alone, without its constant
   */
  Blur(double[] weights, List<Quadratic> forms, boolean normalised) {
    dim = forms.get(0).dim();
    logWeights = new double[weights.length];
    for (int k = 0; k < weights.length; k++) {
      logWeights[k] = Math.log(weights[k]);
    }
    parts = forms.stream().map(Part::of).toArray(Part[]::new);
    this.normalised = normalised;
  }

  /** What is computed of one row. */
  private final class Row {
    private final double[] x;
    private final double[] v;
    private final double[] away;
    private final double[] slope;
    private final double[] product;
    private final double[] shares;
    private final double[][] slopes;

    Row() {
      x = new double[dim];
      v = new double[dim];
      away = new double[dim];
      slope = new double[dim];
      product = new double[dim];
      shares = new double[parts.length];
      slopes = new double[parts.length][dim];
    }

    void read(Batch rows, int row, double[] into) {
      for (int j = 0; j < dim; j++) {
        into[j] = rows.get(row, j);
      }
    }

    /** The energy at {@link #x}; the shares of the parts and all slopes are left behind. */
    double energy(double variance) {
      double most = Double.NEGATIVE_INFINITY;
      for (int k = 0; k < parts.length; k++) {
        for (int j = 0; j < dim; j++) {
          away[j] = x[j] - parts[k].mean[j];
        }
        parts[k].solve(away, variance, slopes[k]);
        double square = 0;
        for (int j = 0; j < dim; j++) {
          square += away[j] * slopes[k][j];
        }
        double constant =
            normalised
                ? dim * Math.log(2 * Math.PI) / 2 + parts[k].logDeterminant(variance) / 2
                : 0;
        shares[k] = logWeights[k] - square / 2 - constant;
        most = Math.max(most, shares[k]);
      }
      double sum = 0;
      for (int k = 0; k < parts.length; k++) {
        shares[k] = Math.exp(shares[k] - most);
        sum += shares[k];
      }
      for (int j = 0; j < dim; j++) {
        slope[j] = 0;
        for (int k = 0; k < parts.length; k++) {
          slope[j] += shares[k] / sum * slopes[k][j];
        }
      }
      for (int k = 0; k < parts.length; k++) {
        shares[k] /= sum;
      }
      return -most - Math.log(sum);
    }

    /** The Hessian times {@link #v}: {@code Σ r_k P_k v - Σ r_k g_k (g_k·v) + g (g·v)}. */
    void hessian(double variance) {
      double mean = 0;
      for (int j = 0; j < dim; j++) {
        mean += slope[j] * v[j];
      }
      for (int j = 0; j < dim; j++) {
        product[j] = slope[j] * mean;
      }
      for (int k = 0; k < parts.length; k++) {
        parts[k].solve(v, variance, away);
        double along = 0;
        for (int j = 0; j < dim; j++) {
          along += slopes[k][j] * v[j];
        }
        for (int j = 0; j < dim; j++) {
          product[j] += shares[k] * (away[j] - slopes[k][j] * along);
        }
      }
    }
  }

  @Override
  public void denoise(Batch x, double[] sigmas, Batch out) {
    Row row = new Row();
    for (int i = 0; i < x.size(); i++) {
      denoise(row, x, i, sigmas[i] * sigmas[i], out);
    }
  }

  private void denoise(Row row, Batch x, int i, double variance, Batch out) {
    row.read(x, i, row.x);
    row.energy(variance);
    for (int j = 0; j < dim; j++) {
      out.set(i, j, (float) (row.x[j] - variance * row.slope[j]));
    }
  }

  @Override
  public void denoise(Batch x, double[] sigmas, Batch out, Batch v, Batch products) {
    Row row = new Row();
    for (int i = 0; i < x.size(); i++) {
      double variance = sigmas[i] * sigmas[i];
      denoise(row, x, i, variance, out);
      row.read(v, i, row.v);
      row.hessian(variance);
      for (int j = 0; j < dim; j++) {
        products.set(i, j, (float) (row.v[j] - variance * row.product[j]));
      }
    }
  }

  /** The energy at levels of the rows' own. */
  EnergyFunction at(double[] sigmas) {
    return new At(sigmas);
  }

  private final class At implements EnergyFunction, Differentiable, Tractable {
    private final double[] sigmas;

    At(double[] sigmas) {
      this.sigmas = sigmas;
    }

    @Override
    public StateSpace space() {
      return StateSpace.real(dim);
    }

    @Override
    public void energies(Batch x, double[] out) {
      Row row = new Row();
      for (int i = 0; i < x.size(); i++) {
        row.read(x, i, row.x);
        out[i] = row.energy(sigmas[i] * sigmas[i]);
      }
    }

    /** That of the density, or of the form without its constant. */
    @Override
    public void logPartitions(int rows, double[] out) {
      for (int i = 0; i < rows; i++) {
        double sum = 0;
        for (int k = 0; k < parts.length; k++) {
          sum += Math.exp(logWeights[k]);
        }
        double constant =
            normalised
                ? 0
                : dim * Math.log(2 * Math.PI) / 2
                    + parts[0].logDeterminant(sigmas[i] * sigmas[i]) / 2;
        out[i] = Math.log(sum) + constant;
      }
    }

    @Override
    public void gradients(Batch x, double[] energies, Batch out) {
      Row row = new Row();
      for (int i = 0; i < x.size(); i++) {
        row.read(x, i, row.x);
        energies[i] = row.energy(sigmas[i] * sigmas[i]);
        for (int j = 0; j < dim; j++) {
          out.set(i, j, (float) row.slope[j]);
        }
      }
    }
  }
}

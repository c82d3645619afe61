package io.ebm.models.neural;

import io.ebm.api.Parameters;
import io.ebm.math.Activation;
import io.ebm.nn.NetworkEnergy;
import java.util.List;

/** The formulas of {@link Mlp} in double precision, one state at a time: the tests' oracle. */
final class DoubleMlp {

  private final List<Integer> hidden;
  private final Activation activation;
  private final double base;
  private final Parameters layout;
  final double[] theta;

  DoubleMlp(NetworkEnergy mlp, List<Integer> hidden, Activation activation, double base) {
    this.hidden = hidden;
    this.activation = activation;
    this.base = base;
    layout = mlp.parameters();
    theta = new double[layout.size()];
    for (int i = 0; i < theta.length; i++) {
      theta[i] = layout.values()[i];
    }
  }

  double energy(double[] x) {
    return both(x, new double[x.length])[0];
  }

  /** The derivative of the energy along v. */
  double directional(double[] x, double[] v) {
    return both(x, v)[1];
  }

  private double[] both(double[] x, double[] v) {
    double[] h = x;
    double[] tangent = v;
    for (int l = 0; l <= hidden.size(); l++) {
      int outputs = l < hidden.size() ? hidden.get(l) : 1;
      int weight = layout.tensor("layers." + 2 * l + ".weight").offset();
      int bias = layout.tensor("layers." + 2 * l + ".bias").offset();
      double[] z = new double[outputs];
      double[] dz = new double[outputs];
      for (int u = 0; u < outputs; u++) {
        z[u] = theta[bias + u];
        for (int j = 0; j < h.length; j++) {
          z[u] += theta[weight + u * h.length + j] * h[j];
          dz[u] += theta[weight + u * h.length + j] * tangent[j];
        }
        if (l < hidden.size()) {
          dz[u] *= slope(z[u]);
          z[u] = value(z[u]);
        }
      }
      h = z;
      tangent = dz;
    }
    double energy = h[0];
    double slope = tangent[0];
    if (base > 0) {
      for (int j = 0; j < x.length; j++) {
        energy += x[j] * x[j] / (2 * base * base);
        slope += x[j] * v[j] / (base * base);
      }
    }
    return new double[] {energy, slope};
  }

  private double value(double z) {
    return switch (activation) {
      case SIGMOID -> 1 / (1 + Math.exp(-z));
      case SILU -> z / (1 + Math.exp(-z));
      case SOFTPLUS -> Math.log1p(Math.exp(z));
      case TANH -> Math.tanh(z);
      case GELU -> z * normal(z);
      case RELU -> Math.max(z, 0);
    };
  }

  private double slope(double z) {
    double s = 1 / (1 + Math.exp(-z));
    return switch (activation) {
      case SIGMOID -> s * (1 - s);
      case SILU -> s + z * s * (1 - s);
      case SOFTPLUS -> s;
      case TANH -> 1 - Math.tanh(z) * Math.tanh(z);
      case GELU -> normal(z) + z * Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
      case RELU -> z > 0 ? 1 : 0;
    };
  }

  private static double normal(double z) {
    double term = z;
    double sum = z;
    for (int i = 3; Math.abs(term) > 1e-17; i += 2) {
      term *= z * z / i;
      sum += term;
    }
    return 0.5 + sum * Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
  }
}

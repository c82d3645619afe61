package io.ebm.samplers.slice;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.RandomStream;

/** Chains of {@link EllipticalSliceFactory}. */
final class EllipticalSliceChain extends PointwiseChain {

  private static final double LEAST_ANGLE = 1e-9; // below it, floats no longer move

  private final double mean;
  private final double deviation;
  private final float[] other; // the second axis of each chain's ellipse
  private final double[] level;
  private final double[] angle;
  private final double[] least;
  private final double[] greatest;

  EllipticalSliceChain(
      EllipticalSliceFactory.Config config,
      EnergyFunction energy,
      Batch states,
      RandomStream random) {
    super("sampler 'elliptical-slice'", false, energy, states, random);
    mean = config.mean();
    deviation = config.deviation();
    other = new float[states.length()];
    int n = states.size();
    level = new double[n];
    angle = new double[n];
    least = new double[n];
    greatest = new double[n];
  }

  @Override
  void begin(int row) {
    int at = row * dim;
    random[row].fillGaussian(other, at, dim);
    level[row] = energies[row] - prior(states().array(), states().offset(row)) + exponential(row);
    angle[row] = 2 * Math.PI * random[row].nextDouble();
    least[row] = angle[row] - 2 * Math.PI;
    greatest[row] = angle[row];
    write(row);
  }

  /** The energy of the Gaussian that the ellipses belong to. */
  private double prior(float[] x, int at) {
    double sum = 0;
    for (int j = 0; j < dim; j++) {
      double z = (x[at + j] - mean) / deviation;
      sum += z * z;
    }
    return sum / 2;
  }

  private void write(int row) {
    double cos = Math.cos(angle[row]);
    double sin = deviation * Math.sin(angle[row]);
    float[] x = states().array();
    int from = states().offset(row);
    int at = row * dim;
    for (int j = 0; j < dim; j++) {
      points[at + j] = (float) (mean + cos * (x[from + j] - mean) + sin * other[at + j]);
    }
  }

  @Override
  boolean next(int row, double energy) {
    int at = row * dim;
    if (energy < Double.POSITIVE_INFINITY && energy - prior(points, at) <= level[row]) {
      System.arraycopy(points, at, states().array(), states().offset(row), dim);
      energies[row] = energy;
      return false;
    }
    if (angle[row] < 0) {
      least[row] = angle[row];
    } else {
      greatest[row] = angle[row];
    }
    if (greatest[row] - least[row] < LEAST_ANGLE) {
      return false; // nothing but the state itself is left
    }
    angle[row] = least[row] + (greatest[row] - least[row]) * random[row].nextDouble();
    write(row);
    return true;
  }
}

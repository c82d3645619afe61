package io.ebm.objectives.noise;

import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Gradient;
import io.ebm.api.Learnable;
import io.ebm.api.NonFiniteException;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveContext;
import io.ebm.api.RandomStream;

/** The objective of {@link EnergyDiscrepancyFactory}. */
final class EnergyDiscrepancy implements Objective {

  private static final String WHO = "objective 'energy-discrepancy'";

  private final EnergyDiscrepancyFactory.Config config;
  private final Perturbation perturbation;
  private Batch middle = Batch.allocate(0, 1);
  private Batch ends = Batch.allocate(0, 1);
  private double[] own = new double[0];
  private double[] ownWeights = new double[0];
  private double[][] others = {};

  EnergyDiscrepancy(EnergyDiscrepancyFactory.Config config) {
    this.config = config;
    perturbation = new Perturbation(config.sigma(), config.flip());
  }

  @Override
  public double evaluate(
      EnergyFunction energy, Batch data, Gradient gradient, ObjectiveContext context) {
    Learnable learnable = Capabilities.require(energy, Learnable.class, WHO);
    int n = data.size();
    int m = config.samples();
    allocate(n, m, data.dim());
    RandomStream random = context.random().split("noise");
    perturbation.apply(energy.space(), data, middle, random);
    energy.energies(data, own);
    for (int k = 0; k < m; k++) {
      Batch end = ends.slice(k * n, (k + 1) * n);
      perturbation.apply(energy.space(), middle, end, random);
      energy.energies(end, others[k]);
    }
    double value = 0;
    for (int i = 0; i < n; i++) {
      value += row(i, m);
    }
    for (int k = 0; k < m; k++) {
      learnable.accumulate(ends.slice(k * n, (k + 1) * n), others[k], gradient);
    }
    learnable.accumulate(data, ownWeights, gradient);
    return value;
  }

  /** The loss of one row, and its weights in place of the energies of the ends. */
  private double row(int i, int m) {
    double w = config.stabiliser();
    double top = w > 0 ? Math.log(w) : Double.NEGATIVE_INFINITY;
    for (int k = 0; k < m; k++) {
      top = Math.max(top, own[i] - others[k][i]);
    }
    double sum = w * Math.exp(-top);
    for (int k = 0; k < m; k++) {
      sum += Math.exp(own[i] - others[k][i] - top);
    }
    double loss = top + Math.log(sum / m);
    if (!Double.isFinite(loss)) {
      throw new NonFiniteException(
          "the energy of data row " + i + " is " + own[i] + ", and its loss is " + loss);
    }
    ownWeights[i] = 0;
    for (int k = 0; k < m; k++) {
      double weight = Math.exp(own[i] - others[k][i] - top) / sum;
      ownWeights[i] += weight;
      others[k][i] = -weight;
    }
    return loss;
  }

  private void allocate(int n, int m, int dim) {
    if (own.length != n || middle.dim() != dim) {
      middle = Batch.allocate(n, dim);
      ends = Batch.allocate(n * m, dim);
      own = new double[n];
      ownWeights = new double[n];
      others = new double[m][n];
    }
  }
}

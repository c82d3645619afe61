package io.ebm.objectives;

import io.ebm.api.Batch;
import io.ebm.api.BestDecodable;
import io.ebm.api.CostAugmented;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Gradient;
import io.ebm.api.Joint;
import io.ebm.api.Learnable;
import io.ebm.api.LikelihoodLearnable;
import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import java.util.Arrays;

/**
 * Linear classes in doubles: {@code E_i(y) = -w_y · c_i}, with a context for each row, and the
 * energy of the contexts alone, {@code |c|²/2 - log Σ_y exp(w_y · c)}.
 */
final class SmallClasses
    implements EnergyFunction, LikelihoodLearnable, BestDecodable, CostAugmented, Joint {

  private static final int CLASSES = 4;
  private static final int DIM = 3;

  private final Batch contexts;
  private final Parameters parameters;
  private final Marginal marginal;

  private SmallClasses(Batch contexts, Parameters parameters) {
    this.contexts = contexts;
    this.parameters = parameters;
    marginal = new Marginal(parameters);
  }

  /** Random contexts and parameters. */
  static SmallClasses random(int rows, long seed) {
    RandomStream random = RandomStream.of(seed);
    Batch contexts = Batch.allocate(rows, DIM);
    random.fillGaussian(contexts.array(), 0, contexts.length());
    Parameters parameters = Parameters.builder().add("weights", CLASSES, DIM).build();
    random.fillGaussian(parameters.values(), 0, parameters.size());
    return new SmallClasses(contexts, parameters);
  }

  /** The same for some of the rows. */
  SmallClasses part(int from, int to) {
    return new SmallClasses(contexts.slice(from, to), parameters);
  }

  private double score(int row, int label) {
    return score(parameters, contexts, row, label);
  }

  private static double score(Parameters parameters, Batch contexts, int row, int label) {
    double sum = 0;
    for (int j = 0; j < DIM; j++) {
      sum += (double) parameters.values()[label * DIM + j] * contexts.get(row, j);
    }
    return sum;
  }

  private static void add(Batch contexts, int row, int label, double weight, Gradient into) {
    for (int j = 0; j < DIM; j++) {
      into.values()[label * DIM + j] -= (float) (weight * contexts.get(row, j));
    }
  }

  private static double[] probabilities(Parameters parameters, Batch contexts, int row) {
    double[] p = new double[CLASSES + 1]; // and log Z
    double sum = 0;
    for (int y = 0; y < CLASSES; y++) {
      p[y] = Math.exp(score(parameters, contexts, row, y));
      sum += p[y];
    }
    for (int y = 0; y < CLASSES; y++) {
      p[y] /= sum;
    }
    p[CLASSES] = Math.log(sum);
    return p;
  }

  @Override
  public StateSpace space() {
    return new StateSpace.Categorical(1, CLASSES);
  }

  @Override
  public Parameters parameters() {
    return parameters;
  }

  @Override
  public void energies(Batch x, double[] out) {
    for (int i = 0; i < x.size(); i++) {
      out[i] = -score(i, (int) x.get(i, 0));
    }
  }

  @Override
  public void accumulate(Batch x, double[] weights, Gradient into) {
    for (int i = 0; i < x.size(); i++) {
      add(contexts, i, (int) x.get(i, 0), weights[i], into);
    }
  }

  @Override
  public void logPartitions(int rows, double[] out) {
    for (int i = 0; i < rows; i++) {
      out[i] = probabilities(parameters, contexts, i)[CLASSES];
    }
  }

  @Override
  public void accumulateExpectations(double[] weights, Gradient into) {
    for (int i = 0; i < contexts.size(); i++) {
      double[] p = probabilities(parameters, contexts, i);
      for (int y = 0; y < CLASSES; y++) {
        add(contexts, i, y, weights[i] * p[y], into);
      }
    }
  }

  @Override
  public void accumulateLikelihood(Batch x, double[] weights, double[] out, Gradient into) {
    for (int i = 0; i < x.size(); i++) {
      double[] p = probabilities(parameters, contexts, i);
      int label = (int) x.get(i, 0);
      out[i] = p[CLASSES] - score(i, label);
      for (int y = 0; y < CLASSES; y++) {
        add(contexts, i, y, weights[i] * ((y == label ? 1 : 0) - p[y]), into);
      }
    }
  }

  @Override
  public void best(int rows, int count, Batch into, double[] energies) {
    for (int i = 0; i < rows; i++) {
      double[] scores = new double[CLASSES];
      for (int y = 0; y < CLASSES; y++) {
        scores[y] = score(i, y);
      }
      for (int rank = 0; rank < count; rank++) {
        int best = 0;
        for (int y = 1; y < CLASSES; y++) {
          best = scores[y] > scores[best] ? y : best;
        }
        into.set(i * count + rank, 0, best);
        energies[i * count + rank] = -scores[best];
        scores[best] = Double.NEGATIVE_INFINITY;
      }
    }
  }

  @Override
  public void decode(Batch into, double[] energies) {
    best(into.size(), 1, into, energies);
  }

  @Override
  public void decode(Batch truth, double cost, Batch into, double[] values) {
    for (int i = 0; i < truth.size(); i++) {
      int label = (int) truth.get(i, 0);
      Arrays.fill(values, i, i + 1, Double.POSITIVE_INFINITY);
      int best = 0;
      for (int y = 0; y < CLASSES; y++) {
        double value = -score(i, y) - (y == label ? 0 : cost);
        if (value < values[i]) {
          values[i] = value;
          best = y;
        }
      }
      into.set(i, 0, best);
    }
  }

  @Override
  public EnergyFunction marginal() {
    return marginal;
  }

  @Override
  public Batch contexts() {
    return contexts;
  }

  private record Marginal(Parameters parameters)
      implements EnergyFunction, Differentiable, Learnable {

    @Override
    public StateSpace space() {
      return StateSpace.real(DIM);
    }

    @Override
    public void energies(Batch x, double[] out) {
      for (int i = 0; i < x.size(); i++) {
        double squares = 0;
        for (int j = 0; j < DIM; j++) {
          squares += (double) x.get(i, j) * x.get(i, j);
        }
        out[i] = squares / 2 - probabilities(parameters, x, i)[CLASSES];
      }
    }

    @Override
    public void gradients(Batch x, double[] energies, Batch out) {
      energies(x, energies);
      for (int i = 0; i < x.size(); i++) {
        double[] p = probabilities(parameters, x, i);
        for (int j = 0; j < DIM; j++) {
          double slope = x.get(i, j);
          for (int y = 0; y < CLASSES; y++) {
            slope -= p[y] * parameters.values()[y * DIM + j];
          }
          out.set(i, j, (float) slope);
        }
      }
    }

    @Override
    public void accumulate(Batch x, double[] weights, Gradient into) {
      for (int i = 0; i < x.size(); i++) {
        double[] p = probabilities(parameters, x, i);
        for (int y = 0; y < CLASSES; y++) {
          add(x, i, y, weights[i] * p[y], into);
        }
      }
    }
  }
}

package io.ebm.objectives.score;

import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.EnergyFunction;
import io.ebm.api.FitContext;
import io.ebm.api.Gradient;
import io.ebm.api.NonFiniteException;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveContext;
import io.ebm.api.RandomStream;
import io.ebm.api.ScoreLearnable;
import java.util.Arrays;

/**
 * The objective of {@link ScoreMatchingFactory} and {@link SlicedScoreMatchingFactory}: half the
 * square of the score, whole or projected, less curvatures along directions.
 */
final class ScoreMatching implements Objective {

  private final String who;
  private final Directions directions;
  private final Curvature curvature;
  private Batch gradients = Batch.allocate(0, 1);
  private Batch along = Batch.allocate(0, 1);
  private double[] energies = new double[0];
  private double[] weights = new double[0];
  private double[] curvatures = new double[0];

  /** Along what the curvature is taken. */
  interface Directions {
    /** How many directions for rows of that dimension. */
    int count(int dim);

    /** Writes direction {@code k} of every row. */
    void write(int k, Batch into, RandomStream random);

    /** The factor of each curvature. */
    double factor(int dim);

    /** Whether the square is that of the projected score. */
    boolean projected();
  }

  ScoreMatching(String who, Directions directions, double spacing) {
    this.who = who;
    this.directions = directions;
    curvature = new Curvature(spacing);
  }

  @Override
  public double evaluate(
      EnergyFunction energy, Batch data, Gradient gradient, ObjectiveContext context) {
    ScoreLearnable learnable = Capabilities.require(energy, ScoreLearnable.class, who);
    FitContext.require(who, Spaces.bounded(energy.space()));
    int n = data.size();
    int dim = data.dim();
    allocate(n, dim);
    learnable.gradients(data, energies, gradients);
    double value = 0;
    if (!directions.projected()) {
      Arrays.fill(weights, 1);
      learnable.accumulateDirectional(data, gradients, weights, gradient);
      for (int i = 0; i < n; i++) {
        value += dot(gradients, gradients, i) / 2;
      }
    }
    RandomStream random = context.random().split("directions");
    double factor = directions.factor(dim);
    for (int k = 0; k < directions.count(dim); k++) {
      directions.write(k, along, random);
      if (directions.projected()) {
        for (int i = 0; i < n; i++) {
          double slope = dot(gradients, along, i);
          value += factor * slope * slope / 2;
          weights[i] = factor * slope;
        }
        learnable.accumulateDirectional(data, along, weights, gradient);
      }
      Arrays.fill(weights, -factor);
      curvature.accumulate(learnable, data, along, weights, curvatures, gradient);
      for (int i = 0; i < n; i++) {
        value -= factor * curvatures[i];
      }
    }
    if (!Double.isFinite(value)) {
      throw new NonFiniteException(culprit(n, value));
    }
    return value;
  }

  private String culprit(int n, double value) {
    for (int i = 0; i < n; i++) {
      if (!Double.isFinite(energies[i])) {
        return "the energy of data row " + i + " is " + energies[i];
      }
    }
    return "the loss is " + value;
  }

  private static double dot(Batch a, Batch b, int row) {
    double sum = 0;
    for (int j = 0; j < a.dim(); j++) {
      sum += (double) a.get(row, j) * b.get(row, j);
    }
    return sum;
  }

  private void allocate(int n, int dim) {
    if (energies.length != n || along.dim() != dim) {
      gradients = Batch.allocate(n, dim);
      along = Batch.allocate(n, dim);
      energies = new double[n];
      weights = new double[n];
      curvatures = new double[n];
    }
  }
}

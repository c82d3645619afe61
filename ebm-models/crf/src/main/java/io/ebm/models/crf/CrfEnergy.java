package io.ebm.models.crf;

import io.ebm.api.Batch;
import io.ebm.api.BestDecodable;
import io.ebm.api.Clampable;
import io.ebm.api.CostAugmented;
import io.ebm.api.EnergyFunction;
import io.ebm.api.ExactDraws;
import io.ebm.api.ExactMarginals;
import io.ebm.api.Gradient;
import io.ebm.api.LikelihoodLearnable;
import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.api.SparseGradients;
import io.ebm.api.StateSpace;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The energy of label sequences given sentences: {@code E(y | x) = -Σ_t [Σ_a value_a w(a, y_t) +
 * w(y_{t-1}, y_t)]}. Coordinates beyond a sentence's end are no part of its sequence: they are not
 * read, and written as zero.
 */
final class CrfEnergy
    implements EnergyFunction,
        SparseGradients,
        LikelihoodLearnable,
        ExactDraws,
        ExactMarginals,
        BestDecodable,
        CostAugmented,
        Clampable {

  private static final float[] NONE = {};

  private final Weights weights;
  private final Sentences sentences;
  private final StateSpace space;
  private final float @Nullable [] table;

  CrfEnergy(Weights weights, Sentences sentences, StateSpace space) {
    this(weights, sentences, space, null);
  }

  /**
   * @param table what {@link FrequentRows#fill} wrote for weights that do not change any more
   */
  CrfEnergy(Weights weights, Sentences sentences, StateSpace space, float @Nullable [] table) {
    this.table = table;
    this.weights = weights;
    this.sentences = sentences;
    this.space = space;
  }

  @Override
  public StateSpace space() {
    return space;
  }

  @Override
  public Parameters parameters() {
    return weights.parameters();
  }

  private Lattice lattice(int rows) {
    return new Lattice(weights, sentences.slice(0, rows), table);
  }

  @Override
  public void energies(Batch x, double[] out) {
    try (Lattice lattice = lattice(x.size())) {
      for (int i = 0; i < x.size(); i++) {
        lattice.load(i);
        out[i] = lattice.energy(x.array(), x.offset(i));
      }
    }
  }

  @Override
  public void accumulate(Batch x, double[] factors, Gradient into) {
    try (Lattice lattice = lattice(x.size())) {
      for (int i = 0; i < x.size(); i++) {
        if (factors[i] != 0) {
          lattice.seek(i);
          lattice.addObserved(-factors[i], x.array(), x.offset(i), into);
        }
      }
    }
  }

  @Override
  public void logPartitions(int rows, double[] out) {
    try (Lattice lattice = lattice(rows)) {
      for (int i = 0; i < rows; i++) {
        lattice.load(i);
        out[i] = lattice.logPartition();
      }
    }
  }

  @Override
  public void accumulateExpectations(double[] factors, Gradient into) {
    int rows = Math.min(sentences.size(), factors.length);
    try (Lattice lattice = lattice(rows)) {
      for (int i = 0; i < rows; i++) {
        lattice.load(i);
        lattice.logPartition();
        lattice.addExpectations(-factors[i], NONE, 0, into);
      }
      lattice.finish(into);
    }
  }

  @Override
  public void accumulateLikelihood(Batch x, double[] factors, double[] out, Gradient into) {
    try (Lattice lattice = lattice(x.size())) {
      for (int i = 0; i < x.size(); i++) {
        lattice.load(i);
        double energy = lattice.energy(x.array(), x.offset(i));
        out[i] = energy + lattice.logPartition();
        if (energy < Double.POSITIVE_INFINITY) {
          lattice.addExpectations(factors[i], x.array(), x.offset(i), into);
        }
      }
      lattice.finish(into);
    }
  }

  @Override
  public void marginals(int rows, double[] out) {
    int levels = weights.labels();
    int dim = space.dim();
    try (Lattice lattice = lattice(rows)) {
      for (int i = 0; i < rows; i++) {
        lattice.load(i);
        lattice.logPartition();
        int at = i * dim * levels;
        Arrays.fill(out, at, at + dim * levels, 0);
        lattice.marginals(out, at);
        for (int t = lattice.length(); t < dim; t++) {
          out[at + t * levels] = 1;
        }
      }
    }
  }

  @Override
  public void sample(Batch into, RandomStream random) {
    into.fill(0f);
    try (Lattice lattice = lattice(into.size())) {
      for (int i = 0; i < into.size(); i++) {
        lattice.load(i);
        lattice.logPartition();
        lattice.sample(into.array(), into.offset(i), random);
      }
    }
  }

  @Override
  public void decode(Batch into, double[] energies) {
    try (Lattice lattice = lattice(into.size())) {
      BestPaths paths = new BestPaths(lattice, weights);
      for (int i = 0; i < into.size(); i++) {
        lattice.load(i);
        paths.best(into.array(), into.offset(i), into.dim());
        energies[i] = lattice.energy(into.array(), into.offset(i));
      }
    }
  }

  @Override
  public void best(int rows, int count, Batch into, double[] energies) {
    try (Lattice lattice = lattice(rows)) {
      BestPaths paths = new BestPaths(lattice, weights);
      for (int i = 0; i < rows; i++) {
        lattice.load(i);
        int at = i * count;
        paths.best(count, into.array(), into.offset(at), into.dim(), energies, at);
        for (int k = at; k < at + count; k++) {
          energies[k] = -energies[k];
        }
      }
    }
  }

  @Override
  public void decode(Batch truth, double cost, Batch into, double[] values) {
    try (Lattice lattice = lattice(into.size())) {
      BestPaths paths = new BestPaths(lattice, weights);
      for (int i = 0; i < into.size(); i++) {
        lattice.load(i);
        lattice.addCost(cost, truth.array(), truth.offset(i));
        paths.best(into.array(), into.offset(i), into.dim());
        values[i] = lattice.energy(into.array(), into.offset(i));
      }
    }
  }

  @Override
  public void sweep(Batch x, int sweeps, double beta, RandomStream random) {
    sweep(x, x, false, sweeps, beta, random);
  }

  @Override
  public void sweep(Batch x, Batch given, int sweeps, double beta, RandomStream random) {
    sweep(x, given, true, sweeps, beta, random);
  }

  private void sweep(
      Batch x, Batch given, boolean clamped, int sweeps, double beta, RandomStream random) {
    if (sweeps == 0) {
      return;
    }
    try (Lattice lattice = lattice(x.size())) {
      double[] logits = new double[weights.labels()];
      for (int i = 0; i < x.size(); i++) {
        lattice.load(i);
        float[] states = x.array();
        int at = x.offset(i);
        for (int sweep = 0; sweep < sweeps; sweep++) {
          for (int t = 0; t < lattice.length(); t++) {
            if (!clamped || Float.isNaN(given.get(i, t))) {
              double max = lattice.conditional(t, beta, states, at, logits);
              states[at + t] = Logits.draw(logits, max, random);
            }
          }
        }
        Arrays.fill(states, at + lattice.length(), at + x.dim(), 0f);
      }
    }
  }
}

package io.ebm.api;

import io.ebm.math.Scratch;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The energies of classes given features, {@code E(c, y) = -f_y(c)} with {@link ClassScores} f. All
 * classes are tried, so that everything about them is exact: what a {@link Classifier} gives for
 * its contexts.
 */
public class ClassEnergy
    implements LikelihoodLearnable,
        ExactDraws,
        ExactMarginals,
        BestDecodable,
        CostAugmented,
        GibbsSampled,
        AllPairs,
        ContextDifferentiable {

  private final ClassScores scores;
  private final Batch contexts;

  private final StateSpace targets;

  /**
   * The energy of the classes of some features.
   *
   * @throws IllegalArgumentException if the features have other columns
   */
  public ClassEnergy(ClassScores scores, Batch contexts) {
    scores.checkFeatures(contexts);
    this.scores = scores;
    this.targets = targets(scores);
    this.contexts = contexts;
  }

  /** The space of one class of so many. */
  public static StateSpace targets(ClassScores scores) {
    return new StateSpace.Categorical(1, scores.classes());
  }

  /** The features that this energy is conditioned on. */
  public final Batch contexts() {
    return contexts;
  }

  @Override
  public final StateSpace space() {
    return targets;
  }

  @Override
  public Optional<String> lack(Class<?> capability) {
    return capability == ContextDifferentiable.class && differentiable() == null
        ? Optional.of("its scores have no derivatives by the features")
        : Optional.empty();
  }

  private @Nullable DifferentiableScores differentiable() {
    return scores instanceof DifferentiableScores known && known.differentiable() ? known : null;
  }

  @Override
  public final int contextDim() {
    return scores.features().dim();
  }

  @Override
  public final void contextGradients(Batch y, double[] energies, Batch out) {
    int classes = scores.classes();
    DifferentiableScores known = differentiable();
    if (known == null) {
      throw new UnsupportedEnergyException(
          "the gradient by contexts", ContextDifferentiable.class, this);
    }
    known.slopes(
        contexts,
        y.size(),
        (row, f, at, stride) -> {
          int label = scores.label(y, row);
          energies[row] = -f[at + label * stride];
          for (int k = 0; k < classes; k++) {
            f[at + k * stride] = k == label ? -1f : 0f;
          }
        },
        out);
  }

  @Override
  public final Parameters parameters() {
    return scores.parameters();
  }

  @Override
  public final void constrain() {
    scores.constrain();
  }

  @Override
  public final void energies(Batch x, double[] out) {
    int classes = scores.classes();
    try (Scratch scratch = Scratch.open()) {
      double[] all = scratch.doubles(x.size() * classes);
      scores.scores(contexts, x.size(), all);
      for (int i = 0; i < x.size(); i++) {
        out[i] = -all[i * classes + scores.label(x, i)];
      }
    }
  }

  @Override
  public final void accumulate(Batch x, double[] weights, Gradient into) {
    int classes = scores.classes();
    scores.accumulate(
        contexts,
        x.size(),
        (row, f, at, stride) -> {
          for (int k = 0; k < classes; k++) {
            f[at + k * stride] = 0f;
          }
          f[at + scores.label(x, row) * stride] = (float) -weights[row];
        },
        into);
  }

  @Override
  public final void accumulate(Batch x, double[] weights, double[] energies, Gradient into) {
    int classes = scores.classes();
    scores.accumulate(
        contexts,
        x.size(),
        (row, f, at, stride) -> {
          int label = scores.label(x, row);
          energies[row] = -f[at + label * stride];
          for (int k = 0; k < classes; k++) {
            f[at + k * stride] = 0f;
          }
          f[at + label * stride] = (float) -weights[row];
        },
        into);
  }

  @Override
  public final void logPartitions(int rows, double[] out) {
    int classes = scores.classes();
    try (Scratch scratch = Scratch.open()) {
      double[] all = scratch.doubles(rows * classes);
      scores.scores(contexts, rows, all);
      for (int i = 0; i < rows; i++) {
        out[i] = ClassScores.logSumExp(classes, all, i * classes);
      }
    }
  }

  @Override
  public final void accumulateExpectations(double[] weights, Gradient into) {
    int classes = scores.classes();
    scores.accumulate(
        contexts,
        Math.min(contexts.size(), weights.length),
        (row, f, at, stride) -> {
          ClassScores.softmax(classes, f, at, stride, -weights[row], -1);
        },
        into);
  }

  @Override
  public final void accumulateLikelihood(Batch x, double[] weights, double[] out, Gradient into) {
    int classes = scores.classes();
    scores.accumulate(
        contexts,
        x.size(),
        (row, f, at, stride) -> {
          int label = scores.label(x, row);
          float score = f[at + label * stride];
          out[row] = ClassScores.softmax(classes, f, at, stride, weights[row], label) - score;
        },
        into);
  }

  @Override
  public final void marginals(int rows, double[] out) {
    int classes = scores.classes();
    scores.scores(contexts, rows, out);
    for (int i = 0; i < rows; i++) {
      double log = ClassScores.logSumExp(classes, out, i * classes);
      for (int k = i * classes; k < (i + 1) * classes; k++) {
        out[k] = Math.exp(out[k] - log);
      }
    }
  }

  @Override
  public final void sample(Batch into, RandomStream random) {
    sweep(into, 1, 1, random);
  }

  /** A sweep draws the class afresh, whatever it was. */
  @Override
  public final void sweep(Batch x, int sweeps, double beta, RandomStream random) {
    int classes = scores.classes();
    try (Scratch scratch = Scratch.open()) {
      double[] all = scratch.doubles(x.size() * classes);
      if (sweeps > 0) {
        scores.scores(contexts, x.size(), all);
      }
      for (int sweep = 0; sweep < sweeps; sweep++) {
        for (int i = 0; i < x.size(); i++) {
          x.set(i, 0, draw(all, i * classes, classes, beta, random));
        }
      }
    }
  }

  private static int draw(double[] f, int at, int classes, double beta, RandomStream random) {
    double max = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < classes; k++) {
      max = Math.max(max, f[at + k]);
    }
    double sum = 0;
    for (int k = 0; k < classes; k++) {
      sum += Math.exp(beta * (f[at + k] - max));
    }
    double left = random.nextDouble() * sum;
    for (int k = 0; k < classes - 1; k++) {
      left -= Math.exp(beta * (f[at + k] - max));
      if (left < 0) {
        return k;
      }
    }
    return classes - 1;
  }

  @Override
  public final void decode(Batch into, double[] energies) {
    best(into.size(), 1, into, energies);
  }

  @Override
  public final void decode(Batch truth, double cost, Batch into, double[] values) {
    int classes = scores.classes();
    try (Scratch scratch = Scratch.open()) {
      double[] all = scratch.doubles(into.size() * classes);
      scores.scores(contexts, into.size(), all);
      for (int i = 0; i < into.size(); i++) {
        int label = scores.label(truth, i);
        int best = -1;
        for (int k = 0; k < classes; k++) {
          double value = -all[i * classes + k] - (k == label ? 0 : cost);
          if (best < 0 || value < values[i]) {
            best = k;
            values[i] = value;
          }
        }
        into.set(i, 0, best);
      }
    }
  }

  @Override
  public final void best(int rows, int count, Batch into, double[] energies) {
    int classes = scores.classes();
    try (Scratch scratch = Scratch.open()) {
      double[] all = scratch.doubles(rows * classes);
      scores.scores(contexts, rows, all);
      for (int i = 0; i < rows; i++) {
        for (int rank = 0; rank < count; rank++) {
          int best = 0;
          for (int k = 1; k < classes; k++) {
            best = all[i * classes + k] > all[i * classes + best] ? k : best;
          }
          into.set(i * count + rank, 0, best);
          energies[i * count + rank] =
              rank < classes ? -all[i * classes + best] : Double.POSITIVE_INFINITY;
          all[i * classes + best] = Double.NEGATIVE_INFINITY;
        }
      }
    }
  }

  @Override
  public final void pairEnergies(Batch y, double[] out) {
    int classes = scores.classes();
    int n = contexts.size();
    int m = y.size();
    try (Scratch scratch = Scratch.open()) {
      double[] all = scratch.doubles(n * classes);
      scores.scores(contexts, n, all);
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < m; j++) {
          out[i * m + j] = -all[i * classes + scores.label(y, j)];
        }
      }
    }
  }

  @Override
  public final void accumulatePairs(Batch y, double[] weights, Gradient into) {
    int classes = scores.classes();
    int m = y.size();
    try (Scratch scratch = Scratch.open()) {
      double[] byClass = scratch.doubles(classes);
      scores.accumulate(
          contexts,
          contexts.size(),
          (row, f, at, stride) -> {
            Arrays.fill(byClass, 0, classes, 0);
            for (int j = 0; j < m; j++) {
              byClass[scores.label(y, j)] -= weights[row * m + j];
            }
            for (int k = 0; k < classes; k++) {
              f[at + k * stride] = (float) byClass[k];
            }
          },
          into);
    }
  }
}

package io.ebm.models.crf;

import io.ebm.api.Gradient;
import io.ebm.api.RandomStream;
import io.ebm.math.LinearChain;
import io.ebm.math.Scratch;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The labels of one sentence after the other of a block, and the sums over their sequences. Works
 * in single precision with every step scaled; a sentence whose scores are too far apart for that is
 * left to {@link LogLattice}.
 *
 * <p>A sentence is loaded, then asked for its partition function, then for what follows from it.
 */
final class Lattice implements AutoCloseable {

  private final Weights weights;
  private final Sentences block;
  private final Corpus corpus;
  private final boolean edged;
  private final int labels;
  private final int width;
  private final Scratch scratch = Scratch.open();
  private final float[] transitions;
  private final float[] step;
  private final StepMatrix exponentials;
  private final StepSums stepSums;
  private final float[] scores;
  private final float[] potentials;
  private final float[] alpha;
  private final float[] sums;
  private final float[] row;
  private final @Nullable FrequentRows frequent;
  private float[] beta;
  private float[] betaBefore;
  private boolean hasMatrix;

  private int sentence;
  private int start;
  private int length;
  private boolean wide;

  /**
   * @param table what {@link FrequentRows#fill} wrote for these weights, or null
   */
  Lattice(Weights weights, Sentences block, float @Nullable [] table) {
    this.weights = weights;
    this.block = block;
    this.corpus = block.corpus();
    this.edged = corpus.edgeStart() != null && weights.features().edgePairs().length > 0;
    this.labels = weights.labels();
    this.width = weights.width();
    int square = labels * width;
    int tokens = block.longest() * width;
    this.transitions = scratch.floats(square);
    this.step = scratch.floats(square);
    this.exponentials = new StepMatrix(labels, width, scratch);
    this.stepSums = new StepSums(weights, scratch);
    this.scores = scratch.floats(tokens);
    this.potentials = scratch.floats(tokens);
    this.alpha = scratch.floats(tokens);
    this.sums = scratch.floats(block.longest());
    this.row = scratch.floats(width);
    this.beta = scratch.floats(width);
    this.betaBefore = scratch.floats(width);
    boolean worth = table != null || block.tokens() >= FrequentRows.TOKENS;
    this.frequent =
        worth && corpus.values() == null ? new FrequentRows(weights, table, scratch) : null;
    Arrays.fill(row, 0, width, 0f);
    weights.transitions(transitions);
  }

  /** Takes up a row of the block and computes its state scores. */
  void load(int blockRow) {
    seek(blockRow);
    weights.states(corpus, sentence, frequent, scores);
  }

  /** Takes up a row of the block without computing anything. */
  void seek(int blockRow) {
    sentence = block.sentence(blockRow);
    start = corpus.tokenStart()[sentence];
    length = corpus.length(sentence);
  }

  /** Adds a cost to the scores of every label but the true one. */
  void addCost(double cost, float[] truth, int at) {
    float added = (float) cost;
    for (int t = 0; t < length; t++) {
      for (int y = 0; y < labels; y++) {
        scores[t * width + y] += y == truth[at + t] ? 0 : added;
      }
    }
  }

  /**
   * Computes {@code -beta E} as a function of the label of one token, up to a constant; returns its
   * maximum.
   */
  double conditional(int t, double beta, float[] states, int at, double[] out) {
    for (int y = 0; y < labels; y++) {
      out[y] = scores[t * width + y];
    }
    if (t > 0) {
      float[] steps = steps(t);
      for (int y = 0; y < labels; y++) {
        out[y] += steps[label(states[at + t - 1]) * width + y];
      }
    }
    if (t + 1 < length) {
      float[] steps = steps(t + 1);
      for (int y = 0; y < labels; y++) {
        out[y] += steps[y * width + label(states[at + t + 1])];
      }
    }
    double max = Double.NEGATIVE_INFINITY;
    for (int y = 0; y < labels; y++) {
      out[y] *= beta;
      max = Math.max(max, out[y]);
    }
    return max;
  }

  Corpus corpus() {
    return corpus;
  }

  /** The number of tokens of the sentence. */
  int length() {
    return length;
  }

  /** The corpus's number of the sentence's first token. */
  int start() {
    return start;
  }

  /** State scores, a padded row for each token. */
  float[] scores() {
    return scores;
  }

  /** Scores of the step to token {@code t} from the one before it, row by the one before. */
  float[] steps(int t) {
    if (!edged) {
      return transitions;
    }
    System.arraycopy(transitions, 0, step, 0, labels * width);
    weights.addEdges(corpus, start + t, step);
    return step;
  }

  /** Whether {@link #steps} depends on the token. */
  boolean edged() {
    return edged;
  }

  /** The energy of a sequence of labels; infinite if one of them does not exist. */
  double energy(float[] states, int at) {
    double sum = 0;
    int before = 0;
    for (int t = 0; t < length; t++) {
      int label = label(states[at + t]);
      if (label < 0) {
        return Double.POSITIVE_INFINITY;
      }
      sum += scores[t * width + label];
      if (t > 0) {
        sum += steps(t)[before * width + label];
      }
      before = label;
    }
    return -sum;
  }

  private int label(float value) {
    int label = (int) value;
    return label >= 0 && label < labels ? label : -1;
  }

  /** Computes {@code log Z}. */
  double logPartition() {
    if (!edged && !hasMatrix) {
      exponentials.set(transitions);
      hasMatrix = true;
    }
    System.arraycopy(scores, 0, potentials, 0, length * width);
    double sum = LinearChain.potentials(length, labels, potentials, 0);
    wide = spread(0, edged ? 1 : length);
    sums[0] = LinearChain.start(labels, potentials, 0, alpha, 0);
    double product = sums[0];
    for (int t = 1; t < length && !wide; t++) {
      if (edged) {
        exponentials.set(steps(t));
        wide = spread(t, t + 1);
      }
      sum += exponentials.shift();
      sums[t] =
          LinearChain.forward(
              labels,
              alpha,
              (t - 1) * width,
              1 / sums[t - 1],
              exponentials.matrix,
              potentials,
              t * width,
              alpha,
              t * width);
      product *= sums[t];
      if (product < 1e-200 || product > 1e200) {
        sum += Math.log(product);
        product = 1;
      }
    }
    if (wide) {
      return logLattice().logPartition();
    }
    return sum + Math.log(product);
  }

  /** Whether a token's potentials are too far apart for single precision, or not numbers. */
  private boolean spread(int from, int to) {
    double bound = exponentials.bound();
    for (int t = from; t < to; t++) {
      for (int i = t * width; i < t * width + labels; i++) {
        if (!(potentials[i] > bound)) {
          return true;
        }
      }
    }
    return false;
  }

  private LogLattice logLattice() {
    return new LogLattice(this, weights);
  }

  /**
   * Adds {@code weight · E[f]}, with {@code f} the counts of features, to a gradient; and, if
   * {@code states} are given, takes {@code weight · f} of them away. After {@link #logPartition};
   * call {@link #finish} after the last sentence of the block.
   */
  void addExpectations(double weight, float[] states, int at, Gradient into) {
    boolean given = states.length > 0;
    if (wide) {
      logLattice().addExpectations(weight, into);
      if (given) {
        addObserved(-weight, states, at, into);
      }
      return;
    }
    float factor = (float) weight;
    startBackward();
    for (int t = length - 1; t >= 0; t--) {
      for (int y = 0; y < labels; y++) {
        row[y] = factor * alpha[t * width + y] * beta[y];
      }
      if (given) {
        row[label(states[at + t])] -= factor;
      }
      weights.addStates(corpus, start + t, row, frequent, into);
      if (t > 0) {
        back(t);
        if (edged) {
          stepSums.addPairs(t, 1, factor, alpha, potentials);
          float[] pairs = stepSums.flushPairs(exponentials, into);
          weights.addEdges(corpus, start + t, pairs, into);
        }
      }
    }
    if (!edged) {
      stepSums.addPairs(1, length - 1, factor, alpha, potentials);
    }
    if (given) {
      addSteps(-weight, states, at, into);
    }
  }

  /** Adds the features of the steps of a sequence of labels. */
  private void addSteps(double weight, float[] states, int at, Gradient into) {
    for (int t = 1; t < length; t++) {
      int before = label(states[at + t - 1]);
      int label = label(states[at + t]);
      stepSums.count(before, label, (float) weight);
      if (edged) {
        weights.addEdge(corpus, start + t, before, label, weight, into);
      }
    }
  }

  /** The backward row of the last token. */
  private void startBackward() {
    Arrays.fill(beta, 0, width, 1 / sums[length - 1]);
  }

  /** From the backward row of a token to that of the one before it. */
  private void back(int t) {
    if (edged) {
      exponentials.set(steps(t));
    }
    LinearChain.backward(
        labels,
        beta,
        0,
        1 / sums[t - 1],
        potentials,
        t * width,
        exponentials.transposed,
        betaBefore,
        0);
    swap();
  }

  private void swap() {
    float[] swapped = beta;
    beta = betaBefore;
    betaBefore = swapped;
  }

  /** Computes the marginal distribution of every token: a row of labels each, from {@code at}. */
  void marginals(double[] out, int at) {
    if (wide) {
      logLattice().marginals(out, at);
      return;
    }
    startBackward();
    for (int t = length - 1; t >= 0; t--) {
      for (int y = 0; y < labels; y++) {
        out[at + t * labels + y] = (double) alpha[t * width + y] * beta[y];
      }
      if (t > 0) {
        back(t);
      }
    }
  }

  /** Draws a sequence of labels, from the last to the first. */
  void sample(float[] states, int at, RandomStream random) {
    double[][] forward = wide ? logLattice().forward() : null;
    for (int t = length - 1; t >= 0; t--) {
      float[] steps = t + 1 < length ? steps(t + 1) : transitions;
      double max = Double.NEGATIVE_INFINITY;
      double[] logits = new double[labels];
      for (int y = 0; y < labels; y++) {
        logits[y] = forward == null ? Math.log(alpha[t * width + y]) : forward[t][y];
        if (t + 1 < length) {
          logits[y] += steps[y * width + label(states[at + t + 1])];
        }
        max = Math.max(max, logits[y]);
      }
      states[at + t] = Logits.draw(logits, max, random);
    }
  }

  /** Adds what is collected over all sentences of the block. */
  void finish(Gradient into) {
    if (frequent != null) {
      frequent.flush(into);
    }
    if (!edged) {
      stepSums.flushPairs(exponentials, into);
    }
    stepSums.flushCounts(into);
  }

  /** Adds {@code weight · f} of a sequence of labels. */
  void addObserved(double weight, float[] states, int at, Gradient into) {
    int before = -1;
    for (int t = 0; t < length; t++) {
      int label = label(states[at + t]);
      weights.addState(corpus, start + t, label, weight, into);
      if (t > 0) {
        weights.addStep(corpus, start + t, before, label, weight, into);
      }
      before = label;
    }
  }

  @Override
  public void close() {
    scratch.close();
  }
}

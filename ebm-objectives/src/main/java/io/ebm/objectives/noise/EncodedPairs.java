package io.ebm.objectives.noise;

import io.ebm.api.Batch;
import io.ebm.api.DualEncoder;
import io.ebm.api.Gathered;
import io.ebm.api.Gradient;
import io.ebm.api.ObjectiveContext;
import io.ebm.math.Elementwise;
import io.ebm.math.Gemm;
import io.ebm.math.Scratch;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * {@link Pairs} of two encoders. Round 0 emits the embeddings of the shard's rows; round 1 the sums
 * over all targets of its contexts and, both ways, over all contexts of its targets; in round 2 the
 * derivatives by the shard's embeddings are known. Memory grows with the rows of the minibatch, not
 * with its pairs.
 */
final class EncodedPairs {

  private static final String CONTEXTS = "contexts";
  private static final String TARGETS = "targets";
  private static final String SUMS = "sums";

  /** Rows whose products with all others are worked on at once. */
  private static final int BLOCK = 16;

  private final Pairs loss;
  private Batch f = Batch.allocate(0, 1);
  private Batch g = Batch.allocate(0, 1);

  EncodedPairs(Pairs loss) {
    this.loss = loss;
  }

  double evaluate(DualEncoder encoder, Batch data, Gradient gradient, ObjectiveContext context) {
    int s = data.size();
    int d = encoder.embeddingDim();
    if (f.size() != s || f.dim() != d) {
      f = Batch.allocate(s, d);
      g = Batch.allocate(s, d);
    }
    if (context.round() == 0) {
      encoder.embed(data, f, g);
      context.emit(CONTEXTS, f);
      context.emit(TARGETS, g);
      return 0;
    }
    Gathered contexts = context.gathered(CONTEXTS);
    Gathered targets = context.gathered(TARGETS);
    if (context.round() == 1) {
      sum(contexts, targets, context);
      return 0;
    }
    double value = learn(contexts, targets, context);
    encoder.accumulateEmbeddings(data, f, g, gradient);
    return value;
  }

  private void sum(Gathered contexts, Gathered targets, ObjectiveContext context) {
    int s = contexts.to() - contexts.from();
    int dim = 2 + PairSums.FLOATS * (loss.symmetric() ? 2 : 1);
    try (Scratch scratch = Scratch.open()) {
      Batch sums = Batch.of(scratch.floats(s * dim), 0, s, dim);
      context.metrics().record("retrieval", sums(contexts, targets.rows(), true, sums, 2));
      if (loss.symmetric()) {
        int column = 2 + PairSums.FLOATS;
        context
            .metrics()
            .record("retrieval-back", sums(targets, contexts.rows(), false, sums, column));
      }
      context.emit(SUMS, sums);
    }
  }

  /**
   * Writes the energy of the shard's rows with their partners and the sums over all partners.
   *
   * @return the share of rows whose own partner has the least energy
   */
  private double sums(Gathered ours, Batch all, boolean contexts, Batch into, int column) {
    Batch own = ours.own();
    int n = all.size();
    int right = 0;
    try (Scratch scratch = Scratch.open()) {
      float[] products = scratch.floats(BLOCK * n);
      double[] energies = scratch.doubles(n);
      float[] work = scratch.floats(n);
      for (int from = 0; from < own.size(); from += BLOCK) {
        int rows = Math.min(BLOCK, own.size() - from);
        products(own, from, rows, all, products);
        for (int i = 0; i < rows; i++) {
          int partner = ours.from() + from + i;
          for (int j = 0; j < n; j++) {
            energies[j] = -products[i * n + j];
            PairSums.check(energies[j], contexts ? partner : j, contexts ? j : partner);
          }
          PairSums sums = PairSums.of(energies, n, partner, loss.tau(), work);
          sums.write(into, from + i, column);
          if (contexts) {
            PairSums.put(into, from + i, 0, energies[partner]);
          }
          right += energies[partner] < sums.least() ? 1 : 0;
        }
      }
    }
    return (double) right / own.size();
  }

  private static void products(Batch own, int from, int rows, Batch all, float[] products) {
    int n = all.size();
    int d = all.dim();
    Gemm.nt(
        rows,
        n,
        d,
        own.array(),
        own.offset(from),
        d,
        all.array(),
        all.offset(),
        d,
        products,
        0,
        n,
        false);
  }

  /** Leaves the derivatives by the shard's embeddings in {@link #f} and {@link #g}. */
  private double learn(Gathered contexts, Gathered targets, ObjectiveContext context) {
    Gathered gathered = context.gathered(SUMS);
    int n = gathered.rows().size();
    double value = 0;
    double all = 0;
    double own = 0;
    try (Scratch scratch = Scratch.open()) {
      double[] rowLogs = scratch.doubles(n);
      double[] columnLogs = loss.symmetric() ? scratch.doubles(n) : null;
      for (int i = 0; i < n; i++) {
        double energy = PairSums.get(gathered.rows(), i, 0);
        PairSums row = PairSums.read(gathered.rows(), i, 2);
        rowLogs[i] = row.log();
        double slope = loss.slope(energy, row);
        double log = row.logProbability(energy, loss.tau());
        if (columnLogs != null) {
          PairSums column = PairSums.read(gathered.rows(), i, 2 + PairSums.FLOATS);
          columnLogs[i] = column.log();
          slope += loss.slope(energy, column);
          log += column.logProbability(energy, loss.tau());
        }
        all += slope;
        if (i >= gathered.from() && i < gathered.to()) {
          own += slope;
          value -= loss.share() * log;
        }
      }
      loss.learnTemperature(all, own, context);
      derive(contexts, targets.rows(), rowLogs, columnLogs, f);
      derive(targets, contexts.rows(), columnLogs, rowLogs, g);
    }
    return value;
  }

  /**
   * The derivatives of the loss by the shard's embeddings of one side.
   *
   * @param ours the embeddings of this side
   * @param all those of the other
   * @param logs the logarithms of the sums of this side's rows, or null if they have no part in it
   * @param otherLogs the same for the other side
   * @param into receives the derivatives
   */
  private void derive(
      Gathered ours,
      Batch all,
      double @Nullable [] logs,
      double @Nullable [] otherLogs,
      Batch into) {
    Batch own = ours.own();
    int n = all.size();
    int d = all.dim();
    try (Scratch scratch = Scratch.open()) {
      float[] products = scratch.floats(BLOCK * n);
      float[] powers = scratch.floats(n);
      for (int from = 0; from < own.size(); from += BLOCK) {
        int rows = Math.min(BLOCK, own.size() - from);
        products(own, from, rows, all, products);
        for (int i = 0; i < rows; i++) {
          weigh(products, i * n, n, ours.from() + from + i, logs, otherLogs, powers);
        }
        Gemm.nn(
            rows,
            d,
            n,
            products,
            0,
            n,
            all.array(),
            all.offset(),
            d,
            into.array(),
            into.offset(from),
            d,
            false);
      }
    }
  }

  /** Turns the products of a row into the derivatives of the loss by them. */
  private void weigh(
      float[] products,
      int at,
      int n,
      int partner,
      double @Nullable [] logs,
      double @Nullable [] otherLogs,
      float[] powers) {
    double tau = loss.tau();
    float factor = (float) (loss.share() / tau);
    if (otherLogs != null) {
      for (int j = 0; j < n; j++) {
        powers[j] = (float) (products[at + j] / tau - otherLogs[j]);
      }
      Elementwise.exp(n, powers, 0, powers, 0);
    } else {
      Arrays.fill(powers, 0, n, 0f);
    }
    if (logs != null) {
      for (int j = 0; j < n; j++) {
        products[at + j] = (float) (products[at + j] / tau - logs[partner]);
      }
      Elementwise.exp(n, products, at, products, at);
    } else {
      Arrays.fill(products, at, at + n, 0f);
    }
    for (int j = 0; j < n; j++) {
      products[at + j] = factor * (products[at + j] + powers[j]);
    }
    products[at + partner] -= (float) (1 / tau);
  }
}

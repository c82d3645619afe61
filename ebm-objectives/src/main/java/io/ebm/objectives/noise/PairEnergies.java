package io.ebm.objectives.noise;

import io.ebm.api.AllPairs;
import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Gathered;
import io.ebm.api.Gradient;
import io.ebm.api.ObjectiveContext;
import io.ebm.api.Sizes;
import io.ebm.math.Scratch;
import org.jspecify.annotations.Nullable;

/**
 * {@link Pairs} by the energies of the shard's contexts with all targets of the minibatch. Round 0
 * emits the targets. In round 1 the sums over the targets of every context are known. One way, that
 * is all; both ways, the shard emits what it has of the sums over the contexts of every target, and
 * learns in round 2.
 */
final class PairEnergies {

  private static final String TARGETS = "targets";
  private static final String ROWS = "rows";
  private static final String COLUMNS = "columns";

  private final Pairs loss;

  PairEnergies(Pairs loss) {
    this.loss = loss;
  }

  double evaluate(EnergyFunction energy, Batch data, Gradient gradient, ObjectiveContext context) {
    if (context.round() == 0) {
      context.emit(TARGETS, data);
      return 0;
    }
    Gathered targets = context.gathered(TARGETS);
    Batch all = targets.rows();
    int from = targets.from();
    int s = data.size();
    int n = all.size();
    AllPairs pairs = AllPairs.of(energy, s);
    try (Scratch scratch = Scratch.open()) {
      double[] energies = scratch.doubles(Sizes.product("the pairs of a shard", s, n));
      pairs.pairEnergies(all, energies);
      PairSums[] rows = rows(energies, from, s, n);
      if (context.round() == 1) {
        context.metrics().record("retrieval", right(rows, 0, s, energies, from, n));
        if (loss.symmetric()) {
          emit(energies, rows, from, n, context);
          return 0;
        }
        double slope = slope(rows, energies, from, n);
        loss.learnTemperature(slope, slope, context);
        return learn(pairs, all, energies, rows, null, from, gradient);
      }
      PairSums[] columns = columns(context.gathered(COLUMNS).rows(), n);
      context.metrics().record("retrieval-back", right(columns, from, s, energies, from, n));
      learnTemperature(context.gathered(ROWS), columns, context);
      return learn(pairs, all, energies, rows, columns, from, gradient);
    }
  }

  /** The share of the shard's rows whose own pair has less energy than every other one. */
  private static double right(
      PairSums[] sums, int first, int s, double[] energies, int from, int n) {
    int right = 0;
    for (int i = 0; i < s; i++) {
      right += energies[i * n + from + i] < sums[first + i].least() ? 1 : 0;
    }
    return (double) right / s;
  }

  private PairSums[] rows(double[] energies, int from, int s, int n) {
    PairSums[] rows = new PairSums[s];
    for (int i = 0; i < s; i++) {
      for (int j = 0; j < n; j++) {
        PairSums.check(energies[i * n + j], from + i, j);
      }
      rows[i] = PairSums.of(energies, i * n, 1, n, from + i, loss.tau());
    }
    return rows;
  }

  /** Emits the energies and sums of the shard's rows, and its part of the sums of all columns. */
  private void emit(double[] energies, PairSums[] rows, int from, int n, ObjectiveContext context) {
    int s = rows.length;
    try (Scratch scratch = Scratch.open()) {
      Batch own = Batch.of(scratch.floats(s * (2 + PairSums.FLOATS)), 0, s, 2 + PairSums.FLOATS);
      for (int i = 0; i < s; i++) {
        PairSums.put(own, i, 0, energies[i * n + from + i]);
        rows[i].write(own, i, 2);
      }
      context.emit(ROWS, own);
      Batch part = Batch.of(scratch.floats(n * PairSums.FLOATS), 0, n, PairSums.FLOATS);
      for (int j = 0; j < n; j++) {
        PairSums.of(energies, j, n, s, j - from, loss.tau()).write(part, j, 0);
      }
      context.emit(COLUMNS, part);
    }
  }

  /** The sums of all columns from the parts of all shards. */
  private static PairSums[] columns(Batch parts, int n) {
    PairSums[] columns = new PairSums[n];
    for (int j = 0; j < n; j++) {
      PairSums whole = PairSums.NONE;
      for (int row = j; row < parts.size(); row += n) {
        whole = whole.and(PairSums.read(parts, row, 0));
      }
      columns[j] = whole;
    }
    return columns;
  }

  private void learnTemperature(Gathered rows, PairSums[] columns, ObjectiveContext context) {
    double all = 0;
    double own = 0;
    for (int i = 0; i < columns.length; i++) {
      double energy = PairSums.get(rows.rows(), i, 0);
      double slope =
          loss.slope(energy, PairSums.read(rows.rows(), i, 2)) + loss.slope(energy, columns[i]);
      all += slope;
      own += i >= rows.from() && i < rows.to() ? slope : 0;
    }
    loss.learnTemperature(all, own, context);
  }

  private double slope(PairSums[] rows, double[] energies, int from, int n) {
    double slope = 0;
    for (int i = 0; i < rows.length; i++) {
      slope += loss.slope(energies[i * n + from + i], rows[i]);
    }
    return slope;
  }

  /** Turns energies into weights, adds the gradient and returns the loss of the shard's rows. */
  private double learn(
      AllPairs pairs,
      Batch all,
      double[] energies,
      PairSums[] rows,
      PairSums @Nullable [] columns,
      int from,
      Gradient gradient) {
    int n = all.size();
    double value = 0;
    for (int i = 0; i < rows.length; i++) {
      double own = energies[i * n + from + i];
      value -= loss.share() * rows[i].logProbability(own, loss.tau());
      if (columns != null) {
        value -= loss.share() * columns[from + i].logProbability(own, loss.tau());
      }
      for (int j = 0; j < n; j++) {
        double energy = energies[i * n + j];
        double probability = Math.exp(rows[i].logProbability(energy, loss.tau()));
        if (columns != null) {
          probability += Math.exp(columns[j].logProbability(energy, loss.tau()));
        }
        double weight = (j == from + i ? 1 : 0) - loss.share() * probability;
        energies[i * n + j] = weight / loss.tau();
      }
    }
    pairs.accumulatePairs(all, energies, gradient);
    return value;
  }
}

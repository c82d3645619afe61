package io.ebm.models.sequence;

import io.ebm.api.Batch;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;

/** Exact samples of an {@link Autoregressive} energy, symbol after symbol. */
final class Drawing {

  private final Autoregressive model;
  private final StateSpace.Categorical space;
  private final Batch rows;
  private final RandomStream random;
  private final Batch beginnings;
  private final Batch scores;
  private final int[] open; // the rows that have not ended

  Drawing(Autoregressive model, Batch rows, RandomStream random) {
    this.model = model;
    this.space = (StateSpace.Categorical) model.space();
    this.rows = rows;
    this.random = random;
    this.beginnings = Batch.allocate(rows.size(), space.length());
    this.scores = Batch.allocate(rows.size(), space.levels());
    this.open = new int[rows.size()];
  }

  void draw() {
    beginnings.fill(Float.NaN);
    int count = rows.size();
    for (int row = 0; row < count; row++) {
      open[row] = row;
      model.first(scores, row);
    }
    for (int t = 0; t < space.length() && count > 0; t++) {
      if (t > 0) {
        model.next(beginnings.slice(0, count), scores.slice(0, count));
      }
      count = extend(t, count);
    }
  }

  /** Adds a symbol to each open row; answers how many are still open. */
  private int extend(int t, int count) {
    int left = 0;
    for (int i = 0; i < count; i++) {
      int row = open[i];
      int symbol = pick(i);
      rows.set(row, t, symbol);
      if (symbol == space.end()) {
        for (int rest = t + 1; rest < space.length(); rest++) {
          rows.set(row, rest, symbol);
        }
        continue;
      }
      beginnings.copyRow(left, beginnings, i);
      beginnings.set(left, t, symbol);
      open[left++] = row;
    }
    return left;
  }

  /** By the softmax of a row of scores. */
  private int pick(int row) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (int a = 0; a < space.levels(); a++) {
      greatest = Math.max(greatest, scores.get(row, a));
    }
    double total = 0;
    for (int a = 0; a < space.levels(); a++) {
      total += Math.exp(scores.get(row, a) - greatest);
    }
    double left = random.nextDouble() * total;
    int symbol = 0;
    for (int a = 0; a < space.levels() && left >= 0; a++) {
      left -= Math.exp(scores.get(row, a) - greatest);
      symbol = a;
    }
    return symbol;
  }
}

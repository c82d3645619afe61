package io.ebm.nn.layers;

import io.ebm.math.Elementwise;
import io.ebm.math.Gemm;
import io.ebm.math.Scratch;
import io.ebm.math.Vectors;
import io.ebm.nn.Pass;
import io.ebm.nn.Segments;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Attention of one head and one state, a block of queries at a time; a column for a query, a row
 * for a key. With {@code ⟨u⟩ = Σ_i p_i u_i} by columns and binomials {@code c}, the orders are
 *
 * <pre>{@code
 * s^(o) = Σ_a c k^(a) · q^(o-a) / √d
 * ṗ = p (ṡ - ⟨ṡ⟩),          p̈ = p (s̈ - ⟨s̈⟩ + (ṡ - ⟨ṡ⟩)² - ⟨(ṡ - ⟨ṡ⟩)²⟩)
 * y^(o) = Σ_a c v^(a) p^(o-a)
 * }</pre>
 *
 * {@link AttentionSlopes} goes back. Belongs to a thread.
 */
class AttentionBlock implements AutoCloseable {

  /** Queries of a block. */
  private static final int MOST = 64;

  static final int[][] BINOMIAL = {{1}, {1, 1}, {1, 2, 1}};
  private static final float[] EMPTY = {};

  private @Nullable AttentionOperation operation;
  private @Nullable Pass pass;
  private @Nullable Scratch scratch;
  float[] m = EMPTY;
  float[] p = EMPTY;
  float[] slopes = EMPTY;
  float[] queries = EMPTY;
  float[] results = EMPTY;
  float[] sums = EMPTY;
  float scale;

  // the state, the head and the block at work
  int row;
  int head;
  private int first;
  int count;
  int keys;
  int area;

  AttentionBlock open(AttentionOperation of, Pass over) {
    operation = of;
    pass = over;
    m = over.memory();
    scale = (float) (1 / Math.sqrt(of.size()));
    int most = 0;
    Segments all = over.segments(of.keyInput());
    for (int s = 0; s < all.rows(); s++) {
      most = Math.max(most, all.length(s));
    }
    Scratch frame = Scratch.open();
    scratch = frame;
    int orders = over.orders();
    p = frame.floats(orders * most * MOST);
    slopes = frame.floats(2 * orders * most * MOST);
    queries = frame.floats(orders * of.size() * MOST);
    results = frame.floats(orders * of.values() * MOST);
    sums = frame.floats(2 * MOST);
    return this;
  }

  @Override
  public void close() {
    Scratch frame = Objects.requireNonNull(scratch);
    operation = null;
    pass = null;
    scratch = null;
    m = EMPTY;
    p = EMPTY;
    slopes = EMPTY;
    queries = EMPTY;
    results = EMPTY;
    sums = EMPTY;
    frame.close();
  }

  AttentionOperation operation() {
    return Objects.requireNonNull(operation);
  }

  Pass pass() {
    return Objects.requireNonNull(pass);
  }

  boolean begin(int next) {
    int length = pass().segments().length(row);
    first = next;
    count = Math.min(MOST, length - next);
    int all = pass().segments(operation().keyInput()).length(row);
    keys = operation().isCausal() ? Math.min(all, first + count) : all;
    area = keys * count;
    return count > 0;
  }

  void forward(int ofRow, int ofHead) {
    row = ofRow;
    head = ofHead;
    for (int next = 0; begin(next); next += count) {
      probabilities(pass().to(), pass().from() > 0);
      for (int order = pass().from(); order <= pass().to(); order++) {
        boolean begun = false;
        for (int a = 0; a <= order; a++) {
          if (has(keyInput(), a) && hasProbabilities(order - a)) {
            begun = addValues(order, a, begun);
          }
        }
        if (!begun) {
          clearOutput(order);
        }
      }
    }
  }

  int keyInput() {
    return operation().keyInput();
  }

  boolean has(int input, int order) {
    return order == 0 || pass().moves(input);
  }

  boolean hasProbabilities(int order) {
    return order == 0 || pass().moves(0) || pass().moves(keyInput());
  }

  /** Where the block's queries lie in an order of their input, or in slopes. */
  int query(int at) {
    return at
        + operation().queryRow(head) * pass().columns(0)
        + pass().segments(0).start(row)
        + first;
  }

  int key(int at) {
    return at + operation().keyRow(head) * columns() + pass().segments(keyInput()).start(row);
  }

  int value(int at) {
    return at + operation().valueRow(head) * columns() + pass().segments(keyInput()).start(row);
  }

  /** The columns of keys and values. */
  int columns() {
    return pass().columns(keyInput());
  }

  /** Where the block's results lie in an order of the output, or in its slopes. */
  int result(int at) {
    return at
        + head * operation().values() * pass().states()
        + pass().segments().start(row)
        + first;
  }

  private boolean addValues(int order, int a, boolean begun) {
    boolean adds = begun;
    for (int times = BINOMIAL[order][a]; times > 0; times--) {
      int v = value(pass().input(keyInput(), a));
      int y = result(pass().output(order));
      int d = operation().values();
      int from = (order - a) * area;
      Gemm.nn(d, count, keys, m, v, columns(), p, from, count, m, y, pass().states(), adds);
      adds = true;
    }
    return true;
  }

  private void clearOutput(int order) {
    int at = result(pass().output(order));
    for (int r = 0; r < operation().values(); r++) {
      Vectors.fill(count, 0f, m, at + r * pass().states());
    }
  }

  /**
   * Computes {@code p} of the orders 0 to top.
   *
   * @param known whether {@code log Σ exp} was kept
   */
  void probabilities(int top, boolean known) {
    scores(0);
    hide();
    softmax(known);
    for (int order = 1; order <= top && hasProbabilities(order); order++) {
      scores(order);
      int at = order * area;
      if (order == 2) {
        // what stands in order 1 is p (ṡ - ⟨ṡ⟩); squared and divided by p it is p (ṡ - ⟨ṡ⟩)²
        for (int i = 0; i < area; i++) {
          float deviation = p[i] > 0 ? p[area + i] / p[i] : 0;
          p[at + i] += deviation * deviation;
        }
      }
      centre(at);
    }
  }

  /** {@code u} to {@code p (u - ⟨u⟩)}. */
  private void centre(int u) {
    Vectors.fill(count, 0f, sums, 0);
    for (int i = 0; i < area; i += count) {
      Vectors.addProduct(count, p, i, p, u + i, sums, 0);
    }
    for (int i = 0; i < area; i += count) {
      for (int j = 0; j < count; j++) {
        p[u + i + j] = p[i + j] * (p[u + i + j] - sums[j]);
      }
    }
  }

  /** Computes an order of {@code s} where {@code p} of that order will be. */
  private void scores(int order) {
    loadQueries(order);
    int d = operation().size();
    boolean adds = false;
    for (int a = 0; a <= order; a++) {
      if (!has(keyInput(), a) || !has(0, order - a)) {
        continue;
      }
      int k = key(pass().input(keyInput(), a));
      int q = (order - a) * d * count;
      for (int times = BINOMIAL[order][a]; times > 0; times--) {
        Gemm.tn(keys, count, d, m, k, columns(), queries, q, count, p, order * area, count, adds);
        adds = true;
      }
    }
    if (!adds) {
      Vectors.fill(area, 0f, p, order * area);
    }
  }

  /** Copies an order of the queries, times {@code 1 / √d}. */
  private void loadQueries(int order) {
    if (has(0, order)) {
      int d = operation().size();
      int from = query(pass().input(0, order));
      for (int r = 0; r < d; r++) {
        int to = (order * d + r) * count;
        Vectors.scale(count, scale, m, from + r * pass().columns(0), queries, to);
      }
    }
  }

  /** What a query must not see has the score -∞. */
  private void hide() {
    if (operation().isCausal()) {
      for (int k = first + 1; k < keys; k++) {
        Vectors.fill(k - first, Float.NEGATIVE_INFINITY, p, k * count);
      }
    }
    int mask = operation().mask();
    if (mask >= 0) {
      int length = pass().segments(mask).length(row);
      if (length != pass().segments(keyInput()).length(row)) {
        throw new IllegalArgumentException(
            "attention has a mask of %d positions for %d keys"
                .formatted(length, pass().segments(keyInput()).length(row)));
      }
      int at = pass().input(mask, 0) + pass().segments(mask).start(row);
      for (int k = 0; k < keys; k++) {
        if (m[at + k] == 0) {
          Vectors.fill(count, Float.NEGATIVE_INFINITY, p, k * count);
        }
      }
    }
  }

  private void softmax(boolean known) {
    int kept = kept();
    if (!known) {
      System.arraycopy(p, 0, sums, 0, count);
      for (int i = count; i < area; i += count) {
        for (int j = 0; j < count; j++) {
          sums[j] = Math.max(sums[j], p[i + j]);
        }
      }
      for (int j = 0; j < count; j++) {
        if (sums[j] == Float.NEGATIVE_INFINITY) {
          throw new IllegalArgumentException(
              "attention has a mask that hides every key of a query");
        }
      }
    } else {
      System.arraycopy(m, kept, sums, 0, count);
    }
    for (int i = 0; i < area; i += count) {
      for (int j = 0; j < count; j++) {
        p[i + j] -= sums[j];
      }
    }
    Elementwise.exp(area, p, 0, p, 0);
    if (known) {
      return;
    }
    Vectors.fill(count, 0f, sums, MOST);
    for (int i = 0; i < area; i += count) {
      Vectors.add(count, p, i, sums, MOST, sums, MOST);
    }
    for (int j = 0; j < count; j++) {
      if (pass().keeps()) {
        m[kept + j] = sums[j] + (float) Math.log(sums[MOST + j]);
      }
      sums[MOST + j] = 1 / sums[MOST + j];
    }
    for (int i = 0; i < area; i += count) {
      Vectors.multiply(count, p, i, sums, MOST, p, i);
    }
  }

  private int kept() {
    return pass().kept() + head * pass().states() + pass().segments().start(row) + first;
  }
}

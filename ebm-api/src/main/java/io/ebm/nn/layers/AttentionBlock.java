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
 * and going back, {@code G_a} the slopes by {@code p^(a)} and {@code X_a} those by {@code s^(a)},
 *
 * <pre>{@code
 * G_a = Σ_{o≥a} c v^(o-a) Y_o,                            V_a = Σ_{o≥a} c Y_o p^(o-a)
 * X_a = Σ_{b≥a} c (p^(b-a) G_b - Σ_e c p^(e) Σ_i p_i^(b-a-e) G_bi)
 * Q_a = Σ_{b≥a} c k^(b-a) X_b / √d,                       K_a = Σ_{b≥a} c q^(b-a) X_b / √d
 * }</pre>
 *
 * as the derivative of a softmax is symmetric. Belongs to a thread.
 */
final class AttentionBlock implements AutoCloseable {

  /** Queries of a block. */
  private static final int MOST = 64;

  private static final int[][] BINOMIAL = {{1}, {1, 1}, {1, 2, 1}};
  private static final float[] EMPTY = {};

  private @Nullable AttentionOperation operation;
  private @Nullable Pass pass;
  private @Nullable Scratch scratch;
  private float[] m = EMPTY;
  private float[] p = EMPTY;
  private float[] slopes = EMPTY;
  private float[] queries = EMPTY;
  private float[] results = EMPTY;
  private float[] sums = EMPTY;
  private float scale;

  // the state, the head and the block at work
  private int row;
  private int head;
  private int first;
  private int count;
  private int keys;
  private int area;

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

  private AttentionOperation operation() {
    return Objects.requireNonNull(operation);
  }

  private Pass pass() {
    return Objects.requireNonNull(pass);
  }

  private boolean begin(int next) {
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

  private int keyInput() {
    return operation().keyInput();
  }

  private boolean has(int input, int order) {
    return order == 0 || pass().moves(input);
  }

  private boolean hasProbabilities(int order) {
    return order == 0 || pass().moves(0) || pass().moves(keyInput());
  }

  /** Where the block's queries lie in an order of their input, or in slopes. */
  private int query(int at) {
    return at
        + operation().queryRow(head) * pass().columns(0)
        + pass().segments(0).start(row)
        + first;
  }

  private int key(int at) {
    return at + operation().keyRow(head) * columns() + pass().segments(keyInput()).start(row);
  }

  private int value(int at) {
    return at + operation().valueRow(head) * columns() + pass().segments(keyInput()).start(row);
  }

  /** The columns of keys and values. */
  private int columns() {
    return pass().columns(keyInput());
  }

  /** Where the block's results lie in an order of the output, or in its slopes. */
  private int result(int at) {
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
  private void probabilities(int top, boolean known) {
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

  void backward(int ofRow, int ofHead) {
    row = ofRow;
    head = ofHead;
    int top = pass().moves() ? pass().orders() - 1 : 0;
    int bottom = pass().from();
    for (int next = 0; begin(next); next += count) {
      probabilities(top - bottom, true);
      loadResultSlopes(bottom, top);
      for (int a = bottom; a <= top; a++) {
        slopesOfProbabilities(a, top);
      }
      for (int a = bottom; a <= top; a++) {
        slopesOfScores(a, top);
      }
      for (int a = bottom; a <= pass().to(); a++) {
        slopesOfQueries(a, top);
        slopesOfKeys(a, top);
        slopesOfValues(a, top);
      }
    }
  }

  /**
   * Copies the slopes of the results, so that no product depends on how far their rows lie apart.
   */
  private void loadResultSlopes(int bottom, int top) {
    int d = operation().values();
    for (int o = bottom; o <= top; o++) {
      int from = result(pass().outputSlope(o));
      for (int r = 0; r < d; r++) {
        System.arraycopy(m, from + r * pass().states(), results, (o * d + r) * count, count);
      }
    }
  }

  /** Where {@code G_a} lies among the slopes. */
  private int byProbabilities(int a) {
    return a * area;
  }

  /** Where {@code X_a} lies among the slopes. */
  private int byScores(int a) {
    return (pass().orders() + a) * area;
  }

  private void slopesOfProbabilities(int a, int top) {
    boolean adds = false;
    for (int o = a; o <= top; o++) {
      if (!has(keyInput(), o - a)) {
        continue;
      }
      int v = value(pass().input(keyInput(), o - a));
      int d = operation().values();
      int y = o * d * count;
      int to = byProbabilities(a);
      for (int times = BINOMIAL[o][a]; times > 0; times--) {
        Gemm.tn(keys, count, d, m, v, columns(), results, y, count, slopes, to, count, adds);
        adds = true;
      }
    }
  }

  private void slopesOfScores(int a, int top) {
    int x = byScores(a);
    Vectors.fill(area, 0f, slopes, x);
    for (int b = a; b <= top; b++) {
      int g = byProbabilities(b);
      int above = b - a;
      for (int e = 0; e <= above; e++) {
        if (!hasProbabilities(e) || !hasProbabilities(above - e)) {
          continue;
        }
        int times = BINOMIAL[b][a] * BINOMIAL[above][e];
        int other = (above - e) * area;
        Vectors.fill(count, 0f, sums, 0);
        for (int i = 0; i < area; i += count) {
          Vectors.addProduct(count, p, other + i, slopes, g + i, sums, 0);
        }
        int own = e * area;
        // of all e, the one with p^(b-a) brings the first term with it
        float direct = e == above ? BINOMIAL[b][a] : 0;
        for (int i = 0; i < area; i += count) {
          for (int j = 0; j < count; j++) {
            float slope = direct * slopes[g + i + j] - times * sums[j];
            slopes[x + i + j] += p[own + i + j] * slope;
          }
        }
      }
    }
  }

  private void slopesOfQueries(int a, int top) {
    if (!pass().wants(0, a)) {
      return;
    }
    int d = operation().size();
    int to = query(pass().inputSlope(0, a));
    for (int b = a; b <= top; b++) {
      if (!has(keyInput(), b - a)) {
        continue;
      }
      int k = key(pass().input(keyInput(), b - a));
      for (int times = BINOMIAL[b][a]; times > 0; times--) {
        Gemm.nn(
            d,
            count,
            keys,
            m,
            k,
            columns(),
            slopes,
            byScores(b),
            count,
            m,
            to,
            pass().columns(0),
            true);
      }
    }
    for (int r = 0; r < d; r++) {
      int at = to + r * pass().columns(0);
      Vectors.scale(count, scale, m, at, m, at);
    }
  }

  private void slopesOfKeys(int a, int top) {
    if (!pass().wants(keyInput(), a)) {
      return;
    }
    int d = operation().size();
    int to = key(pass().inputSlope(keyInput(), a));
    for (int b = a; b <= top; b++) {
      if (!has(0, b - a)) {
        continue;
      }
      int q = (b - a) * d * count;
      for (int times = BINOMIAL[b][a]; times > 0; times--) {
        Gemm.nt(
            d, keys, count, queries, q, count, slopes, byScores(b), count, m, to, columns(), true);
      }
    }
  }

  private void slopesOfValues(int a, int top) {
    if (!pass().wants(keyInput(), a)) {
      return;
    }
    int to = value(pass().inputSlope(keyInput(), a));
    for (int o = a; o <= top; o++) {
      if (!hasProbabilities(o - a)) {
        continue;
      }
      int d = operation().values();
      int from = (o - a) * area;
      for (int times = BINOMIAL[o][a]; times > 0; times--) {
        Gemm.nt(
            d, keys, count, results, o * d * count, count, p, from, count, m, to, columns(), true);
      }
    }
  }
}

package io.ebm.nn.layers;

import io.ebm.math.Gemm;
import io.ebm.math.Vectors;
import io.ebm.nn.Pass;

/**
 * An {@link AttentionBlock} that goes back too. With {@code G_a} the slopes by {@code p^(a)} and
 * {@code X_a} those by {@code s^(a)},
 *
 * <pre>{@code
 * G_a = Σ_{o≥a} c v^(o-a) Y_o,                            V_a = Σ_{o≥a} c Y_o p^(o-a)
 * X_a = Σ_{b≥a} c (p^(b-a) G_b - Σ_e c p^(e) Σ_i p_i^(b-a-e) G_bi)
 * Q_a = Σ_{b≥a} c k^(b-a) X_b / √d,                       K_a = Σ_{b≥a} c q^(b-a) X_b / √d
 * }</pre>
 *
 * as the derivative of a softmax is symmetric.
 */
final class AttentionSlopes extends AttentionBlock {

  @Override
  AttentionSlopes open(AttentionOperation of, Pass over) {
    super.open(of, over);
    return this;
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

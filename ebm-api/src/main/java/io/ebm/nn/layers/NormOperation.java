package io.ebm.nn.layers;

import io.ebm.math.Scratch;
import io.ebm.math.Vectors;
import io.ebm.nn.Operation;
import io.ebm.nn.Pass;

/**
 * {@code y = c / √(q Σ c² + ε)} over groups of numbers that lie one after the other, with {@code c
 * = x - ⟨x⟩}, or {@code c = x} where nothing is to be centred; {@code q} is 1 / size for norms by
 * the variance, and 1 for the length. With {@code v = q Σ c² + ε} and {@code r = f(v) = v^(-1/2)}:
 *
 * <pre>{@code
 * v̇ = 2 q Σ c ċ,           v̈ = 2 q Σ (ċ² + c c̈)
 * ṙ = f' v̇,                r̈ = f'' v̇² + f' v̈
 * y_j = Σ_i (j over i) c_{j-i} r_i
 * }</pre>
 *
 * Going back, with binomials as in {@link ProductOperation}: {@code R_i = Σ_j (j over i) Σ c_{j-i}
 * Y_j}; {@code V_2 = f' R_2}, {@code V_1 = f' R_1 + 2 f'' v̇ R_2}, {@code V_0 = f' R_0 + f'' v̇ R_1
 * + (f''' v̇² + f'' v̈) R_2}; {@code C_i = Σ_j (j over i) (r_{j-i} Y_j + 2 q c_{j-i} V_j)}; and
 * {@code X_i = C_i - ⟨C_i⟩}.
 */
final class NormOperation implements Operation {

  private static final int[][] BINOMIAL = {{1}, {1, 1}, {1, 2, 1}};

  // what is kept of each order and group; of the mean its opposite
  private static final int MEAN = 0;
  private static final int VARIANCE = 1;
  private static final int ROOT = 2;
  private static final int KINDS = 3;

  private final int groups;
  private final int size;
  private final float share;
  private final float epsilon;
  private final boolean centres;

  /**
   * Creates the operation.
   *
   * @param size the numbers of a group
   * @param share {@code q}
   * @param centres whether their mean is subtracted first
   */
  private NormOperation(int groups, int size, float share, double epsilon, boolean centres) {
    this.groups = groups;
    this.size = size;
    this.share = share;
    this.epsilon = (float) epsilon;
    this.centres = centres;
  }

  /** A norm by the mean square of each group, about the mean if it centres. */
  static NormOperation byVariance(int groups, int size, double epsilon, boolean centres) {
    return new NormOperation(groups, size, 1f / size, epsilon, centres);
  }

  /** Numbers divided by their length. */
  static NormOperation byLength(int size, double epsilon) {
    return new NormOperation(1, size, 1, epsilon, false);
  }

  @Override
  public int kept(int orders) {
    return KINDS * orders * groups;
  }

  @Override
  public boolean rereadsOutput(int order) {
    return false;
  }

  @Override
  public long multiplyAdds() {
    return 4L * groups * size;
  }

  /** Where a kept row lies. */
  private int at(Pass pass, int begin, int kind, int order, int group) {
    return begin + ((order * KINDS + kind) * groups + group) * pass.states();
  }

  @Override
  public void forward(Pass pass) {
    int n = pass.states();
    try (Scratch scratch = Scratch.open()) {
      float[] own = pass.keeps() ? pass.memory() : scratch.floats(KINDS * groups * n);
      float[] rows = scratch.floats(2 * n);
      int begin = pass.keeps() ? pass.kept() : 0;
      for (int order = pass.from(); order <= pass.to(); order++) {
        for (int group = 0; group < groups; group++) {
          statistics(pass, own, begin, order, group, rows);
          values(pass, own, begin, order, group, rows);
        }
      }
    }
  }

  /** Computes minus the mean, the variance and the root of an order. */
  private void statistics(Pass pass, float[] own, int begin, int order, int group, float[] rows) {
    int n = pass.states();
    float[] m = pass.memory();
    int mean = at(pass, begin, MEAN, order, group);
    int v = at(pass, begin, VARIANCE, order, group);
    int r = at(pass, begin, ROOT, order, group);
    Vectors.fill(n, 0f, own, mean);
    int x = pass.input(0, order) + group * size * n;
    for (int k = 0; k < size * n && centres; k += n) {
      Vectors.add(n, m, x + k, own, mean, own, mean);
    }
    Vectors.scale(n, -1f / size, own, mean, own, mean);
    Vectors.fill(n, 0f, own, v);
    int x0 = pass.input(0, 0) + group * size * n;
    int mean0 = at(pass, begin, MEAN, 0, group);
    for (int k = 0; k < size * n; k += n) {
      Vectors.add(n, m, x + k, own, mean, rows, 0);
      Vectors.add(n, m, x0 + k, own, mean0, rows, n);
      Vectors.addProduct(n, rows, 0, rows, n, own, v);
    }
    if (order == 2) {
      int x1 = pass.input(0, 1) + group * size * n;
      int mean1 = at(pass, begin, MEAN, 1, group);
      for (int k = 0; k < size * n; k += n) {
        Vectors.add(n, m, x1 + k, own, mean1, rows, 0);
        Vectors.addProduct(n, rows, 0, rows, 0, own, v);
      }
    }
    Vectors.scale(n, (order == 0 ? 1f : 2f) * share, own, v, own, v);
    int r0 = at(pass, begin, ROOT, 0, group);
    for (int s = 0; s < n; s++) {
      if (order == 0) {
        own[v + s] += epsilon;
        own[r + s] = 1 / (float) Math.sqrt(own[v + s]);
        continue;
      }
      float root = own[r0 + s];
      float square = root * root;
      own[r + s] = -0.5f * root * square * own[v + s];
      if (order == 2) {
        float first = own[at(pass, begin, VARIANCE, 1, group) + s];
        own[r + s] += 0.75f * root * square * square * first * first;
      }
    }
  }

  private void values(Pass pass, float[] own, int begin, int order, int group, float[] row) {
    int n = pass.states();
    float[] m = pass.memory();
    int y = pass.output(order) + group * size * n;
    for (int i = 0; i <= order; i++) {
      int x = pass.input(0, order - i) + group * size * n;
      int mean = at(pass, begin, MEAN, order - i, group);
      int r = at(pass, begin, ROOT, i, group);
      for (int k = 0; k < size * n; k += n) {
        Vectors.add(n, m, x + k, own, mean, row, 0);
        if (i == 0) {
          Vectors.multiply(n, row, 0, own, r, m, y + k);
        }
        for (int times = i == 0 ? 1 : 0; times < BINOMIAL[order][i]; times++) {
          Vectors.addProduct(n, row, 0, own, r, m, y + k);
        }
      }
    }
  }

  @Override
  public void backward(Pass pass) {
    int n = pass.states();
    int top = pass.moves() ? pass.orders() - 1 : 0;
    try (Scratch scratch = Scratch.open()) {
      float[] slopes = scratch.floats(6 * n);
      float[] row = scratch.floats(n);
      for (int group = 0; group < groups; group++) {
        for (int i = pass.from(); i <= top; i++) {
          slopesOfRoot(pass, top, group, i, slopes, row);
        }
        for (int i = pass.from(); i <= top; i++) {
          slopesOfVariance(pass, top, group, i, slopes, (3 + i) * n);
        }
        for (int i = pass.from(); i <= pass.to(); i++) {
          if (pass.wants(0, i)) {
            slopesOfInput(pass, top, group, i, slopes, row);
          }
        }
      }
    }
  }

  /** Computes {@code R_i}, at {@code i · n}. */
  private void slopesOfRoot(Pass pass, int top, int group, int i, float[] slopes, float[] row) {
    int n = pass.states();
    float[] m = pass.memory();
    Vectors.fill(n, 0f, slopes, i * n);
    for (int j = i; j <= top; j++) {
      int x = pass.input(0, j - i) + group * size * n;
      int y = pass.outputSlope(j) + group * size * n;
      int mean = at(pass, pass.kept(), MEAN, j - i, group);
      for (int k = 0; k < size * n; k += n) {
        Vectors.add(n, m, x + k, m, mean, row, 0);
        for (int times = 0; times < BINOMIAL[j][i]; times++) {
          Vectors.addProduct(n, row, 0, m, y + k, slopes, i * n);
        }
      }
    }
  }

  /** Computes {@code 2 q V_i}. */
  private void slopesOfVariance(Pass pass, int top, int group, int i, float[] slopes, int to) {
    int n = pass.states();
    float[] m = pass.memory();
    int r = at(pass, pass.kept(), ROOT, 0, group);
    int v1 = top == 0 ? 0 : at(pass, pass.kept(), VARIANCE, 1, group);
    int v2 = top < 2 ? 0 : at(pass, pass.kept(), VARIANCE, 2, group);
    for (int s = 0; s < n; s++) {
      float root = m[r + s];
      float square = root * root;
      float first = -0.5f * root * square;
      float second = -1.5f * first * square;
      float slope = first * slopes[i * n + s];
      if (i < top) {
        float factor = i == 0 ? 1 : 2;
        slope += factor * second * m[v1 + s] * slopes[(i + 1) * n + s];
      }
      if (i == 0 && top == 2) {
        float third = -2.5f * second * square;
        float bend = third * m[v1 + s] * m[v1 + s] + second * m[v2 + s];
        slope += bend * slopes[2 * n + s];
      }
      slopes[to + s] = 2 * slope * share;
    }
  }

  /** Computes {@code X_i}. */
  private void slopesOfInput(Pass pass, int top, int group, int i, float[] slopes, float[] row) {
    int n = pass.states();
    float[] m = pass.memory();
    int to = pass.inputSlope(0, i) + group * size * n;
    for (int j = i; j <= top; j++) {
      int x = pass.input(0, j - i) + group * size * n;
      int y = pass.outputSlope(j) + group * size * n;
      int mean = at(pass, pass.kept(), MEAN, j - i, group);
      int r = at(pass, pass.kept(), ROOT, j - i, group);
      int v = (3 + j) * n;
      for (int k = 0; k < size * n; k += n) {
        Vectors.add(n, m, x + k, m, mean, row, 0);
        if (j == i) {
          Vectors.multiply(n, m, r, m, y + k, m, to + k);
          Vectors.addProduct(n, row, 0, slopes, v, m, to + k);
        }
        for (int times = j == i ? 1 : 0; times < BINOMIAL[j][i]; times++) {
          Vectors.addProduct(n, m, r, m, y + k, m, to + k);
          Vectors.addProduct(n, row, 0, slopes, v, m, to + k);
        }
      }
    }
    if (centres) {
      Vectors.fill(n, 0f, row, 0);
      for (int k = 0; k < size * n; k += n) {
        Vectors.add(n, m, to + k, row, 0, row, 0);
      }
      Vectors.scale(n, -1f / size, row, 0, row, 0);
      for (int k = 0; k < size * n; k += n) {
        Vectors.add(n, m, to + k, row, 0, m, to + k);
      }
    }
  }
}

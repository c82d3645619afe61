package io.ebm.nn;

import io.ebm.math.Vectors;
import org.jspecify.annotations.Nullable;

/**
 * A function {@code f} of one number applied to every number of a value. Whoever extends it gives
 * {@code f} and its derivatives; the orders follow by the chain rule:
 *
 * <pre>{@code
 * ẏ = f' ẋ,                          ÿ = f'' ẋ² + f' ẍ
 * X2 = f' Y2,                        X1 = f' Y1 + 2 f'' ẋ Y2
 * X0 = f' Y0 + f'' ẋ Y1 + (f''' ẋ² + f'' ẍ) Y2
 * }</pre>
 */
public abstract class PointwiseOperation implements Operation, Fusion.Absorbing {

  private final int size;

  /**
   * Creates the operation.
   *
   * @param size the numbers of a state's value
   */
  protected PointwiseOperation(int size) {
    this.size = size;
  }

  /** The numbers of a state's value. */
  protected final int size() {
    return size;
  }

  /**
   * Computes {@code f} and its first derivatives.
   *
   * @param n the columns; there are {@code size() · n} numbers
   * @param memory holds the numbers at {@code x}; receives {@code f} at {@code y}, and derivative
   *     {@code d}, from 1 to {@code derivatives}, at {@code kept + (d - 1) · size() · n}
   * @param derivatives how many derivatives are needed, 0 to 3
   */
  protected abstract void compute(
      int n, float[] parameters, float[] memory, int x, int y, int derivatives, int kept);

  /**
   * The same function of {@code x + b}; null, the default, if it cannot. It saves a pass over the
   * numbers.
   *
   * @param offset where the biases begin in the parameters
   * @param count how many there are, each for {@code size() / count} numbers, one after the other;
   *     what was before may have been given another shape
   */
  protected @Nullable PointwiseOperation withBias(int offset, int count) {
    return null;
  }

  @Override
  public final Operation absorb(Fusion.Yielding before) {
    PointwiseOperation both = before.bias() < 0 ? null : withBias(before.bias(), before.channels());
    return both == null ? this : both;
  }

  @Override
  public final int kept(int orders) {
    return orders * size;
  }

  @Override
  public final boolean rereadsInput(int order, boolean learns) {
    return order > 0;
  }

  @Override
  public final boolean rereadsOutput(int order) {
    return false;
  }

  @Override
  public final void forward(Pass pass) {
    int n = pass.states();
    int count = size * n;
    float[] m = pass.memory();
    int f1 = pass.kept();
    int f2 = f1 + count;
    for (int order = pass.from(); order <= pass.to(); order++) {
      int y = pass.output(order);
      if (order == 0) {
        int derivatives = !pass.keeps() ? 0 : pass.moves() ? pass.orders() : 1;
        compute(n, pass.parameters(), m, pass.input(0, 0), y, derivatives, f1);
      } else {
        Vectors.multiply(count, m, f1, m, pass.input(0, order), m, y);
        if (order == 2) {
          int first = pass.input(0, 1);
          Vectors.addProduct(count, 1, m, f2, m, first, m, first, m, y);
        }
      }
    }
  }

  @Override
  public final void backward(Pass pass) {
    int n = pass.states();
    int count = size * n;
    float[] m = pass.memory();
    int top = pass.moves() ? pass.orders() - 1 : 0;
    int f1 = pass.kept();
    int f2 = f1 + count;
    int f3 = f2 + count;
    for (int order = pass.from(); order <= pass.to(); order++) {
      if (!pass.wants(0, order)) {
        continue;
      }
      int x = pass.inputSlope(0, order);
      Vectors.multiply(count, m, f1, m, pass.outputSlope(order), m, x);
      if (order == 0 && top >= 1) {
        Vectors.addProduct(count, 1, m, f2, m, pass.input(0, 1), m, pass.outputSlope(1), m, x);
      }
      if (order == 0 && top == 2) {
        secondOrder(count, m, f2, f3, pass, x);
      }
      if (order == 1 && top == 2) {
        Vectors.addProduct(count, 2, m, f2, m, pass.input(0, 1), m, pass.outputSlope(2), m, x);
      }
    }
  }

  private static void secondOrder(int count, float[] m, int f2, int f3, Pass pass, int x) {
    int first = pass.input(0, 1);
    int second = pass.input(0, 2);
    int above = pass.outputSlope(2);
    for (int i = 0; i < count; i++) {
      float bend = m[f3 + i] * m[first + i] * m[first + i] + m[f2 + i] * m[second + i];
      m[x + i] += bend * m[above + i];
    }
  }
}

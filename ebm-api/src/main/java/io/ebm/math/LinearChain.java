package io.ebm.math;

import java.util.Objects;

/**
 * Steps of the sum-product and max-product recursions on a linear chain whose units take one of
 * {@code labels} values (Rabiner 1989, scaled form): {@code p(y) ∝ Π_t ψ_t(y_t) Π_t M(y_{t-1},
 * y_t)}.
 *
 * <p>A row of labels is padded to {@link #width} floats. The pads of scores are negative infinity
 * and those of all else are zero; matrices have {@code labels} rows of that width. Rows of one call
 * must not overlap.
 *
 * <p>Rows keep in range however long a chain is if every step's factor is the inverse of the sum of
 * the forward row before it: then the product of a unit's forward and backward rows is its marginal
 * distribution, if the last backward row is the inverse of the sum of the last forward row
 * throughout. And nothing overflows or vanishes as long as {@code log ψ_t} and {@code log M}
 * together span less than {@link #SPAN} at every step: then no forward value is less than {@code
 * exp(-SPAN)} of another. A caller with wider scores must compute in another way.
 *
 * <p>All methods throw {@link IndexOutOfBoundsException} where a range does not fit its array.
 */
public final class LinearChain {

  /** How far the logarithms of potentials and of a matrix, added, may span: floats reach 87. */
  public static final float SPAN = 80f;

  private static final ChainKernels KERNELS = Backend.CHOSEN.chains();

  private LinearChain() {}

  /** The length of a padded row of that many labels: a multiple of the vector's length. */
  public static int width(int labels) {
    int lanes = KERNELS.lanes();
    return (labels + lanes - 1) / lanes * lanes;
  }

  private static void check(int labels, int width, float[] matrix) {
    Objects.checkFromIndexSize(0, labels * width, matrix.length);
  }

  /**
   * Turns rows of scores into potentials {@code exp(x - max)}, in place; pads become zero.
   *
   * @return the sum of the rows' maxima
   */
  public static double potentials(int rows, int labels, float[] x, int xOffset) {
    int width = width(labels);
    Objects.checkFromIndexSize(xOffset, rows * width, x.length);
    return KERNELS.potentials(rows, width, x, xOffset);
  }

  /** The first forward row: {@code α_0 = ψ_0}. Returns its sum. */
  public static float start(int labels, float[] psi, int psiOffset, float[] alpha, int offset) {
    int width = width(labels);
    Objects.checkFromIndexSize(psiOffset, width, psi.length);
    Objects.checkFromIndexSize(offset, width, alpha.length);
    return KERNELS.start(width, psi, psiOffset, alpha, offset);
  }

  /**
   * A forward step: {@code α_t(y) = f ψ_t(y) Σ_x α_{t-1}(x) M(x, y)}. Returns {@code Σ_y α_t(y)}.
   *
   * @param before {@code α_{t-1}}
   * @param factor {@code f}, the inverse of the sum of {@code α_{t-1}}
   * @param transitions {@code M}, row {@code x}, column {@code y}
   * @param psi {@code ψ_t}
   * @param alpha receives {@code α_t}
   */
  public static float forward(
      int labels,
      float[] before,
      int beforeOffset,
      float factor,
      float[] transitions,
      float[] psi,
      int psiOffset,
      float[] alpha,
      int alphaOffset) {
    int width = width(labels);
    Objects.checkFromIndexSize(beforeOffset, width, before.length);
    Objects.checkFromIndexSize(psiOffset, width, psi.length);
    Objects.checkFromIndexSize(alphaOffset, width, alpha.length);
    check(labels, width, transitions);
    return KERNELS.forward(
        labels,
        width,
        before,
        beforeOffset,
        factor,
        transitions,
        psi,
        psiOffset,
        alpha,
        alphaOffset);
  }

  /**
   * A backward step: {@code β_{t-1}(x) = f Σ_y M(x, y) ψ_t(y) β_t(y)}.
   *
   * @param beta {@code β_t}
   * @param factor {@code f}, the inverse of the sum of {@code α_{t-1}}
   * @param psi {@code ψ_t}; receives {@code f ψ_t β_t}
   * @param transposed {@code M}, row {@code y}, column {@code x}
   * @param betaBefore receives {@code β_{t-1}}
   */
  public static void backward(
      int labels,
      float[] beta,
      int betaOffset,
      float factor,
      float[] psi,
      int psiOffset,
      float[] transposed,
      float[] betaBefore,
      int betaBeforeOffset) {
    int width = width(labels);
    Objects.checkFromIndexSize(betaOffset, width, beta.length);
    Objects.checkFromIndexSize(psiOffset, width, psi.length);
    Objects.checkFromIndexSize(betaBeforeOffset, width, betaBefore.length);
    check(labels, width, transposed);
    KERNELS.backward(
        labels,
        width,
        beta,
        betaOffset,
        factor,
        psi,
        psiOffset,
        transposed,
        betaBefore,
        betaBeforeOffset);
  }

  /**
   * Adds {@code Σ_t α_{t-1}(x) ψ_t(y)} over steps to a matrix. After {@link #backward} has left
   * {@code f ψ_t β_t} in the place of {@code ψ_t}, that times {@code M(x, y)} is {@code Σ_t
   * p(y_{t-1} = x, y_t = y)}.
   *
   * @param steps how many steps
   * @param alpha the rows before each step
   * @param psi the rows after each step
   * @param pairs row {@code x}, column {@code y}; added to
   */
  public static void pairs(
      int steps,
      int labels,
      float[] alpha,
      int alphaOffset,
      float[] psi,
      int psiOffset,
      float[] pairs) {
    int width = width(labels);
    Objects.checkFromIndexSize(alphaOffset, steps * width, alpha.length);
    Objects.checkFromIndexSize(psiOffset, steps * width, psi.length);
    check(labels, width, pairs);
    KERNELS.pairs(steps, labels, width, alpha, alphaOffset, psi, psiOffset, pairs);
  }

  /**
   * A step of the Viterbi algorithm: {@code v_t(y) = s_t(y) + max_x [v_{t-1}(x) + M(x, y)] - c},
   * with scores instead of potentials; {@code c} is such that the greatest {@code v_t} is 0.
   * Returns {@code c}.
   *
   * @param before {@code v_{t-1}}
   * @param transitions scores {@code M}, row {@code x}, column {@code y}
   * @param scores {@code s_t}
   * @param best receives {@code v_t}
   * @param from receives the {@code x} of each maximum, the least of equal ones
   */
  public static float best(
      int labels,
      float[] before,
      int beforeOffset,
      float[] transitions,
      float[] scores,
      int scoresOffset,
      float[] best,
      int bestOffset,
      float[] from,
      int fromOffset) {
    int width = width(labels);
    Objects.checkFromIndexSize(beforeOffset, width, before.length);
    Objects.checkFromIndexSize(scoresOffset, width, scores.length);
    Objects.checkFromIndexSize(bestOffset, width, best.length);
    Objects.checkFromIndexSize(fromOffset, width, from.length);
    check(labels, width, transitions);
    return KERNELS.best(
        labels,
        width,
        before,
        beforeOffset,
        transitions,
        scores,
        scoresOffset,
        best,
        bestOffset,
        from,
        fromOffset);
  }
}

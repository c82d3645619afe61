package io.ebm.math;

/** {@link LinearChain} in plain loops. */
final class ScalarChain implements ChainKernels {

  @Override
  public int lanes() {
    return 1;
  }

  @Override
  public double potentials(int rows, int width, float[] x, int xAt) {
    double shift = 0;
    for (int r = 0; r < rows; r++) {
      int at = xAt + r * width;
      float max = Float.NEGATIVE_INFINITY;
      for (int y = 0; y < width; y++) {
        max = Math.max(max, x[at + y]);
      }
      for (int y = 0; y < width; y++) {
        x[at + y] = FloatMath.expOfNegative(max - x[at + y]);
      }
      shift += max;
    }
    return shift;
  }

  @Override
  public float start(int width, float[] psi, int psiAt, float[] alpha, int alphaAt) {
    System.arraycopy(psi, psiAt, alpha, alphaAt, width);
    float sum = 0;
    for (int y = 0; y < width; y++) {
      sum += psi[psiAt + y];
    }
    return sum;
  }

  @Override
  public float forward(
      int labels,
      int width,
      float[] before,
      int beforeAt,
      float factor,
      float[] transitions,
      float[] psi,
      int psiAt,
      float[] alpha,
      int alphaAt) {
    float sum = 0;
    for (int y = 0; y < width; y++) {
      float reached = 0;
      for (int x = 0; x < labels; x++) {
        reached += before[beforeAt + x] * transitions[x * width + y];
      }
      float a = reached * (factor * psi[psiAt + y]);
      alpha[alphaAt + y] = a;
      sum += a;
    }
    return sum;
  }

  @Override
  public void backward(
      int labels,
      int width,
      float[] beta,
      int betaAt,
      float factor,
      float[] psi,
      int psiAt,
      float[] transposed,
      float[] betaBefore,
      int betaBeforeAt) {
    for (int y = 0; y < width; y++) {
      psi[psiAt + y] *= factor * beta[betaAt + y];
    }
    for (int x = 0; x < width; x++) {
      float ahead = 0;
      for (int y = 0; y < labels; y++) {
        ahead += psi[psiAt + y] * transposed[y * width + x];
      }
      betaBefore[betaBeforeAt + x] = ahead;
    }
  }

  @Override
  public void pairs(
      int rows,
      int labels,
      int width,
      float[] alpha,
      int alphaAt,
      float[] psi,
      int psiAt,
      float[] pairs) {
    for (int r = 0; r < rows; r++) {
      for (int x = 0; x < labels; x++) {
        float a = alpha[alphaAt + r * width + x];
        for (int y = 0; y < width; y++) {
          pairs[x * width + y] += a * psi[psiAt + r * width + y];
        }
      }
    }
  }

  @Override
  public float best(
      int labels,
      int width,
      float[] before,
      int beforeAt,
      float[] transitions,
      float[] scores,
      int scoresAt,
      float[] best,
      int bestAt,
      float[] from,
      int fromAt) {
    float greatest = Float.NEGATIVE_INFINITY;
    for (int y = 0; y < width; y++) {
      float most = Float.NEGATIVE_INFINITY;
      int source = 0;
      for (int x = 0; x < labels; x++) {
        float reached = before[beforeAt + x] + transitions[x * width + y];
        if (reached > most) {
          most = reached;
          source = x;
        }
      }
      best[bestAt + y] = most + scores[scoresAt + y];
      from[fromAt + y] = source;
      greatest = Math.max(greatest, best[bestAt + y]);
    }
    for (int y = 0; y < width; y++) {
      best[bestAt + y] -= greatest;
    }
    return greatest;
  }
}

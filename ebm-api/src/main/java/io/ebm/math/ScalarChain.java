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
    float sum = 0;
    for (int y = 0; y < width; y++) {
      sum += psi[psiAt + y];
    }
    float factor = 1 / sum;
    for (int y = 0; y < width; y++) {
      alpha[alphaAt + y] = factor * psi[psiAt + y];
    }
    return sum;
  }

  @Override
  public float forward(
      int labels,
      int width,
      float[] before,
      int beforeAt,
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
      float a = reached * psi[psiAt + y];
      alpha[alphaAt + y] = a;
      sum += a;
    }
    float factor = 1 / sum;
    for (int y = 0; y < width; y++) {
      alpha[alphaAt + y] *= factor;
    }
    return sum;
  }

  @Override
  public float backward(
      int labels,
      int width,
      float[] beta,
      int betaAt,
      float[] psi,
      int psiAt,
      float[] transposed,
      float[] before,
      int beforeAt,
      float[] betaBefore,
      int betaBeforeAt,
      float weight,
      float[] pairs) {
    for (int y = 0; y < width; y++) {
      psi[psiAt + y] *= beta[betaAt + y];
    }
    float sum = 0;
    for (int x = 0; x < width; x++) {
      float ahead = 0;
      for (int y = 0; y < labels; y++) {
        ahead += psi[psiAt + y] * transposed[y * width + x];
      }
      betaBefore[betaBeforeAt + x] = ahead;
      sum += ahead * before[beforeAt + x];
    }
    float factor = 1 / sum;
    for (int x = 0; x < width; x++) {
      betaBefore[betaBeforeAt + x] *= factor;
    }
    if (weight != 0) {
      for (int x = 0; x < labels; x++) {
        float share = weight * factor * before[beforeAt + x];
        for (int y = 0; y < width; y++) {
          pairs[x * width + y] += share * psi[psiAt + y];
        }
      }
    }
    return sum;
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

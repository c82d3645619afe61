package io.ebm.math;

/** One implementation of {@link LinearChain}; arguments are checked, widths are padded. */
interface ChainKernels {

  /** To a multiple of what rows are padded. */
  int lanes();

  double potentials(int rows, int width, float[] x, int xAt);

  float start(int width, float[] psi, int psiAt, float[] alpha, int alphaAt);

  float forward(
      int labels,
      int width,
      float[] before,
      int beforeAt,
      float factor,
      float[] transitions,
      float[] psi,
      int psiAt,
      float[] alpha,
      int alphaAt);

  void backward(
      int labels,
      int width,
      float[] beta,
      int betaAt,
      float factor,
      float[] psi,
      int psiAt,
      float[] transposed,
      float[] betaBefore,
      int betaBeforeAt);

  void pairs(
      int rows,
      int labels,
      int width,
      float[] alpha,
      int alphaAt,
      float[] psi,
      int psiAt,
      float[] pairs);

  float best(
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
      int fromAt);
}

package io.ebm.models.crf;

import io.ebm.api.RandomStream;

/** Distributions over labels, given by logarithms that need not be normalised. */
final class Logits {

  private Logits() {}

  /**
   * Draws from the distribution with these logarithms, the greatest being {@code max}; overwrites
   * them.
   */
  static int draw(double[] logits, double max, RandomStream random) {
    double sum = 0;
    for (int y = 0; y < logits.length; y++) {
      logits[y] = Math.exp(logits[y] - max);
      sum += logits[y];
    }
    double rest = sum * random.nextDouble();
    int y = 0;
    while (y < logits.length - 1 && rest >= logits[y]) {
      rest -= logits[y++];
    }
    return y;
  }
}

package io.ebm.nn;

import io.ebm.api.RandomStream;
import java.util.Arrays;

/**
 * What a tensor of parameters begins with.
 *
 * <p>Thread-safe; it draws from the stream it is given alone.
 */
@FunctionalInterface
public interface Start {

  /**
   * Fills a tensor.
   *
   * @param extents its extents, outputs first; the inputs of a unit are the product of the others
   * @param size the number of its values, from {@code at} on
   */
  void fill(int[] extents, float[] values, int at, int size, RandomStream random);

  /** Zeros. */
  static Start zero() {
    return constant(0);
  }

  /** One number. */
  static Start constant(double value) {
    return (extents, values, at, size, random) -> Arrays.fill(values, at, at + size, (float) value);
  }

  /**
   * Normal numbers of standard deviation {@code scale / √inputs}.
   *
   * @param inputs how many inputs a unit has
   */
  static Start normal(double scale, int inputs) {
    float deviation = (float) (scale / Math.sqrt(inputs));
    return (extents, values, at, size, random) -> {
      random.fillGaussian(values, at, size);
      for (int i = at; i < at + size; i++) {
        values[i] *= deviation;
      }
    };
  }

  /** Uniform numbers between {@code -limit} and {@code limit}. */
  static Start uniform(double limit) {
    return (extents, values, at, size, random) -> {
      random.fillUniform(values, at, size);
      for (int i = at; i < at + size; i++) {
        values[i] = (float) (limit * (2 * values[i] - 1));
      }
    };
  }

  /**
   * A matrix with orthogonal rows of length {@code scale}, a row for each output; orthogonal
   * columns where there are fewer inputs than outputs (Saxe, McClelland and Ganguli 2014). By
   * modified Gram-Schmidt, twice, of normal numbers.
   */
  static Start orthogonal(double scale) {
    return (extents, values, at, size, random) ->
        Orthogonal.fill(extents[0], size / extents[0], scale, values, at, random);
  }
}

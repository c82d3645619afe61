package io.ebm.core.data;

import io.ebm.api.Batch;
import io.ebm.api.Checks;
import io.ebm.api.Examples;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.core.io.NumberArray;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a number of a file: {@code (value + u) · scale + shift}, where {@code u} is
 * uniform in {@code [0, dequantize)}; then, if {@code binarize} is given, 1 where that is above it
 * and else 0. With {@code levels} it must be a label, a whole number from 0 to {@code levels - 1}.
 */
record Values(
    double scale,
    double shift,
    double dequantize,
    @Nullable Double binarize,
    @Nullable Integer levels) {

  static void check(
      double scale,
      double shift,
      double dequantize,
      @Nullable Double binarize,
      @Nullable Integer levels) {
    Checks.that(levels == null || levels >= 2, "levels", "must be at least 2, but is " + levels);
    Checks.that(
        levels == null || (binarize == null && dequantize == 0),
        "levels",
        "goes with neither binarize nor dequantize");
    Checks.that(
        scale != 0 && Double.isFinite(scale), "scale", "must be finite and not 0, but is " + scale);
    Checks.that(Double.isFinite(shift), "shift", "must be finite, but is " + shift);
    Checks.notNegative("dequantize", dequantize);
    checkThreshold(binarize);
  }

  static void checkThreshold(@Nullable Double binarize) {
    Checks.that(
        binarize == null || Double.isFinite(binarize),
        "binarize",
        "must be finite, but is " + binarize);
  }

  StateSpace space(List<Integer> shape) {
    if (levels != null) {
      return new StateSpace.Categorical(shape.stream().reduce(1, Math::multiplyExact), levels);
    }
    return binarize == null ? new StateSpace.Real(shape) : new StateSpace.Binary(shape);
  }

  /**
   * The rows of an array as examples. Bytes stay bytes and are converted when they are read, unless
   * noise is added.
   *
   * @param file the file, for messages
   * @param random where the noise comes from
   * @throws IllegalArgumentException if a value is not finite, or no label where it is to be one
   */
  Examples examples(String file, NumberArray array, int dim, RandomStream random) {
    if (array instanceof NumberArray.UnsignedBytes bytes && dequantize == 0 && levels == null) {
      float[] table = new float[256];
      for (int i = 0; i < table.length; i++) {
        table[i] = convert(i);
      }
      return new ByteExamples(bytes.values(), dim, table);
    }
    float[] values = new float[array.length()];
    for (int i = 0; i < values.length; i++) {
      double noise = dequantize == 0 ? 0 : dequantize * random.nextDouble();
      values[i] = convert(array.get(i) + noise);
      if (!Float.isFinite(values[i])) {
        throw new IllegalArgumentException(
            file
                + ": row "
                + i / dim
                + ", column "
                + i % dim
                + " (from 0): "
                + array.get(i)
                + " is not a finite float after scaling");
      }
      if (levels != null
          && (values[i] < 0 || values[i] >= levels || values[i] != Math.rint(values[i]))) {
        throw new IllegalArgumentException(
            file
                + ": row "
                + i / dim
                + ", column "
                + i % dim
                + " (from 0): "
                + values[i]
                + " is no label; labels are whole numbers from 0 to "
                + (levels - 1));
      }
    }
    return Examples.of(Batch.of(values, dim));
  }

  /** What becomes of rows that were not trained on, in place, with the mean of the noise. */
  void convert(Batch rows) {
    for (int i = rows.offset(); i < rows.offset() + rows.length(); i++) {
      rows.array()[i] = convert(rows.array()[i] + dequantize / 2);
    }
  }

  private float convert(double value) {
    double scaled = value * scale + shift;
    if (binarize == null || Double.isNaN(scaled)) {
      return (float) scaled;
    }
    return scaled > binarize ? 1f : 0f;
  }
}

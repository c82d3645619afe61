package io.ebm.core.data;

import io.ebm.api.Batch;
import io.ebm.api.Checks;
import io.ebm.api.Examples;
import io.ebm.api.RandomStream;
import io.ebm.api.SettingException;
import io.ebm.api.Sizes;
import io.ebm.api.StateSpace;
import io.ebm.core.io.NumberArray;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a number of a file: {@code (value + u) · scale + shift}, where {@code u} is
 * uniform in {@code [0, dequantize)}; then, if {@code binarize} is given, 1 where that is above it
 * and else 0. With {@code levels} it must be a label, a whole number from 0 to {@code levels - 1}.
 *
 * @param real whether values that are all 0 or 1 are real numbers all the same
 * @param standardize whether columns are then moved to mean 0 and scaled to standard deviation 1
 */
record Values(
    double scale,
    double shift,
    double dequantize,
    @Nullable Double binarize,
    @Nullable Integer levels,
    boolean real,
    boolean standardize) {

  static final String DEQUANTIZE = "Width of the uniform noise added to every value, once";
  static final String SCALE = "By what every value is multiplied, after the noise";
  static final String SHIFT = "What is added to every value, after scaling";
  static final String BINARIZE =
      "Threshold: after shifting, values above it become 1 and the others 0";
  static final String LEVELS =
      "Number of labels, for examples of these: values must be whole numbers from 0 to one less";
  static final String REAL =
      "Whether values that are all 0 or 1 are real numbers all the same; else they are zeros and"
          + " ones";
  static final String STANDARDIZE =
      "Whether each column is moved to mean 0 and scaled to standard deviation 1, those of the"
          + " training examples; samples are written as the columns were";
  static final String CHANNELS_LAST =
      "Whether the last extent of examples counts channels, as in [height, width, 3]; they become"
          + " images of shape [3, height, width], grey ones [height, width]";
  static final String FRACTION = "Fraction of the examples of 'file' to hold out, chosen at random";

  private static final int ROWS = 1024;

  Values {
    Checks.that(levels == null || levels >= 2, "levels", "must be at least 2, but is " + levels);
    Checks.that(
        levels == null || (binarize == null && dequantize == 0),
        "levels",
        "goes with neither binarize nor dequantize");
    Checks.that(
        scale != 0 && Double.isFinite(scale), "scale", "must be finite and not 0, but is " + scale);
    Checks.that(Double.isFinite(shift), "shift", "must be finite, but is " + shift);
    Checks.notNegative("dequantize", dequantize);
    Checks.that(
        binarize == null || Double.isFinite(binarize),
        "binarize",
        "must be finite, but is " + binarize);
    String discrete = binarize != null ? "binarize" : "levels";
    Checks.that(
        !standardize || (binarize == null && levels == null),
        "standardize",
        "is for real numbers and does not go with " + discrete);
    Checks.that(
        !real || (binarize == null && levels == null),
        "real",
        "does not go with " + discrete + ", which makes values that are none");
  }

  /**
   * The space of examples: zeros and ones where all values are 0 or 1, whatever the type of the
   * file.
   *
   * @param binary what a run was trained on that is opened, or null where the values decide
   * @throws IllegalArgumentException if a run was trained on zeros and ones, and a value is neither
   */
  StateSpace space(
      List<Integer> shape, @Nullable Boolean binary, Examples train, Examples heldOut) {
    int dim = Sizes.product("a state of shape " + shape, shape);
    if (levels != null) {
      return new StateSpace.Categorical(dim, levels);
    }
    StateSpace.Binary bits = new StateSpace.Binary(shape);
    if (binarize != null) {
      return bits;
    }
    if (real || standardize || Boolean.FALSE.equals(binary)) {
      return new StateSpace.Real(shape);
    }
    for (Examples examples : List.of(train, heldOut)) {
      for (int from = 0; from < examples.size(); from += ROWS) {
        Batch rows = examples.range(from, Math.min(from + ROWS, examples.size()), dim);
        int outside = bits.firstOutside(rows);
        if (outside >= 0 && binary == null) {
          return new StateSpace.Real(shape);
        }
        if (outside >= 0) {
          throw new IllegalArgumentException(
              (examples == train ? "example " : "held-out example ")
                  + (from + outside)
                  + " (from 0) has values that are neither 0 nor 1, which all were that this run was"
                  + " trained on");
        }
      }
    }
    return bits;
  }

  /**
   * The rows of an array as examples, which take over its storage. Bytes stay bytes and are
   * converted when they are read, unless noise is added; floats are converted where they lie.
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
    float[] values =
        array instanceof NumberArray.Floats floats ? floats.values() : new float[array.length()];
    for (int i = 0; i < values.length; i++) {
      double noise = dequantize == 0 ? 0 : dequantize * random.nextDouble();
      double given = array.get(i);
      values[i] = convert(given + noise);
      if (!Float.isFinite(values[i])) {
        throw new IllegalArgumentException(
            place(file, i, dim) + given + " is not a finite float after scaling");
      }
      if (levels != null
          && (values[i] < 0 || values[i] >= levels || values[i] != Math.rint(values[i]))) {
        throw new IllegalArgumentException(
            place(file, i, dim)
                + values[i]
                + " is no label; labels are whole numbers from 0 to "
                + (levels - 1));
      }
    }
    return Examples.of(Batch.of(values, dim));
  }

  private static String place(String file, int index, int dim) {
    return file + ": row " + index / dim + ", column " + index % dim + " (from 0): ";
  }

  /**
   * Requires that a threshold tells the values of a file apart.
   *
   * @throws SettingException if all lie on one side, or bytes are compared with a part of 1
   */
  void checkThreshold(String file, NumberArray array) {
    if (binarize == null || array.length() == 0) {
      return;
    }
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < array.length(); i++) {
      double value = array.get(i) * scale + shift;
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    if (array instanceof NumberArray.UnsignedBytes
        && scale == 1
        && shift == 0
        && most > 1
        && binarize > 0
        && binarize < 1) {
      throw new SettingException(
          "binarize",
          "is "
              + binarize
              + ", but "
              + file
              + " holds bytes, up to "
              + (int) most
              + ", of which all but 0 would become 1; give \"scale\": "
              + 1 / 255.0
              + " (1/255) beside it, or a threshold among the bytes, as 127.5");
    }
    if (least > binarize || most <= binarize) {
      throw new SettingException(
          "binarize",
          "is "
              + binarize
              + ", and all values of "
              + file
              + " would become "
              + (least > binarize ? 1 : 0)
              + ": they lie from "
              + least
              + " to "
              + most
              + (scale == 1 && shift == 0 ? "" : " after scaling"));
    }
  }

  /**
   * What becomes of rows that were not trained on, in place, with the mean of the noise.
   *
   * @throws IllegalArgumentException if a value is not finite then
   */
  void convert(Batch rows) {
    for (int i = 0; i < rows.length(); i++) {
      float value = rows.array()[rows.offset() + i];
      float converted = convert(value + dequantize / 2);
      if (!Float.isFinite(converted)) {
        throw new IllegalArgumentException(
            value
                + " in column "
                + i % rows.dim()
                + " (from 0) is not a finite float after scaling");
      }
      rows.array()[rows.offset() + i] = converted;
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

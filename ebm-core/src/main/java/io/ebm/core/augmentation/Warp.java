package io.ebm.core.augmentation;

import io.ebm.api.StateSpace;
import io.ebm.api.report.ImageShape;
import io.ebm.math.Scratch;
import org.jspecify.annotations.Nullable;

/**
 * Affine maps of images: the pixel at row {@code i} and column {@code j} receives what stands at
 * row {@code ii · i + ij · j + i0} and column {@code ji · i + jj · j + j0}, pixels having their
 * middles at whole numbers. Between pixels real numbers are interpolated bilinearly; discrete
 * values are those of the nearest pixel.
 */
final class Warp {

  private final ImageShape image;
  private final boolean nearest;
  private final @Nullable Double fill;

  /**
   * Prepares for a space.
   *
   * @param fill the value beyond the edge, or null for that of the nearest pixel
   */
  Warp(StateSpace space, ImageShape image, @Nullable Double fill) {
    this.image = image;
    this.nearest = space.levels() > 0;
    this.fill = fill;
  }

  void apply(
      float[] array, int offset, double ii, double ij, double i0, double ji, double jj, double j0) {
    int pixels = image.pixels();
    try (Scratch scratch = Scratch.open()) {
      float[] from = scratch.floats(pixels);
      for (int c = 0; c < image.channels(); c++) {
        int start = offset + c * pixels;
        System.arraycopy(array, start, from, 0, pixels);
        for (int i = 0; i < image.height(); i++) {
          for (int j = 0; j < image.width(); j++) {
            array[start + i * image.width() + j] =
                at(from, ii * i + ij * j + i0, ji * i + jj * j + j0);
          }
        }
      }
    }
  }

  private float at(float[] from, double row, double column) {
    if (nearest) {
      return pixel(from, (int) Math.floor(row + 0.5), (int) Math.floor(column + 0.5));
    }
    int i = (int) Math.floor(row);
    int j = (int) Math.floor(column);
    double down = row - i;
    double right = column - j;
    double above = between(pixel(from, i, j), pixel(from, i, j + 1), right);
    double below = between(pixel(from, i + 1, j), pixel(from, i + 1, j + 1), right);
    return (float) between(above, below, down);
  }

  private static double between(double a, double b, double share) {
    return a + (b - a) * share;
  }

  private float pixel(float[] from, int i, int j) {
    int row = Math.min(Math.max(i, 0), image.height() - 1);
    int column = Math.min(Math.max(j, 0), image.width() - 1);
    return fill != null && (row != i || column != j)
        ? fill.floatValue()
        : from[row * image.width() + column];
  }
}

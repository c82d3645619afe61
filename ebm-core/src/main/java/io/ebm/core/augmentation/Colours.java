package io.ebm.core.augmentation;

import io.ebm.api.report.ImageShape;

/**
 * Changes of an image's colours, in this order: brightness, contrast, saturation, hue. After each
 * of them values beyond black and white become black or white.
 *
 * @param image of one channel or three
 * @param range from black to white
 */
record Colours(ImageShape image, Range range) {

  /** {@code x' = black + f (x - black)}. */
  void brightness(float[] array, int offset, double factor) {
    scale(array, offset, image.dim(), range.low(), factor);
  }

  /** {@code x' = m + f (x - m)}, where {@code m} is the mean luma of the image. */
  void contrast(float[] array, int offset, double factor) {
    int pixels = image.pixels();
    double sum = 0;
    for (int k = offset; k < offset + pixels; k++) {
      sum +=
          image.channels() == 1
              ? array[k]
              : Luma.of(array[k], array[k + pixels], array[k + 2 * pixels]);
    }
    scale(array, offset, image.dim(), sum / pixels, factor);
  }

  private void scale(float[] array, int offset, int count, double centre, double factor) {
    for (int k = offset; k < offset + count; k++) {
      array[k] = range.clip((float) (centre + factor * (array[k] - centre)));
    }
  }

  /** {@code x' = l + f (x - l)} for each channel of a pixel, where {@code l} is its luma. */
  void saturation(float[] array, int offset, double factor) {
    int pixels = image.pixels();
    for (int k = offset; k < offset + pixels; k++) {
      double luma = Luma.of(array[k], array[k + pixels], array[k + 2 * pixels]);
      for (int c = 0; c < 3; c++) {
        int place = k + c * pixels;
        array[place] = range.clip((float) (luma + factor * (array[place] - luma)));
      }
    }
  }

  /**
   * Turns hues, in the hexagon of HSV (Smith 1978, "Color gamut transform pairs"): the greatest and
   * the least channel keep their values.
   *
   * @param turn in parts of the circle, from red to green
   */
  void hue(float[] array, int offset, double turn) {
    int pixels = image.pixels();
    for (int r = offset; r < offset + pixels; r++) {
      int g = r + pixels;
      int b = g + pixels;
      double most = Math.max(array[r], Math.max(array[g], array[b]));
      double least = Math.min(array[r], Math.min(array[g], array[b]));
      double chroma = most - least;
      if (chroma > 0) {
        double hue = hue(array[r], array[g], array[b], most, chroma) + 6 * turn;
        array[r] = range.clip((float) channel(5 + hue, most, chroma));
        array[g] = range.clip((float) channel(3 + hue, most, chroma));
        array[b] = range.clip((float) channel(1 + hue, most, chroma));
      }
    }
  }

  /** In sixths of the circle. */
  private static double hue(float r, float g, float b, double most, double chroma) {
    if (most == r) {
      return ((double) g - b) / chroma;
    }
    return most == g ? 2 + ((double) b - r) / chroma : 4 + ((double) r - g) / chroma;
  }

  private static double channel(double sixths, double most, double chroma) {
    double k = sixths - 6 * Math.floor(sixths / 6);
    return most - chroma * Math.max(0, Math.min(1, Math.min(k, 4 - k)));
  }
}

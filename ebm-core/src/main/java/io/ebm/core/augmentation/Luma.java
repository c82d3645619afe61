package io.ebm.core.augmentation;

/** The brightness of colours: {@code 0.299 R + 0.587 G + 0.114 B} (ITU-R BT.601). */
final class Luma {

  private Luma() {}

  /** Never beyond the least and the greatest of the three. */
  static float of(float red, float green, float blue) {
    float luma = (float) (0.299 * red + 0.587 * green + 0.114 * blue);
    return Math.min(
        Math.max(red, Math.max(green, blue)), Math.max(luma, Math.min(red, Math.min(green, blue))));
  }
}

package io.ebm.core.data;

import org.jspecify.annotations.Nullable;

/** What becomes of the samples of images: they are shares of the greatest that there can be. */
final class ImageValues {

  private ImageValues() {}

  /**
   * Shares of a greatest sample.
   *
   * @param most it, as 255 of bytes
   * @param binarize the share above which a sample becomes 1, and else 0; null to leave them
   */
  static Values of(int most, @Nullable Double binarize) {
    return new Values(1.0 / most, 0, 0, binarize, null, false, false);
  }
}

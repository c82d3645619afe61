package io.ebm.api.report;

import io.ebm.api.Batch;
import io.ebm.api.StateSpace;
import java.util.List;
import java.util.Optional;

/**
 * How states are images: of shape {@code [height, width]}, or {@code [channels, height, width]}
 * with one channel after the other. Three channels are red, green and blue; of any other number
 * each is a grey image of its own. The pixel at row {@code y} and column {@code x} of channel
 * {@code c} is value {@code (c · height + y) · width + x}.
 *
 * @param channels how many numbers a pixel has, at least 1
 * @param height in pixels, at least 1
 * @param width in pixels, at least 1
 */
public record ImageShape(int channels, int height, int width) {

  private static final int RGB = 3;

  /** Checks the extents. */
  public ImageShape {
    if (channels < 1 || height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "no image of " + channels + " channels of " + height + " × " + width);
    }
  }

  /** A grey image. */
  public static ImageShape grey(int height, int width) {
    return new ImageShape(1, height, width);
  }

  /**
   * The images that states of a space are; empty where its shape has one extent, or above 3, or
   * where states vary in length.
   */
  public static Optional<ImageShape> of(StateSpace space) {
    if (space instanceof StateSpace.Varying) {
      return Optional.empty();
    }
    List<Integer> shape = space.shape();
    return switch (shape.size()) {
      case 2 -> Optional.of(grey(shape.get(0), shape.get(1)));
      case 3 -> Optional.of(new ImageShape(shape.get(0), shape.get(1), shape.get(2)));
      default -> Optional.empty();
    };
  }

  /** How many pixels a channel has. */
  public int pixels() {
    return height * width;
  }

  /** How many numbers an image has. */
  public int dim() {
    return channels * pixels();
  }

  /** Whether a pixel has a colour. */
  public boolean colour() {
    return channels == RGB;
  }

  /** How many pictures are drawn of a state: 1, or one for each channel. */
  public int pictures() {
    return colour() ? 1 : channels;
  }

  /** A copy of images from whose lower half all is taken away: NaN. */
  public Batch withoutLowerHalf(Batch images) {
    Batch upper = images.copy();
    for (int i = 0; i < upper.size(); i++) {
      for (int channel = 0; channel < channels; channel++) {
        for (int pixel = height / 2 * width; pixel < pixels(); pixel++) {
          upper.set(i, channel * pixels() + pixel, Float.NaN);
        }
      }
    }
    return upper;
  }
}

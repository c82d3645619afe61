package io.ebm.api.report;

import io.ebm.api.StateSpace;
import java.util.List;
import java.util.Optional;

/**
 * How states that are images lie in a row: channel after channel, each from the top to the bottom
 * and from the left to the right. The pixel at row {@code y} and column {@code x} of channel {@code
 * c} is value {@code (c · height + y) · width + x}.
 *
 * @param channels 1 of a grey image, 3 of one in red, green and blue
 * @param height in pixels
 * @param width in pixels
 */
public record ImageShape(int channels, int height, int width) {

  /**
   * Of states of shape {@code [height, width]} or {@code [channels, height, width]}; else empty.
   */
  public static Optional<ImageShape> of(StateSpace space) {
    List<Integer> shape = space.shape();
    return switch (shape.size()) {
      case 2 -> Optional.of(new ImageShape(1, shape.get(0), shape.get(1)));
      case 3 -> Optional.of(new ImageShape(shape.get(0), shape.get(1), shape.get(2)));
      default -> Optional.empty();
    };
  }

  /** How many pixels a channel has. */
  public int pixels() {
    return height * width;
  }

  /** How many values an image has. */
  public int dim() {
    return channels * height * width;
  }
}

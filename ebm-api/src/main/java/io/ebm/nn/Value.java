package io.ebm.nn;

import java.util.Objects;

/**
 * A value in a network that is being wired: what a layer takes and gives.
 *
 * @param shape its shape
 * @param slot which of the network's values holds it; a flattened value has the slot of the one it
 *     was made of
 */
public record Value(Shape shape, int slot) {

  /**
   * The same numbers under another shape of the same size. A packed value stays packed; {@link
   * Wiring#unpacked} makes one that is not.
   */
  public Value as(Shape other) {
    if (other.size() != shape.size() || !Objects.equals(other.axis(), shape.axis())) {
      throw new IllegalArgumentException(shape + " has not the size of " + other);
    }
    return new Value(other, slot);
  }
}

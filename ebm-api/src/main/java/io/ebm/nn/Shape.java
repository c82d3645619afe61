package io.ebm.nn;

import io.ebm.api.Sizes;
import java.util.ArrayList;
import java.util.List;

/**
 * The extents of a value of a network, channels first: {@code [64]} for features, {@code [16, 28]}
 * for a sequence, {@code [16, 28, 28]} for images. What follows the channels are positions.
 *
 * <p>A tile of {@code n} states of a shape is {@code size() · n} floats, row-major, the state
 * fastest: every number of the shape is a row of {@code n}. So features that were flattened lie
 * where the channels and positions lay.
 *
 * @param extents at least one, each at least 1
 */
public record Shape(List<Integer> extents) {

  /** Copies the extents and checks them. */
  public Shape {
    extents = List.copyOf(extents);
    if (extents.isEmpty() || extents.stream().anyMatch(extent -> extent < 1)) {
      throw new IllegalArgumentException("no shape of extents " + extents);
    }
    Sizes.product("a value of a network", extents.stream().mapToInt(i -> i).toArray());
  }

  /** A shape of channels and positions. */
  public static Shape of(int channels, int... positions) {
    List<Integer> extents = new ArrayList<>();
    extents.add(channels);
    for (int position : positions) {
      extents.add(position);
    }
    return new Shape(extents);
  }

  /**
   * The shape in which states of a space enter a network: a list of features, a picture of one
   * channel where there are two extents, and otherwise the extents as they are.
   */
  public static Shape ofStates(List<Integer> extents) {
    return extents.size() == 2 ? of(1, extents.get(0), extents.get(1)) : new Shape(extents);
  }

  /** How many channels there are. */
  public int channels() {
    return extents.get(0);
  }

  /** How many extents there are. */
  public int rank() {
    return extents.size();
  }

  /** An extent by its place. */
  public int extent(int axis) {
    return extents.get(axis);
  }

  /** How many positions a channel has. */
  public int positions() {
    return size() / channels();
  }

  /** How many numbers there are. */
  public int size() {
    int size = 1;
    for (int extent : extents) {
      size *= extent;
    }
    return size;
  }

  /** The same positions with other channels. */
  public Shape withChannels(int channels) {
    List<Integer> others = new ArrayList<>(extents);
    others.set(0, channels);
    return new Shape(others);
  }

  @Override
  public String toString() {
    return extents.toString();
  }
}

package io.ebm.nn;

import io.ebm.api.Sizes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The extents of a value of a network, channels first: {@code [64]} for features, {@code [16, 28]}
 * for a sequence, {@code [16, 28, 28]} for images. What follows the channels are positions.
 *
 * <p>A tile of {@code n} states of a shape is {@code size() · n} floats, row-major, the state
 * fastest: every number of the shape is a row of {@code n}. So features that were flattened lie
 * where the channels and positions lay.
 *
 * <p>A shape may be packed, {@code [64, ≤50]}: the positions that the states have, which may be
 * more in one than in another, are columns of their own, one state after the other. A column then
 * holds the channels of one position, and that is what {@link #size} counts; so what works on the
 * numbers of a state works position by position there.
 *
 * @param extents at least one, each at least 1
 * @param axis what the columns are, if it is packed; else null
 */
public record Shape(List<Integer> extents, @Nullable Axis axis) {

  /** A shape that is not packed. */
  public Shape(List<Integer> extents) {
    this(extents, null);
  }

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

  /** A packed shape: channels at the positions of an axis. */
  public static Shape packed(int channels, Axis axis) {
    return new Shape(List.of(channels, axis.most()), axis);
  }

  /**
   * The shape of an input whose states have at most so many positions. A state enters as {@code
   * channels · most} numbers, channel after channel, with NaN at the positions that it has not,
   * which are the last.
   */
  public static Shape varying(int channels, int most) {
    return varying(channels, most, 0);
  }

  /** The same of labels below a number; 0 if they are none. */
  public static Shape varying(int channels, int most, int labels) {
    return packed(channels, new Axis(-1, most, false, null, labels));
  }

  /**
   * The shape of an input of graphs. A state enters as {@code channels · nodes} numbers, as those
   * of {@link #varying} do, and {@code 3 · links} more: for each link the node that it comes from,
   * counted from 0; then for each the node that it leads to; then for each its kind. NaN stands for
   * the links that there are not.
   *
   * @param channels those of a node
   * @param nodes how many there are at most
   * @param links how many there are at most
   */
  public static Shape graph(int channels, int nodes, int links) {
    return graph(channels, nodes, 0, links, 0);
  }

  /** The same of nodes with so many labels, 0 if they are none, and links of so many kinds. */
  public static Shape graph(int channels, int nodes, int labels, int links, int kinds) {
    Axis joining = new Axis(-1, links, false, null, kinds);
    return packed(channels, new Axis(-1, nodes, false, joining, labels));
  }

  /** Whether its positions are columns of their own. */
  public boolean isPacked() {
    return axis != null;
  }

  /** How many numbers a state of it enters a network as. */
  public int units() {
    if (axis == null) {
      return size();
    }
    Axis links = axis.links();
    return channels() * axis.most() + (links == null ? 0 : 3 * links.most());
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

  /** How many positions a channel has in a column: 1 of a packed shape. */
  public int positions() {
    return size() / channels();
  }

  /** How many numbers there are in a column: of a state, or of a position of a packed shape. */
  public int size() {
    if (axis != null) {
      return channels();
    }
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
    return new Shape(others, axis);
  }

  @Override
  public String toString() {
    return axis == null ? extents.toString() : "[" + channels() + ", " + axis + "]";
  }
}

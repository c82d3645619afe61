package io.ebm.api;

import java.util.List;

/**
 * The set of configurations an energy is defined on. A configuration is a row of {@link #dim()}
 * floats of a {@link Batch}.
 *
 * <p>Immutable, compared by value.
 */
public sealed interface StateSpace {

  /** The extents of a configuration, as in {@code [28, 28]}; their product is {@link #dim()}. */
  List<Integer> shape();

  /** The number of floats of a configuration, at least 1. */
  default int dim() {
    int dim = 1;
    for (int extent : shape()) {
      dim = Math.multiplyExact(dim, extent);
    }
    return dim;
  }

  /** Whether one float may stand in a configuration. */
  boolean allows(float value);

  /** The number of values of one coordinate, or 0 where they are not countable. */
  int levels();

  /** Whether one configuration has more numbers than another, and NaN for those that it has not. */
  default boolean varies() {
    return false;
  }

  /** The float that stands for a level of a discrete space: -1 and 1 for spins, else the level. */
  default float value(int level) {
    return level;
  }

  /** The level that a float of a discrete space stands for, from 0. */
  default int level(float value) {
    return (int) value;
  }

  /** Fills every row with a start that knows nothing of any energy; each space says which. */
  void randomStart(Batch into, RandomStream random);

  /**
   * The index of the first row of {@code states} that is not in this space, or -1.
   *
   * @throws IllegalArgumentException if the rows have another dimension
   */
  default int firstOutside(Batch states) {
    if (states.dim() != dim()) {
      throw new IllegalArgumentException(states + " has not the " + dim() + " columns of " + this);
    }
    float[] array = states.array();
    for (int i = 0; i < states.length(); i++) {
      if (!allows(array[states.offset() + i])) {
        return i / states.dim();
      }
    }
    return -1;
  }

  /** All of ℝ^n. A random start is standard normal. */
  record Real(List<Integer> shape) implements StateSpace {
    /** Copies the shape and checks it. */
    public Real {
      shape = SpaceChecks.shape(shape);
    }

    @Override
    public boolean allows(float value) {
      return Float.isFinite(value);
    }

    @Override
    public int levels() {
      return 0;
    }

    @Override
    public void randomStart(Batch into, RandomStream random) {
      random.fillGaussian(into.array(), into.offset(), into.length());
    }
  }

  /** A box {@code [low, high]^n} with finite bounds. A random start is uniform. */
  record Box(List<Integer> shape, float low, float high) implements StateSpace {
    /** Copies the shape and checks it and the bounds. */
    public Box {
      shape = SpaceChecks.shape(shape);
      if (!(Float.isFinite(low) && Float.isFinite(high) && low < high)) {
        throw new IllegalArgumentException("no box from " + low + " to " + high);
      }
    }

    @Override
    public boolean allows(float value) {
      return value >= low && value <= high;
    }

    @Override
    public int levels() {
      return 0;
    }

    @Override
    public void randomStart(Batch into, RandomStream random) {
      float[] array = into.array();
      int from = into.offset();
      int to = from + into.length();
      random.fillUniform(array, from, to - from);
      for (int i = from; i < to; i++) {
        array[i] = Math.min(high, low + (high - low) * array[i]);
      }
    }
  }

  /** Zeros and ones. A random start is fair coins. */
  record Binary(List<Integer> shape) implements StateSpace {
    /** Copies the shape and checks it. */
    public Binary {
      shape = SpaceChecks.shape(shape);
    }

    @Override
    public boolean allows(float value) {
      return value == 0f || value == 1f;
    }

    @Override
    public int levels() {
      return 2;
    }

    @Override
    public void randomStart(Batch into, RandomStream random) {
      SpaceChecks.randomLevels(into, random, 2, 1f, 0f);
    }
  }

  /** Spins -1 and 1. A random start is fair coins. */
  record Spin(List<Integer> shape) implements StateSpace {
    /** Copies the shape and checks it. */
    public Spin {
      shape = SpaceChecks.shape(shape);
    }

    @Override
    public boolean allows(float value) {
      return value == -1f || value == 1f;
    }

    @Override
    public int levels() {
      return 2;
    }

    @Override
    public float value(int level) {
      return 2 * level - 1;
    }

    @Override
    public int level(float value) {
      return value > 0 ? 1 : 0;
    }

    @Override
    public void randomStart(Batch into, RandomStream random) {
      SpaceChecks.randomLevels(into, random, 2, 2f, -1f);
    }
  }

  /**
   * {@code length} coordinates, each one of {@code levels} labels {@code 0 … levels - 1}. A random
   * start is uniform.
   *
   * <p>One label may be an end: a row then is a sequence of up to {@code length} symbols, the end
   * among them, and holds the end at all places behind it. Other rows are no sequences; samplers
   * may propose them, and an energy that knows of the end is {@code +∞} there. A random start is a
   * sequence of random length.
   *
   * @param end the label that ends a sequence, or -1 if none does
   */
  record Categorical(int length, int levels, int end) implements StateSpace {
    /** Checks the numbers. */
    public Categorical {
      if (length < 1 || levels < 1 || levels > 1 << 24 || end < -1 || end >= levels) {
        throw new IllegalArgumentException(
            "no categorical space of length "
                + length
                + " with "
                + levels
                + " levels"
                + (end == -1 ? "" : ", of which " + end + " ends sequences"));
      }
    }

    /** Labels of which none ends a sequence. */
    public Categorical(int length, int levels) {
      this(length, levels, -1);
    }

    @Override
    public List<Integer> shape() {
      return List.of(length);
    }

    @Override
    public boolean allows(float value) {
      return value >= 0 && value < levels && value == (int) value;
    }

    /** How many symbols a row has, the end among them; all where it has no end. */
    public int symbols(Batch rows, int row) {
      return SpaceChecks.symbols(this, rows, row);
    }

    /** Whether nothing but ends stands behind the first end of a row. */
    public boolean isSequence(Batch rows, int row) {
      return SpaceChecks.isSequence(this, rows, row);
    }

    @Override
    public void randomStart(Batch into, RandomStream random) {
      SpaceChecks.randomLevels(into, random, levels, 1f, 0f);
      if (end >= 0) {
        SpaceChecks.endAtRandom(this, into, random);
      }
    }

    @Override
    public String toString() {
      return "Categorical[length=%d, levels=%d%s]"
          .formatted(length, levels, end < 0 ? "" : ", end=" + end);
    }
  }

  /**
   * Up to {@code most} positions, in one row more than in another: sentences, sets of points. A row
   * holds {@code channels · most} floats, channel after channel, and NaN at the positions that it
   * has not, which are the last; it has one at least. The numbers of a position are real, or labels
   * from 0 to {@code levels - 1}. What is conditioned on such rows, or classifies them, asks
   * nothing more of them; samplers do not draw them.
   *
   * @param channels numbers of a position
   * @param most positions of a row at most
   * @param labels how many labels there are, or 0 for real numbers
   */
  record Varying(int channels, int most, int labels) implements StateSpace {
    /** Checks the numbers. */
    public Varying {
      if (channels < 1 || most < 1 || labels < 0 || labels > 1 << 24) {
        throw new IllegalArgumentException(
            "no space of up to %d positions of %d numbers with %d labels"
                .formatted(most, channels, labels));
      }
      Sizes.product("a state of up to " + most + " positions", channels, most);
    }

    @Override
    public List<Integer> shape() {
      return channels == 1 && labels > 0 ? List.of(most) : List.of(channels, most);
    }

    @Override
    public boolean varies() {
      return true;
    }

    @Override
    public String toString() {
      String numbers = channels == 1 ? "a number" : channels + " numbers";
      return "up to %d positions of %s"
          .formatted(most, labels > 0 ? "labels from 0 to " + (labels - 1) : numbers);
    }

    /** How many positions a row has: those before the first NaN. */
    public int length(Batch rows, int row) {
      return VaryingRows.there(rows, row, 0, most);
    }

    @Override
    public boolean allows(float value) {
      return Float.isNaN(value)
          || (labels == 0
              ? Float.isFinite(value)
              : value >= 0 && value < labels && value == (int) value);
    }

    @Override
    public int levels() {
      return 0;
    }

    @Override
    public void randomStart(Batch into, RandomStream random) {
      VaryingRows.start(this, into, random);
    }

    @Override
    public int firstOutside(Batch states) {
      int row = StateSpace.super.firstOutside(states);
      return VaryingRows.firstOutside(this, states, row < 0 ? states.size() : row, row);
    }
  }

  /**
   * Graphs of up to {@code nodes} nodes and {@code links} links. A row holds the nodes as a row of
   * {@link Varying} does; then for each link the node that it comes from, counted from 0; then for
   * each the node that it leads to; then for each its kind; and NaN for the links that it has not.
   * A link that goes both ways is two. As states they are what {@link Varying} are.
   *
   * @param channels numbers of a node
   * @param nodes of a row at most
   * @param labels how many labels nodes have, or 0 if they have real numbers
   * @param links of a row at most
   * @param kinds how many kinds of links there are
   */
  record Graphs(int channels, int nodes, int labels, int links, int kinds) implements StateSpace {
    /** Checks the numbers. */
    public Graphs {
      if (links < 1 || kinds < 1) {
        throw new IllegalArgumentException(
            "no space of graphs of up to %d links of %d kinds".formatted(links, kinds));
      }
      new Varying(channels, nodes, labels);
      Sizes.product("a graph of up to " + links + " links", 3, links);
    }

    /** The space of the nodes alone. */
    public Varying ofNodes() {
      return new Varying(channels, nodes, labels);
    }

    @Override
    public List<Integer> shape() {
      return List.of(channels * nodes + 3 * links);
    }

    @Override
    public boolean varies() {
      return true;
    }

    @Override
    public String toString() {
      String what = labels > 0 ? "labels from 0 to " + (labels - 1) : channels + " numbers";
      return "graphs of up to %d nodes of %s and up to %d links".formatted(nodes, what, links);
    }

    /** How many links a row has. */
    public int links(Batch rows, int row) {
      return VaryingRows.there(rows, row, channels * nodes, links);
    }

    @Override
    public boolean allows(float value) {
      return Float.isNaN(value) || Float.isFinite(value);
    }

    @Override
    public int levels() {
      return 0;
    }

    /** Nodes at random, and no links. */
    @Override
    public void randomStart(Batch into, RandomStream random) {
      VaryingRows.startWithoutLinks(this, into, random);
    }

    @Override
    public int firstOutside(Batch states) {
      int row = StateSpace.super.firstOutside(states);
      return VaryingRows.firstOutside(this, states, row < 0 ? states.size() : row, row);
    }
  }

  /** {@code ℝ} of the given extents. */
  static Real real(Integer... shape) {
    return new Real(List.of(shape));
  }

  /** Zeros and ones of the given extents. */
  static Binary binary(Integer... shape) {
    return new Binary(List.of(shape));
  }

  /** Spins of the given extents. */
  static Spin spin(Integer... shape) {
    return new Spin(List.of(shape));
  }
}

package io.ebm.api;

/** Sequences that an end ends, and changes of them; see {@link StateSpace.Categorical}. */
public final class Sequences {

  private Sequences() {}

  /** How many symbols, or positions, a row has: all of its numbers, where rows have one length. */
  public static int symbols(StateSpace space, Batch rows, int row) {
    return space instanceof StateSpace.Varying varying
        ? varying.length(rows, row)
        : space instanceof StateSpace.Categorical labels ? labels.symbols(rows, row) : space.dim();
  }

  /**
   * Makes the differences of {@link SiteDifferences} infinite where a change would leave no
   * sequence: a symbol before the last one cannot become an end, nor an end behind the first one a
   * symbol. Does nothing in a space without an end.
   *
   * @param x rows that are sequences
   * @param differences as {@link SiteDifferences#differences} fills it
   */
  public static void forbid(StateSpace.Categorical space, Batch x, Batch differences) {
    int levels = space.levels();
    int end = space.end();
    for (int row = 0; end >= 0 && row < x.size(); row++) {
      int symbols = space.symbols(x, row);
      boolean ended = x.get(row, symbols - 1) == end;
      int first = ended ? symbols - 1 : symbols; // the place of the first end
      for (int site = 0; site < first - 1; site++) {
        differences.set(row, site * levels + end, Float.POSITIVE_INFINITY);
      }
      for (int site = first + 1; site < space.length(); site++) {
        for (int level = 0; level < levels; level++) {
          if (level != end) {
            differences.set(row, site * levels + level, Float.POSITIVE_INFINITY);
          }
        }
      }
    }
  }

  /**
   * Fills every row with a state, all states of the space alike; states are sequences where an end
   * ends those.
   *
   * @param space discrete, or a box
   */
  public static void uniform(StateSpace space, Batch into, RandomStream random) {
    if (!(space instanceof StateSpace.Categorical labels) || labels.end() < 0) {
      space.randomStart(into, random);
      return;
    }
    for (int row = 0; row < into.size(); row++) {
      int symbols = drawSymbols(labels, random);
      for (int i = 0; i < labels.length(); i++) {
        int other = i < symbols ? random.nextInt(labels.levels() - 1) : 0;
        into.set(row, i, i < symbols ? other + (other < labels.end() ? 0 : 1) : labels.end());
      }
    }
  }

  /** How many symbols stand before the end; there are {@code (levels - 1)^n} sequences of n. */
  private static int drawSymbols(StateSpace.Categorical space, RandomStream random) {
    int others = space.levels() - 1;
    if (others == 0) {
      return 0;
    }
    double left = random.nextDouble() * shares(space);
    double share = 1;
    int symbols = space.length();
    while (symbols > 0) {
      left -= share;
      if (left < 0) {
        return symbols;
      }
      share /= others;
      symbols--;
    }
    return 0;
  }

  /** The number of all sequences over that of those without an end. */
  private static double shares(StateSpace.Categorical space) {
    double sum = 0;
    double share = 1;
    for (int n = space.length(); n >= 0; n--) {
      sum += share;
      share /= space.levels() - 1;
    }
    return sum;
  }

  /** The logarithm of how many states a discrete space has, as {@link #uniform} counts them. */
  public static double logCount(StateSpace space) {
    if (!(space instanceof StateSpace.Categorical labels) || labels.end() < 0) {
      return space.dim() * Math.log(space.levels());
    }
    return labels.levels() == 1
        ? 0 // the end alone
        : labels.length() * Math.log(labels.levels() - 1) + Math.log(shares(labels));
  }

  /** Makes the energies of rows infinite that are no sequences, where an end ends those. */
  public static void forbid(StateSpace space, Batch x, double[] energies) {
    if (space instanceof StateSpace.Categorical labels && labels.end() >= 0) {
      for (int row = 0; row < x.size(); row++) {
        energies[row] = labels.isSequence(x, row) ? energies[row] : Double.POSITIVE_INFINITY;
      }
    }
  }
}

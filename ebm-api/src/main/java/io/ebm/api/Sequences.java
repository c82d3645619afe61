package io.ebm.api;

/** Changes of sequences that an end ends; see {@link StateSpace.Categorical}. */
public final class Sequences {

  private Sequences() {}

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
}

package io.ebm.api;

import java.util.List;

/**
 * A random change of single examples that leaves what they are: an image is shifted, flipped, made
 * darker. Training sees every example changed afresh at each step. Safe for several threads.
 */
public interface Augmentation {

  /**
   * The change of states of a space.
   *
   * @throws IllegalArgumentException if this augmentation has no meaning there; the message says on
   *     which spaces it has
   */
  Transform on(StateSpace space);

  /**
   * A random change of states of one space. Safe for several threads that change different rows, so
   * it keeps its working memory in {@link io.ebm.math.Scratch}.
   */
  interface Transform {

    /**
     * Changes one row in place; it stays in the space. What becomes of it depends on the row itself
     * and on the stream, not on its place nor on other rows.
     *
     * @param rows states of the space, all finite; but NaN at positions that a state of a space
     *     that {@link StateSpace#varies} has not
     * @param row which of them to change
     * @param random the row's own stream, of which any number of draws may be taken
     */
    void apply(Batch rows, int row, RandomStream random);

    /**
     * Changes all rows, row {@code i} by the stream {@code random.split(i)}.
     *
     * @param random not drawn from
     */
    default void apply(Batch rows, RandomStream random) {
      for (int i = 0; i < rows.size(); i++) {
        apply(rows, i, random.split(i));
      }
    }

    /** Several changes one after the other, which take from the row's stream in turn. */
    static Transform sequence(List<? extends Transform> parts) {
      Transform[] all = parts.toArray(new Transform[0]);
      return (rows, row, random) -> {
        for (Transform part : all) {
          part.apply(rows, row, random);
        }
      };
    }
  }
}

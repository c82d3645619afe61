package io.ebm.api;

/**
 * Something that has rows and can be cut by them: a {@link Batch}, or the contexts of a {@link
 * Conditional}.
 *
 * @param <S> the implementing type itself
 */
public interface Rows<S extends Rows<S>> {

  /** The number of rows, at least 0. */
  int size();

  /**
   * The rows {@code from} (inclusive) to {@code to} (exclusive), sharing storage with this object.
   *
   * @throws IndexOutOfBoundsException if not {@code 0 <= from <= to <= size()}
   */
  S slice(int from, int to);
}

package io.ebm.api;

/** Capability of {@link Episodes}, and of whatever moves: where a row stands can be drawn. */
public interface Drawable {

  /** What is to be seen, as {@code left, bottom, right, top}; the same at every call. */
  double[] view();

  /** Draws a row as it is now. */
  void draw(int row, Sketch on);
}

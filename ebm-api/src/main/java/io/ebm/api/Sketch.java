package io.ebm.api;

/**
 * Something to draw on, in coordinates of the one who draws: x to the right, y upwards. Colours are
 * {@code 0xRRGGBB}. What is drawn later lies on top.
 */
public interface Sketch {

  /** A colour for what stands still: ground, walls, tracks. */
  int FAINT = 0xc3cad2;

  /** A colour for outlines and bodies. */
  int INK = 0x242b33;

  /** A colour for what moves. */
  int ACCENT = 0x2b6cb0;

  /** A colour for goals. */
  int GOAL = 0x2a9d7c;

  /** A colour for what is to be avoided. */
  int DANGER = 0xd96b27;

  /** Draws a line of that width. */
  void line(double fromX, double fromY, double toX, double toY, double width, int colour);

  /** Fills a disc. */
  void disc(double x, double y, double radius, int colour);

  /** Fills a rectangle. */
  void box(double fromX, double fromY, double toX, double toY, int colour);
}

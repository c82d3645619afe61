package io.ebm.api.report;

import io.ebm.api.Drawable;
import io.ebm.api.Sketch;
import java.util.ArrayList;
import java.util.List;

/**
 * What was to be seen at a moment, to be drawn later.
 *
 * @param left the left end of the view
 * @param bottom its lower end
 * @param right its right end
 * @param top its upper end
 * @param strokes what is drawn, the later on top of the earlier
 */
public record Frame(double left, double bottom, double right, double top, List<Stroke> strokes) {

  /** The shapes of a {@link Sketch}. */
  public enum Shape {
    /** From one point to another, of that width. */
    LINE,
    /** About the first point, of that radius. */
    DISC,
    /** From one corner to the opposite one. */
    BOX
  }

  /**
   * One call of a {@link Sketch}.
   *
   * @param shape what is drawn
   * @param fromX the first point, or the middle
   * @param fromY of the same
   * @param toX the second point; a disc has none
   * @param toY of the same
   * @param size a line's width, a disc's radius
   * @param colour {@code 0xRRGGBB}
   */
  public record Stroke(
      Shape shape, double fromX, double fromY, double toX, double toY, double size, int colour) {

    /** Draws it. */
    public void on(Sketch sketch) {
      switch (shape) {
        case LINE -> sketch.line(fromX, fromY, toX, toY, size, colour);
        case DISC -> sketch.disc(fromX, fromY, size, colour);
        case BOX -> sketch.box(fromX, fromY, toX, toY, colour);
      }
    }
  }

  /** Copies the list. */
  public Frame {
    strokes = List.copyOf(strokes);
  }

  /** A row as it is now. */
  public static Frame of(Drawable what, int row) {
    double[] view = what.view();
    List<Stroke> strokes = new ArrayList<>();
    what.draw(row, new Recorder(strokes));
    return new Frame(view[0], view[1], view[2], view[3], strokes);
  }

  private record Recorder(List<Stroke> strokes) implements Sketch {
    @Override
    public void line(double fromX, double fromY, double toX, double toY, double width, int colour) {
      strokes.add(new Stroke(Shape.LINE, fromX, fromY, toX, toY, width, colour));
    }

    @Override
    public void disc(double x, double y, double radius, int colour) {
      strokes.add(new Stroke(Shape.DISC, x, y, x, y, radius, colour));
    }

    @Override
    public void box(double fromX, double fromY, double toX, double toY, int colour) {
      strokes.add(new Stroke(Shape.BOX, fromX, fromY, toX, toY, 0, colour));
    }
  }
}

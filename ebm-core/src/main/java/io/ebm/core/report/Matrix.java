package io.ebm.core.report;

import io.ebm.api.report.Picture;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;

/** A table of numbers as a map of colours whose rows and columns have names. */
public final class Matrix {

  private static final int WIDTH = 720;
  private static final int LARGEST = 44;
  private static final int SMALLEST = 14;

  /** From this size on cells show their numbers. */
  private static final int NUMBERED = 30;

  private static final int MARGIN = 16;
  private static final int TITLE = 34;
  private static final int AXIS = 20;
  private static final int LONGEST = 18;
  private static final int GAP = 6;

  private Matrix() {}

  /**
   * Draws it; bright is high, and what is no number is red.
   *
   * @return a PNG image
   */
  public static byte[] png(Picture.Matrix matrix) {
    int rows = matrix.rows().size();
    int columns = matrix.columns().size();
    int size = Math.max(SMALLEST, Math.min(LARGEST, WIDTH / Math.max(rows, columns)));
    int left = MARGIN + AXIS + width(matrix.rows()) + GAP;
    int top =
        MARGIN + (matrix.title().isEmpty() ? 0 : TITLE) + AXIS + width(matrix.columns()) + GAP;
    BufferedImage canvas = Style.canvas(left + columns * size + MARGIN, top + rows * size + MARGIN);
    Graphics2D graphics = Style.graphics(canvas);
    graphics.setColor(Style.INK);
    graphics.setFont(Style.TITLE);
    graphics.drawString(matrix.title(), MARGIN, MARGIN + 14);
    graphics.setFont(Style.LABEL);
    graphics.setColor(Style.FAINT);
    graphics.drawString(matrix.across(), left, top - width(matrix.columns()) - 2 * GAP);
    turned(graphics, matrix.down(), MARGIN + 10, top + rows * size);
    graphics.setColor(Style.INK);
    for (int row = 0; row < rows; row++) {
      String name = shortened(matrix.rows().get(row));
      int across = graphics.getFontMetrics().stringWidth(name);
      graphics.drawString(name, left - GAP - across, top + row * size + size / 2 + 4);
    }
    for (int column = 0; column < columns; column++) {
      String name = shortened(matrix.columns().get(column));
      turned(graphics, name, left + column * size + size / 2 + 4, top - GAP);
    }
    cells(graphics, matrix.values(), left, top, size);
    graphics.dispose();
    return Style.png(canvas);
  }

  private static void cells(Graphics2D graphics, double[][] values, int left, int top, int size) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double[] row : values) {
      for (double value : row) {
        least = Style.drawn(value) ? Math.min(least, value) : least;
        most = Style.drawn(value) ? Math.max(most, value) : most;
      }
    }
    graphics.setFont(Style.TICKS);
    for (int row = 0; row < values.length; row++) {
      for (int column = 0; column < values[row].length; column++) {
        double value = values[row][column];
        double share = most > least ? (value - least) / (most - least) : 0;
        boolean missing = Double.isNaN(value) || Double.isNaN(share);
        int x = left + column * size;
        int y = top + row * size;
        graphics.setColor(new Color(missing ? Style.MISSING : Viridis.rgb(share)));
        graphics.fillRect(x, y, size - 1, size - 1);
        if (size >= NUMBERED && !missing) {
          graphics.setColor(share > 0.55 ? Style.INK : Color.WHITE);
          String text = String.format(Locale.ROOT, Math.abs(value) < 1e3 ? "%.2f" : "%.0e", value);
          int across = graphics.getFontMetrics().stringWidth(text);
          graphics.drawString(text, x + (size - 1 - across) / 2, y + size / 2 + 4);
        }
      }
    }
  }

  /** About how much room names take. */
  private static int width(List<String> names) {
    int longest = names.stream().mapToInt(name -> shortened(name).length()).max().orElse(0);
    return 8 * longest;
  }

  /** Writes upwards from a point. */
  private static void turned(Graphics2D graphics, String text, int x, int y) {
    AffineTransform before = graphics.getTransform();
    graphics.translate(x, y);
    graphics.rotate(-Math.PI / 2);
    graphics.drawString(text, 0, 0);
    graphics.setTransform(before);
  }

  private static String shortened(String name) {
    return name.length() <= LONGEST ? name : name.substring(0, LONGEST - 1) + "…";
  }
}

package io.ebm.core.report;

import io.ebm.api.report.Picture;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import java.util.Locale;

/** Numbers and directions on the cells of a grid. */
public final class GridMap {

  private static final int WIDTH = 620;
  private static final int LARGEST_CELL = 90;
  private static final int MARGIN = 6;

  /** How far an arrow of length 1 leads, in cells. */
  private static final double REACH = 0.45;

  /** Shorter lines are not drawn. */
  private static final double SHORTEST = 0.5;

  private GridMap() {}

  /**
   * Draws every cell with the colour of its value, bright for a high one, and its arrows as lines.
   *
   * @return a PNG image
   */
  public static byte[] png(Picture.GridMap grid) {
    int size = Math.max(8, Math.min(LARGEST_CELL, WIDTH / grid.width()));
    BufferedImage canvas =
        Style.canvas(grid.width() * size + 2 * MARGIN, grid.height() * size + 2 * MARGIN);
    Graphics2D graphics = Style.graphics(canvas);
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (Picture.Cell cell : grid.cells()) {
      if (!cell.blank() && Style.drawn(cell.value())) {
        least = Math.min(least, cell.value());
        most = Math.max(most, cell.value());
      }
    }
    graphics.setColor(Style.FAINT);
    graphics.fillRect(MARGIN, MARGIN, grid.width() * size, grid.height() * size);
    for (Picture.Cell cell : grid.cells()) {
      double share = most > least ? (cell.value() - least) / (most - least) : 0.5;
      draw(graphics, cell, share, size);
    }
    graphics.dispose();
    return Style.png(canvas);
  }

  private static void draw(Graphics2D graphics, Picture.Cell cell, double share, int size) {
    int x = MARGIN + cell.column() * size;
    int y = MARGIN + cell.row() * size;
    graphics.setColor(cell.blank() ? Color.WHITE : Viridis.colour(share));
    graphics.fillRect(x + 1, y + 1, size - 2, size - 2);
    if (cell.blank()) {
      return;
    }
    graphics.setColor(share > 0.55 ? Style.INK : Color.WHITE);
    graphics.setStroke(new BasicStroke(size / 18f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    double middleX = x + size / 2.0;
    double middleY = y + size / 2.0;
    for (Picture.Arrow arrow : cell.arrows()) {
      double across = REACH * size * arrow.across();
      double down = REACH * size * arrow.down();
      if (Math.hypot(across, down) > SHORTEST) {
        graphics.draw(new Line2D.Double(middleX, middleY, middleX + across, middleY + down));
      }
    }
    if (size >= 50) {
      graphics.setFont(Style.TICKS);
      graphics.drawString(label(cell.value()), x + 5, y + 14);
    }
  }

  private static String label(double value) {
    return String.format(Locale.ROOT, Math.abs(value) < 1e6 ? "%.2f" : "%.2g", value);
  }
}

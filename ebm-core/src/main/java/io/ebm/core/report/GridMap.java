package io.ebm.core.report;

import io.ebm.api.GridShaped;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import java.util.Locale;

/** Values and a policy on the cells of a grid. */
public final class GridMap {

  private static final int WIDTH = 620;
  private static final int LARGEST_CELL = 90;
  private static final int MARGIN = 6;

  private GridMap() {}

  /**
   * Draws every cell with the colour of its value, bright for a high one, and a line in the
   * direction of every action, as long as it is probable.
   *
   * @param values one for each state
   * @param policy probabilities: that of action k in state s at {@code s · choices + k}
   * @return a PNG image
   */
  public static byte[] png(GridShaped grid, double[] values, double[] policy) {
    int cell = Math.max(8, Math.min(LARGEST_CELL, WIDTH / grid.width()));
    BufferedImage canvas =
        Style.canvas(grid.width() * cell + 2 * MARGIN, grid.height() * cell + 2 * MARGIN);
    Graphics2D graphics = Style.graphics(canvas);
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int state = 0; state < grid.states(); state++) {
      if (grid.acts(state) && Style.drawn(values[state])) {
        least = Math.min(least, values[state]);
        most = Math.max(most, values[state]);
      }
    }
    graphics.setColor(Style.FAINT);
    graphics.fillRect(MARGIN, MARGIN, grid.width() * cell, grid.height() * cell);
    for (int state = 0; state < grid.states(); state++) {
      int x = MARGIN + grid.column(state) * cell;
      int y = MARGIN + grid.row(state) * cell;
      if (!grid.acts(state)) {
        graphics.setColor(Color.WHITE);
        graphics.fillRect(x + 1, y + 1, cell - 2, cell - 2);
        continue;
      }
      double share = most > least ? (values[state] - least) / (most - least) : 0.5;
      graphics.setColor(Viridis.colour(share));
      graphics.fillRect(x + 1, y + 1, cell - 2, cell - 2);
      graphics.setColor(share > 0.55 ? Style.INK : Color.WHITE);
      graphics.setStroke(
          new BasicStroke(cell / 18f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
      double middleX = x + cell / 2.0;
      double middleY = y + cell / 2.0;
      for (int action = 0; action < grid.choices(); action++) {
        double length = 0.45 * cell * policy[state * grid.choices() + action];
        if (length > 0.5) {
          graphics.draw(
              new Line2D.Double(
                  middleX,
                  middleY,
                  middleX + length * grid.across(action),
                  middleY + length * grid.down(action)));
        }
      }
      if (cell >= 50) {
        graphics.setFont(Style.TICKS);
        graphics.drawString(label(values[state]), x + 5, y + 14);
      }
    }
    graphics.dispose();
    return Style.png(canvas);
  }

  private static String label(double value) {
    return String.format(Locale.ROOT, Math.abs(value) < 1e6 ? "%.2f" : "%.2g", value);
  }
}

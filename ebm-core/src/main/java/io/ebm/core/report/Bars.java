package io.ebm.core.report;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;

/** Numbers by name, as bars one below the other, in groups of panels side by side. */
public final class Bars {

  private static final int LINE = 22;
  private static final int NAMES = 340;
  private static final int LONGEST = 46;
  private static final int PANEL = 190;
  private static final int TOP = 64;
  private static final int MARGIN = 16;

  private Bars() {}

  /**
   * Draws one panel for each quantity; bars are in proportion within a panel.
   *
   * @param names one for each line
   * @param quantities what each panel shows
   * @param values by panel, then by line; those that are not finite have no bar
   * @return a PNG image
   */
  public static byte[] png(
      String title, List<String> names, List<String> quantities, List<double[]> values) {
    int width = 2 * MARGIN + NAMES + PANEL * quantities.size();
    int height = TOP + LINE * names.size() + MARGIN;
    BufferedImage canvas = Style.canvas(width, height);
    Graphics2D graphics = Style.graphics(canvas);
    try {
      graphics.setColor(Style.INK);
      graphics.setFont(Style.TITLE);
      graphics.drawString(title, MARGIN, 28);
      graphics.setFont(Style.LABEL);
      for (int line = 0; line < names.size(); line++) {
        graphics.drawString(shortened(names.get(line)), MARGIN, TOP + LINE * line + 15);
      }
      for (int panel = 0; panel < quantities.size(); panel++) {
        draw(graphics, MARGIN + NAMES + PANEL * panel, panel, quantities, values);
      }
    } finally {
      graphics.dispose();
    }
    return Style.png(canvas);
  }

  private static String shortened(String name) {
    return name.length() <= LONGEST ? name : name.substring(0, LONGEST - 1) + "…";
  }

  private static void draw(
      Graphics2D graphics, int left, int panel, List<String> quantities, List<double[]> values) {
    graphics.setColor(Style.FAINT);
    graphics.setFont(Style.LABEL);
    graphics.drawString(quantities.get(panel), left, TOP - 10);
    double greatest = 0;
    for (double value : values.get(panel)) {
      greatest = Double.isFinite(value) ? Math.max(greatest, Math.abs(value)) : greatest;
    }
    for (int line = 0; line < values.get(panel).length; line++) {
      double value = values.get(panel)[line];
      if (!Double.isFinite(value)) {
        continue;
      }
      double length = greatest == 0 ? 0 : (PANEL - 70) * Math.abs(value) / greatest;
      int y = TOP + LINE * line;
      graphics.setColor(Style.series(panel));
      graphics.fill(new Rectangle2D.Double(left, y + 4, Math.max(1, length), LINE - 8));
      graphics.setColor(Style.INK);
      graphics.setFont(Style.TICKS);
      graphics.drawString(
          String.format(Locale.ROOT, "%.3g", value), (float) (left + length + 5), y + 15);
    }
  }
}

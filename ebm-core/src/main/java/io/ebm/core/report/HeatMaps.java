package io.ebm.core.report;

import io.ebm.api.report.Picture.Panel;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;

/** Square maps of numbers side by side, each with a heading; dark is low. */
public final class HeatMaps {

  private static final int SIDE = 190;
  private static final int GAP = 14;
  private static final int HEADING = 20;
  private static final int ACROSS = 4;

  private HeatMaps() {}

  /** Draws the maps; each has colours of its own, from its least number to its greatest. */
  public static byte[] png(List<Panel> panels) {
    int across = Math.min(ACROSS, panels.size());
    int down = (panels.size() + across - 1) / across;
    BufferedImage canvas =
        Style.canvas(across * (SIDE + GAP) + GAP, down * (SIDE + HEADING + GAP) + GAP);
    Graphics2D graphics = Style.graphics(canvas);
    for (int i = 0; i < panels.size(); i++) {
      int x = GAP + i % across * (SIDE + GAP);
      int y = GAP + i / across * (SIDE + HEADING + GAP);
      graphics.setColor(Style.INK);
      graphics.setFont(Style.LABEL);
      graphics.drawString(panels.get(i).heading(), x, y + HEADING - 7);
      graphics.drawImage(image(panels.get(i).values()), x, y + HEADING, SIDE, SIDE, null);
    }
    graphics.dispose();
    return Style.png(canvas);
  }

  private static BufferedImage image(double[][] values) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double[] row : values) {
      for (double value : row) {
        least = Style.drawn(value) ? Math.min(least, value) : least;
        most = Style.drawn(value) ? Math.max(most, value) : most;
      }
    }
    BufferedImage image =
        new BufferedImage(values[0].length, values.length, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < values.length; y++) {
      for (int x = 0; x < values[0].length; x++) {
        double share = most > least ? (values[y][x] - least) / (most - least) : 0;
        image.setRGB(x, y, Double.isNaN(share) ? Style.MISSING : Viridis.rgb(share));
      }
    }
    return image;
  }
}

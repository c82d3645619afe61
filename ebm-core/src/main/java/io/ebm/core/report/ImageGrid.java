package io.ebm.core.report;

import io.ebm.api.Batch;
import java.awt.image.BufferedImage;

/** Configurations that are images, as a grid of grey images with small gaps. */
public final class ImageGrid {

  private static final int GAP = 2;
  private static final int BACKGROUND = 0xffffff;

  /** The grid is enlarged by a whole number to about this width. */
  private static final int WIDTH = 900;

  private static final int LARGEST_PIXEL = 16;

  private ImageGrid() {}

  /**
   * Draws rows as images, row by row of the grid.
   *
   * @param images {@code n ≥ 1} rows of {@code height · width} floats
   * @param height the height of an image in pixels
   * @param width the width
   * @param columns how many stand side by side
   * @param black the value shown as black; what is beyond it too
   * @param white the value shown as white
   * @return a PNG image
   * @throws IllegalArgumentException if the rows do not have the size of an image
   */
  public static byte[] png(
      Batch images, int height, int width, int columns, double black, double white) {
    if (images.size() == 0 || columns < 1 || images.dim() != height * width) {
      throw new IllegalArgumentException(
          images + " is no grid of images of " + height + " × " + width);
    }
    int across = Math.min(columns, images.size());
    int down = (images.size() + across - 1) / across;
    int scale = Math.max(1, Math.min(LARGEST_PIXEL, WIDTH / (across * width)));
    int gap = Math.max(GAP, scale / 4);
    int cellWidth = width * scale + gap;
    int cellHeight = height * scale + gap;
    BufferedImage grid =
        new BufferedImage(
            across * cellWidth + gap, down * cellHeight + gap, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < grid.getHeight(); y++) {
      for (int x = 0; x < grid.getWidth(); x++) {
        int column = x / cellWidth;
        int row = y / cellHeight;
        int pixelX = (x - column * cellWidth - gap) / scale;
        int pixelY = (y - row * cellHeight - gap) / scale;
        boolean inGap = x % cellWidth < gap || y % cellHeight < gap;
        int index = row * across + column;
        int colour = BACKGROUND;
        if (!inGap && index < images.size()) {
          float value = images.get(index, pixelY * width + pixelX);
          colour = grey(Float.isNaN(value) ? Double.NaN : share(value, black, white));
        }
        grid.setRGB(x, y, colour);
      }
    }
    return Style.png(grid);
  }

  /** Of images that are all of one value, each is grey. */
  private static double share(float value, double black, double white) {
    double share = (value - black) / (white - black);
    return Double.isNaN(share) ? 0.5 : share;
  }

  /** NaN is shown in red, so that nobody takes it for black. */
  private static int grey(double share) {
    if (Double.isNaN(share)) {
      return Style.MISSING;
    }
    int level = (int) Math.round(255 * Math.min(1, Math.max(0, share)));
    return level << 16 | level << 8 | level;
  }
}

package io.ebm.core.report;

import io.ebm.api.Batch;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Rows of grey images in a grid, pixel by pixel. */
public final class ImageGrid {

  private static final int GAP = 2;
  private static final int AIM = 900;

  private ImageGrid() {}

  /**
   * Writes images as a PNG; black is the lowest float of all, white the highest.
   *
   * @param images one image a row, of {@code height × width} floats
   * @param columns how many stand side by side
   */
  public static void write(Path file, Batch images, int height, int width, int columns) {
    int across = Math.min(columns, images.size());
    int down = (images.size() + across - 1) / across;
    int zoom = Math.max(1, AIM / (across * width + GAP));
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < images.length(); i++) {
      low = Math.min(low, images.array()[images.offset() + i]);
      high = Math.max(high, images.array()[images.offset() + i]);
    }
    float range = high > low ? high - low : 1;
    BufferedImage picture =
        new BufferedImage(
            across * (width * zoom + GAP) + GAP,
            down * (height * zoom + GAP) + GAP,
            BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.setColor(new Color(0x404a5a));
    graphics.fillRect(0, 0, picture.getWidth(), picture.getHeight());
    for (int i = 0; i < images.size(); i++) {
      int left = GAP + i % across * (width * zoom + GAP);
      int top = GAP + i / across * (height * zoom + GAP);
      for (int pixel = 0; pixel < height * width; pixel++) {
        float value = (images.get(i, pixel) - low) / range;
        graphics.setColor(new Color(value, value, value));
        graphics.fillRect(left + pixel % width * zoom, top + pixel / width * zoom, zoom, zoom);
      }
    }
    graphics.dispose();
    try {
      ImageIO.write(picture, "png", file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

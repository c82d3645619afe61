package io.ebm.core.report;

import io.ebm.api.Batch;
import io.ebm.api.report.ImageShape;
import io.ebm.api.report.Picture;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;

/** Configurations that are images, as a grid with small gaps, whose rows and columns have names. */
public final class ImageGrid {

  private static final int GAP = 2;
  private static final int BACKGROUND = 0xffffff;

  /** The grid is enlarged by a whole number to about this width. */
  private static final int WIDTH = 900;

  private static final int LARGEST_PIXEL = 16;

  /** Of the few images of a small grid each is about so wide. */
  private static final int LARGEST_IMAGE = 130;

  private static final float LARGEST_FONT = 13;
  private static final float SMALLEST_FONT = 9;
  private static final int MOST_LETTERS = 24;
  private static final int SPACE = 6;

  private final Picture.Images picture;
  private final Batch images; // each with one or three channels
  private final ImageShape shape;
  private final int across;
  private final int scale;
  private final int gap;

  private ImageGrid(Picture.Images picture, int width) {
    this.picture = picture;
    ImageShape whole = picture.shape();
    Batch all = picture.images();
    int each = whole.pictures();
    shape = new ImageShape(whole.channels() / each, whole.height(), whole.width());
    images = Batch.of(all.array(), all.offset(), all.size() * each, shape.dim());
    across = Math.min(picture.across(), all.size()) * each;
    int widest = picture.rows().isEmpty() ? LARGEST_PIXEL : LARGEST_IMAGE / shape.width();
    int largest = Math.max(1, Math.min(LARGEST_PIXEL, widest));
    scale = Math.max(1, Math.min(largest, width / (across * shape.width())));
    gap = Math.max(GAP, scale / 4);
  }

  /**
   * Draws grey images without names.
   *
   * @param images {@code n ≥ 1} rows of {@code height · width} floats
   * @param columns how many stand side by side
   * @return a PNG image
   * @throws IllegalArgumentException if the rows do not have the size of an image
   */
  public static byte[] png(
      Batch images, int height, int width, int columns, double black, double white) {
    return png(new Picture.Images(images, height, width, columns, black, white));
  }

  /**
   * Draws images, row by row of the grid.
   *
   * @return a PNG image
   */
  public static byte[] png(Picture.Images picture) {
    return Style.png(new ImageGrid(picture, WIDTH).draw());
  }

  /** The same without names, enlarged by a whole number to about some width at most. */
  static BufferedImage image(Picture.Images picture, int width) {
    return new ImageGrid(picture.named(List.of(), List.of()), width).draw();
  }

  private BufferedImage draw() {
    int cellWidth = shape.width() * scale + gap;
    int cellHeight = shape.height() * scale + gap;
    int down = (images.size() + across - 1) / across;
    FontMetrics metrics = metrics(LARGEST_FONT);
    int left = 0;
    for (String name : picture.rows()) {
      left = Math.max(left, metrics.stringWidth(shortened(name)) + 2 * SPACE);
    }
    int top = picture.columns().isEmpty() ? 0 : metrics.getHeight() + SPACE;
    BufferedImage canvas =
        new BufferedImage(
            left + across * cellWidth + gap,
            top + down * cellHeight + gap,
            BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = canvas.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(new Color(BACKGROUND));
    graphics.fillRect(0, 0, canvas.getWidth(), canvas.getHeight());
    for (int index = 0; index < images.size(); index++) {
      image(
          canvas,
          index,
          left + gap + index % across * cellWidth,
          top + gap + index / across * cellHeight);
    }
    graphics.setColor(Style.INK);
    List<String> rows = picture.rows();
    for (int row = 0; row < rows.size(); row++) {
      int middle = top + gap + row * cellHeight + (cellHeight - gap) / 2;
      write(graphics, rows.get(row), SPACE, middle, left - SPACE, false);
    }
    int room = cellWidth * picture.shape().pictures();
    List<String> columns = picture.columns();
    for (int column = 0; column < Math.min(columns.size(), picture.images().size()); column++) {
      write(graphics, columns.get(column), left + gap + column * room, top / 2, room - gap, true);
    }
    graphics.dispose();
    return canvas;
  }

  private void image(BufferedImage canvas, int index, int left, int top) {
    int pixels = shape.pixels();
    int at = images.offset(index);
    for (int pixel = 0; pixel < pixels; pixel++) {
      boolean even = (pixel % shape.width() + pixel / shape.width()) % 2 == 0;
      int rgb = colour(images.array(), at + pixel, pixels, even);
      int x = left + pixel % shape.width() * scale;
      int y = top + pixel / shape.width() * scale;
      for (int i = 0; i < scale * scale; i++) {
        canvas.setRGB(x + i % scale, y + i / scale, rgb);
      }
    }
  }

  /**
   * The colour of a pixel whose channels lie so far apart. NaN is never taken for a value: it is
   * red among greys, and a field of a chequerboard among colours.
   */
  private int colour(float[] values, int at, int apart, boolean even) {
    if (!shape.colour()) {
      return Float.isNaN(values[at]) ? Style.MISSING : 0x010101 * level(values[at]);
    }
    float red = values[at];
    float green = values[at + apart];
    float blue = values[at + 2 * apart];
    return Float.isNaN(red) || Float.isNaN(green) || Float.isNaN(blue)
        ? (even ? 0xffffff : 0x999999)
        : level(red) << 16 | level(green) << 8 | level(blue);
  }

  /** From 0 to 255. Of images that are all of one value, each is grey. */
  private int level(float value) {
    double share = (value - picture.black()) / (picture.white() - picture.black());
    return (int) Math.round(255 * (Double.isNaN(share) ? 0.5 : Math.min(1, Math.max(0, share))));
  }

  private static FontMetrics metrics(float size) {
    BufferedImage canvas = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = canvas.createGraphics();
    FontMetrics metrics = graphics.getFontMetrics(font(size));
    graphics.dispose();
    return metrics;
  }

  private static Font font(float size) {
    return Style.LABEL.deriveFont(size);
  }

  /** Writes a name around a height, as small as it must be, or not at all. */
  private static void write(
      Graphics2D graphics, String name, int left, int middle, int room, boolean centred) {
    String text = shortened(name);
    for (float size = LARGEST_FONT; size >= SMALLEST_FONT; size--) {
      FontMetrics metrics = graphics.getFontMetrics(font(size));
      int width = metrics.stringWidth(text);
      if (width <= room) {
        int x = centred ? left + (room - width) / 2 : left;
        graphics.setFont(font(size));
        graphics.drawString(text, x, middle + (metrics.getAscent() - metrics.getDescent()) / 2);
        return;
      }
    }
  }

  private static String shortened(String name) {
    return name.length() <= MOST_LETTERS ? name : name.substring(0, MOST_LETTERS - 1) + "…";
  }
}

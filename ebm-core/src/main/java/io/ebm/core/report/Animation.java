package io.ebm.core.report;

import io.ebm.api.Sketch;
import io.ebm.api.report.Frame;
import io.ebm.api.report.Picture;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/** Frames of what moves, as an animated GIF image that goes round for ever. */
public final class Animation {

  private static final int LONGER_SIDE = 320;
  private static final int COLOURS = 256;
  private static final int[] SHADES = {32, 12, 6, 3, 2};
  private static final String FORMAT = "javax_imageio_gif_image_1.0";

  private final List<BufferedImage> frames = new ArrayList<>();

  /** Adds a frame. */
  public void add(Frame what) {
    double across = what.right() - what.left();
    double up = what.top() - what.bottom();
    double scale = LONGER_SIDE / Math.max(across, up);
    int width = Math.max(1, (int) Math.round(scale * across));
    int height = Math.max(1, (int) Math.round(scale * up));
    BufferedImage frame = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = frame.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    graphics.scale(scale, -scale);
    graphics.translate(-what.left(), -what.top());
    Pen pen = new Pen(graphics);
    what.strokes().forEach(stroke -> stroke.on(pen));
    graphics.dispose();
    frames.add(indexed(frame));
  }

  /**
   * Adds a grid of images, in as many shades of grey, or of each of three colours, as leave it
   * small: noise packs badly.
   *
   * @param bytes how many it may come to, if the fewest shades do not come to more
   */
  void add(Picture.Images grid, int bytes) {
    BufferedImage whole = ImageGrid.image(grid, LONGER_SIDE);
    BufferedImage frame = whole;
    for (int shades : SHADES) {
      frame = indexed(shaded(whole, shades - 1));
      if (gif(List.of(frame), 1).length <= bytes) {
        break;
      }
    }
    frames.add(frame);
  }

  private static BufferedImage shaded(BufferedImage whole, int most) {
    BufferedImage shaded =
        new BufferedImage(whole.getWidth(), whole.getHeight(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < whole.getHeight(); y++) {
      for (int x = 0; x < whole.getWidth(); x++) {
        shaded.setRGB(x, y, shade(whole.getRGB(x, y), most));
      }
    }
    return shaded;
  }

  private static int shade(int colour, int most) {
    int result = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      int share = ((colour >> shift & 255) * most + 127) / 255;
      result |= (share * 255 / most) << shift;
    }
    return result;
  }

  /**
   * The picture in its 256 most frequent colours, of which GIF has no more, and which are all but
   * some of its edges'; to leave the choice to the writer takes several times as long.
   */
  private static BufferedImage indexed(BufferedImage frame) {
    int width = frame.getWidth();
    int[] pixels = frame.getRGB(0, 0, width, frame.getHeight(), null, 0, width);
    Map<Integer, Integer> counts = new HashMap<>();
    for (int from = 0, to; from < pixels.length; from = to) {
      to = from + 1;
      while (to < pixels.length && pixels[to] == pixels[from]) {
        to++;
      }
      counts.merge(pixels[from], to - from, Integer::sum);
    }
    int[] palette =
        counts.entrySet().stream()
            .sorted(
                Comparator.comparing((Map.Entry<Integer, Integer> entry) -> -entry.getValue())
                    .thenComparing(Map.Entry::getKey))
            .limit(COLOURS)
            .mapToInt(Map.Entry::getKey)
            .toArray();
    Map<Integer, Integer> places = new HashMap<>();
    for (int i = 0; i < palette.length; i++) {
      places.put(palette[i], i);
    }
    byte[] indices = new byte[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      boolean same = i > 0 && pixels[i] == pixels[i - 1];
      indices[i] =
          same
              ? indices[i - 1]
              : places.computeIfAbsent(pixels[i], colour -> nearest(colour, palette)).byteValue();
    }
    IndexColorModel colours =
        new IndexColorModel(8, palette.length, palette, 0, false, -1, DataBuffer.TYPE_BYTE);
    BufferedImage image =
        new BufferedImage(width, frame.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, colours);
    image.getRaster().setDataElements(0, 0, width, frame.getHeight(), indices);
    return image;
  }

  private static int nearest(int colour, int[] palette) {
    int best = 0;
    int least = Integer.MAX_VALUE;
    for (int i = 0; i < palette.length; i++) {
      int distance = 0;
      for (int shift = 0; shift <= 16; shift += 8) {
        int difference = (colour >> shift & 255) - (palette[i] >> shift & 255);
        distance += difference * difference;
      }
      if (distance < least) {
        least = distance;
        best = i;
      }
    }
    return best;
  }

  /** How many frames there are. */
  public int frames() {
    return frames.size();
  }

  /**
   * The GIF image.
   *
   * @param hundredths how long a frame stands, in hundredths of a second; the last stands longer
   */
  public byte[] gif(int hundredths) {
    return gif(frames, hundredths);
  }

  private static byte[] gif(List<BufferedImage> frames, int hundredths) {
    ImageIO.setUseCache(false);
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.prepareWriteSequence(null);
      for (int i = 0; i < frames.size(); i++) {
        BufferedImage frame = frames.get(i);
        boolean last = i + 1 == frames.size();
        IIOMetadata metadata =
            writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(frame), null);
        metadata.setFromTree(FORMAT, timed(metadata, last ? 100 : hundredths, i == 0));
        writer.writeToSequence(new IIOImage(frame, null, metadata), null);
      }
      writer.endWriteSequence();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // nothing is written to a device here
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static IIOMetadataNode timed(IIOMetadata metadata, int hundredths, boolean first) {
    IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(FORMAT);
    root.removeChild(child(root, "LocalColorTable")); // the writer takes the frame's own colours
    IIOMetadataNode control = child(root, "GraphicControlExtension");
    control.setAttribute("disposalMethod", "none");
    control.setAttribute("userInputFlag", "FALSE");
    control.setAttribute("transparentColorFlag", "FALSE");
    control.setAttribute("transparentColorIndex", "0");
    control.setAttribute("delayTime", Integer.toString(hundredths));
    if (first) {
      IIOMetadataNode loop = new IIOMetadataNode("ApplicationExtension");
      loop.setAttribute("applicationID", "NETSCAPE");
      loop.setAttribute("authenticationCode", "2.0");
      loop.setUserObject(new byte[] {1, 0, 0}); // for ever
      child(root, "ApplicationExtensions").appendChild(loop);
    }
    return root;
  }

  private static IIOMetadataNode child(IIOMetadataNode root, String name) {
    for (int i = 0; i < root.getLength(); i++) {
      if (root.item(i) instanceof IIOMetadataNode node && node.getNodeName().equals(name)) {
        return node;
      }
    }
    IIOMetadataNode made = new IIOMetadataNode(name);
    root.appendChild(made);
    return made;
  }

  private record Pen(Graphics2D graphics) implements Sketch {
    @Override
    public void line(double fromX, double fromY, double toX, double toY, double width, int colour) {
      graphics.setColor(new Color(colour));
      graphics.setStroke(Style.line(width));
      graphics.draw(new Line2D.Double(fromX, fromY, toX, toY));
    }

    @Override
    public void disc(double x, double y, double radius, int colour) {
      graphics.setColor(new Color(colour));
      graphics.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
    }

    @Override
    public void box(double fromX, double fromY, double toX, double toY, int colour) {
      graphics.setColor(new Color(colour));
      graphics.fill(new Rectangle2D.Double(fromX, fromY, toX - fromX, toY - fromY));
    }
  }
}

package io.ebm.core.io;

import io.ebm.api.InputFiles;
import io.ebm.api.Sizes;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * A PNG or JPEG file: its samples as they are stored, without regard to profiles and gamma. A
 * palette's entries stand for its indices, and grey of fewer than 8 bits is spread over 0 to 255.
 */
public final class ImageFile {

  /** The most pixels of an image: files that are small may say that they have any number. */
  public static final int MOST_PIXELS = 1 << 26;

  /** In which there may be other segments before the sizes, as a JPEG's thumbnail and profile. */
  private static final int LONGEST_HEADER = 1 << 20;

  private static final int OPAQUE = 255;

  private final Path file;
  private final ImageHeader header;
  private final byte[] bytes;

  private ImageFile(Path file, ImageHeader header, byte[] bytes) {
    this.file = file;
    this.header = header;
    this.bytes = bytes;
  }

  /**
   * Reads the header of a file alone.
   *
   * @throws MalformedFileException if it is no PNG or JPEG file, or too large an image
   */
  public static ImageHeader header(Path file) throws IOException {
    try (InputStream in = InputFiles.open(file)) {
      return header(file, in.readNBytes(LONGEST_HEADER));
    }
  }

  private static ImageHeader header(Path file, byte[] bytes) throws IOException {
    ImageHeader header = ImageHeader.of(file, bytes);
    double pixels = (double) header.height() * header.width();
    if (pixels > MOST_PIXELS) {
      throw new MalformedFileException(
          file,
          "says that it has "
              + header.height()
              + " × "
              + header.width()
              + " pixels, and more than "
              + MOST_PIXELS
              + " are not read; make it smaller");
    }
    Sizes.lack("its pixels", pixels * header.channels() * 2 * Integer.BYTES)
        .ifPresent(
            why -> {
              throw new IllegalArgumentException(file + ": " + why);
            });
    return header;
  }

  /** Reads a file, of which {@link #header(Path)} says nothing bad. */
  public static ImageFile open(Path file) throws IOException {
    try (InputStream in = InputFiles.open(file)) {
      byte[] bytes = in.readAllBytes();
      return new ImageFile(file, header(file, bytes), bytes);
    }
  }

  /** What it says of itself. */
  public ImageHeader header() {
    return header;
  }

  /**
   * The samples, from 0 to {@link ImageHeader#most}, in the order of {@link
   * io.ebm.api.report.ImageShape}.
   *
   * @throws MalformedFileException if it is damaged or cut off, or has pixels that are transparent
   */
  public int[] samples() throws IOException {
    BufferedImage image = decode();
    Raster raster = image.getRaster();
    int pixels = header.height() * header.width();
    if (image.getColorModel() instanceof IndexColorModel palette) {
      return ofPalette(
          raster.getSamples(0, 0, header.width(), header.height(), 0, (int[]) null), palette);
    }
    boolean transparent = image.getColorModel().hasAlpha();
    int channels = raster.getNumBands() - (transparent ? 1 : 0);
    if (channels != header.channels()) {
      throw damaged("its header says " + header.channels() + " channels, but it has " + channels);
    }
    if (transparent) {
      int[] alpha =
          raster.getSamples(0, 0, header.width(), header.height(), channels, (int[]) null);
      for (int k = 0; k < pixels; k++) {
        requireOpaque(k, alpha[k], header.most());
      }
    }
    int[] samples = new int[channels * pixels];
    int[] line = new int[header.width()];
    for (int c = 0; c < channels; c++) {
      for (int y = 0; y < header.height(); y++) {
        raster.getSamples(0, y, header.width(), 1, c, line);
        System.arraycopy(line, 0, samples, c * pixels + y * header.width(), line.length);
      }
    }
    return samples;
  }

  private int[] ofPalette(int[] indices, IndexColorModel palette) throws MalformedFileException {
    int pixels = indices.length;
    int[] samples = new int[header.channels() * pixels];
    for (int k = 0; k < pixels; k++) {
      requireOpaque(k, palette.getAlpha(indices[k]), OPAQUE);
      samples[k] = palette.getRed(indices[k]);
      if (header.channels() == 3) {
        samples[pixels + k] = palette.getGreen(indices[k]);
        samples[2 * pixels + k] = palette.getBlue(indices[k]);
      }
    }
    return samples;
  }

  private void requireOpaque(int pixel, int alpha, int most) throws MalformedFileException {
    if (alpha != most) {
      throw new MalformedFileException(
          file,
          "the pixel in row "
              + pixel / header.width()
              + ", column "
              + pixel % header.width()
              + " (from 0) is transparent, and what lies behind it is not known; lay the image on a"
              + " background and save it without transparency");
    }
  }

  private BufferedImage decode() throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName(header.format()).next();
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      reader.setInput(in, true, true);
      String[] warning = {""};
      reader.addIIOReadWarningListener((source, text) -> warning[0] = text);
      BufferedImage image = reader.read(0);
      if (!warning[0].isEmpty()) {
        throw damaged(warning[0]);
      }
      return image;
    } catch (MalformedFileException e) {
      throw e;
    } catch (IOException | RuntimeException e) { // of files that are damaged it throws many things
      throw damaged(cause(e));
    } finally {
      reader.dispose();
    }
  }

  /** What is wrong, as far as the reader of the format can say it. */
  private static String cause(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof EOFException) {
      return "it ends too early";
    }
    String message = cause.getMessage();
    return cause instanceof RuntimeException || message == null
        ? "its parts do not fit together"
        : message;
  }

  private MalformedFileException damaged(String why) {
    return new MalformedFileException(
        file, "is damaged or cut off and cannot be decoded (" + why + ")");
  }
}

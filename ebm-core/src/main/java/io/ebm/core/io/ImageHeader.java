package io.ebm.core.io;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What an image file says of itself before its pixels.
 *
 * @param format {@code png} or {@code jpeg}
 * @param channels 1 of a grey image, 3 of one in colour
 * @param most the greatest value of a sample: 255, or 65535 of 16 bits
 */
public record ImageHeader(String format, int height, int width, int channels, int most) {

  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final int PNG_HEADER = 26;
  private static final int GREY = 1;
  private static final int COLOUR = 3;

  /**
   * Reads the header of a file.
   *
   * @param bytes of the file, from its beginning
   * @throws MalformedFileException if it is neither a PNG nor a JPEG file, or is cut off
   */
  static ImageHeader of(Path file, byte[] bytes) throws MalformedFileException {
    ImageHeader header;
    if (begins(bytes, PNG)) {
      header = png(file, bytes);
    } else if (begins(bytes, new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff})) {
      header = jpeg(file, ByteBuffer.wrap(bytes));
    } else {
      throw new MalformedFileException(
          file, "is no PNG or JPEG file" + other(bytes) + "; convert it, or take it out of there");
    }
    if (header.height < 1 || header.width < 1) {
      throw new MalformedFileException(
          file, "says that it has " + header.height + " × " + header.width + " pixels");
    }
    return header;
  }

  private static boolean begins(byte[] bytes, byte[] with) {
    return bytes.length >= with.length
        && Arrays.equals(bytes, 0, with.length, with, 0, with.length);
  }

  /** What else it may be. */
  private static String other(byte[] bytes) {
    if (bytes.length == 0) {
      return ", but empty";
    }
    String[][] others = {
      {"GIF8", "GIF"}, {"BM", "BMP"}, {"II*", "TIFF"}, {"MM", "TIFF"}, {"RIFF", "WebP"}
    };
    for (String[] other : others) {
      if (is(bytes, 0, other[0])) {
        return ", but looks like " + other[1];
      }
    }
    return "";
  }

  private static boolean is(byte[] bytes, int from, String text) {
    for (int i = 0; i < text.length(); i++) {
      if (from + i >= bytes.length || bytes[from + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Its first chunk has height and width, the bits of a sample and the kind of colours. */
  private static ImageHeader png(Path file, byte[] bytes) throws MalformedFileException {
    if (bytes.length < PNG_HEADER || !is(bytes, 12, "IHDR")) {
      throw cutOff(file);
    }
    ByteBuffer numbers = ByteBuffer.wrap(bytes);
    int bits = bytes[24];
    int kind = bytes[25]; // 0 grey, 2 colour, 3 of a palette, 4 and 6 with transparency
    return new ImageHeader(
        "png",
        numbers.getInt(20),
        numbers.getInt(16),
        kind == 0 || kind == 4 ? GREY : COLOUR,
        bits == 16 ? 0xffff : 0xff);
  }

  /** A segment "start of frame" has bits, height, width and the number of channels. */
  private static ImageHeader jpeg(Path file, ByteBuffer bytes) throws MalformedFileException {
    bytes.position(2);
    while (bytes.remaining() >= 4) {
      int mark = bytes.get() & 0xff;
      int kind = bytes.get(bytes.position()) & 0xff;
      if (mark != 0xff || kind == 0xff) {
        continue; // a byte that fills up
      }
      bytes.get();
      int length = bytes.getShort(bytes.position()) & 0xffff;
      boolean frame = kind >= 0xc0 && kind <= 0xcf && kind != 0xc4 && kind != 0xc8 && kind != 0xcc;
      if (frame && bytes.remaining() >= 8) {
        int at = bytes.position();
        return jpeg(
            file,
            bytes.getShort(at + 3) & 0xffff,
            bytes.getShort(at + 5) & 0xffff,
            bytes.get(at + 7));
      }
      if (length > bytes.remaining()) {
        break;
      }
      bytes.position(bytes.position() + length);
    }
    throw cutOff(file);
  }

  private static ImageHeader jpeg(Path file, int height, int width, int channels)
      throws MalformedFileException {
    if (channels != GREY && channels != COLOUR) {
      throw new MalformedFileException(
          file, "has " + channels + " channels, as for print; save it in RGB or in grey");
    }
    return new ImageHeader("jpeg", height, width, channels, 0xff);
  }

  private static MalformedFileException cutOff(Path file) {
    return new MalformedFileException(file, "ends within its header");
  }
}

package io.ebm.core.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The IDX format of the MNIST files: two zero bytes, a byte that tells the type, a byte that tells
 * the number of extents, the extents as 32-bit integers, the values; all big-endian.
 */
public final class Idx {

  private Idx() {}

  /**
   * Reads a file, plain or packed by gzip.
   *
   * @throws MalformedFileException if it is no IDX file, is cut off or too long
   */
  public static NumberArray read(Path file) throws IOException {
    try (NumberSource source = NumberSource.open(file)) {
      byte[] magic = source.readUpTo(4);
      if (magic.length < 4 || magic[0] != 0 || magic[1] != 0) {
        throw new MalformedFileException(
            file,
            "an IDX file begins with two zero bytes, the type and the number of extents; this one"
                + " begins with"
                + hex(magic));
      }
      NumberSource.Kind kind =
          switch (magic[2]) {
            case 0x08 -> NumberSource.Kind.UINT8;
            case 0x09 -> NumberSource.Kind.INT8;
            case 0x0B -> NumberSource.Kind.INT16;
            case 0x0C -> NumberSource.Kind.INT32;
            case 0x0D -> NumberSource.Kind.FLOAT32;
            case 0x0E -> NumberSource.Kind.FLOAT64;
            default ->
                throw new MalformedFileException(
                    file,
                    "the type of an IDX file is 08, 09, 0b, 0c, 0d or 0e (hexadecimal); here it"
                        + " is"
                        + hex(new byte[] {magic[2]}));
          };
      int extents = magic[3] & 0xff;
      ByteBuffer header = ByteBuffer.wrap(source.readUpTo(extents * Integer.BYTES));
      if (header.remaining() < extents * Integer.BYTES) {
        throw new MalformedFileException(
            file, "ends within the header, which announces " + extents + " extents");
      }
      List<Integer> shape = new ArrayList<>();
      for (int i = 0; i < extents; i++) {
        shape.add(header.getInt());
      }
      return source.readRest(kind, ByteOrder.BIG_ENDIAN, shape);
    }
  }

  private static String hex(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (byte b : bytes) {
      text.append(String.format(" %02x", b));
    }
    return bytes.length == 0 ? " nothing" : text.toString();
  }
}

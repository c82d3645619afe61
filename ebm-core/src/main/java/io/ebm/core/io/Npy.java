package io.ebm.core.io;

import io.ebm.api.Batch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * NumPy's npy format: a magic word, a version, a header that is a Python dictionary with {@code
 * descr}, {@code fortran_order} and {@code shape}, and the values.
 *
 * <p>Read are versions 1 to 3, row-major, of booleans, unsigned bytes, signed integers of 8 to 64
 * bits and floats of 32 and 64, of either byte order. Written is version 1 with {@code <f4}.
 */
public final class Npy {

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int ALIGNMENT = 64;
  private static final int LONGEST_HEADER = 1 << 20;
  private static final int CHUNK = 1 << 16;

  private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([\\d,\\s]*)\\)");
  private static final Map<String, NumberSource.Kind> KINDS =
      Map.of(
          "b1", NumberSource.Kind.UINT8,
          "u1", NumberSource.Kind.UINT8,
          "i1", NumberSource.Kind.INT8,
          "i2", NumberSource.Kind.INT16,
          "i4", NumberSource.Kind.INT32,
          "i8", NumberSource.Kind.INT64,
          "f4", NumberSource.Kind.FLOAT32,
          "f8", NumberSource.Kind.FLOAT64);

  private Npy() {}

  /**
   * Writes floats.
   *
   * @param shape extents, each at least 0, whose product is the length of {@code values}
   */
  public static void write(Path file, List<Integer> shape, float[] values) throws IOException {
    if (Tensor.count(shape) != values.length) {
      throw new IllegalArgumentException(values.length + " values have not the shape " + shape);
    }
    write(file, shape, values, 0);
  }

  /**
   * Writes the rows of a batch as an array of shape {@code [rows, rowShape…]}.
   *
   * @param rowShape extents whose product is the batch's dimension
   */
  public static void write(Path file, Batch rows, List<Integer> rowShape) throws IOException {
    if (Tensor.count(rowShape) != rows.dim()) {
      throw new IllegalArgumentException("the rows of " + rows + " have not the shape " + rowShape);
    }
    List<Integer> shape = new ArrayList<>();
    shape.add(rows.size());
    shape.addAll(rowShape);
    write(file, shape, rows.array(), rows.offset());
  }

  private static void write(Path file, List<Integer> shape, float[] values, int offset)
      throws IOException {
    String extents = shape.stream().map(n -> n + ",").collect(Collectors.joining(" "));
    String dictionary = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + extents + "), }";
    int prefix = MAGIC.length + 4;
    int total = (prefix + dictionary.length() + 1 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    ByteBuffer buffer = ByteBuffer.allocate(Math.max(CHUNK, total)).order(ByteOrder.LITTLE_ENDIAN);
    buffer.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) (total - prefix));
    buffer.put(dictionary.getBytes(StandardCharsets.US_ASCII));
    while (buffer.position() < total - 1) {
      buffer.put((byte) ' ');
    }
    buffer.put((byte) '\n');
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      drain(channel, buffer);
      int count = (int) Tensor.count(shape);
      int step = CHUNK / Float.BYTES;
      for (int from = 0; from < count; from += step) {
        int part = Math.min(step, count - from);
        buffer.asFloatBuffer().put(values, offset + from, part);
        drain(channel, buffer.position(part * Float.BYTES));
      }
    }
  }

  private static void drain(FileChannel channel, ByteBuffer buffer) throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    buffer.clear();
  }

  /**
   * Reads a file, plain or packed by gzip.
   *
   * @throws MalformedFileException if it is no npy file, is cut off or too long, holds another
   *     type, or lies in column-major order
   */
  public static NumberArray read(Path file) throws IOException {
    try (NumberSource source = NumberSource.open(file)) {
      return read(source);
    }
  }

  /** Reads an array, which must be all that a source has. */
  static NumberArray read(NumberSource source) throws IOException {
    String name = source.name();
    byte[] start = source.readUpTo(MAGIC.length + 2);
    if (start.length < MAGIC.length + 2
        || !Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw new MalformedFileException(name, "an npy file begins with the bytes 93 'NUMPY'");
    }
    int version = start[MAGIC.length];
    if (version < 1 || version > 3) {
      throw new MalformedFileException(name, "npy version 1, 2 or 3 is read, not " + version);
    }
    String header = readHeader(source, version == 1 ? Short.BYTES : Integer.BYTES);
    return source.readRest(kind(name, header), order(name, header), shape(name, header));
  }

  private static String readHeader(NumberSource source, int width) throws IOException {
    byte[] digits = source.readUpTo(width);
    long length = 0;
    for (int i = 0; i < digits.length; i++) {
      length |= (digits[i] & 0xffL) << (8 * i);
    }
    if (digits.length < width || length > LONGEST_HEADER) {
      throw new MalformedFileException(source.name(), "the npy header's length is damaged");
    }
    byte[] header = source.readUpTo((int) length);
    if (header.length < length) {
      throw new MalformedFileException(source.name(), "ends within the npy header");
    }
    return new String(header, StandardCharsets.UTF_8);
  }

  private static NumberSource.Kind kind(String file, String header) throws IOException {
    String descr = find(file, DESCR, header, "'descr'");
    NumberSource.Kind kind = descr.length() == 3 ? KINDS.get(descr.substring(1)) : null;
    if (kind == null) {
      throw new MalformedFileException(
          file,
          "holds values of type '"
              + descr
              + "'; read are bool, uint8, int8 to int64, float32 and float64");
    }
    return kind;
  }

  private static ByteOrder order(String file, String header) throws IOException {
    return find(file, DESCR, header, "'descr'").charAt(0) == '>'
        ? ByteOrder.BIG_ENDIAN
        : ByteOrder.LITTLE_ENDIAN;
  }

  private static List<Integer> shape(String file, String header) throws IOException {
    List<Integer> shape = new ArrayList<>();
    for (String part : find(file, SHAPE, header, "'shape'").split(",", -1)) {
      String extent = part.strip();
      if (!extent.isEmpty()) {
        shape.add(extent.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(extent));
      }
    }
    if (shape.size() > 1 && find(file, ORDER, header, "'fortran_order'").equals("True")) {
      throw new MalformedFileException(
          file, "lies in column-major order; save it as numpy.ascontiguousarray(…)");
    }
    return shape;
  }

  private static String find(String file, Pattern pattern, String header, String what)
      throws IOException {
    Matcher matcher = pattern.matcher(header);
    if (!matcher.find()) {
      throw new MalformedFileException(
          file, "no " + what + " that can be read in the npy header " + header.strip());
    }
    return matcher.group(1);
  }
}

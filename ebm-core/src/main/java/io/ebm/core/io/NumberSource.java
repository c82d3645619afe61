package io.ebm.core.io;

import io.ebm.api.InputFiles;
import io.ebm.api.Sizes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads a binary file, or a part of one, from its beginning; unpacks it where it begins like a gzip
 * file, whatever its name. Every failure names the file.
 */
final class NumberSource implements AutoCloseable {

  private static final int CHUNK = 1 << 16;

  /** Deflate packs at most 1032 bytes into one. */
  private static final int DEFLATE_LIMIT = 1032;

  /** The kinds of numbers in IDX and npy files. */
  enum Kind {
    UINT8(1),
    INT8(1),
    INT16(2),
    INT32(4),
    INT64(8),
    FLOAT32(4),
    FLOAT64(8);

    final int bytes;

    Kind(int bytes) {
      this.bytes = bytes;
    }
  }

  private final String name;
  private final InputStream in;
  private final long limit;
  private long position;

  private NumberSource(String name, InputStream in, long limit) {
    this.name = name;
    this.in = in;
    this.limit = limit;
  }

  static NumberSource open(Path file) throws IOException {
    InputStream plain = InputFiles.open(file);
    try {
      long size = Files.size(file);
      InputStream in = InputFiles.unpacked(plain);
      boolean packed = in instanceof GZIPInputStream;
      return new NumberSource(file.toString(), in, packed ? size * DEFLATE_LIMIT : size);
    } catch (IOException e) {
      plain.close();
      throw translate(file.toString(), e);
    }
  }

  /**
   * A part of a file, as it is unpacked; {@link #close} closes it.
   *
   * @param name what to call it in messages
   * @param packed how many bytes it takes in the file
   */
  static NumberSource of(String name, InputStream in, long packed) {
    return new NumberSource(name, in, packed * DEFLATE_LIMIT);
  }

  private static IOException translate(String name, IOException e) {
    return e instanceof ZipException ? new MalformedFileException(name, InputFiles.why(e)) : e;
  }

  String name() {
    return name;
  }

  /** Reads up to {@code count} bytes; fewer only at the end of the file. */
  byte[] readUpTo(int count) throws IOException {
    byte[] bytes = new byte[count];
    int read = read(bytes, 0, count);
    return read == count ? bytes : Arrays.copyOf(bytes, read);
  }

  private int read(byte[] into, int from, int count) throws IOException {
    try {
      int read = in.readNBytes(into, from, count);
      position += read;
      return read;
    } catch (IOException e) {
      throw translate(name, e);
    }
  }

  /** Reads the values of an array, which must be all that is left of the file. */
  NumberArray readRest(Kind kind, ByteOrder order, List<Integer> shape) throws IOException {
    long count = Tensor.count(shape);
    if (count < 0) {
      throw new MalformedFileException(
          name, "an array of shape " + shape + " has too many values or a negative extent");
    }
    long bytes = count * kind.bytes;
    if (bytes > limit - position) {
      throw cutOff(shape, bytes, Math.max(0, limit - position));
    }
    Sizes.lack("its " + count + " values", (double) count * kind.bytes)
        .ifPresent(
            why -> {
              throw new IllegalArgumentException(name + ": " + why);
            });
    NumberArray array = allocate(kind, List.copyOf(shape), (int) count);
    byte[] chunk = array instanceof NumberArray.UnsignedBytes u ? u.values() : new byte[CHUNK];
    int step = array instanceof NumberArray.UnsignedBytes ? (int) count : CHUNK / kind.bytes;
    for (int from = 0; from < count; from += step) {
      int want = (int) Math.min(step, count - from);
      int got = read(chunk, 0, want * kind.bytes);
      if (got < want * kind.bytes) {
        throw cutOff(shape, bytes, (long) from * kind.bytes + got);
      }
      decode(ByteBuffer.wrap(chunk).order(order), kind, array, from, want);
    }
    if (readUpTo(1).length > 0) {
      throw new MalformedFileException(
          name, "more bytes follow the " + bytes + " of an array of shape " + shape);
    }
    return array;
  }

  private MalformedFileException cutOff(List<Integer> shape, long wanted, long there) {
    return new MalformedFileException(
        name,
        "an array of shape "
            + shape
            + " takes "
            + wanted
            + " bytes, but only "
            + there
            + " are there");
  }

  private static NumberArray allocate(Kind kind, List<Integer> shape, int count) {
    return switch (kind) {
      case UINT8 -> new NumberArray.UnsignedBytes(shape, new byte[count]);
      case INT8, INT16, INT32 -> new NumberArray.Ints(shape, new int[count]);
      case INT64 -> new NumberArray.Longs(shape, new long[count]);
      case FLOAT32 -> new NumberArray.Floats(shape, new float[count]);
      case FLOAT64 -> new NumberArray.Doubles(shape, new double[count]);
    };
  }

  private static void decode(ByteBuffer bytes, Kind kind, NumberArray array, int from, int count) {
    if (array instanceof NumberArray.Floats floats) {
      bytes.asFloatBuffer().get(floats.values(), from, count);
    } else if (array instanceof NumberArray.Doubles doubles) {
      bytes.asDoubleBuffer().get(doubles.values(), from, count);
    } else if (array instanceof NumberArray.Longs longs) {
      bytes.asLongBuffer().get(longs.values(), from, count);
    } else if (array instanceof NumberArray.Ints ints) {
      for (int i = 0; i < count; i++) {
        ints.values()[from + i] =
            switch (kind) {
              case INT8 -> bytes.get();
              case INT16 -> bytes.getShort();
              default -> bytes.getInt();
            };
      }
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}

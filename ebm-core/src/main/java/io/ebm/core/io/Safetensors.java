package io.ebm.core.io;

import io.ebm.api.InputFiles;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The safetensors format: eight bytes of header length (little-endian), a JSON header that gives
 * each tensor's type, shape and place, and the values, little-endian, without gaps.
 *
 * <p>Files are written as other implementations like them: the header is padded with spaces to a
 * multiple of eight bytes and wide types come first, so that every tensor is aligned.
 */
public final class Safetensors {

  private static final int CHUNK = 1 << 20;

  private Safetensors() {}

  /**
   * Writes a file straight to its path, over what may be there, and forces it to the device. See
   * {@link AtomicFiles} for replacing a file whole.
   *
   * @param metadata free texts by name; may be empty
   * @throws IllegalArgumentException if two tensors have one name, or one is named {@code
   *     __metadata__}
   */
  public static void write(Path file, List<Tensor> tensors, Map<String, String> metadata)
      throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      write(channel, tensors, metadata);
      channel.force(true);
    }
  }

  /** The bytes of a file; as {@link #write}. */
  public static byte[] bytes(List<Tensor> tensors, Map<String, String> metadata) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      write(Channels.newChannel(bytes), tensors, metadata);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(
      WritableByteChannel channel, List<Tensor> tensors, Map<String, String> metadata)
      throws IOException {
    List<Tensor> ordered = new ArrayList<>(tensors);
    ordered.sort(Comparator.comparing((Tensor tensor) -> -tensor.type().bytes()));
    byte[] header = SafetensorsHeader.encode(ordered, new TreeMap<>(metadata));
    ByteBuffer buffer = ByteBuffer.allocateDirect(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    drain(channel, buffer.putLong(header.length));
    for (int from = 0; from < header.length; from += CHUNK) {
      drain(channel, buffer.put(header, from, Math.min(CHUNK, header.length - from)));
    }
    for (Tensor tensor : ordered) {
      writeValues(channel, buffer, tensor);
    }
  }

  private static void writeValues(WritableByteChannel channel, ByteBuffer buffer, Tensor tensor)
      throws IOException {
    int width = tensor.type().bytes();
    int step = CHUNK / width;
    for (int from = 0; from < tensor.length(); from += step) {
      int count = Math.min(step, tensor.length() - from);
      switch (tensor.type()) {
        case F32 -> buffer.asFloatBuffer().put(tensor.floats(), from, count);
        case F64 -> buffer.asDoubleBuffer().put(tensor.doubles(), from, count);
        case I64 -> buffer.asLongBuffer().put(tensor.longs(), from, count);
        case I32 -> buffer.asIntBuffer().put(tensor.ints(), from, count);
      }
      drain(channel, buffer.position(count * width));
    }
  }

  private static void drain(WritableByteChannel channel, ByteBuffer buffer) throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    buffer.clear();
  }

  /**
   * Reads a whole file. The numbers are fresh arrays.
   *
   * @throws MalformedFileException if it is truncated or too long, its header is not JSON of the
   *     format, tensors overlap or leave holes, or a type is not one of {@link Tensor.Type}
   */
  public static TensorFile read(Path file) throws IOException {
    InputFiles.check(file);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return read(file, channel, channel.size());
    }
  }

  /**
   * Reads what {@link #bytes} gave.
   *
   * @throws IllegalArgumentException if the bytes are no whole file
   */
  public static TensorFile read(byte[] bytes) {
    try {
      return read(
          Path.of("message"), Channels.newChannel(new ByteArrayInputStream(bytes)), bytes.length);
    } catch (IOException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static TensorFile read(Path file, ReadableByteChannel channel, long size)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocateDirect(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    SafetensorsHeader header = readHeader(file, channel, size, buffer, true);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (SafetensorsHeader.Entry entry : header.entries()) {
      tensors.put(entry.name(), readValues(file, channel, buffer, entry));
    }
    return new TensorFile(tensors, header.metadata());
  }

  /** Reads the header; the channel is then where the values begin. */
  static SafetensorsHeader readHeader(
      Path file, ReadableByteChannel channel, long size, ByteBuffer buffer, boolean whole)
      throws IOException {
    if (size < Long.BYTES) {
      throw new MalformedFileException(
          file, "a safetensors file begins with 8 bytes of header length; it has " + size);
    }
    fill(file, channel, buffer.limit(Long.BYTES));
    long length = buffer.getLong();
    if (length < 2 || length > SafetensorsHeader.LONGEST || length > size - Long.BYTES) {
      throw new MalformedFileException(
          file,
          "the header's length must lie between 2 and "
              + Math.min(SafetensorsHeader.LONGEST, size - Long.BYTES)
              + " in a file of "
              + size
              + " bytes; it is given as "
              + Long.toUnsignedString(length));
    }
    ByteBuffer header = ByteBuffer.allocate((int) length);
    fill(file, channel, header);
    return SafetensorsHeader.decode(file, header.array(), size - Long.BYTES - length, whole);
  }

  private static Tensor readValues(
      Path file, ReadableByteChannel channel, ByteBuffer buffer, SafetensorsHeader.Entry entry)
      throws IOException {
    int length = entry.length();
    int width = entry.type().bytes();
    int step = CHUNK / width;
    float[] floats = new float[entry.type() == Tensor.Type.F32 ? length : 0];
    double[] doubles = new double[entry.type() == Tensor.Type.F64 ? length : 0];
    long[] longs = new long[entry.type() == Tensor.Type.I64 ? length : 0];
    int[] ints = new int[entry.type() == Tensor.Type.I32 ? length : 0];
    for (int from = 0; from < length; from += step) {
      int count = Math.min(step, length - from);
      fill(file, channel, buffer.clear().limit(count * width));
      switch (entry.type()) {
        case F32 -> buffer.asFloatBuffer().get(floats, from, count);
        case F64 -> buffer.asDoubleBuffer().get(doubles, from, count);
        case I64 -> buffer.asLongBuffer().get(longs, from, count);
        case I32 -> buffer.asIntBuffer().get(ints, from, count);
      }
    }
    return switch (entry.type()) {
      case F32 -> Tensor.of(entry.name(), entry.shape(), floats);
      case F64 -> Tensor.of(entry.name(), entry.shape(), doubles);
      case I64 -> Tensor.of(entry.name(), entry.shape(), longs);
      case I32 -> Tensor.of(entry.name(), entry.shape(), ints);
    };
  }

  /** Reads up to the buffer's limit. */
  static void fill(Path file, ReadableByteChannel channel, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw new MalformedFileException(
            file, "ended while it was read; " + buffer.remaining() + " bytes are missing");
      }
    }
    buffer.flip();
  }
}

package io.ebm.core.io;

import io.ebm.api.InputFiles;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A safetensors file of any program, of which tensors of real numbers are read one by one, as
 * floats: F32 as they are, F64 rounded to the nearest, F16 and BF16 exactly. Tensors of other types
 * may be in it. Used by one thread.
 */
public final class WeightFile implements Closeable {

  private static final int CHUNK = 1 << 20;
  private static final List<String> REAL = List.of("F32", "F64", "F16", "BF16");

  /**
   * A tensor that is there.
   *
   * @param dtype the type of its numbers, as the format calls it: F32, I64, …
   * @param shape its extents; empty for a scalar
   */
  public record Listed(String name, String dtype, List<Integer> shape) {

    /** Whether {@link WeightFile#floats} can read it. */
    public boolean real() {
      return REAL.contains(dtype);
    }
  }

  private final Path file;
  private final FileChannel channel;
  private final Map<String, SafetensorsHeader.Entry> entries = new LinkedHashMap<>();
  private final Map<String, Listed> tensors = new LinkedHashMap<>();
  private final long start;

  private WeightFile(Path file, FileChannel channel) throws IOException {
    this.file = file;
    this.channel = channel;
    ByteBuffer buffer = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    SafetensorsHeader header = Safetensors.readHeader(file, channel, channel.size(), buffer, false);
    start = channel.position();
    for (SafetensorsHeader.Entry entry : header.entries()) {
      entries.put(entry.name(), entry);
      tensors.put(entry.name(), new Listed(entry.name(), entry.dtype(), entry.shape()));
    }
  }

  /**
   * Opens a file and checks its header.
   *
   * @throws MalformedFileException as {@link Safetensors#read} does, but for the types
   */
  public static WeightFile open(Path file) throws IOException {
    InputFiles.check(file);
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      return new WeightFile(file, channel);
    } catch (IOException | RuntimeException | Error e) {
      channel.close();
      throw e;
    }
  }

  /** The tensors by name, in the order of their values. */
  public Map<String, Listed> tensors() {
    return Collections.unmodifiableMap(tensors);
  }

  /**
   * Reads a tensor. A number that no float can hold becomes infinite.
   *
   * @throws IllegalArgumentException if there is none of that name, or it is not {@link
   *     Listed#real}
   */
  public float[] floats(String name) throws IOException {
    SafetensorsHeader.Entry entry = entries.get(name);
    if (entry == null || !REAL.contains(entry.dtype())) {
      throw new IllegalArgumentException("no tensor of real numbers '" + name + "'");
    }
    float[] values = new float[entry.length()];
    if (values.length == 0) {
      return values;
    }
    int width = (int) ((entry.end() - entry.begin()) / values.length);
    channel.position(start + entry.begin());
    ByteBuffer buffer = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    for (int from = 0; from < values.length; from += CHUNK / width) {
      int count = Math.min(CHUNK / width, values.length - from);
      Safetensors.fill(file, channel, buffer.clear().limit(count * width));
      convert(entry.dtype(), buffer, values, from, count);
    }
    return values;
  }

  private static void convert(String dtype, ByteBuffer buffer, float[] to, int from, int count) {
    switch (dtype) {
      case "F32" -> buffer.asFloatBuffer().get(to, from, count);
      case "F64" -> {
        for (int i = from; i < from + count; i++) {
          to[i] = (float) buffer.getDouble();
        }
      }
      case "BF16" -> {
        for (int i = from; i < from + count; i++) {
          to[i] = Float.intBitsToFloat(buffer.getShort() << 16);
        }
      }
      default -> {
        for (int i = from; i < from + count; i++) {
          to[i] = half(buffer.getShort());
        }
      }
    }
  }

  /** A number of IEEE 754 binary16: a sign, 5 bits of exponent and 10 of fraction. */
  private static float half(short bits) {
    int exponent = bits >> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    float size =
        exponent == 0
            ? Math.scalb((float) fraction, -24)
            : exponent == 0x1f
                ? fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN
                : Math.scalb((float) (0x400 | fraction), exponent - 25);
    return bits < 0 ? -size : size;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}

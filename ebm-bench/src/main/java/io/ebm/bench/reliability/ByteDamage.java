package io.ebm.bench.reliability;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** Damages the bytes of a file. */
final class ByteDamage {

  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

  /** What numbers and words of a text are replaced by. */
  private static final List<String> ODD =
      List.of(
          "",
          "-1",
          "0",
          "1e39",
          "1e400",
          "-1e-400",
          "1e99999999999",
          "nan",
          "NaN",
          "inf",
          "-Infinity",
          "2147483647",
          "2147483648",
          "-2147483648",
          "99999999999999999999",
          "0x1p3",
          "1f",
          "1.5.2",
          "１２",
          "\u0000",
          "\u001b[31m",
          "\u202e",
          "null",
          "{}",
          "[]",
          "\"",
          "'",
          ",,,,",
          "\t\t",
          "\r",
          "\n\n\n",
          "%x[99999999999,0]",
          "%x[0,-5]",
          ":",
          "\\",
          "@weight",
          "#",
          "a".repeat(100_000),
          "[".repeat(20_000));

  private ByteDamage() {}

  /** The bytes after one to three kinds of damage. */
  static byte[] of(byte[] bytes, Choice choice) {
    if (bytes.length > 2 && bytes[0] == 0x1f && choice.with(0.5)) {
      return zipped(bytes, choice); // damage to what is inside
    }
    byte[] damaged = bytes;
    for (int i = choice.below(3); i >= 0; i--) {
      damaged = once(damaged, choice);
    }
    return damaged;
  }

  private static byte[] zipped(byte[] bytes, Choice choice) {
    try (GZIPInputStream stream = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return SmallFiles.zipped(of(stream.readAllBytes(), choice));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] once(byte[] bytes, Choice choice) {
    int at = bytes.length == 0 ? 0 : choice.below(bytes.length);
    int length = Math.min(bytes.length - at, 1 + choice.below(40));
    return switch (choice.below(10)) {
      case 0 -> Arrays.copyOf(bytes, at);
      case 1 -> flipped(bytes, at, 1 << choice.below(8), Math.min(1, length));
      case 2 -> flipped(bytes, at, choice.below(256), length);
      case 3 -> replaced(bytes, at, at + length, new byte[0]);
      case 4 -> replaced(bytes, at, at, Arrays.copyOfRange(bytes, at, at + length));
      case 5 -> replaced(bytes, at, at + length, new byte[length]);
      case 6 -> replaced(bytes, at, at, noise(choice));
      case 7 -> ofInteger(bytes, at, choice);
      default -> ofText(bytes, choice);
    };
  }

  private static byte[] flipped(byte[] bytes, int at, int mask, int length) {
    byte[] result = bytes.clone();
    for (int i = at; i < at + length; i++) {
      result[i] ^= (byte) mask;
    }
    return result;
  }

  private static byte[] noise(Choice choice) {
    byte[] noise = new byte[1 + choice.below(20)];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (byte) choice.below(256);
    }
    return noise;
  }

  /** Four bytes become a large or small integer, of either order of bytes. */
  private static byte[] ofInteger(byte[] bytes, int at, Choice choice) {
    byte[] result = bytes.clone();
    int[] values = {0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 0x7fff, 1 << 24};
    int value = values[choice.below(values.length)];
    if (choice.with(0.5)) {
      value = Integer.reverseBytes(value);
    }
    int start = choice.with(0.5) ? at & ~3 : at;
    for (int i = 0; i < 4 && start + i < result.length; i++) {
      result[start + i] = (byte) (value >> (24 - 8 * i));
    }
    return result;
  }

  /** A number of the text, or a place in it, becomes something odd. */
  private static byte[] ofText(byte[] bytes, Choice choice) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    Matcher matcher = NUMBER.matcher(text);
    int count = 0;
    while (matcher.find()) {
      count++;
    }
    byte[] odd = choice.of(ODD).getBytes(StandardCharsets.UTF_8);
    if (count == 0) {
      int at = bytes.length == 0 ? 0 : choice.below(bytes.length);
      return replaced(bytes, at, at, odd);
    }
    matcher.reset();
    for (int i = choice.below(count); i >= 0; i--) {
      matcher.find();
    }
    return replaced(bytes, matcher.start(), matcher.end(), odd);
  }

  private static byte[] replaced(byte[] bytes, int from, int to, byte[] by) {
    ByteArrayOutputStream result = new ByteArrayOutputStream();
    result.write(bytes, 0, from);
    result.writeBytes(by);
    result.write(bytes, to, bytes.length - to);
    return result.toByteArray();
  }
}

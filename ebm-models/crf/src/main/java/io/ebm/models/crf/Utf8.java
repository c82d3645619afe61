package io.ebm.models.crf;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing line of UTF-8 bytes. */
final class Utf8 {

  byte[] bytes = new byte[256];
  int length;

  void clear() {
    length = 0;
  }

  void append(byte[] more) {
    if (more.length > bytes.length - length) {
      bytes = Arrays.copyOf(bytes, Math.addExact(length, Math.max(length, 2 * more.length)));
    }
    System.arraycopy(more, 0, bytes, length, more.length);
    length += more.length;
  }

  void append(String more) {
    int count = more.length();
    if (count <= bytes.length - length && ascii(more, count)) {
      return;
    }
    append(more.getBytes(StandardCharsets.UTF_8));
  }

  /** Appends letters that are single bytes; does nothing if one is not. */
  private boolean ascii(String more, int count) {
    for (int i = 0; i < count; i++) {
      char letter = more.charAt(i);
      if (letter >= 0x80) {
        return false;
      }
      bytes[length + i] = (byte) letter;
    }
    length += count;
    return true;
  }
}

package io.ebm.models.crf;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Strings numbered from 0 in the order in which they first came: a hash table over one array of
 * UTF-8 bytes, so that hundreds of thousands of them cost little more than their letters, and a
 * string is found without making it.
 */
final class Symbols {

  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long FACTOR = 0x9e3779b97f4a7c15L; // 2^64 by the golden ratio

  private byte[] bytes = new byte[1 << 10];
  private int[] starts = new int[1 << 7];
  private long[] table = new long[1 << 8]; // hash, then number + 1; 0 where empty
  private int size;

  int size() {
    return size;
  }

  /** The same symbols, to which others may be added. */
  Symbols copy() {
    Symbols copy = new Symbols();
    for (int symbol = 0; symbol < size; symbol++) {
      copy.add(name(symbol));
    }
    return copy;
  }

  String name(int symbol) {
    return new String(
        bytes, starts[symbol], starts[symbol + 1] - starts[symbol], StandardCharsets.UTF_8);
  }

  int find(String name) {
    byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
    return find(utf8, utf8.length);
  }

  int add(String name) {
    byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
    return add(utf8, utf8.length);
  }

  /** The number of the symbol in the first {@code length} bytes, or -1. */
  int find(byte[] name, int length) {
    return (int) table[slot(name, length, hash(name, length))] - 1;
  }

  /** The number of that symbol, which is new if there was none. */
  int add(byte[] name, int length) {
    int hash = hash(name, length);
    int slot = slot(name, length, hash);
    if (table[slot] != 0) {
      return (int) table[slot] - 1;
    }
    int end = starts[size];
    if (length > bytes.length - end) {
      bytes = Arrays.copyOf(bytes, Math.addExact(bytes.length, Math.max(length, end / 2)));
    }
    System.arraycopy(name, 0, bytes, end, length);
    if (size + 2 > starts.length) {
      starts = Arrays.copyOf(starts, size + size / 2);
    }
    table[slot] = (long) hash << 32 | ++size;
    starts[size] = end + length;
    if (2 * size > table.length) {
      grow();
    }
    return size - 1;
  }

  private int slot(byte[] name, int length, int hash) {
    int mask = table.length - 1;
    int slot = hash & mask;
    for (long entry = table[slot]; entry != 0; entry = table[slot]) {
      int found = (int) entry;
      if ((int) (entry >>> 32) == hash
          && Arrays.equals(bytes, starts[found - 1], starts[found], name, 0, length)) {
        return slot;
      }
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] old = table;
    int mask = 2 * old.length - 1;
    table = new long[mask + 1];
    for (long entry : old) {
      if (entry != 0) {
        int slot = (int) (entry >>> 32) & mask;
        while (table[slot] != 0) {
          slot = (slot + 1) & mask;
        }
        table[slot] = entry;
      }
    }
  }

  /** Eight bytes at a time; the last eight may overlap those before them. */
  private static int hash(byte[] name, int length) {
    long hash = length * FACTOR;
    if (length < Long.BYTES) {
      long word = 0;
      for (int i = 0; i < length; i++) {
        word = word << Byte.SIZE | (name[i] & 0xff);
      }
      hash = mix(hash, word);
    } else {
      for (int i = 0; i < length - Long.BYTES; i += Long.BYTES) {
        hash = mix(hash, (long) WORDS.get(name, i));
      }
      hash = mix(hash, (long) WORDS.get(name, length - Long.BYTES));
    }
    return (int) mix(hash, 0);
  }

  private static long mix(long hash, long word) {
    long product = (hash ^ word) * FACTOR;
    return product ^ product >>> 32;
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(size);
    for (int symbol = 0; symbol < size; symbol++) {
      out.writeInt(starts[symbol + 1] - starts[symbol]);
    }
    out.write(bytes, 0, starts[size]);
  }

  static Symbols read(DataInputStream in) throws IOException {
    int[] lengths = new int[in.readInt()];
    int longest = 0;
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = in.readInt();
      longest = Math.max(longest, lengths[i]);
    }
    byte[] name = new byte[longest];
    Symbols symbols = new Symbols();
    for (int length : lengths) {
      in.readFully(name, 0, length);
      symbols.add(name, length);
    }
    return symbols;
  }
}

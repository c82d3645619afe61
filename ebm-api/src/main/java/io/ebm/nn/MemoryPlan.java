package io.ebm.nn;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds places for buffers that are needed at different times: two may overlap if the one is done
 * with before the other is begun. The largest are placed first, each as low as possible.
 */
final class MemoryPlan {

  private static final class Buffer {
    final int size;
    final int first;
    int last;
    int at = -1;

    Buffer(int size, int first) {
      this.size = size;
      this.first = first;
      this.last = first;
    }

    boolean meets(Buffer other) {
      return first <= other.last && other.first <= last;
    }
  }

  private final Map<Object, Buffer> buffers = new LinkedHashMap<>();
  private int size;

  /** Says that a buffer is used at a time; its life begins with the first use. */
  void use(Object key, int floats, int time) {
    Buffer buffer = buffers.computeIfAbsent(key, k -> new Buffer(floats, time));
    buffer.last = Math.max(buffer.last, time);
  }

  /** Whether a buffer is used at all. */
  boolean has(Object key) {
    return buffers.containsKey(key);
  }

  /** Places all buffers. */
  void place() {
    List<Buffer> order = new ArrayList<>(buffers.values());
    order.sort(Comparator.comparingInt(buffer -> -buffer.size)); // stable: the rest by first use
    List<Buffer> placed = new ArrayList<>(); // by place
    for (Buffer buffer : order) {
      int at = 0;
      for (Buffer other : placed) {
        if (buffer.meets(other) && at + buffer.size > other.at && at < other.at + other.size) {
          at = other.at + other.size;
        }
      }
      buffer.at = at;
      placed.add(buffer);
      placed.sort(Comparator.comparingInt(other -> other.at));
      size = Math.max(size, at + buffer.size);
    }
  }

  /** Where a buffer lies, or -1 if it is not used. */
  int at(Object key) {
    Buffer buffer = buffers.get(key);
    return buffer == null ? -1 : buffer.at;
  }

  /** The floats of all, one above the other. */
  int size() {
    return size;
  }
}

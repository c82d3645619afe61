package io.ebm.api;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A checkpoint in memory: written and read back. Two are equal if they hold the same names with the
 * same bits. Not thread-safe.
 */
public final class StateMemory implements StateWriter, StateReader {

  private final Map<String, Object> arrays;
  private final String prefix;

  /** An empty checkpoint. */
  public StateMemory() {
    this(new TreeMap<>(), "");
  }

  private StateMemory(Map<String, Object> arrays, String prefix) {
    this.arrays = arrays;
    this.prefix = prefix;
  }

  @Override
  public void put(String name, float[] values) {
    put(name, (Object) values.clone());
  }

  @Override
  public void put(String name, double[] values) {
    put(name, (Object) values.clone());
  }

  @Override
  public void put(String name, long[] values) {
    put(name, (Object) values.clone());
  }

  private void put(String name, Object copy) {
    if (name.isEmpty() || name.contains("/")) {
      throw new IllegalArgumentException("bad array name '" + name + "'");
    }
    if (arrays.putIfAbsent(prefix + name, copy) != null) {
      throw new IllegalArgumentException("two arrays are named '" + prefix + name + "'");
    }
  }

  @Override
  public boolean has(String name) {
    return arrays.containsKey(prefix + name);
  }

  @Override
  public float[] floats(String name) {
    return get(name, float[].class).clone();
  }

  @Override
  public double[] doubles(String name) {
    return get(name, double[].class).clone();
  }

  @Override
  public long[] longs(String name) {
    return get(name, long[].class).clone();
  }

  private <A> A get(String name, Class<A> type) {
    Object array = arrays.get(prefix + name);
    if (!type.isInstance(array)) {
      throw new IllegalArgumentException(
          "no " + type.getSimpleName() + " named '" + prefix + name + "' among " + arrays.keySet());
    }
    return type.cast(array);
  }

  @Override
  public void copyTo(StateWriter writer) {
    arrays.forEach(
        (name, array) -> {
          if (name.startsWith(prefix)) {
            StateWriter into = writer;
            String local = name.substring(prefix.length());
            for (int slash = local.indexOf('/'); slash >= 0; slash = local.indexOf('/')) {
              into = into.child(local.substring(0, slash));
              local = local.substring(slash + 1);
            }
            if (array instanceof float[] floats) {
              into.put(local, floats);
            } else if (array instanceof double[] doubles) {
              into.put(local, doubles);
            } else {
              into.put(local, (long[]) array);
            }
          }
        });
  }

  @Override
  public StateMemory child(String name) {
    return new StateMemory(arrays, prefix + name + "/");
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof StateMemory other
        && prefix.equals(other.prefix)
        && arrays.keySet().equals(other.arrays.keySet())
        && arrays.entrySet().stream()
            .allMatch(
                entry -> Objects.deepEquals(entry.getValue(), other.arrays.get(entry.getKey())));
  }

  @Override
  public int hashCode() {
    return arrays.keySet().hashCode();
  }

  /** The names and the values. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    arrays.forEach(
        (name, array) -> {
          String values = Arrays.deepToString(new Object[] {array});
          text.append(name).append('=').append(values, 1, values.length() - 1).append('\n');
        });
    return text.toString();
  }
}

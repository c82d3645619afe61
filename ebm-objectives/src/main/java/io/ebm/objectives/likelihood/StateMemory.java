package io.ebm.objectives.likelihood;

import io.ebm.api.StateReader;
import io.ebm.api.StateWriter;
import java.util.HashMap;
import java.util.Map;

/** A checkpoint in memory, to carry the state of a chain over to its successor. */
final class StateMemory implements StateWriter, StateReader {

  private final Map<String, Object> arrays;
  private final String prefix;

  StateMemory() {
    this(new HashMap<>(), "");
  }

  private StateMemory(Map<String, Object> arrays, String prefix) {
    this.arrays = arrays;
    this.prefix = prefix;
  }

  @Override
  public void put(String name, float[] values) {
    arrays.put(prefix + name, values.clone());
  }

  @Override
  public void put(String name, double[] values) {
    arrays.put(prefix + name, values.clone());
  }

  @Override
  public void put(String name, long[] values) {
    arrays.put(prefix + name, values.clone());
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
      throw new IllegalArgumentException("no " + type.getSimpleName() + " named " + prefix + name);
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
}

package io.ebm.testkit;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the fields of an object hold, and those of the objects that it reaches: where that changes
 * in a call, threads share it. Not looked at are volatile fields, whose author thought of threads,
 * and the inside of Java's own classes, as {@link ThreadLocal} and {@code java.util.concurrent};
 * its plain collections are.
 */
final class FieldStates {

  /** An object that is the same one, whatever it says of itself. */
  private record Same(Object object) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Same same && same.object == object;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(object);
    }
  }

  private record Reached(String path, Object object) {}

  private final Map<String, Object> values = new LinkedHashMap<>();
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<Reached> next = new ArrayDeque<>();

  private FieldStates() {}

  /** The fields as they are now. */
  static FieldStates of(Object root) {
    FieldStates states = new FieldStates();
    states.reach("", root);
    while (!states.next.isEmpty()) {
      Reached reached = states.next.remove();
      states.look(reached.path, reached.object);
    }
    return states;
  }

  /** The fields that hold something else than they did, as {@code work.sums}. */
  List<String> changedSince(FieldStates before) {
    return values.entrySet().stream()
        .filter(entry -> !entry.getValue().equals(before.values.get(entry.getKey())))
        .map(Map.Entry::getKey)
        .toList();
  }

  private void reach(String path, @Nullable Object object) {
    if (object != null && seen.add(object)) {
      next.add(new Reached(path, object));
    }
  }

  private void look(String path, Object object) {
    Class<?> type = object.getClass();
    if (type.isArray()) {
      if (type.getComponentType().isPrimitive()) {
        values.put(path, contents(object));
      } else {
        elements(path, Arrays.asList((Object[]) object));
      }
    } else if (type.getPackageName().equals("java.util")) {
      if (object instanceof Collection<?> collection) {
        elements(path, collection);
      } else if (object instanceof Map<?, ?> map) {
        elements(path + " key", map.keySet());
        elements(path, map.values());
      }
    } else if (type.getClassLoader() != null && !type.isEnum()) {
      for (Class<?> at = type; at != null && at.getClassLoader() != null; at = at.getSuperclass()) {
        for (Field field : at.getDeclaredFields()) {
          look(path, object, field);
        }
      }
    }
  }

  private void elements(String path, Collection<?> elements) {
    int i = 0;
    for (Object element : elements) {
      note(path + "[" + i++ + "]", element);
    }
    values.put(path + ".size", i);
  }

  private void look(String path, Object object, Field field) {
    if (Modifier.isVolatile(field.getModifiers()) || field.isSynthetic()) {
      return;
    }
    String name = path.isEmpty() ? field.getName() : path + "." + field.getName();
    try {
      field.setAccessible(true);
      Object value = field.get(Modifier.isStatic(field.getModifiers()) ? null : object);
      if (field.getType().isPrimitive() && value != null) {
        values.put(name, value);
      } else {
        note(name, value);
      }
    } catch (InaccessibleObjectException | IllegalAccessException e) {
      // A module keeps it to itself.
    }
  }

  private void note(String name, @Nullable Object value) {
    values.put(name, value == null ? "null" : constant(value) ? value : new Same(value));
    reach(name, value);
  }

  private static boolean constant(Object value) {
    return value instanceof Number || value instanceof String || value instanceof Boolean;
  }

  /** A number that tells contents apart; arrays may be long. */
  private static long contents(Object array) {
    if (array instanceof float[] floats) {
      return Arrays.hashCode(floats);
    }
    if (array instanceof double[] doubles) {
      return Arrays.hashCode(doubles);
    }
    long hash = 1;
    for (int i = 0; i < Array.getLength(array); i++) {
      hash = 31 * hash + Array.get(array, i).hashCode();
    }
    return hash;
  }
}

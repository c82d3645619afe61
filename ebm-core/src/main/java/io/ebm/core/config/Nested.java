package io.ebm.core.config;

import io.ebm.api.Component;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The components that a config record holds: in its fields, in lists, in records within it. */
public final class Nested {

  private Nested() {}

  /**
   * Visits them in their order, each with its path from the record, as in {@code
   * terms[0].objective}.
   */
  public static void in(Record config, BiConsumer<String, Component<?>> visitor) {
    for (RecordComponent part : config.getClass().getRecordComponents()) {
      try {
        part.getAccessor().setAccessible(true);
        visit(part.getName(), part.getAccessor().invoke(config), visitor);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("cannot read " + part, e);
      }
    }
  }

  /** What users should know of all components, those in components too, each with its path. */
  public static List<String> notes(Record config) {
    List<String> notes = new ArrayList<>();
    collect("", config, notes);
    return notes;
  }

  private static void collect(String path, Record config, List<String> notes) {
    in(
        config,
        (name, nested) -> {
          for (String note : nested.notes()) {
            notes.add(path + name + ": '" + nested.type() + "' " + note);
          }
          collect(path + name + ".", nested.config(), notes);
        });
  }

  private static void visit(
      String path, @Nullable Object value, BiConsumer<String, Component<?>> visitor) {
    if (value instanceof Component<?> component) {
      visitor.accept(path, component);
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        visit(path + "[" + i + "]", list.get(i), visitor);
      }
    } else if (value instanceof Record record) {
      in(record, (name, component) -> visitor.accept(path + "." + name, component));
    }
  }
}

package io.ebm.bench;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * A benchmark with a value of its parameter.
 *
 * @param type its class
 * @param method its method
 * @param parameter the field of the parameter; empty if there is none
 * @param value the parameter's value; empty if there is none
 * @param work what an operation does
 */
record Row(Class<?> type, String method, String parameter, String value, Work work) {

  /** All benchmarks of some classes that can be run, class by class. */
  static List<Row> of(List<Class<?>> types) {
    List<Row> rows = new ArrayList<>();
    for (Class<?> type : types) {
      Field parameter = parameter(type);
      for (String value : parameter == null ? List.of("") : values(parameter)) {
        for (String method : methods(type)) {
          add(type, method, parameter == null ? "" : parameter.getName(), value, rows);
        }
      }
    }
    return rows;
  }

  private static void add(
      Class<?> type, String method, String parameter, String value, List<Row> into) {
    Work work = Work.UNSTATED;
    try {
      Object benchmark = type.getConstructor().newInstance();
      if (!parameter.isEmpty()) {
        set(benchmark, type.getField(parameter), value);
      }
      if (benchmark instanceof CountedBenchmark counted) {
        if (!counted.runs(method)) {
          return;
        }
        work = counted.work(method);
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " is no benchmark", e);
    }
    into.add(new Row(type, method, parameter, value, work));
  }

  private static List<String> methods(Class<?> type) {
    return Arrays.stream(type.getMethods())
        .filter(method -> method.isAnnotationPresent(Benchmark.class))
        .map(Method::getName)
        .sorted(Comparator.naturalOrder())
        .toList();
  }

  private static @Nullable Field parameter(Class<?> type) {
    List<Field> found =
        Arrays.stream(type.getFields())
            .filter(field -> field.isAnnotationPresent(Param.class))
            .toList();
    if (found.size() > 1) {
      throw new IllegalStateException(type + " has more than one parameter: " + found);
    }
    return found.isEmpty() ? null : found.get(0);
  }

  private static List<String> values(Field parameter) {
    if (parameter.getType().isEnum()) {
      return Arrays.stream(parameter.getType().getEnumConstants())
          .map(constant -> ((Enum<?>) constant).name())
          .toList();
    }
    return List.of(parameter.getAnnotation(Param.class).value());
  }

  private static void set(Object benchmark, Field parameter, String value)
      throws IllegalAccessException {
    if (parameter.getType().isEnum()) {
      for (Object constant : parameter.getType().getEnumConstants()) {
        if (((Enum<?>) constant).name().equals(value)) {
          parameter.set(benchmark, constant);
        }
      }
    } else if (parameter.getType() == int.class) {
      parameter.setInt(benchmark, Integer.parseInt(value));
    } else {
      parameter.set(benchmark, value);
    }
  }

  /** What the table calls it: {@code Energy.gradients mlp}. */
  String label() {
    String name = type.getSimpleName().replace("Benchmark", "") + "." + method;
    return value.isEmpty() ? name : name + " " + value.toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

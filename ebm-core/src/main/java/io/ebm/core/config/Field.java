package io.ebm.core.config;

import io.ebm.api.Component;
import io.ebm.api.Schedule;
import io.ebm.api.Setting;
import io.ebm.core.Texts;
import io.ebm.core.discovery.Kind;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One key of a component's JSON object, as its config record declares it.
 *
 * @param name the key
 * @param type the Java type
 * @param defaultJson the default as JSON, or null where there is none
 * @param optional whether it may be left out without a default (it is null then)
 * @param doc what it is
 */
public record Field(
    String name, Type type, @Nullable String defaultJson, boolean optional, String doc) {

  /** The fields of a config record, in order. */
  public static List<Field> of(Class<?> record) {
    List<Field> fields = new ArrayList<>();
    for (RecordComponent component : record.getRecordComponents()) {
      Setting setting = component.getAnnotation(Setting.class);
      boolean nullable =
          Arrays.stream(component.getAnnotatedType().getAnnotations())
              .anyMatch(a -> a.annotationType().getSimpleName().equals("Nullable"));
      fields.add(
          new Field(
              component.getName(),
              component.getGenericType(),
              setting == null || setting.value().isEmpty() ? null : setting.value(),
              nullable,
              setting == null ? "" : setting.doc()));
    }
    return fields;
  }

  /**
   * The fields of a config record and of the objects in it, those by their path: {@code
   * stop.tolerance}, or {@code terms[].weight} of a list. Components in it are not followed.
   */
  public static List<Field> all(Class<?> record) {
    List<Field> all = new ArrayList<>();
    for (Field field : of(record)) {
      all.add(field);
      boolean isList =
          field.type() instanceof ParameterizedType parameterized
              && parameterized.getRawType() == List.class;
      Type item =
          isList ? ((ParameterizedType) field.type()).getActualTypeArguments()[0] : field.type();
      if (item instanceof Class<?> raw && raw.isRecord()) {
        String prefix = field.name() + (isList ? "[]." : ".");
        all(raw).forEach(inner -> all.add(inner.named(prefix + inner.name())));
      }
    }
    return all;
  }

  private Field named(String other) {
    return new Field(other, type, defaultJson, optional, doc);
  }

  /** Whether an experiment must give it. */
  public boolean required() {
    return defaultJson == null && !optional;
  }

  /** What may stand there, in words: as in {@code a whole number} or {@code a sampler}. */
  public String allowed() {
    return allowed(type);
  }

  static String allowed(Type type) {
    if (type instanceof ParameterizedType parameterized) {
      Type argument = parameterized.getActualTypeArguments()[0];
      if (parameterized.getRawType() == Component.class) {
        Kind kind = Kind.making((Class<?>) argument);
        String article =
            kind == Kind.FEATURES ? "" : "aeiou".indexOf(kind.word().charAt(0)) < 0 ? "a " : "an ";
        return article + kind.word() + ": {\"type\": …}";
      }
      return "a list, each " + allowed(argument);
    }
    Class<?> raw = (Class<?>) type;
    if (raw == int.class || raw == Integer.class || raw == long.class || raw == Long.class) {
      return "a whole number";
    }
    if (raw == double.class || raw == Double.class || raw == float.class || raw == Float.class) {
      return "a number";
    }
    if (raw == boolean.class || raw == Boolean.class) {
      return "true or false";
    }
    if (raw == String.class) {
      return "a text";
    }
    Kind kind = Kind.ofValues(raw);
    if (kind != null) {
      return (raw == Schedule.class ? "a number or " : "") + "a " + kind.word() + ": {\"type\": …}";
    }
    if (raw.isEnum()) {
      return "one of " + String.join(", ", constants(raw));
    }
    return "an object";
  }

  /** The constants of an enum as experiments write them. */
  static List<String> constants(Class<?> type) {
    List<String> names = new ArrayList<>();
    for (Object constant : type.getEnumConstants()) {
      names.add(Texts.dashed((Enum<?>) constant));
    }
    return names;
  }
}

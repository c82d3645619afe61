package io.ebm.testkit;

import io.ebm.api.Component;
import io.ebm.api.ComponentFactory;
import io.ebm.api.Schedule;
import io.ebm.api.Setting;
import io.ebm.api.text.Tokenizer;
import io.ebm.api.text.TokenizerFactory;
import io.ebm.nn.Layer;
import io.ebm.nn.LayerFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Makes config records from the defaults that their {@link Setting}s give, without a host. */
public final class Defaults {

  private Defaults() {}

  /**
   * Creates a config record.
   *
   * @param type the record's class
   * @param given values of some of its components, by name; the others take their defaults
   * @throws io.ebm.api.SettingException if the record refuses a value
   * @throws AssertionError if a component has neither a value nor a default, or a default is not of
   *     its type
   */
  public static <C extends Record> C create(Class<C> type, Map<String, ?> given) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    @Nullable Object[] values = new @Nullable Object[components.length];
    int used = 0;
    for (int i = 0; i < components.length; i++) {
      RecordComponent component = components[i];
      types[i] = component.getType();
      if (given.containsKey(component.getName())) {
        values[i] = given.get(component.getName());
        used++;
      } else {
        values[i] = defaultOf(component);
      }
    }
    if (used != given.size()) {
      throw new AssertionError("not all of " + given.keySet() + " are components of " + type);
    }
    try {
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (InvocationTargetException failure) {
      if (failure.getCause() instanceof RuntimeException refused) {
        throw refused;
      }
      throw new AssertionError("cannot create " + type, failure);
    } catch (ReflectiveOperationException failure) {
      throw new LinkageError("cannot create " + type, failure);
    }
  }

  /**
   * A component with a config of its defaults.
   *
   * @param given as of {@link #create}
   */
  public static <C extends Record, T> Component<T> component(
      ComponentFactory<C, T> factory, Map<String, ?> given) {
    return Component.of(factory, create(factory.configType(), given));
  }

  static boolean nullable(RecordComponent component) {
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  private static @Nullable Object defaultOf(RecordComponent component) {
    Setting setting = component.getAnnotation(Setting.class);
    if (setting == null) {
      throw new AssertionError(component + " carries no @Setting");
    }
    if (setting.value().isEmpty()) {
      if (nullable(component)) {
        return null;
      }
      throw new AssertionError(component + " has no default, and no value is given");
    }
    try {
      return parse(setting.value(), component.getGenericType());
    } catch (IllegalArgumentException failure) {
      throw new AssertionError(
          "the default " + setting.value() + " of " + component + " is not of its type", failure);
    }
  }

  private static Object parse(String json, Type type) {
    if (type == int.class || type == Integer.class) {
      return Integer.valueOf(json);
    } else if (type == long.class || type == Long.class) {
      return Long.valueOf(json);
    } else if (type == double.class || type == Double.class) {
      return Double.valueOf(json);
    } else if (type == boolean.class || type == Boolean.class) {
      if (!json.equals("true") && !json.equals("false")) {
        throw new IllegalArgumentException("neither true nor false: " + json);
      }
      return Boolean.valueOf(json);
    } else if (type == Schedule.class) {
      return Schedule.constant(Double.parseDouble(json));
    } else if (type == String.class) {
      return unquoted(json);
    } else if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      return parseList(json, list.getActualTypeArguments()[0]);
    } else if (type instanceof Class<?> raw && raw.isEnum()) {
      String name = unquoted(json);
      return Arrays.stream(raw.getEnumConstants())
          .filter(c -> ((Enum<?>) c).name().toLowerCase(Locale.ROOT).replace('_', '-').equals(name))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("no constant " + name));
    } else if (type == Layer.class) {
      return layer(unquoted(json));
    } else if (type == Tokenizer.class) {
      return tokenizer(unquoted(json));
    } else if (type instanceof Class<?> raw && raw.isRecord() && json.equals("{}")) {
      return create(raw.asSubclass(Record.class), Map.of());
    }
    throw new IllegalArgumentException("cannot read a " + type + " without a host; give a value");
  }

  /** A layer by its name alone. */
  private static Layer layer(String name) {
    for (LayerFactory<?> factory : ServiceLoader.load(LayerFactory.class)) {
      if (factory.name().equals(name)) {
        return layer(factory);
      }
    }
    throw new IllegalArgumentException("no layer " + name);
  }

  private static <C extends Record> Layer layer(LayerFactory<C> factory) {
    return factory.create(create(factory.configType(), Map.of()));
  }

  /** A tokenizer by its name alone. */
  private static Tokenizer tokenizer(String name) {
    for (TokenizerFactory<?> factory : ServiceLoader.load(TokenizerFactory.class)) {
      if (factory.name().equals(name)) {
        return tokenizer(factory);
      }
    }
    throw new IllegalArgumentException("no tokenizer " + name);
  }

  private static <C extends Record> Tokenizer tokenizer(TokenizerFactory<C> factory) {
    return factory.create(create(factory.configType(), Map.of()));
  }

  private static String unquoted(String json) {
    if (json.length() < 2 || !json.startsWith("\"") || !json.endsWith("\"")) {
      throw new IllegalArgumentException("not in quotes: " + json);
    }
    return json.substring(1, json.length() - 1);
  }

  private static List<Object> parseList(String json, Type element) {
    String text = json.strip();
    if (element == Integer.class && !text.startsWith("[")) {
      return List.of(Integer.valueOf(text)); // a whole number stands for a list of it alone
    }
    if (!text.startsWith("[") || !text.endsWith("]")) {
      throw new IllegalArgumentException("not a list: " + json);
    }
    List<Object> values = new ArrayList<>();
    String inside = text.substring(1, text.length() - 1).strip();
    if (!inside.isEmpty()) {
      for (String item : inside.split(",", -1)) {
        values.add(parse(item.strip(), element));
      }
    }
    return List.copyOf(values);
  }
}

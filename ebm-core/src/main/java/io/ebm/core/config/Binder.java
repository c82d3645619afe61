package io.ebm.core.config;

import io.ebm.api.Component;
import io.ebm.api.ComponentFactory;
import io.ebm.api.Model;
import io.ebm.api.Schedule;
import io.ebm.api.ValueFactory;
import io.ebm.core.Texts;
import io.ebm.core.config.Node.ArrayNode;
import io.ebm.core.config.Node.BooleanNode;
import io.ebm.core.config.Node.Member;
import io.ebm.core.config.Node.NullNode;
import io.ebm.core.config.Node.NumberNode;
import io.ebm.core.config.Node.ObjectNode;
import io.ebm.core.config.Node.TextNode;
import io.ebm.core.discovery.Kind;
import io.ebm.core.discovery.Registry;
import io.ebm.core.runtime.Making;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Binds parsed JSON to config records, strictly: every key must be known, every value of the right
 * type, every record's own checks must pass. Problems are collected, not thrown. Alongside each
 * value it builds the effective JSON, defaults filled in.
 */
final class Binder {

  /** A value and the JSON that says all of it. */
  record Bound(@Nullable Object value, JsonNode json) {}

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String TYPE = "type";
  private static final String PARAMETERS = "parameters";

  private final Registry registry;
  private final Problems problems;

  Binder(Registry registry, Problems problems) {
    this.registry = registry;
    this.problems = problems;
  }

  /** Binds an object to a record; null where there were problems. */
  @Nullable Bound record(Class<?> type, ObjectNode node, String path, Set<String> alsoAllowed) {
    List<Field> fields = Field.of(type);
    Set<String> names = new LinkedHashSet<>(alsoAllowed);
    fields.forEach(field -> names.add(field.name()));
    int before = problems.count();
    node.members()
        .forEach(
            (key, member) -> {
              if (!names.contains(key) && !isLeftOver(node, member)) {
                problems.add(
                    member.at(),
                    join(path, key),
                    "unknown key; allowed are: "
                        + (names.isEmpty() ? "none" : String.join(", ", names))
                        + Texts.didYouMean(key, names));
              }
            });
    tools.jackson.databind.node.ObjectNode json = JSON.objectNode();
    RecordMaker maker = new RecordMaker(type, fields, this::absent);
    for (int i = 0; i < fields.size(); i++) {
      Field field = fields.get(i);
      Bound bound = field(field, node, path);
      if (bound == null) {
        maker.replace(i);
      } else {
        maker.set(i, bound.value());
        if (bound.value() != null) {
          json.set(field.name(), bound.json());
        }
      }
    }
    Object record =
        maker.make(
            path,
            node.members()::containsKey,
            (setting, message) -> {
              Member member = node.members().get(setting);
              problems.add(
                  member == null ? node.at() : member.value().at(),
                  setting.isEmpty() ? path : join(path, setting),
                  message);
            });
    return record == null || problems.count() > before ? null : new Bound(record, json);
  }

  /**
   * Whether a key of the file belongs to the component that stood here before {@code --set} named
   * another type.
   */
  private static boolean isLeftOver(ObjectNode node, Member member) {
    Member type = node.members().get(TYPE);
    return type != null && type.at().line() == 0 && member.at().line() > 0;
  }

  private @Nullable Bound field(Field field, ObjectNode node, String path) {
    Member member = node.members().get(field.name());
    String fieldPath = join(path, field.name());
    if (member != null) {
      if (member.value() instanceof NullNode && field.optional()) {
        return new Bound(null, JSON.nullNode());
      }
      return value(field.type(), member.value(), fieldPath);
    }
    if (field.defaultJson() != null) {
      Node parsed = JsonReader.read("default of " + fieldPath, field.defaultJson(), problems);
      return parsed == null ? null : value(field.type(), parsed, fieldPath);
    }
    if (!field.optional()) {
      problems.add(
          node.at(),
          fieldPath,
          "this key is missing; it must be " + field.allowed() + " (" + field.doc() + ")");
      return null;
    }
    return new Bound(null, JSON.nullNode());
  }

  /** The value that a field has where it is not given, or null. */
  private @Nullable Object absent(Field field) {
    ObjectNode nothing = ObjectNode.empty(Location.of(""));
    Bound bound = new Binder(registry, new Problems()).field(field, nothing, "");
    return bound == null ? null : bound.value();
  }

  private @Nullable Bound value(Type type, Node node, String path) {
    if (type instanceof ParameterizedType parameterized) {
      Type argument = parameterized.getActualTypeArguments()[0];
      if (parameterized.getRawType() == Component.class) {
        return component(Kind.making((Class<?>) argument), node, path);
      }
      return list(argument, node, path);
    }
    Class<?> raw = (Class<?>) type;
    Kind kind = Kind.ofValues(raw);
    if (kind != null) {
      return made(kind, raw, node, path);
    }
    if (raw.isRecord()) {
      return node instanceof ObjectNode object
          ? record(raw, object, path, Set.of())
          : wrong(type, node, path);
    }
    Bound bound = scalar(raw, node);
    return bound == null ? wrong(type, node, path) : bound;
  }

  private @Nullable Bound wrong(Type type, Node node, String path) {
    String meant =
        type instanceof Class<?> raw && raw.isEnum() && node instanceof TextNode text
            ? Texts.didYouMean(text.text(), Field.constants(raw))
            : "";
    String rule = node instanceof NumberNode number ? tooLarge(type, number.number()) : null;
    problems.add(
        node.at(),
        path,
        rule == null
            ? "must be " + Field.allowed(type) + ", but is " + node.describe() + meant
            : rule + ", but is " + node.describe());
    return null;
  }

  /** The rule that a number breaks which is of the right kind and too large; null for another. */
  private static @Nullable String tooLarge(Type type, BigDecimal number) {
    boolean isInt = type == int.class || type == Integer.class;
    if (isInt || type == long.class || type == Long.class) {
      return number.stripTrailingZeros().scale() > 0
          ? null
          : "must lie between "
              + (isInt
                  ? Integer.MIN_VALUE + " and " + Integer.MAX_VALUE
                  : Long.MIN_VALUE + " and " + Long.MAX_VALUE);
    }
    boolean isNumber = Field.allowed(type).startsWith("a number");
    return isNumber && !Float.isFinite(number.floatValue())
        ? "must lie between -3.4e38 and 3.4e38, as floats do"
        : null;
  }

  /** Binds a list; a whole number stands for a list of it alone. */
  private @Nullable Bound list(Type item, Node node, String path) {
    if (node instanceof NumberNode && item == Integer.class) {
      Bound only = value(item, node, path);
      return only == null || only.value() == null
          ? null
          : new Bound(List.of(only.value()), JSON.arrayNode().add(only.json()));
    }
    if (!(node instanceof ArrayNode array)) {
      problems.add(
          node.at(),
          path,
          "must be a list, each " + Field.allowed(item) + ", but is " + node.describe());
      return null;
    }
    List<Object> values = new ArrayList<>();
    tools.jackson.databind.node.ArrayNode json = JSON.arrayNode();
    for (int i = 0; i < array.items().size(); i++) {
      Bound bound = value(item, array.items().get(i), path + "[" + i + "]");
      if (bound != null && bound.value() != null) {
        values.add(bound.value());
        json.add(bound.json());
      }
    }
    return values.size() < array.items().size() ? null : new Bound(List.copyOf(values), json);
  }

  private static @Nullable Bound scalar(Class<?> raw, Node node) {
    if (node instanceof TextNode text) {
      if (raw == String.class) {
        return new Bound(text.text(), JSON.stringNode(text.text()));
      }
      if (raw.isEnum()) {
        for (Object constant : raw.getEnumConstants()) {
          if (Texts.dashed((Enum<?>) constant).equals(text.text())) {
            return new Bound(constant, JSON.stringNode(text.text()));
          }
        }
      }
      return null;
    }
    if (node instanceof BooleanNode truth && (raw == boolean.class || raw == Boolean.class)) {
      return new Bound(truth.value(), JSON.booleanNode(truth.value()));
    }
    return node instanceof NumberNode number ? number(raw, number.number()) : null;
  }

  private static @Nullable Bound number(Class<?> raw, BigDecimal number) {
    if (raw == double.class || raw == Double.class) {
      double value = number.doubleValue();
      return Math.abs(value) <= Float.MAX_VALUE ? new Bound(value, numeric(value)) : null;
    }
    if (raw == float.class || raw == Float.class) {
      float value = number.floatValue();
      return Float.isFinite(value) ? new Bound(value, numeric(value)) : null;
    }
    boolean isInt = raw == int.class || raw == Integer.class;
    if (!isInt && raw != long.class && raw != Long.class) {
      return null;
    }
    long value;
    try {
      value = isInt ? number.intValueExact() : number.longValueExact();
    } catch (ArithmeticException e) {
      return null;
    }
    return isInt
        ? new Bound((int) value, JSON.numberNode(value))
        : new Bound(value, JSON.numberNode(value));
  }

  /** Whole numbers are written without a fraction. */
  private static JsonNode numeric(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? JSON.numberNode((long) value)
        : JSON.numberNode(value);
  }

  /** Binds a value that a factory makes of a config; a schedule may be a number. */
  private @Nullable Bound made(Kind kind, Class<?> type, Node node, String path) {
    if (type == Schedule.class && node instanceof NumberNode number) {
      Bound value = number(double.class, number.number());
      return value == null || value.value() == null
          ? wrong(type, node, path)
          : new Bound(Schedule.constant((double) value.value()), value.json());
    }
    Found found = find(kind, type, node, path);
    if (found == null) {
      return null;
    }
    Bound config = record(found.entry.configType(), found.node, path, Set.of(TYPE));
    if (config == null || config.value() == null) {
      return null;
    }
    try {
      Object value = create((ValueFactory<?, ?>) found.entry.extension(), config.value());
      return new Bound(value, typed(found.entry.name(), config.json()));
    } catch (IllegalArgumentException e) {
      problems.add(node.at(), path, Texts.reason(e));
      return null;
    }
  }

  private static <C extends Record, T> T create(ValueFactory<C, T> factory, Object config) {
    return Making.make(factory, () -> factory.create(factory.configType().cast(config)));
  }

  /** Binds a component of a kind: {@code {"type": NAME, …}}. */
  private @Nullable Bound component(Kind kind, Node node, String path) {
    Found found = find(kind, null, node, path);
    if (found == null) {
      return null;
    }
    Set<String> also = kind == Kind.ENERGY ? Set.of(TYPE, PARAMETERS) : Set.of(TYPE);
    Bound config = record(found.entry.configType(), found.node, path, also);
    if (config == null || config.value() == null) {
      return null;
    }
    JsonNode json = typed(found.entry.name(), config.json());
    Object component =
        componentOf((ComponentFactory<?, ?>) found.entry.extension(), config.value());
    Member parameters = found.node.members().get(PARAMETERS);
    if (kind == Kind.ENERGY && parameters != null) {
      if (!(parameters.value() instanceof TextNode file)) {
        return wrong(String.class, parameters.value(), join(path, PARAMETERS));
      }
      component = loading(component, file.text());
      ((tools.jackson.databind.node.ObjectNode) json).put(PARAMETERS, file.text());
    }
    return new Bound(component, json);
  }

  private static <C extends Record, T> Component<T> componentOf(
      ComponentFactory<C, T> factory, Object config) {
    return Component.of(factory, factory.configType().cast(config));
  }

  private static JsonNode typed(String name, JsonNode config) {
    tools.jackson.databind.node.ObjectNode json = JSON.objectNode();
    json.put(TYPE, name);
    json.setAll((tools.jackson.databind.node.ObjectNode) config);
    return json;
  }

  private record Found(Registry.Entry entry, ObjectNode node) {}

  /** The factory that an object's {@code type} names. */
  private @Nullable Found find(Kind kind, @Nullable Type alternative, Node given, String path) {
    Node node = kind.namesSuffice() ? named(given) : given;
    if (!(node instanceof ObjectNode object)) {
      return alternative == null
          ? refuse(node.at(), path, "must be " + kindObject(kind) + ", but is " + node.describe())
          : refuse(
              node.at(),
              path,
              "must be " + Field.allowed(alternative) + ", but is " + node.describe());
    }
    Member type = object.members().get(TYPE);
    if (type == null) {
      return refuse(
          node.at(),
          join(path, TYPE),
          "this key is missing; it names the "
              + kind.word()
              + ", one of: "
              + String.join(", ", registry.names(kind)));
    }
    if (!(type.value() instanceof TextNode name)) {
      return refuse(
          type.value().at(), join(path, TYPE), "must be a text, but is " + type.value().describe());
    }
    Registry.Entry entry = registry.find(kind, name.text());
    return entry == null
        ? refuse(name.at(), join(path, TYPE), registry.unknown(kind, name.text()))
        : new Found(entry, object);
  }

  /** A name alone as the object that it stands for. */
  private static Node named(Node node) {
    if (!(node instanceof TextNode)) {
      return node;
    }
    ObjectNode object = ObjectNode.empty(node.at());
    object.members().put(TYPE, new Member(node.at(), node));
    return object;
  }

  private @Nullable Found refuse(Location at, String path, String message) {
    problems.add(at, path, message);
    return null;
  }

  private static String kindObject(Kind kind) {
    return "an object {\"type\": …} that names the " + kind.word();
  }

  private static String join(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  @SuppressWarnings("unchecked") // components of the energy kind make models
  private static Component<Model> loading(Object component, String file) {
    return LoadedEnergyFactory.loading((Component<Model>) component, file);
  }
}

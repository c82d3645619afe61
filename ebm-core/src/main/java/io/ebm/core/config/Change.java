package io.ebm.core.config;

import io.ebm.api.Component;
import io.ebm.api.Decimals;
import io.ebm.core.config.Node.ArrayNode;
import io.ebm.core.config.Node.Member;
import io.ebm.core.config.Node.ObjectNode;
import io.ebm.core.config.Node.TextNode;
import io.ebm.core.discovery.Kind;
import io.ebm.core.discovery.Registry;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A change of an experiment that was asked for beside it, as {@code training.steps=100} or {@code
 * evaluation.against[0].name=other}.
 */
final class Change {

  private static final Pattern STEP = Pattern.compile("([^.\\[\\]]*)((?:\\[\\d{1,9}\\])*)");
  private static final Pattern INDEX = Pattern.compile("\\[(\\d+)\\]");

  private final Location at;
  private final List<Object> steps; // names, and numbers of items
  private final Node value;
  private final Registry registry;
  private final Problems problems;

  private Change(
      Location at, List<Object> steps, Node value, Registry registry, Problems problems) {
    this.at = at;
    this.steps = steps;
    this.value = value;
    this.registry = registry;
    this.problems = problems;
  }

  /** Sets one value in the tree of an experiment; a value that is not JSON is taken as text. */
  static void apply(ObjectNode root, String change, Registry registry, Problems problems) {
    String source = "--set " + change;
    Location at = Location.of(source);
    int equals = change.indexOf('=');
    List<Object> steps = equals < 1 ? null : steps(change.substring(0, equals));
    if (steps == null) {
      problems.add(
          at, "", "must have the form path.to.key=value, with [0] for the first item of a list");
      return;
    }
    Node value = value(source, change.substring(equals + 1), at, problems);
    new Change(at, steps, value, registry, problems).change(root, Experiment.class, 0);
  }

  private static @Nullable List<Object> steps(String path) {
    List<Object> steps = new ArrayList<>();
    for (String part : path.split("\\.", -1)) {
      Matcher step = STEP.matcher(part);
      if (!step.matches()) {
        return null;
      }
      steps.add(step.group(1));
      Matcher index = INDEX.matcher(step.group(2));
      while (index.find()) {
        steps.add(Integer.valueOf(index.group(1)));
      }
    }
    return steps;
  }

  private static Node value(String source, String text, Location at, Problems problems) {
    Problems unread = new Problems();
    Node json = JsonReader.read(source, text, unread);
    boolean number = json instanceof Node.NumberNode && Decimals.isNumber(text);
    if (number) {
      problems.addAll(unread); // it is out of the range of numbers
    }
    return json == null || (unread.count() > 0 && !number)
        ? new TextNode(at, text)
        : relocate(json, at);
  }

  /** A scalar stands where the option stands; line and column in an option tell nobody anything. */
  private static Node relocate(Node node, Location at) {
    if (node instanceof Node.NumberNode number) {
      return new Node.NumberNode(at, number.number());
    }
    if (node instanceof TextNode text) {
      return new TextNode(at, text.text());
    }
    if (node instanceof Node.BooleanNode truth) {
      return new Node.BooleanNode(at, truth.value());
    }
    return node instanceof Node.NullNode ? new Node.NullNode(at) : node;
  }

  /** What stands in the place of a node, after the steps that lead to it. */
  private Node change(Node node, @Nullable Type type, int step) {
    if (step == steps.size()) {
      return value;
    }
    if (steps.get(step) instanceof Integer index) {
      return changeItem(node, type, step, index);
    }
    if (!(node instanceof ObjectNode object)) {
      problems.add(at, place(step), "is " + node.describe() + " and has no keys");
      return node;
    }
    String name = (String) steps.get(step);
    Field field = field(record(type, object), name);
    Member known = object.members().get(name);
    if (known == null) {
      known = new Member(at, standard(field));
    }
    Node changed = change(known.value(), field == null ? null : field.type(), step + 1);
    Location place = step + 1 == steps.size() ? at : known.at();
    object.members().put(name, new Member(place, changed));
    return object;
  }

  private Node changeItem(Node node, @Nullable Type type, int step, int index) {
    if (!(node instanceof ArrayNode list)) {
      problems.add(at, place(step), "is " + node.describe() + " and no list");
      return node;
    }
    if (index >= list.items().size()) {
      problems.add(
          at,
          place(step),
          "has " + list.items().size() + " items, counted from 0, and none of number " + index);
      return node;
    }
    Type of = type instanceof ParameterizedType lists ? lists.getActualTypeArguments()[0] : null;
    List<Node> items = new ArrayList<>(list.items());
    items.set(index, change(items.get(index), of, step + 1));
    return new ArrayNode(list.at(), items);
  }

  /** The path of what the steps before one lead to. */
  private String place(int step) {
    StringBuilder place = new StringBuilder();
    for (Object each : steps.subList(0, step)) {
      if (each instanceof Integer index) {
        place.append('[').append(index).append(']');
      } else {
        place.append(place.isEmpty() ? "" : ".").append(each);
      }
    }
    return place.toString();
  }

  private static @Nullable Field field(@Nullable Class<?> record, String name) {
    return record == null
        ? null
        : Field.of(record).stream().filter(f -> f.name().equals(name)).findFirst().orElse(null);
  }

  /** What stands for a key that is absent: its default, so that one value may change. */
  private Node standard(@Nullable Field field) {
    if (field != null && field.defaultJson() != null) {
      Node node = JsonReader.read("default", field.defaultJson(), new Problems());
      if (node instanceof ObjectNode || node instanceof ArrayNode) {
        return node;
      }
    }
    return ObjectNode.empty(at);
  }

  /** The record that an object is bound to, or null if that cannot be told. */
  private @Nullable Class<?> record(@Nullable Type type, ObjectNode object) {
    if (type instanceof ParameterizedType component && component.getRawType() == Component.class) {
      Kind kind = Kind.making((Class<?>) component.getActualTypeArguments()[0]);
      Member name = object.members().get("type");
      Registry.@Nullable Entry entry =
          name != null && name.value() instanceof TextNode text
              ? registry.find(kind, text.text())
              : null;
      return entry == null ? null : entry.configType();
    }
    return type instanceof Class<?> raw && raw.isRecord() ? raw : null;
  }
}

package io.ebm.core.config;

import io.ebm.api.Component;
import io.ebm.api.Decimals;
import io.ebm.api.InputFiles;
import io.ebm.api.TextLines;
import io.ebm.core.Texts;
import io.ebm.core.UserException;
import io.ebm.core.config.Node.Member;
import io.ebm.core.config.Node.ObjectNode;
import io.ebm.core.config.Node.TextNode;
import io.ebm.core.discovery.Kind;
import io.ebm.core.discovery.Registry;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A checked experiment, where it was read from and its effective JSON.
 *
 * @param experiment the experiment
 * @param json everything it says, defaults filled in
 * @param folder what relative file names are relative to
 */
public record ExperimentFile(Experiment experiment, JsonNode json, Path folder) {

  /**
   * Reads an experiment.
   *
   * @param overrides changes of the form {@code path.to.key=value}
   * @throws UserException that lists every problem of the file
   */
  public static ExperimentFile read(Path file, List<String> overrides, Registry registry) {
    String text;
    try {
      text = TextLines.whole(file);
    } catch (IllegalArgumentException e) {
      throw new UserException(Texts.reason(e), e);
    } catch (IOException e) {
      throw new UserException(InputFiles.sentence(file, e), e);
    }
    Path parent = file.toAbsolutePath().getParent();
    return parse(file.toString(), text, parent == null ? file : parent, overrides, registry);
  }

  /**
   * Reads an experiment from a text.
   *
   * @param source what to call the text in messages
   * @param folder what relative file names are relative to
   * @throws UserException that lists every problem of the text
   */
  public static ExperimentFile parse(
      String source, String text, Path folder, List<String> overrides, Registry registry) {
    Problems problems = new Problems();
    Node node = JsonReader.read(source, text, problems);
    if (node != null && !(node instanceof ObjectNode)) {
      problems.add(node.at(), "", "an experiment must be an object, but is " + node.describe());
    }
    Binder.@Nullable Bound bound = null;
    if (node instanceof ObjectNode root) {
      for (String override : overrides) {
        override(root, override, registry, problems);
      }
      bound = new Binder(registry, problems).record(Experiment.class, root, "", Set.of());
    }
    problems.throwIfAny();
    if (bound == null || !(bound.value() instanceof Experiment experiment)) {
      throw new IllegalStateException("an experiment without problems was not bound");
    }
    return new ExperimentFile(experiment, bound.json(), folder);
  }

  /** Sets one value in the tree; a value that is not JSON is taken as text. */
  private static void override(
      ObjectNode root, String override, Registry registry, Problems problems) {
    String source = "--set " + override;
    Location at = Location.of(source);
    int equals = override.indexOf('=');
    if (equals < 1) {
      problems.add(at, "", "must have the form path.to.key=value");
      return;
    }
    String[] path = override.substring(0, equals).split("\\.", -1);
    ObjectNode node = root;
    @Nullable Class<?> record = Experiment.class;
    for (int i = 0; i < path.length - 1; i++) {
      @Nullable Field field = field(record, path[i]);
      Member next =
          node.members().computeIfAbsent(path[i], key -> new Member(at, standard(field, at)));
      if (!(next.value() instanceof ObjectNode object)) {
        problems.add(
            at,
            String.join(".", List.of(path).subList(0, i + 1)),
            "is " + next.value().describe() + " and has no keys");
        return;
      }
      node = object;
      record = field == null ? null : record(field.type(), object, registry);
    }
    String text = override.substring(equals + 1);
    Problems unread = new Problems();
    Node json = JsonReader.read(source, text, unread);
    boolean number = json instanceof Node.NumberNode && Decimals.isNumber(text);
    if (number) {
      problems.addAll(unread); // it is out of the range of numbers
    }
    Node value =
        json == null || (unread.count() > 0 && !number)
            ? new TextNode(at, text)
            : relocate(json, at);
    node.members().put(path[path.length - 1], new Member(at, value));
  }

  private static @Nullable Field field(@Nullable Class<?> record, String name) {
    return record == null
        ? null
        : Field.of(record).stream().filter(f -> f.name().equals(name)).findFirst().orElse(null);
  }

  /** The object that stands for a key that is absent: its default, so that one value may change. */
  private static Node standard(@Nullable Field field, Location at) {
    if (field != null && field.defaultJson() != null) {
      Node node = JsonReader.read("default", field.defaultJson(), new Problems());
      if (node instanceof ObjectNode object) {
        return object;
      }
    }
    return ObjectNode.empty(at);
  }

  /** The record that an object is bound to, or null if that cannot be told. */
  private static @Nullable Class<?> record(Type type, ObjectNode object, Registry registry) {
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
}

package io.ebm.bench.reliability;

import io.ebm.core.config.JsonSchema;
import io.ebm.core.discovery.Registry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Experiments that are nearly right. */
final class ExperimentMutations {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /** A string between these marks becomes bare text of the file. */
  private static final Pattern BARE = Pattern.compile("\"@@(.*?)@@\"");

  private static final String DEEP = "[".repeat(5000) + "]".repeat(5000);

  /** Values that no setting, or hardly one, can have; in JSON. */
  private static final List<String> ODD =
      List.of(
          "null",
          "true",
          "\"\"",
          "\"NaN\"",
          "-1",
          "0",
          "-0.0",
          "0.5",
          "1e400",
          "1e-400",
          "1e39",
          "-1e38",
          "1e99999999999",
          "1e-99999999999",
          "1E+20",
          "255",
          "65536",
          "1999999",
          "2147483647",
          "2147483648",
          "-2147483648",
          "9223372036854775807",
          "9223372036854775808",
          "{}",
          "[]",
          "[[]]",
          "[1e39]",
          "[0, 0]",
          "[65536, 65536, 1]",
          "[2147483647]",
          "[1, -1]",
          "{\"type\": 1}",
          "{\"type\": \"\"}",
          "{\"type\": null}",
          "{\"a\": {\"b\": [1, {\"c\": 2}]}}",
          "\"/dev/zero\"",
          "\"/dev/null\"",
          "\".\"",
          "\"missing.csv\"",
          "\"../../../etc/hostname\"",
          "\"\\u0000\"",
          "\"\\u001b[31mred\"",
          "\"\\ud800\"",
          "\"\\u202eabc\"",
          "NaN",
          "Infinity",
          "'x'",
          "01",
          "+1",
          ".5",
          "// x",
          DEEP,
          "\"" + "x".repeat(100_000) + "\"",
          "\"" + "(".repeat(5000) + "1\"",
          "[" + "1,".repeat(20_000) + "1]");

  private static final List<String> FORMULAS =
      List.of(
          "x[0]^2 + x[1]^2",
          "x[0]^2",
          "x[9]",
          "x[",
          "log(x[0])",
          "1/0",
          "sum(i, 0, 9999999999, i)",
          "sum(i, 0, dim, x[i])",
          "x[i]",
          "-".repeat(3000) + "x[0]",
          "exp(exp(x[0]))",
          "abs(x[0]) * nan",
          "1e999 * x[0]",
          "x[0]^x[1]^x[0]^2",
          "depth * x[0]^2",
          "x[1e99999999]",
          "x[0.5]",
          "((x[0]))",
          "x");

  private static final List<Number> MODERATE =
      List.of(0, 1, 2, 3, 4, 8, 0.1, 0.5, 0.9, 1.5, 0.001, 16);

  private static final List<Integer> WHOLE = List.of(0, 1, 2, 2, 3, 3, 4, 8, 12, 100);

  private final List<JsonNode> bases = SmallFiles.experiments();
  private final JsonNode definitions;
  private final List<String> files;

  /** Mutations of the small experiments, and components of all that is installed. */
  ExperimentMutations(Registry registry, List<String> files) {
    this.definitions = JsonSchema.of(registry).get("$defs");
    this.files = List.copyOf(files);
  }

  /** A file with one to four things wrong, of whatever kind. */
  byte[] wild(Choice choice) {
    ObjectNode experiment = (ObjectNode) choice.of(bases).deepCopy();
    for (int i = choice.below(4); i >= 0; i--) {
      change(experiment, choice, true);
    }
    String text = experiment.toPrettyString();
    Matcher matcher = BARE.matcher(text);
    text =
        matcher.replaceAll(
            found ->
                Matcher.quoteReplacement(MAPPER.readTree("\"" + found.group(1) + "\"").asString()));
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return choice.with(0.1) ? ByteDamage.of(bytes, choice) : bytes;
  }

  /** An experiment whose components are of the right kinds, with moderate settings. */
  byte[] mild(Choice choice) {
    ObjectNode experiment = (ObjectNode) choice.of(bases).deepCopy();
    for (int i = choice.below(2); i >= 0; i--) {
      change(experiment, choice, false);
    }
    return experiment.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** A place of the tree: what stands there can be read and replaced. */
  private record Place(JsonNode parent, String key, int index) {
    JsonNode value() {
      return parent instanceof ArrayNode ? parent.get(index) : parent.get(key);
    }

    void set(JsonNode value) {
      if (parent instanceof ArrayNode array) {
        array.set(index, value);
      } else {
        ((ObjectNode) parent).set(key, value);
      }
    }

    void remove() {
      if (parent instanceof ArrayNode array) {
        array.remove(index);
      } else {
        ((ObjectNode) parent).remove(key);
      }
    }
  }

  private static void places(JsonNode node, List<Place> found) {
    if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        found.add(new Place(node, "", i));
        places(array.get(i), found);
      }
    } else if (node instanceof ObjectNode object) {
      for (String key : object.propertyNames()) {
        found.add(new Place(node, key, -1));
        places(object.get(key), found);
      }
    }
  }

  private void change(ObjectNode experiment, Choice choice, boolean wild) {
    List<Place> all = new ArrayList<>();
    places(experiment, all);
    if (all.isEmpty()) {
      return;
    }
    if (!wild) {
      mildly(choice.of(all), choice);
      return;
    }
    Place place = choice.of(all);
    switch (choice.below(10)) {
      case 0 -> place.remove();
      case 1 -> rename(place, choice);
      case 2 -> insert(place.parent(), choice);
      case 3 -> place.set(splice(choice));
      case 4 -> place.set(MAPPER.createArrayNode().add(place.value()));
      case 5 -> place.set(component(choice.of(kinds()), choice, 0));
      case 6 -> mildly(place, choice);
      default -> place.set(odd(choice));
    }
  }

  private static JsonNode odd(Choice choice) {
    String text = choice.of(ODD);
    return MAPPER.getNodeFactory().stringNode("@@" + text + "@@");
  }

  /** A component by another of its kind, a number by a moderate one, a file by another. */
  private void mildly(Place place, Choice choice) {
    JsonNode value = place.value();
    if (value.isObject() && value.has("type")) {
      String kind = kindOf(value.get("type").asString(""));
      if (!kind.isEmpty()) {
        place.set(component(kind, choice, 0));
      }
    } else if (value.isIntegralNumber()) {
      place.set(integer(choice));
    } else if (value.isNumber()) {
      place.set(number(choice));
    } else if (files.contains(value.asString("")) || place.key().equals("expression")) {
      place.set(text(place.key(), choice));
    }
  }

  private static JsonNode integer(Choice choice) {
    return MAPPER.valueToTree(choice.of(WHOLE));
  }

  private static JsonNode number(Choice choice) {
    return MAPPER.valueToTree(choice.of(MODERATE));
  }

  private JsonNode text(String key, Choice choice) {
    String text = choice.of(key.equals("expression") ? FORMULAS : files);
    return MAPPER.getNodeFactory().stringNode(text);
  }

  private static void rename(Place place, Choice choice) {
    if (place.parent() instanceof ObjectNode object) {
      JsonNode value = place.value();
      object.remove(place.key());
      int cut = choice.below(place.key().length());
      object.set(place.key().substring(0, cut) + place.key().substring(cut + 1), value);
    }
  }

  /** A key of some component, with a value of its kind. */
  private void insert(JsonNode into, Choice choice) {
    if (into instanceof ObjectNode object) {
      JsonNode other = component(choice.of(kinds()), choice, 1);
      List<String> keys = List.copyOf(other.propertyNames());
      if (!keys.isEmpty()) {
        String key = choice.of(keys);
        object.set(key, other.get(key));
      }
    }
  }

  private JsonNode splice(Choice choice) {
    List<Place> all = new ArrayList<>();
    places(choice.of(bases), all);
    return choice.of(all).value().deepCopy();
  }

  private List<String> kinds() {
    return List.copyOf(definitions.propertyNames());
  }

  private String kindOf(String type) {
    for (String kind : kinds()) {
      for (JsonNode one : definitions.get(kind).get("oneOf")) {
        if (type.equals(one.at("/properties/type/const").asString(""))) {
          return kind;
        }
      }
    }
    return "";
  }

  /** A component of the kind, with its required settings and some of the others. */
  private JsonNode component(String kind, Choice choice, int depth) {
    List<JsonNode> all = definitions.get(kind).get("oneOf").valueStream().toList();
    return object(choice.of(all), choice, depth);
  }

  private JsonNode object(JsonNode schema, Choice choice, int depth) {
    if (!schema.has("properties")) {
      return number(choice);
    }
    ObjectNode result = MAPPER.createObjectNode();
    List<String> required = schema.get("required").valueStream().map(JsonNode::asString).toList();
    for (String key : schema.get("properties").propertyNames()) {
      JsonNode property = schema.get("properties").get(key);
      if (required.contains(key) ? depth < 5 : choice.with(0.25) && depth < 3) {
        result.set(key, value(key, property, choice, depth));
      }
    }
    return result;
  }

  private JsonNode value(String key, JsonNode schema, Choice choice, int depth) {
    if (schema.has("const")) {
      return schema.get("const");
    }
    if (schema.has("enum")) {
      return choice.of(schema.get("enum").valueStream().toList());
    }
    if (schema.has("$ref")) {
      String name = schema.get("$ref").asString();
      return component(name.substring(name.lastIndexOf('/') + 1), choice, depth + 1);
    }
    if (schema.has("oneOf")) { // forms of a setting, as a number that stands for a list of it
      return value(key, choice.of(schema.get("oneOf").valueStream().toList()), choice, depth);
    }
    return switch (schema.get("type").asString()) {
      case "integer" -> integer(choice);
      case "number" -> number(choice);
      case "boolean" -> MAPPER.getNodeFactory().booleanNode(choice.with(0.5));
      case "string" -> text(key, choice);
      case "array" -> array(key, schema.get("items"), choice, depth);
      default -> object(schema, choice, depth + 1);
    };
  }

  private JsonNode array(String key, JsonNode items, Choice choice, int depth) {
    ArrayNode array = MAPPER.createArrayNode();
    for (int i = choice.below(4); i > 0; i--) {
      array.add(value(key, items, choice, depth + 1));
    }
    return array;
  }
}

package io.ebm.core.run;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writing JSON. */
public final class Json {

  private static final ObjectMapper LINES = JsonMapper.builder().build();
  private static final ObjectMapper PAGES =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private Json() {}

  /** A new, empty object. */
  public static ObjectNode object() {
    return LINES.createObjectNode();
  }

  /** On one line. */
  public static String line(JsonNode node) {
    return LINES.writeValueAsString(node);
  }

  /** On many lines, with a line end at the end. */
  public static String page(JsonNode node) {
    return PAGES.writeValueAsString(node) + "\n";
  }

  /** The same in bytes. */
  public static byte[] bytes(JsonNode node) {
    return page(node).getBytes(StandardCharsets.UTF_8);
  }

  /** The value of a text that this program wrote itself. */
  public static JsonNode parse(String text) {
    return LINES.readTree(text);
  }

  /** Adds numbers, each as {@link #put(ObjectNode, String, double)} does. */
  public static ObjectNode putAll(ObjectNode into, Map<String, Double> numbers) {
    numbers.forEach((name, value) -> put(into, name, value));
    return into;
  }

  /**
   * Adds a number. JSON has none that are not finite: one that is infinite becomes the text {@code
   * "Infinity"} or {@code "-Infinity"}, which {@link Double#valueOf(String)} and its like in other
   * languages turn into the number again; NaN, which says that there is no number, becomes {@code
   * null}.
   */
  public static void put(ObjectNode into, String name, double value) {
    if (Double.isFinite(value)) {
      into.put(name, value);
    } else if (Double.isNaN(value)) {
      into.putNull(name);
    } else {
      into.put(name, Double.toString(value));
    }
  }
}

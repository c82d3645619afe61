package io.ebm.core.config;

import io.ebm.core.Texts;
import io.ebm.core.config.Node.ArrayNode;
import io.ebm.core.config.Node.BooleanNode;
import io.ebm.core.config.Node.Member;
import io.ebm.core.config.Node.NullNode;
import io.ebm.core.config.Node.NumberNode;
import io.ebm.core.config.Node.ObjectNode;
import io.ebm.core.config.Node.TextNode;
import io.ebm.core.io.JsonFaults;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads strict JSON (RFC 8259) into nodes with places. A repeated key, text after the value and
 * anything that is not JSON are problems.
 */
final class JsonReader {

  private static final JsonFactory FACTORY = JsonFactory.builder().build();

  private static final int MOST_EXPONENT = 330;

  private final String source;
  private final Problems problems;
  private final JsonParser parser;

  private JsonReader(String source, Problems problems, JsonParser parser) {
    this.source = source;
    this.problems = problems;
    this.parser = parser;
  }

  /** The value of a text, or null where it cannot be read at all (and there is a problem more). */
  static @Nullable Node read(String source, String text, Problems problems) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      JsonReader reader = new JsonReader(source, problems, parser);
      if (parser.nextToken() == null) {
        problems.add(
            new Location(source, 1, 1), "", "the file is empty; it must hold one JSON object");
        return null;
      }
      Node node = reader.value("");
      if (parser.nextToken() != null) {
        problems.add(reader.here(), "", "there is text after the end of the experiment; remove it");
      }
      return node;
    } catch (StreamReadException e) {
      problems.add(at(source, e.getLocation()), "", "not valid JSON: " + JsonFaults.inWords(e));
      return null;
    } catch (JacksonException e) {
      problems.add(Location.of(source), "", "not valid JSON: " + JsonFaults.inWords(e));
      return null;
    }
  }

  private static Location at(String source, @Nullable TokenStreamLocation location) {
    return location == null
        ? Location.of(source)
        : new Location(source, location.getLineNr(), location.getColumnNr());
  }

  private Location here() {
    return at(source, parser.currentTokenLocation());
  }

  private Node value(String path) {
    Location at = here();
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> object(at, path);
      case START_ARRAY -> {
        List<Node> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          items.add(value(path + "[" + items.size() + "]"));
        }
        yield new ArrayNode(at, items);
      }
      case VALUE_STRING -> new TextNode(at, parser.getString());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(at, path, parser.getString());
      case VALUE_TRUE, VALUE_FALSE -> new BooleanNode(at, token == JsonToken.VALUE_TRUE);
      case VALUE_NULL -> new NullNode(at);
      default -> throw new IllegalStateException("unexpected token " + token);
    };
  }

  /**
   * A number of a magnitude that doubles have; beyond, arithmetic on it takes memory without end.
   */
  private Node number(Location at, String path, String text) {
    try {
      BigDecimal value = new BigDecimal(text);
      long exponent = (long) value.precision() - value.scale();
      if (value.signum() == 0 || Math.abs(exponent) <= MOST_EXPONENT) {
        return new NumberNode(at, value.signum() == 0 ? BigDecimal.ZERO : value);
      }
    } catch (NumberFormatException e) {
      // Its exponent is no int.
    }
    problems.add(
        at,
        path,
        "numbers lie between 1e-324 and 1e308 in magnitude, and "
            + Texts.brief(text)
            + " does not");
    return new NumberNode(at, BigDecimal.ONE);
  }

  private Node object(Location at, String path) {
    ObjectNode object = ObjectNode.empty(at);
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      Location keyAt = here();
      String key = parser.currentName();
      String keyPath = path.isEmpty() ? key : path + "." + key;
      parser.nextToken();
      Node value = value(keyPath);
      Member first = object.members().putIfAbsent(key, new Member(keyAt, value));
      if (first != null) {
        problems.add(
            keyAt,
            keyPath,
            "this key stands twice in the same object, first in line "
                + first.at().line()
                + "; remove one");
      }
    }
    return object;
  }
}

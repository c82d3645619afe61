package io.ebm.core.config;

import io.ebm.core.Texts;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A parsed JSON value that knows where it stands. */
sealed interface Node {

  Location at();

  /** What it is, for messages: as in {@code the number 5.9} or {@code an object}. */
  String describe();

  /** A key with its value; {@code at} is where the key stands. */
  record Member(Location at, Node value) {}

  record ObjectNode(Location at, Map<String, Member> members) implements Node {
    static ObjectNode empty(Location at) {
      return new ObjectNode(at, new LinkedHashMap<>());
    }

    @Override
    public String describe() {
      return "an object";
    }
  }

  record ArrayNode(Location at, List<Node> items) implements Node {
    @Override
    public String describe() {
      return "a list";
    }
  }

  record TextNode(Location at, String text) implements Node {
    @Override
    public String describe() {
      return "the text \"" + Texts.brief(text) + "\"";
    }
  }

  record NumberNode(Location at, BigDecimal number) implements Node {
    @Override
    public String describe() {
      return "the number " + Texts.brief(number.toString());
    }
  }

  record BooleanNode(Location at, boolean value) implements Node {
    @Override
    public String describe() {
      return String.valueOf(value);
    }
  }

  record NullNode(Location at) implements Node {
    @Override
    public String describe() {
      return "null";
    }
  }
}

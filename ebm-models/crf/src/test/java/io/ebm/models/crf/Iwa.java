package io.ebm.models.crf;

import java.util.ArrayList;
import java.util.List;

/**
 * What CRFsuite's own reader makes of a text: its {@code frontend/iwa.c} and {@code
 * frontend/reader.c} letter by letter, as an oracle. The text must end with a line feed.
 */
final class Iwa {

  /** An attribute, its weight already read as a number. */
  record Attribute(String name, double value) {}

  /** A token. */
  record Item(String label, List<Attribute> attributes) {}

  /** A sentence; those without tokens are left out, as they have no part in a likelihood. */
  record Instance(double weight, List<Item> items) {}

  private final String text;
  private int at;
  private String attribute = "";
  private String value = "";

  private Iwa(String text) {
    this.text = text;
  }

  static List<Instance> read(String text) {
    return new Iwa(text).read();
  }

  private List<Instance> read() {
    List<Instance> instances = new ArrayList<>();
    List<Item> items = new ArrayList<>();
    double weight = 1;
    while (true) {
      if (at >= text.length() || text.charAt(at) == '\n') {
        if (!items.isEmpty()) {
          instances.add(new Instance(weight, List.copyOf(items)));
        }
        items.clear();
        weight = 1;
        if (at++ >= text.length()) {
          return instances;
        }
        continue;
      }
      String label = null;
      List<Attribute> attributes = new ArrayList<>();
      for (char c = text.charAt(at); c != '\n'; c = text.charAt(at)) {
        if (c == '\t') {
          at++;
          continue;
        }
        readItem();
        if (label != null) {
          double number = value.isEmpty() ? 1 : Double.parseDouble(value);
          attributes.add(new Attribute(attribute, number));
        } else if (attribute.startsWith("@")) {
          weight = Double.parseDouble(value);
        } else {
          label = attribute;
        }
      }
      at++;
      if (label != null) {
        items.add(new Item(label, attributes));
      }
    }
  }

  private void readItem() {
    attribute = readUnescaped();
    value = "";
    if (text.charAt(at) == ':') {
      at++;
      value = readUnescaped();
    }
  }

  private String readUnescaped() {
    StringBuilder string = new StringBuilder();
    for (char c = text.charAt(at); c != ':' && c != '\t' && c != '\n'; c = text.charAt(at)) {
      at++;
      if (c == '\\') {
        char d = text.charAt(at);
        if (d == ':' || d == '\\') {
          c = d;
          at++;
        }
      }
      string.append(c);
    }
    return string.toString();
  }
}

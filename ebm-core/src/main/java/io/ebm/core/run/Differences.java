package io.ebm.core.run;

import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** What differs between two experiments. */
public final class Differences {

  private Differences() {}

  /** Every key that differs, as in {@code energy.hidden: 8 → 16}; empty where none does. */
  public static String of(JsonNode then, JsonNode now) {
    Map<String, String> before = new TreeMap<>();
    Map<String, String> after = new TreeMap<>();
    flatten("", then, before);
    flatten("", now, after);
    StringBuilder text = new StringBuilder();
    Map<String, String> all = new TreeMap<>(before);
    all.putAll(after);
    for (String key : all.keySet()) {
      String a = before.getOrDefault(key, "absent");
      String b = after.getOrDefault(key, "absent");
      if (!a.equals(b)) {
        text.append(text.length() == 0 ? "" : ", ").append(key).append(": ");
        text.append(a).append(" → ").append(b);
      }
    }
    return text.toString();
  }

  private static void flatten(String path, JsonNode node, Map<String, String> leaves) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              entry ->
                  flatten(
                      path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(),
                      entry.getValue(),
                      leaves));
    } else {
      leaves.put(path, Json.line(node));
    }
  }
}

package io.ebm.core.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a number means for who reads it.
 *
 * @param level whether all is well
 * @param of what was judged, as in {@code R-hat}
 * @param says the verdict, with the number and its threshold
 * @param advice what to do; empty where there is nothing to do
 */
public record Verdict(Level level, String of, String says, String advice) {

  /** How a verdict turns out. */
  public enum Level {
    /** The number is as it should be. */
    GOOD,
    /** A number is missing, for a reason. */
    NOTE,
    /** Results that depend on it should not be trusted. */
    WARNING
  }

  static Verdict good(String of, String says) {
    return new Verdict(Level.GOOD, of, says, "");
  }

  static Verdict note(String of, String says, String advice) {
    return new Verdict(Level.NOTE, of, says, advice);
  }

  static Verdict warning(String of, String says, String advice) {
    return new Verdict(Level.WARNING, of, says, advice);
  }

  /** The verdict and its advice in one line. */
  public String sentence() {
    return advice.isEmpty() ? says : says + "; " + advice;
  }

  /** The level as users read it: {@code good}, {@code note} or {@code warning}. */
  public String word() {
    return level.name().toLowerCase(Locale.ROOT);
  }

  /** Puts verdicts into an evaluation. */
  static void put(ObjectNode evaluation, List<Verdict> verdicts) {
    ArrayNode array = evaluation.putArray("verdicts");
    for (Verdict verdict : verdicts) {
      ObjectNode node = array.addObject();
      node.put("level", verdict.word());
      node.put("of", verdict.of);
      node.put("says", verdict.says);
      if (!verdict.advice.isEmpty()) {
        node.put("advice", verdict.advice);
      }
    }
  }

  /** The verdicts of an evaluation. */
  public static List<Verdict> in(JsonNode evaluation) {
    List<Verdict> verdicts = new ArrayList<>();
    for (JsonNode node : evaluation.path("verdicts")) {
      verdicts.add(
          new Verdict(
              Level.valueOf(node.path("level").asString().toUpperCase(Locale.ROOT)),
              node.path("of").asString(),
              node.path("says").asString(),
              node.path("advice").asString("")));
    }
    return verdicts;
  }
}

package io.ebm.core.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** The result of an evaluation as rows for people: what, of what, value. */
public final class EvaluationRows {

  private static final String LOG_Z = "logZ";
  private static final String VERDICTS = "verdicts";

  private EvaluationRows() {}

  /** One row for every number; an estimate of log Z is one row, and so is each of its parts. */
  public static List<List<String>> of(JsonNode evaluation) {
    List<List<String>> rows = new ArrayList<>();
    for (var section : evaluation.properties()) {
      if (section.getKey().equals(LOG_Z)) {
        logZ(section.getValue(), rows);
        continue;
      }
      if (section.getKey().equals(VERDICTS)) {
        continue; // sentences, not numbers
      }
      for (var entry : section.getValue().properties()) {
        add(section.getKey(), entry.getKey(), entry.getValue(), rows);
      }
    }
    return rows;
  }

  private static void add(String what, String of, JsonNode value, List<List<String>> rows) {
    if (value.has(SampleQuality.VALUE) && value.has(SampleQuality.HALVES)) {
      rows.add(List.of(what, of, besideFloors(value)));
    } else if (value.isObject()) {
      for (var entry : value.properties()) {
        add(what, of + ", " + entry.getKey(), entry.getValue(), rows);
      }
    } else if (!value.isArray() || !value.isEmpty()) {
      rows.add(List.of(what, of, value.isArray() ? value.toString() : number(value)));
    }
  }

  /** As in {@code 12.345 (halves 1.2345, gaussian 23.456)}. */
  private static String besideFloors(JsonNode measure) {
    List<String> rest = new ArrayList<>();
    for (var entry : measure.properties()) {
      if (!entry.getKey().equals(SampleQuality.VALUE)) {
        rest.add(entry.getKey() + " " + number(entry.getValue()));
      }
    }
    return number(measure.path(SampleQuality.VALUE)) + " (" + String.join(", ", rest) + ")";
  }

  private static void logZ(JsonNode logZ, List<List<String>> rows) {
    rows.add(List.of(LOG_Z, logZ.path("method").asString(), estimate(logZ)));
    for (var entry : logZ.properties()) {
      if (entry.getValue().isObject()) {
        rows.add(List.of(LOG_Z, entry.getKey(), estimate(entry.getValue())));
      }
    }
    rows.add(
        List.of(
            LOG_Z,
            "valid",
            logZ.path("valid").asBoolean() ? "yes" : "no: " + logZ.path("reason").asString()));
    if (logZ.has("assumes")) {
      rows.add(List.of(LOG_Z, "assumes", logZ.path("assumes").asString()));
    }
  }

  /** As in {@code 12.7855, from 12.7701 to 12.8022, ESS 97.3}. */
  private static String estimate(JsonNode logZ) {
    double value = logZ.path("value").asDouble(Double.NaN);
    double lower = logZ.path("lower").asDouble(Double.NaN);
    double upper = logZ.path("upper").asDouble(Double.NaN);
    StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%.4f", value));
    if (upper > lower) {
      text.append(String.format(Locale.ROOT, ", from %.4f to %.4f", lower, upper));
    }
    if (logZ.has("ess")) {
      text.append(String.format(Locale.ROOT, ", ESS %.1f", logZ.path("ess").asDouble()));
    }
    return text.toString();
  }

  private static String number(JsonNode value) {
    return value.isFloatingPointNumber()
        ? String.format(Locale.ROOT, "%.5g", value.asDouble())
        : value.asString();
  }
}

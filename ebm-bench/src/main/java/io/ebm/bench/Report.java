package io.ebm.bench;

import io.ebm.core.run.Json;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The measured as Markdown and as JSON. */
final class Report {

  static final String BEGIN = "<!-- figures of ebm-bench/jmh -->";
  static final String END = "<!-- end of jmh figures -->";

  static final String HEAD =
      """
      | benchmark | time of an operation | it does | of the limit |
      |---|--:|--:|--:|""";

  private Report() {}

  /** What the machine allowed while all was measured. */
  static String limits(List<Result> results) {
    DoubleSummaryStatistics flops =
        results.stream().mapToDouble(result -> result.limits().flops()).summaryStatistics();
    return String.format(
        Locale.ROOT,
        "Limits, measured before each iteration: %s (medians; from %.0f to %.0f Gflop/s as the"
            + " benchmarks went by).",
        Limits.median(results.stream().map(Result::limits).toList()),
        flops.getMin() / 1e9,
        flops.getMax() / 1e9);
  }

  /** A line of the table. */
  static String line(Result result) {
    Work work = result.row().work();
    String rate = work.why();
    String share = "";
    if (work.counted()) {
      rate =
          result.limits().boundByBytes(work)
              ? rate(work.bytes() / result.seconds(), "GB/s")
              : rate(work.flops() / result.seconds(), "Gflop/s");
      share = percent(result.share()) + (result.settled() ? "" : " ?");
    }
    return "| "
        + result.row().label()
        + " | "
        + time(result.seconds(), result.error())
        + " | "
        + rate
        + " | "
        + share
        + " |";
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, share < 0.0995 ? "%.1f %%" : "%.0f %%", 100 * share);
  }

  private static String rate(double perSecond, String unit) {
    return digits(perSecond / 1e9) + " " + unit;
  }

  /** A time with its error, in a unit in which it is 1 to 1000. */
  static String time(double seconds, double error) {
    String unit = "s";
    double scale = 1;
    for (String smaller : List.of("ms", "µs", "ns")) {
      if (seconds * scale < 1) {
        unit = smaller;
        scale *= 1e3;
      }
    }
    String spread = Double.isNaN(error) ? "" : " ± " + digits(error * scale);
    return digits(seconds * scale) + spread + " " + unit;
  }

  /** Three digits that count. */
  private static String digits(double value) {
    if (value >= 100) {
      return String.format(Locale.ROOT, "%.0f", value);
    }
    if (value >= 10) {
      return String.format(Locale.ROOT, "%.1f", value);
    }
    return String.format(Locale.ROOT, value >= 0.995 ? "%.2f" : "%.3f", value);
  }

  /** The figures as they stand between the marks. */
  static String text(String machine, List<Result> results) {
    StringBuilder text = new StringBuilder(machine + " " + limits(results) + "\n\n" + HEAD + "\n");
    for (Result result : results) {
      text.append(line(result)).append('\n');
    }
    return text.toString();
  }

  /**
   * A text with the figures put between the marks.
   *
   * @throws IllegalArgumentException if the marks are not there
   */
  static String replaced(String text, String figures) {
    int from = text.indexOf(BEGIN);
    int to = text.indexOf(END);
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("it has no line '" + BEGIN + "' before one '" + END + "'");
    }
    return text.substring(0, from + BEGIN.length()) + "\n" + figures + text.substring(to);
  }

  /** All that was measured. */
  static ObjectNode json(String machine, List<Result> results) {
    ObjectNode all = Json.object();
    all.put("machine", machine);
    ArrayNode rows = all.putArray("rows");
    for (Result result : results) {
      Work work = result.row().work();
      ObjectNode row = rows.addObject();
      row.put("benchmark", result.row().label());
      row.put("seconds", result.seconds());
      if (!Double.isNaN(result.error())) {
        row.put("error", result.error());
      }
      Limits limits = result.limits();
      ObjectNode most = row.putObject("limits");
      most.put("flops", limits.flops());
      most.put("firstCache", limits.first());
      most.put("secondCache", limits.second());
      most.put("memory", limits.memory());
      if (work.counted()) {
        row.put("flops", work.flops());
        row.put("bytes", work.bytes());
        row.put("ofLimit", result.share());
      } else {
        row.put("uncounted", work.why());
      }
    }
    return all;
  }
}

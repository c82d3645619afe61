package io.ebm.core.cli;

import io.ebm.api.TextLines;
import io.ebm.core.evaluation.EvaluationRows;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Tables of text for a terminal. */
final class Tables {

  private static final int WIDEST = 60;

  private Tables() {}

  /** A table with a header; long cells of the last column are wrapped. */
  static String of(List<String> header, List<List<String>> rows) {
    List<List<String>> all = new ArrayList<>();
    all.add(header);
    for (List<String> row : rows) {
      all.addAll(wrap(row.stream().map(TextLines::visible).toList()));
    }
    int[] widths = new int[header.size()];
    for (List<String> row : all) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : all) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString().stripTrailing();
  }

  private static List<List<String>> wrap(List<String> row) {
    List<List<String>> lines = new ArrayList<>();
    int last = row.size() - 1;
    String rest = row.get(last);
    while (true) {
      int cut = rest.length() <= WIDEST ? rest.length() : rest.lastIndexOf(' ', WIDEST);
      cut = cut <= 0 ? rest.length() : cut;
      List<String> line = new ArrayList<>();
      for (int i = 0; i < last; i++) {
        line.add(lines.isEmpty() ? row.get(i) : "");
      }
      line.add(rest.substring(0, cut));
      lines.add(line);
      rest = rest.substring(cut).strip();
      if (rest.isEmpty()) {
        return lines;
      }
    }
  }

  /** The result of an evaluation, one number a line. */
  static String evaluation(JsonNode result) {
    return of(List.of("what", "of", "value"), EvaluationRows.of(result));
  }
}

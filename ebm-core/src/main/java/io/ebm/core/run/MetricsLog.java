package io.ebm.core.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code metrics.jsonl}: one object per logged step. Holds no times, so equal runs are equal. */
public final class MetricsLog {

  private final Path file;

  MetricsLog(Path file) {
    this.file = file;
  }

  /** Appends a line. */
  public void append(long step, Map<String, Double> values) {
    ObjectNode line = Json.object();
    line.put("step", step);
    try {
      Files.writeString(
          file,
          Json.line(Json.putAll(line, values)) + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes the lines after a step, and one that a crash cut short. */
  public void truncateAfter(long step) {
    if (!Files.exists(file)) {
      return;
    }
    StringBuilder kept = new StringBuilder();
    try {
      for (String line : Files.readAllLines(file)) {
        JsonNode node;
        try {
          node = Json.parse(line);
        } catch (JacksonException e) {
          break;
        }
        if (node.path("step").asLong(Long.MAX_VALUE) > step) {
          break;
        }
        kept.append(line).append('\n');
      }
      Files.writeString(file, kept.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every metric's steps and values: {@code [0]} the steps, {@code [1]} the values. */
  public Map<String, double[][]> series() {
    Map<String, List<double[]>> points = new LinkedHashMap<>();
    try {
      for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
        JsonNode node = Json.parse(line);
        double step = node.path("step").asDouble();
        node.properties()
            .forEach(
                entry -> {
                  if (!entry.getKey().equals("step") && entry.getValue().isNumber()) {
                    points
                        .computeIfAbsent(entry.getKey(), key -> new ArrayList<>())
                        .add(new double[] {step, entry.getValue().asDouble()});
                  }
                });
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, double[][]> series = new LinkedHashMap<>();
    points.forEach(
        (name, list) -> {
          double[][] columns = new double[2][list.size()];
          for (int i = 0; i < list.size(); i++) {
            columns[0][i] = list.get(i)[0];
            columns[1][i] = list.get(i)[1];
          }
          series.put(name, columns);
        });
    return series;
  }
}

package io.ebm.core.run;

import io.ebm.core.io.AtomicFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
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
      throw new UncheckedIOException(file + " cannot be read or written", e);
    }
  }

  /** Forces what was appended to the device, so that it is there if a checkpoint is. */
  public void force() {
    if (!Files.exists(file)) {
      return;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read or written", e);
    }
  }

  /** Removes the lines after a step, and those that a crash damaged; all or none of them. */
  public void truncateAfter(long step) {
    StringBuilder kept = new StringBuilder();
    for (JsonNode line : lines()) {
      if (line.path("step").asLong(Long.MAX_VALUE) <= step) {
        kept.append(Json.line(line)).append('\n');
      }
    }
    byte[] bytes = kept.toString().getBytes(StandardCharsets.UTF_8);
    try {
      if (Files.exists(file) && !Arrays.equals(Files.readAllBytes(file), bytes)) {
        AtomicFiles.write(file, temporary -> Files.write(temporary, bytes));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read or written", e);
    }
  }

  /** The lines that are whole: a crash may have damaged any of them. */
  private List<JsonNode> lines() {
    List<JsonNode> lines = new ArrayList<>();
    try {
      if (Files.exists(file)) {
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        for (String line : text.lines().toList()) {
          try {
            JsonNode node = Json.parse(line);
            if (node.isObject() && node.path("step").isIntegralNumber()) {
              lines.add(node);
            }
          } catch (JacksonException e) {
            // Torn.
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read or written", e);
    }
    return lines;
  }

  /** Every metric's steps and values: {@code [0]} the steps, {@code [1]} the values. */
  public Map<String, double[][]> series() {
    Map<String, List<double[]>> points = new LinkedHashMap<>();
    for (JsonNode line : lines()) {
      double step = line.path("step").asDouble();
      line.properties()
          .forEach(
              entry -> {
                if (!entry.getKey().equals("step") && entry.getValue().isNumber()) {
                  points
                      .computeIfAbsent(entry.getKey(), key -> new ArrayList<>())
                      .add(new double[] {step, entry.getValue().asDouble()});
                }
              });
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

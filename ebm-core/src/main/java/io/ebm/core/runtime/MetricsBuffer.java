package io.ebm.core.runtime;

import io.ebm.api.Metrics;
import java.util.LinkedHashMap;
import java.util.Map;

/** Averages of the numbers recorded under each name since the last {@link #clear}. */
public final class MetricsBuffer implements Metrics {

  private final Map<String, double[]> sums = new LinkedHashMap<>();

  /** Creates an empty buffer. */
  public MetricsBuffer() {}

  @Override
  public void record(String name, double value) {
    double[] sum = sums.computeIfAbsent(name, key -> new double[2]);
    sum[0] += value;
    sum[1]++;
  }

  /** Adds everything from another buffer. */
  public void addAll(MetricsBuffer other) {
    other.sums.forEach(
        (name, from) -> {
          double[] sum = sums.computeIfAbsent(name, key -> new double[2]);
          sum[0] += from[0];
          sum[1] += from[1];
        });
  }

  /** The averages by name, in the order in which names first came. */
  public Map<String, Double> averages() {
    Map<String, Double> averages = new LinkedHashMap<>();
    sums.forEach(
        (name, sum) -> {
          if (sum[1] > 0) {
            averages.put(name, sum[0] / sum[1]);
          }
        });
    return averages;
  }

  /** Forgets all values and keeps the names, so that a steady run allocates nothing. */
  public void clear() {
    for (double[] sum : sums.values()) {
      sum[0] = 0;
      sum[1] = 0;
    }
  }
}

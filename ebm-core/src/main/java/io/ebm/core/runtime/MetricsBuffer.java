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
    add(name, value, 1);
  }

  /** Adds everything from another buffer. */
  public void addAll(MetricsBuffer other) {
    other.sums.forEach((name, from) -> add(name, from[0], from[1]));
  }

  /** Takes the sum and the number of values of a name. */
  @FunctionalInterface
  public interface Visitor {
    /** There are {@code count} values of the name, of that sum. */
    void visit(String name, double sum, double count);
  }

  /** Visits all names of which there are values, in the order in which they first came. */
  public void forEach(Visitor visitor) {
    sums.forEach(
        (name, sum) -> {
          if (sum[1] > 0) {
            visitor.visit(name, sum[0], sum[1]);
          }
        });
  }

  /** Adds values of which only the sum and the number are known. */
  public void add(String name, double sum, double count) {
    double[] known = sums.computeIfAbsent(name, key -> new double[2]);
    known[0] += sum;
    known[1] += count;
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

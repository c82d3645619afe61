package io.ebm.testkit;

import io.ebm.api.Metrics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Metrics that keep every number, for tests. Not thread-safe. */
public final class RecordingMetrics implements Metrics {

  private final Map<String, List<Double>> recorded = new LinkedHashMap<>();

  @Override
  public void record(String name, double value) {
    recorded.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
  }

  /** The names recorded so far. */
  public Set<String> names() {
    return Set.copyOf(recorded.keySet());
  }

  /** All values of a name, in order; empty if there are none. */
  public List<Double> values(String name) {
    return List.copyOf(recorded.getOrDefault(name, List.of()));
  }

  /**
   * The last value of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public double last(String name) {
    List<Double> values = recorded.get(name);
    if (values == null) {
      throw new IllegalArgumentException(
          "nothing was recorded as '" + name + "', only " + recorded.keySet());
    }
    return values.get(values.size() - 1);
  }
}

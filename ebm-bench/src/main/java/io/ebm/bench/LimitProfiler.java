package io.ebm.bench;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/** Adds to each iteration's result the limits that {@link CountedBenchmark} measured before it. */
public final class LimitProfiler implements InternalProfiler {

  private static final String FLOPS = "limit.flops";
  private static final String FIRST = "limit.firstCache";
  private static final String SECOND = "limit.secondCache";
  private static final String MEMORY = "limit.memory";

  /** For JMH, which makes it in the virtual machine of the benchmark. */
  public LimitProfiler() {}

  @Override
  public String getDescription() {
    return "what the machine allowed";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {}

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    Limits limits = LimitProbe.last();
    return List.of(
        scalar(FLOPS, limits.flops()),
        scalar(FIRST, limits.first()),
        scalar(SECOND, limits.second()),
        scalar(MEMORY, limits.memory()));
  }

  private static ScalarResult scalar(String label, double value) {
    return new ScalarResult(label, value, "1/s", AggregationPolicy.AVG);
  }

  /** The limits that were measured before an iteration. */
  static Limits limits(IterationResult result) {
    return new Limits(
        value(result, FLOPS), value(result, FIRST), value(result, SECOND), value(result, MEMORY));
  }

  private static double value(IterationResult result, String label) {
    return Objects.requireNonNull(result.getSecondaryResults().get(label)).getScore();
  }
}

package io.ebm.bench;

import io.ebm.core.Ebm;
import io.ebm.core.compose.Composition;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What the host does before there is anything to compute, in a virtual machine that is warm. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class DiscoveryBenchmark extends CountedBenchmark {

  private static final String EXPERIMENT =
      """
      {
        "name": "composed", "seed": 1,
        "data": {"type": "two-moons", "size": 256, "heldOut": 1},
        "energy": {"type": "mlp", "hidden": [8]},
        "objective": {"type": "pcd", "sampler": {"type": "langevin"}},
        "optimizer": {"type": "adam"}
      }
      """;

  private @Nullable Experiments experiments;

  /** Opens a host. */
  @Setup(Level.Trial)
  public void open() {
    experiments = new Experiments(1);
  }

  /** Closes it. */
  @TearDown(Level.Trial)
  public void close() {
    Objects.requireNonNull(experiments).close();
  }

  @Override
  Work work(String benchmark) {
    return Work.uncounted("files, reflection and objects");
  }

  /** Finds every component on the class path, by {@link java.util.ServiceLoader}. */
  @Benchmark
  public Object discover() {
    try (Ebm ebm = Ebm.builder().threads(1).open()) {
      return ebm.registry();
    }
  }

  /** Reads, checks and composes an experiment, with Guice, and makes its parts. */
  @Benchmark
  public Object compose() {
    Composition composition = Objects.requireNonNull(experiments).compose(EXPERIMENT);
    composition.checkFit();
    return composition.learnable();
  }
}

package io.ebm.bench;

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
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Time of a call that sweeps a 256 × 256 torus of spins, 64 chains on one thread: 4.2 million spins
 * a sweep.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class LatticeBenchmark extends CountedBenchmark {

  private static final int EXTENT = 256;

  /** Sweeps of one call; packing the chains into bits, and back, is once for each call. */
  @Param({"1", "100"})
  public int sweeps;

  private @Nullable LatticeRun run;

  @Override
  Work work(String benchmark) {
    return Work.uncounted("random bits and whole numbers");
  }

  /** Makes the chains. */
  @Setup(Level.Trial)
  public void start() {
    run = new LatticeRun(EXTENT, 1);
  }

  /** Stops the threads. */
  @TearDown(Level.Trial)
  public void stop() {
    Objects.requireNonNull(run).close();
  }

  /** One call. */
  @Benchmark
  public void sweep() {
    Objects.requireNonNull(run).advance(sweeps);
  }
}

package io.ebm.bench;

import java.util.concurrent.TimeUnit;
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
 * Time of a call that sweeps a 256 × 256 torus of spins, 64 chains on each of two threads: 8.4
 * million spins a sweep.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class LatticeBenchmark {

  /** Sweeps of one call; packing the chains into bits, and back, is once for each call. */
  @Param({"1", "10", "100"})
  public int sweeps;

  private LatticeRun run = new LatticeRun(2, 1);

  /** Makes the chains. */
  @Setup(Level.Trial)
  public void start() {
    run.close();
    run = new LatticeRun(256, 2);
  }

  /** Stops the threads. */
  @TearDown(Level.Trial)
  public void stop() {
    run.close();
  }

  /** One call. */
  @Benchmark
  public void sweep() {
    run.advance(sweeps);
  }
}

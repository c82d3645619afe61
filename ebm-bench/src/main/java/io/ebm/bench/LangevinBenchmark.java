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
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Time of one Langevin step of all chains on a perceptron {@code 2 → h → h → 1}, on one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class LangevinBenchmark extends CountedBenchmark {

  private static final int DIM = 2;
  private static final int STEPS = 100;

  /** Of two coordinates: width of the hidden layers and number of chains. */
  @Param({"64x256", "128x256", "256x256"})
  public String size = "";

  private @Nullable ChainRun run;

  /** A gradient: the products of the layers forward and backward. */
  @Override
  Work work(String benchmark) {
    double weights = (double) width() * (DIM + width() + 1);
    return Work.products(2 * weights * chains());
  }

  private int width() {
    return Integer.parseInt(size.substring(0, size.indexOf('x')));
  }

  private int chains() {
    return Integer.parseInt(size.substring(size.indexOf('x') + 1));
  }

  /** Makes the chains. */
  @Setup(Level.Trial)
  public void start() {
    run = new ChainRun(ChainRun.Kind.LANGEVIN, DIM, width(), chains(), 1);
  }

  /** Stops the threads. */
  @TearDown(Level.Trial)
  public void stop() {
    Objects.requireNonNull(run).close();
  }

  /** One step. */
  @Benchmark
  @OperationsPerInvocation(STEPS)
  public void step() {
    Objects.requireNonNull(run).advance(STEPS);
  }
}

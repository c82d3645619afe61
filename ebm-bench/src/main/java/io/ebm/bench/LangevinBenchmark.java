package io.ebm.bench;

import java.util.concurrent.TimeUnit;
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

/** Time of one Langevin step of all chains, on two threads. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class LangevinBenchmark {

  private static final int STEPS = 100;

  /** Of two coordinates: width of the hidden layers and number of chains. */
  @Param({"64x256", "128x256", "256x256", "256x2048"})
  public String size = "";

  private ChainRun run = new ChainRun(ChainRun.Kind.LANGEVIN, 1, 1, 1, 1);

  /** Makes the chains. */
  @Setup(Level.Trial)
  public void start() {
    run.close();
    int x = size.indexOf('x');
    run =
        new ChainRun(
            ChainRun.Kind.LANGEVIN,
            2,
            Integer.parseInt(size.substring(0, x)),
            Integer.parseInt(size.substring(x + 1)),
            2);
  }

  /** Stops the threads. */
  @TearDown(Level.Trial)
  public void stop() {
    run.close();
  }

  /** One step. */
  @Benchmark
  @OperationsPerInvocation(STEPS)
  public void step() {
    run.advance(STEPS);
  }
}

package io.ebm.bench;

import io.ebm.core.Run;
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

/**
 * A transition of 64 chains by each sampler, on one thread, drawn by the host: on a Gaussian of 64
 * dimensions, or on an Ising torus of 16 × 16 spins.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class SamplerBenchmark {

  private static final int STEPS = 200;

  private static final String REAL =
      "{\"type\": \"expression\", \"dim\": 64,"
          + " \"expression\": \"sum(i, 0, dim - 1, x[i]^2) / 2\"}";
  private static final String SPIN =
      "{\"type\": \"ising\", \"shape\": [16, 16], \"temperature\": 2.6}";

  /** The kind of states, and the sampler. */
  @Param({
    "real {'type': 'metropolis'}",
    "real {'type': 'slice'}",
    "real {'type': 'langevin'}",
    "real {'type': 'mala'}",
    "real {'type': 'preconditioned-langevin'}",
    "real {'type': 'underdamped-langevin'}",
    "real {'type': 'hmc'}",
    "real {'type': 'nuts'}",
    "spin {'type': 'metropolis'}",
    "spin {'type': 'gibbs'}",
    "spin {'type': 'gibbs-with-gradients'}",
    "spin {'type': 'discrete-langevin'}",
    "spin {'type': 'wolff'}",
    "spin {'type': 'swendsen-wang'}"
  })
  public String sampler = "";

  private final Experiments experiments = new Experiments(1);
  private @Nullable Run run;

  /** Composes the run. */
  @Setup(Level.Trial)
  public void compose() {
    String[] words = sampler.split(" ", 2);
    run =
        experiments.given(
            """
            {
              "name": "sampler", "seed": 1,
              "energy": %s,
              "sampling": {"sampler": %s, "count": 64, "steps": %d}
            }
            """
                .formatted(
                    words[0].equals("real") ? REAL : SPIN, words[1].replace('\'', '"'), STEPS));
  }

  /** Removes the files. */
  @TearDown(Level.Trial)
  public void close() {
    experiments.close();
  }

  /** {@value #STEPS} transitions from new starts. */
  @Benchmark
  @OperationsPerInvocation(STEPS)
  public Object transition() {
    return Objects.requireNonNull(run).session().draw((done, all) -> {});
  }
}

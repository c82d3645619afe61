package io.ebm.bench;

import io.ebm.core.Run;
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

/**
 * A training step by each objective, on one thread, by the host: 256 examples of two moons and a
 * perceptron {@code 2 → 128 → 128 → 1}, with the objective's default settings.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class ObjectiveBenchmark {

  private static final int STEPS = 50;

  /** The objective. */
  @Param({
    "{'type': 'cd', 'sampler': {'type': 'langevin', 'stepSize': 0.003}}",
    "{'type': 'pcd', 'sampler': {'type': 'langevin', 'stepSize': 0.003}}",
    "{'type': 'nce', 'noise': {'type': 'gaussian'}}",
    "{'type': 'conditional-nce'}",
    "{'type': 'denoising-score-matching', 'sigma': 0.1}",
    "{'type': 'score-matching'}",
    "{'type': 'sliced-score-matching'}",
    "{'type': 'finite-difference-score-matching'}",
    "{'type': 'energy-discrepancy'}",
    "{'type': 'diffusion-recovery', 'sampler': {'type': 'langevin', 'stepSize': 0.003}}"
  })
  public String objective = "";

  private final Experiments experiments = new Experiments(1);
  private String experiment = "";

  /** Writes the experiment down. */
  @Setup(Level.Trial)
  public void compose() {
    experiment =
        """
        {
          "name": "objective", "seed": 1,
          "data": {"type": "two-moons", "size": 4096},
          "energy": {"type": "mlp"},
          "objective": %s,
          "optimizer": {"type": "adam"},
          "training": {"batch": 256}
        }
        """
            .formatted(objective.replace('\'', '"'));
  }

  /** Removes the files. */
  @TearDown(Level.Trial)
  public void close() {
    experiments.close();
  }

  /** {@value #STEPS} steps of a new run, which is composed and writes its checkpoint besides. */
  @Benchmark
  @OperationsPerInvocation(STEPS)
  public Object step() {
    Run run = experiments.start(experiment, STEPS);
    run.train();
    return run;
  }
}

package io.ebm.bench;

import io.ebm.core.Learning;
import io.ebm.core.Run;
import io.ebm.core.train.Trainer;
import io.ebm.core.train.TrainingListener;
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
 * A training step by each objective, on one thread, by the host's trainer: {@value
 * ObjectiveCase#BATCH} examples, 100 where they are sentences.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class ObjectiveBenchmark extends CountedBenchmark {

  private static final int STEPS = 5;
  private static final TrainingListener SILENT = new TrainingListener() {};

  /** The objective, and what it trains. */
  @Param public ObjectiveCase objective = ObjectiveCase.CD;

  private @Nullable Experiments experiments;
  private @Nullable Trainer trainer;

  @Override
  Work work(String benchmark) {
    return objective.work();
  }

  /** Begins a training of so many steps, that every call repeats with the parameters it finds. */
  @Setup(Level.Trial)
  public void start() {
    experiments = new Experiments(1);
    Inputs.write(experiments.folder());
    Run run = experiments.start(objective.experiment(), STEPS);
    trainer = Learning.trainer(run.session().composition());
  }

  /** Removes the files. */
  @TearDown(Level.Trial)
  public void close() {
    Objects.requireNonNull(experiments).close();
  }

  /** A step, the optimizer's included. */
  @Benchmark
  @OperationsPerInvocation(STEPS)
  public void step() {
    Objects.requireNonNull(trainer).run(0, SILENT, () -> "none");
  }
}

package io.ebm.bench;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.MarkovChain;
import io.ebm.api.RandomStream;
import io.ebm.core.compose.Composition;
import io.ebm.testkit.TestContext;
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

/** A transition of a tile of 64 chains by each sampler, on one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class SamplerBenchmark extends CountedBenchmark {

  private static final int STEPS = 10;

  /** The sampler, and what it draws from. */
  @Param public SamplerCase sampler = SamplerCase.LANGEVIN;

  private @Nullable Experiments experiments;
  private @Nullable MarkovChain chains;

  @Override
  Work work(String benchmark) {
    return sampler.work();
  }

  /** Starts the chains. */
  @Setup(Level.Trial)
  public void start() {
    experiments = new Experiments(1);
    Inputs.write(experiments.folder());
    Composition composition = experiments.compose(sampler.experiment());
    EnergyFunction energy = (EnergyFunction) composition.model();
    TestContext.Builder context = TestContext.builder().dataSpace(energy.space());
    composition.data().ifPresent(context::data);
    RandomStream random = RandomStream.of(1);
    Batch states = Batch.allocate(SamplerCase.TILE, energy.space().dim());
    energy.space().randomStart(states, random.split("start"));
    chains = composition.sampler().make(context.build()).start(energy, states, random);
  }

  /** Removes the files. */
  @TearDown(Level.Trial)
  public void close() {
    Objects.requireNonNull(experiments).close();
  }

  /** One transition. */
  @Benchmark
  @OperationsPerInvocation(STEPS)
  public Batch transition() {
    MarkovChain moved = Objects.requireNonNull(chains);
    moved.advance(STEPS);
    return moved.states();
  }
}

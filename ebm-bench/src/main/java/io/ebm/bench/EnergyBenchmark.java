package io.ebm.bench;

import io.ebm.api.Batch;
import io.ebm.api.Dataset;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.GibbsSampled;
import io.ebm.api.Gradient;
import io.ebm.api.Learnable;
import io.ebm.api.RandomStream;
import io.ebm.core.compose.Composition;
import io.ebm.core.task.Task;
import java.util.Arrays;
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
 * What an energy does with a tile of 64 states, on one core: energies, gradients by the states and
 * by the parameters, a Gibbs sweep. A conditional energy is given as many contexts.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class EnergyBenchmark extends CountedBenchmark {

  /** The energy. */
  @Param public EnergyCase energy = EnergyCase.MLP;

  private @Nullable Experiments experiments;
  private @Nullable EnergyFunction function;
  private Batch states = Batch.allocate(0, 1);
  private Batch slopes = Batch.allocate(0, 1);
  private double[] energies = new double[0];
  private double[] ones = new double[0];
  private @Nullable Gradient gradient;
  private final RandomStream random = RandomStream.of(1);

  @Override
  Work work(String benchmark) {
    return energy.work(benchmark);
  }

  @Override
  boolean runs(String benchmark) {
    return energy.has(benchmark);
  }

  /** Composes the energy. */
  @Setup(Level.Trial)
  public void compose() {
    experiments = new Experiments(1);
    Inputs.write(experiments.folder());
    Composition composition = experiments.compose(energy.experiment());
    Dataset data = composition.task().orElse(null);
    EnergyFunction composed = function(composition, data);
    int dim = composed.space().dim();
    states = Batch.allocate(EnergyCase.TILE, dim);
    if (data == null) {
      composed.space().randomStart(states, random);
    } else {
      states = data.train().range(0, EnergyCase.TILE, dim);
    }
    slopes = Batch.allocate(EnergyCase.TILE, dim);
    energies = new double[EnergyCase.TILE];
    ones = new double[EnergyCase.TILE];
    Arrays.fill(ones, 1);
    Learnable learnable = composed.as(Learnable.class).orElse(null);
    if (learnable != null) {
      gradient = learnable.parameters().newGradient();
    }
    function = composed;
  }

  private static EnergyFunction function(Composition composition, @Nullable Dataset data) {
    EnergyFunction plain = composition.model().as(EnergyFunction.class).orElse(null);
    if (plain != null) {
      return plain;
    }
    Dataset known = Objects.requireNonNull(data);
    int[] first = new int[EnergyCase.TILE];
    Arrays.setAll(first, i -> i);
    return Task.of(composition.model(), known.train(), known.space().dim())
        .energy(first, 0, first.length);
  }

  /** The composed energy. */
  EnergyFunction function() {
    return Objects.requireNonNull(function);
  }

  /** Removes the files. */
  @TearDown(Level.Trial)
  public void close() {
    Objects.requireNonNull(experiments).close();
  }

  /** {@link EnergyFunction#energies}. */
  @Benchmark
  public double[] energies() {
    function().energies(states, energies);
    return energies;
  }

  /** {@link Differentiable#gradients}. */
  @Benchmark
  public Batch gradients() {
    function().as(Differentiable.class).orElseThrow().gradients(states, energies, slopes);
    return slopes;
  }

  /** {@link Learnable#accumulate}. */
  @Benchmark
  public Gradient accumulate() {
    Gradient into = Objects.requireNonNull(gradient);
    function().as(Learnable.class).orElseThrow().accumulate(states, ones, into);
    return into;
  }

  /** {@link GibbsSampled#sweep}, one sweep. */
  @Benchmark
  public Batch sweep() {
    function().as(GibbsSampled.class).orElseThrow().sweep(states, 1, 1, random);
    return states;
  }
}

package io.ebm.bench;

import io.ebm.api.Batch;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.GibbsSampled;
import io.ebm.api.Gradient;
import io.ebm.api.Learnable;
import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.core.io.Npy;
import io.ebm.math.Activation;
import io.ebm.models.neural.Mlp;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
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
 * What an energy does with a tile of 64 states, on one core: energies, gradients by the states and
 * by the parameters, a Gibbs sweep. What an energy cannot do takes no time.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class EnergyBenchmark {

  private static final int TILE = 64;

  /** The energy: a component of an experiment, over 64 real or 256 binary coordinates. */
  @Param({
    "real {'type': 'mlp', 'hidden': [256, 256]}",
    "real {'type': 'gaussian', 'dim': 64}",
    "real {'type': 'funnel'}",
    "real {'type': 'rbm', 'hidden': 128}",
    "binary {'type': 'rbm', 'hidden': 128}",
    "binary {'type': 'boltzmann-machine', 'hidden': 8}",
    "spin {'type': 'ising', 'shape': [16, 16]}",
    "spin {'type': 'hopfield'}",
    "real {'type': 'modern-hopfield'}"
  })
  public String energy = "";

  private final Experiments experiments = new Experiments(1);
  private EnergyFunction function = Mlp.of(StateSpace.real(1), List.of(), Activation.SILU, 1);
  private Batch states = Batch.allocate(0, 1);
  private Batch slopes = Batch.allocate(0, 1);
  private double[] energies = new double[0];
  private double[] ones = new double[0];
  private Gradient gradient = Parameters.builder().add("none", 1).build().newGradient();
  private final RandomStream random = RandomStream.of(1);

  /** Composes the energy. */
  @Setup(Level.Trial)
  public void compose() throws IOException {
    String[] words = energy.split(" ", 2);
    int dim = words[0].equals("real") ? 64 : 256;
    float[] x = new float[1000 * dim];
    for (int i = 0; i < x.length; i++) {
      int row = i / dim;
      double wave = Math.sin(1.3 * i + 0.01 * row);
      x[i] =
          (float)
              switch (words[0]) {
                case "real" -> wave;
                case "spin" -> wave > 0 ? 1 : -1;
                default -> wave > 0.5 ? 1 : 0;
              };
    }
    Npy.write(experiments.folder().resolve("x.npy"), List.of(1000, dim), x);
    String binary = words[0].equals("binary") ? ", \"binarize\": 0.5" : "";
    String json =
        """
        {
          "name": "component", "seed": 1,
          "data": {"type": "npy", "file": "x.npy"%s},
          "energy": %s
        }
        """
            .formatted(binary, words[1].replace('\'', '"'));
    function = (EnergyFunction) experiments.model(json);
    states = Batch.of(Arrays.copyOf(x, TILE * dim), 0, TILE, dim);
    slopes = Batch.allocate(TILE, dim);
    energies = new double[TILE];
    ones = new double[TILE];
    Arrays.fill(ones, 1);
    if (function instanceof Learnable learnable) {
      gradient = learnable.parameters().newGradient();
    }
  }

  /** Removes the files. */
  @TearDown(Level.Trial)
  public void close() {
    experiments.close();
  }

  /** {@link EnergyFunction#energies}. */
  @Benchmark
  public double[] energies() {
    function.energies(states, energies);
    return energies;
  }

  /** {@link Differentiable#gradients}. */
  @Benchmark
  public Batch gradients() {
    if (function instanceof Differentiable differentiable) {
      differentiable.gradients(states, energies, slopes);
    }
    return slopes;
  }

  /** {@link Learnable#accumulate}. */
  @Benchmark
  public Gradient accumulate() {
    if (function instanceof Learnable learnable) {
      learnable.accumulate(states, ones, gradient);
    }
    return gradient;
  }

  /** {@link GibbsSampled#sweep}, one sweep. */
  @Benchmark
  public Batch sweep() {
    if (function instanceof GibbsSampled sampled) {
      sampled.sweep(states, 1, 1, random);
    }
    return states;
  }
}

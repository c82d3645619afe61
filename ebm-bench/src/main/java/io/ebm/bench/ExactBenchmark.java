package io.ebm.bench;

import io.ebm.api.Gradient;
import io.ebm.api.RandomStream;
import io.ebm.models.boltzmann.graph.Boundary;
import io.ebm.models.boltzmann.graph.Graph;
import io.ebm.models.boltzmann.pairwise.Ising;
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
import org.openjdk.jmh.annotations.Warmup;

/** Time of exact sums over the 2^24 states of 24 spins, on one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class ExactBenchmark extends CountedBenchmark {

  /** A 4 × 6 torus, or all spins coupled with normal couplings. */
  @Param({"torus", "complete"})
  public String graph = "";

  private Ising ising = Ising.lattice(Boundary.TORUS, 2.269185, 4, 6);
  private final double[] out = {1};

  @Override
  Work work(String benchmark) {
    return Work.uncounted("a search of a tree in double precision");
  }

  /** Makes the model. */
  @Setup(Level.Trial)
  public void make() {
    if (graph.equals("complete")) {
      ising = Ising.of(Graph.complete(24), List.of(24), 5);
      float[] theta = ising.parameters().values();
      RandomStream.of(1).fillGaussian(theta, 0, theta.length);
    }
  }

  /** The sum of all states. */
  @Benchmark
  public double logPartition() {
    ising.logPartitions(1, out);
    return out[0];
  }

  /** The gradient of the sum's logarithm. */
  @Benchmark
  public Gradient gradient() {
    Gradient gradient = ising.parameters().newGradient();
    ising.accumulateExpectations(new double[] {1}, gradient);
    return gradient;
  }
}

package io.ebm.bench;

import io.ebm.math.Activation;
import io.ebm.math.Elementwise;
import io.ebm.math.Philox;
import io.ebm.math.Vectors;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Time per float of elementwise functions, reductions and random fills on one core. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@OperationsPerInvocation(VectorBenchmark.N)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class VectorBenchmark extends CountedBenchmark {

  static final int N = 16384;

  private final float[] x = Worker.operand(N);
  private final float[] y = new float[N];
  private final float[] first = new float[N];
  private final float[] second = new float[N];
  private long counter;

  /** Floats read and written for each float; that a function needs arithmetic is not counted. */
  @Override
  Work work(String benchmark) {
    int arrays =
        switch (benchmark) {
          case "gaussian", "uniform", "logSumExp" -> 1;
          case "exp", "log", "dot" -> 2;
          case "siluTwice" -> 4;
          default -> 3;
        };
    return Work.floats(arrays, (double) arrays * N);
  }

  /** {@link Elementwise#exp}. */
  @Benchmark
  public float[] exp() {
    Elementwise.exp(N, x, 0, y, 0);
    return y;
  }

  /** {@link Elementwise#log}. */
  @Benchmark
  public float[] log() {
    Elementwise.log(N, x, 0, y, 0);
    return y;
  }

  /** SiLU and its derivative. */
  @Benchmark
  public float[] silu() {
    return activate(Activation.SILU);
  }

  /** GELU and its derivative. */
  @Benchmark
  public float[] gelu() {
    return activate(Activation.GELU);
  }

  /** The hyperbolic tangent and its derivative. */
  @Benchmark
  public float[] tanh() {
    return activate(Activation.TANH);
  }

  /** Softplus and its derivative. */
  @Benchmark
  public float[] softplus() {
    return activate(Activation.SOFTPLUS);
  }

  private float[] activate(Activation f) {
    f.apply(N, x, 0, y, 0, first, 0, null, 0);
    return y;
  }

  /** SiLU and both derivatives. */
  @Benchmark
  public float[] siluTwice() {
    Elementwise.siluAndDerivatives(N, x, 0, y, 0, first, 0, second, 0);
    return y;
  }

  /** {@link Vectors#dot}. */
  @Benchmark
  public double dot() {
    return Vectors.dot(N, x, 0, y, 0);
  }

  /** {@link Vectors#logSumExp}. */
  @Benchmark
  public double logSumExp() {
    return Vectors.logSumExp(N, x, 0);
  }

  /** Standard normal floats. */
  @Benchmark
  public float[] gaussian() {
    Philox.fillGaussian(1, 2, counter += N / 4, y, 0, N);
    return y;
  }

  /** Uniform floats. */
  @Benchmark
  public float[] uniform() {
    Philox.fillUniform(1, 2, counter += N / 4, y, 0, N);
    return y;
  }
}

package io.ebm.bench;

import io.ebm.math.LinearChain;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Forward-backward with the expected pairs, per unit of a chain, on one core. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@OperationsPerInvocation(LinearChainBenchmark.LENGTH)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class LinearChainBenchmark extends CountedBenchmark {

  static final int LENGTH = 25;

  /** How many labels: those of chunking, and two others. */
  @Param({"9", "22", "50"})
  public int labels;

  private float[] scores = new float[0];
  private float[] psi = new float[0];
  private float[] alpha = new float[0];
  private float[] beta = new float[0];
  private final float[] sums = new float[LENGTH];
  private float[] transitions = new float[0];
  private float[] pairs = new float[0];

  /**
   * At every unit but the first, {@code labels²} products forward, backward and for the pairs; the
   * exponentials of the scores are not counted.
   */
  @Override
  Work work(String benchmark) {
    return Work.products(3.0 * labels * labels * (LENGTH - 1) / LENGTH);
  }

  /** Scores by a formula; the transitions are symmetric, so that they are their own transpose. */
  @Setup
  public void prepare() {
    int width = LinearChain.width(labels);
    scores = new float[LENGTH * width];
    psi = new float[LENGTH * width];
    alpha = new float[LENGTH * width];
    beta = new float[LENGTH * width];
    transitions = new float[labels * width];
    pairs = new float[labels * width];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = (float) Math.sin(12.9898 * i);
    }
    for (int x = 0; x < labels; x++) {
      for (int y = 0; y < labels; y++) {
        transitions[x * width + y] = (float) Math.exp(Math.cos(x + y));
      }
    }
  }

  /** The log partition function, which is the sum of what the rows were divided by. */
  @Benchmark
  public double forwardBackward() {
    int width = LinearChain.width(labels);
    System.arraycopy(scores, 0, psi, 0, psi.length);
    double log = LinearChain.potentials(LENGTH, labels, psi, 0);
    sums[0] = LinearChain.start(labels, psi, 0, alpha, 0);
    for (int t = 1; t < LENGTH; t++) {
      int at = t * width;
      float factor = 1 / sums[t - 1];
      sums[t] =
          LinearChain.forward(labels, alpha, at - width, factor, transitions, psi, at, alpha, at);
    }
    for (float sum : sums) {
      log += Math.log(sum);
    }
    int last = (LENGTH - 1) * width;
    Arrays.fill(beta, last, last + labels, 1 / sums[LENGTH - 1]);
    for (int t = LENGTH - 1; t > 0; t--) {
      int at = t * width;
      LinearChain.backward(
          labels, beta, at, 1 / sums[t - 1], psi, at, transitions, beta, at - width);
    }
    LinearChain.pairs(LENGTH - 1, labels, alpha, 0, psi, width, pairs);
    return log;
  }
}

package io.ebm.bench;

import io.ebm.math.Gemm;
import java.util.concurrent.TimeUnit;
import java.util.function.IntToDoubleFunction;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What the machine allows on one core, that the other benchmarks are compared with. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class LimitBenchmark implements Counted {

  private static final int STEPS = 10_000;
  private static final int N = 1024;

  private final IntToDoubleFunction loop = loop();
  private float[] from = new float[0];
  private float[] to = new float[0];
  private float[] product = new float[0];

  private static IntToDoubleFunction loop() {
    try {
      Class<?> type = Class.forName("io.ebm.bench.SimdFma");
      return (IntToDoubleFunction) type.getConstructor().newInstance();
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new IllegalStateException(
          "no Vector API; run with the options of ebm-dist/java.options", e);
    }
  }

  @Override
  public Work work(String benchmark) {
    return switch (benchmark) {
      case "multiplyAdd" -> Work.flops(STEPS * loop.applyAsDouble(0));
      case "product" -> Work.products((double) N * N * N);
      default -> copied(benchmark);
    };
  }

  private static Work copied(String benchmark) {
    double floats =
        switch (benchmark) {
              case "copyInFirstCache" -> Limits.FIRST;
              case "copyInSecondCache" -> Limits.SECOND;
              default -> Limits.LARGE;
            }
            / 4.0;
    return Work.floats(floats, floats);
  }

  /** Sums of products in registers. */
  @Benchmark
  public double multiplyAdd() {
    return loop.applyAsDouble(STEPS);
  }

  /** Our product of two matrices of 1,024 × 1,024. */
  @Benchmark
  public float[] product() {
    if (product.length == 0) {
      from = Worker.operand(N * N);
      to = from;
      product = new float[N * N];
    }
    Gemm.nn(N, N, N, from, 0, N, to, 0, N, product, 0, N, false);
    return product;
  }

  /** A copy in the first-level cache. */
  @Benchmark
  public float[] copyInFirstCache() {
    return copy(Limits.FIRST);
  }

  /** A copy in the second-level cache. */
  @Benchmark
  public float[] copyInSecondCache() {
    return copy(Limits.SECOND);
  }

  /** A copy in memory. */
  @Benchmark
  public float[] copyInMemory() {
    return copy(Limits.LARGE);
  }

  private float[] copy(int bytes) {
    int floats = bytes / 8; // half of the bytes are read, half written
    if (from.length != floats) {
      from = Worker.operand(floats);
      to = new float[floats];
    }
    System.arraycopy(from, 0, to, 0, floats);
    return to;
  }
}

package io.ebm.bench;

import io.ebm.math.Gemm;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Time of a matrix product on one core. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class GemmBenchmark extends CountedBenchmark {

  /** Extents m × n × k. */
  @Param({"512x512x512", "32x256x256", "256x64x256", "256x64x2", "100x100x100", "64x10x256"})
  public String shape = "";

  private int m;
  private int n;
  private int k;
  private float[] a = {};
  private float[] b = {};
  private float[] c = {};

  /** {@code 2 m n k} operations; every element is read or written at least once. */
  @Override
  Work work(String benchmark) {
    extents();
    double floats = (double) m * k + (double) k * n + (double) m * n;
    return Work.products((double) m * n * k).and(Work.floats(floats, floats));
  }

  private void extents() {
    String[] extents = shape.split("x", -1);
    m = Integer.parseInt(extents[0]);
    n = Integer.parseInt(extents[1]);
    k = Integer.parseInt(extents[2]);
  }

  /** Makes the operands. */
  @Setup
  public void fill() {
    extents();
    a = Worker.operand(m * k);
    b = Worker.operand(k * n);
    c = new float[m * n];
  }

  /** {@code A · B}. */
  @Benchmark
  public float[] nn() {
    Gemm.nn(m, n, k, a, 0, k, b, 0, n, c, 0, n, false);
    return c;
  }

  /** {@code A · Bᵀ}. */
  @Benchmark
  public float[] nt() {
    Gemm.nt(m, n, k, a, 0, k, b, 0, k, c, 0, n, false);
    return c;
  }

  /** {@code Aᵀ · B}. */
  @Benchmark
  public float[] tn() {
    Gemm.tn(m, n, k, a, 0, m, b, 0, n, c, 0, n, false);
    return c;
  }
}

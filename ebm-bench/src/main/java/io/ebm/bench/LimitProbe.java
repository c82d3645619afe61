package io.ebm.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntToDoubleFunction;

/** Measures what the thread that calls it can do at this moment. */
final class LimitProbe {

  /** Steps of a loop that takes some 0.1 ms. */
  private static final int STEPS = 50_000;

  /** For how long a limit is measured, at least. */
  private static final long NANOS = TimeUnit.MILLISECONDS.toNanos(15);

  /** Bytes that a run of copies reads and writes, at least. */
  private static final int RUN = 1 << 23;

  private static final IntToDoubleFunction LOOP = loop();
  private static final float[] FROM = Worker.operand(Limits.LARGE / 8);
  private static final float[] TO = new float[Limits.LARGE / 8];

  /** Where sums go, so that none is left out. */
  private static double sum;

  /** What was measured last; of the thread of a benchmark, read by that of the profiler. */
  private static volatile Limits last = new Limits(0, 0, 0, 0);

  private LimitProbe() {}

  private static IntToDoubleFunction loop() {
    try {
      Class<?> type = Class.forName("io.ebm.bench.SimdFma");
      return (IntToDoubleFunction) type.getConstructor().newInstance();
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new IllegalStateException(
          "no Vector API; run with the options of ebm-dist/java.options", e);
    }
  }

  /** The limits that were measured last. */
  static Limits last() {
    return last;
  }

  /** Measures the limits. */
  static void measure() {
    double flops = STEPS * LOOP.applyAsDouble(0) / seconds(() -> sum += LOOP.applyAsDouble(STEPS));
    last = new Limits(flops, copied(Limits.FIRST), copied(Limits.SECOND), copied(Limits.LARGE));
  }

  /** Bytes per second that copies within so many bytes read and write. */
  private static double copied(int bytes) {
    int floats = bytes / 8; // half of the bytes are read, half written
    int copies = Math.max(1, RUN / bytes);
    double time =
        seconds(
            () -> {
              for (int i = 0; i < copies; i++) {
                System.arraycopy(FROM, 0, TO, 0, floats);
              }
            });
    return (double) copies * bytes / time;
  }

  /** The median of the seconds of the runs that fit in the time, of three at least. */
  private static double seconds(Runnable run) {
    List<Long> times = new ArrayList<>();
    long start = System.nanoTime();
    long before = start;
    while (times.size() < 3 || before - start < NANOS) {
      run.run();
      long now = System.nanoTime();
      times.add(now - before);
      before = now;
    }
    return 1e-9 * Result.median(times, Long::doubleValue);
  }
}

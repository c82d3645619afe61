package io.ebm.bench;

import io.ebm.api.Batch;
import io.ebm.models.hopfield.DenseMemory;
import io.ebm.models.hopfield.Interaction;
import io.ebm.models.hopfield.ModernHopfield;
import io.ebm.models.hopfield.Sequence;
import io.ebm.models.hopfield.Updates;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Retrieval by Hopfield networks, the probes shared out evenly among threads. */
final class HopfieldRun implements AutoCloseable {

  private static final int UNITS = 10_000;
  private static final int PATTERNS = 1000;
  private static final int PROBES = 100;

  /** Of all spins at once, which need not come to rest. */
  private static final int UPDATES = 5;

  /** Of one spin after the other, at most; they come to rest long before. */
  private static final int SWEEPS = 100;

  private static final int QUERIES = 1024;
  private static final int KEYS = 50_000;
  private static final int DIM = 64;
  private static final double BETA = 0.5;

  private final int threads;
  private final ExecutorService pool;
  private @Nullable DenseMemory classic;
  private @Nullable ModernHopfield modern;
  private @Nullable Batch probes;

  HopfieldRun(int threads) {
    this.threads = threads;
    this.pool = Executors.newFixedThreadPool(threads);
  }

  /** Element i of pattern p: a bit of a hash of both. */
  private static float spin(int p, int i) {
    long h = (p * 10_007L + i) * 2_654_435_761L & 0xffffffffL;
    h ^= h >>> 16;
    h = h * 2_246_822_519L & 0xffffffffL;
    return (h >>> 15 & 1) == 0 ? -1 : 1;
  }

  private static Batch patterns(int count) {
    Batch patterns = Batch.allocate(count, UNITS);
    for (int p = 0; p < count; p++) {
      for (int i = 0; i < UNITS; i++) {
        patterns.set(p, i, spin(p, i));
      }
    }
    return patterns;
  }

  /**
   * Retrieves the first patterns from probes of which a tenth of the spins is turned over.
   *
   * @return seconds for all probes; the mean overlap at the end; a sum that tells states apart
   */
  double[] classic(boolean synchronous, int calls) {
    DenseMemory memory = classic;
    if (memory == null) {
      Updates updates = synchronous ? Updates.SYNCHRONOUS : Updates.ASYNCHRONOUS;
      memory =
          DenseMemory.of(patterns(PATTERNS), Interaction.POLYNOMIAL, 2, updates, Sequence.FIXED);
      classic = memory;
    }
    DenseMemory network = memory;
    Batch first = patterns(PROBES);
    Batch noisy = first.copy();
    for (int r = 0; r < PROBES; r++) {
      for (int i = 0; i < UNITS; i++) {
        if ((7 * i + 3 * r) % 10 == 0) {
          noisy.set(r, i, -noisy.get(r, i));
        }
      }
    }
    int most = synchronous ? UPDATES : SWEEPS;
    Batch x = noisy.copy();
    long nanos = 0;
    for (int call = 0; call < calls; call++) {
      x.copyFrom(noisy);
      long start = System.nanoTime();
      share(PROBES, (from, to) -> network.retrieve(x.slice(from, to), null, most));
      nanos += System.nanoTime() - start;
    }
    double overlap = 0;
    double sum = 0;
    for (int r = 0; r < PROBES; r++) {
      for (int i = 0; i < UNITS; i++) {
        overlap += x.get(r, i) * first.get(r, i);
        sum += x.get(r, i) * ((i + r) % 11);
      }
    }
    return new double[] {nanos * 1e-9 / calls, overlap / PROBES / UNITS, sum};
  }

  /**
   * One update of 1,024 states by a modern network of 50,000 patterns of 64 dimensions.
   *
   * @return seconds; then three elements of the result
   */
  double[] modern(int calls) {
    ModernHopfield memory = modern;
    Batch x = probes;
    if (memory == null || x == null) {
      memory = ModernHopfield.of(Batch.of(Worker.operand(KEYS * DIM), DIM), BETA);
      x = Batch.of(Worker.operand(QUERIES * DIM), DIM);
      modern = memory;
      probes = x;
    }
    ModernHopfield network = memory;
    Batch states = x;
    Batch out = x.copy();
    long start = System.nanoTime();
    for (int call = 0; call < calls; call++) {
      share(QUERIES, (from, to) -> network.update(states.slice(from, to), out.slice(from, to)));
    }
    double time = (System.nanoTime() - start) * 1e-9 / calls;
    return new double[] {time, out.get(0, 0), out.get(511, 7), out.get(1023, 63)};
  }

  private interface Part {
    void run(int from, int to);
  }

  private void share(int rows, Part part) {
    List<Future<?>> running = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      int from = rows * t / threads;
      int to = rows * (t + 1) / threads;
      running.add(pool.submit(() -> part.run(from, to)));
    }
    for (Future<?> one : running) {
      try {
        one.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("a part failed", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      }
    }
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}

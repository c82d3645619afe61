package io.ebm.core.runtime;

import io.ebm.api.FullBatchOptimizer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntConsumer;

/**
 * The threads that run tiles. Which thread runs which tile is left to chance; a tile's work depends
 * on its number alone, so results do not.
 */
public final class Workers implements AutoCloseable {

  private final int threads;
  private final ExecutorService pool;

  /**
   * Starts the threads; the calling thread is one of them.
   *
   * @param threads at least 1
   */
  public Workers(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("at least one thread is needed, not " + threads);
    }
    this.threads = threads;
    AtomicInteger number = new AtomicInteger();
    this.pool =
        Executors.newFixedThreadPool(
            Math.max(1, threads - 1),
            task -> {
              Thread thread = new Thread(task, "ebm-worker-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /** How many threads there are. */
  public int threads() {
    return threads;
  }

  /**
   * Runs {@code task} for every number from 0 to {@code count - 1} and returns when all are done.
   * Where some fail, the failure of the lowest number is thrown, so that failures are repeatable
   * too.
   */
  public void forEach(int count, IntConsumer task) {
    if (threads == 1 || count <= 1) {
      for (int i = 0; i < count; i++) {
        task.accept(i);
      }
      return;
    }
    AtomicInteger next = new AtomicInteger();
    AtomicReferenceArray<Throwable> failures = new AtomicReferenceArray<>(count);
    int helpers = Math.min(threads, count) - 1;
    CountDownLatch done = new CountDownLatch(helpers);
    Runnable loop =
        () -> {
          for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
            try {
              task.accept(i);
            } catch (RuntimeException | Error e) {
              failures.set(i, e);
            }
          }
        };
    for (int i = 0; i < helpers; i++) {
      pool.execute(
          () -> {
            try {
              loop.run();
            } finally {
              done.countDown();
            }
          });
    }
    loop.run();
    awaitAll(done);
    for (int i = 0; i < count; i++) {
      Throwable failure = failures.get(i);
      if (failure instanceof Error error) {
        throw error;
      }
      if (failure instanceof RuntimeException runtime) {
        throw runtime;
      }
    }
  }

  /** Does work on the ranges of {@link FullBatchOptimizer.Loss#sum}. */
  public double sum(int n, FullBatchOptimizer.RangeTask task) {
    int length = FullBatchOptimizer.RANGE;
    double[] parts = new double[n / length + (n % length == 0 ? 0 : 1)];
    forEach(
        parts.length,
        part ->
            parts[part] =
                task.run(part * length, Math.min(n - part * length, length) + part * length));
    double sum = 0;
    for (double part : parts) {
      sum += part;
    }
    return sum;
  }

  private static void awaitAll(CountDownLatch done) {
    boolean interrupted = false;
    while (true) {
      try {
        done.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true; // tiles write into shared arrays: never leave before all have ended
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}

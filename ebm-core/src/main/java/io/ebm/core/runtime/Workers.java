package io.ebm.core.runtime;

import io.ebm.api.FullBatchOptimizer;
import io.ebm.api.Parallel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/**
 * The threads that run tiles. Which thread runs which tile is left to chance; a tile's work depends
 * on its number alone, so results do not.
 */
public final class Workers implements Parallel, AutoCloseable {

  /**
   * How long a thread that has nothing to do looks for work before it sleeps. Waking it takes
   * longer than many of the waits within a training step.
   */
  private static final long PATIENCE_NANOS = 100_000;

  private final int threads;
  private final boolean patient;
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
    this.patient = threads <= Runtime.getRuntime().availableProcessors();
    AtomicInteger number = new AtomicInteger();
    int helpers = Math.max(1, threads - 1);
    this.pool =
        new ThreadPoolExecutor(
            helpers,
            helpers,
            0,
            TimeUnit.MILLISECONDS,
            new PatientQueue(),
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
  @Override
  public void parallel(int count, IntConsumer task) {
    if (threads == 1 || count <= 1) {
      for (int i = 0; i < count; i++) {
        task.accept(i);
      }
      return;
    }
    AtomicInteger next = new AtomicInteger();
    Failures failures = new Failures(count);
    onThreads(
        count,
        () -> {
          for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
            failures.of(i, task);
          }
        });
    failures.throwFirst();
  }

  @Override
  public void tiles(int rows, TileTask task) {
    Tiles tiles = Tiles.of(rows);
    parallel(tiles.count(), tile -> task.run(tile, tiles.from(tile), tiles.from(tile + 1)));
  }

  /** A part of a task that is done in turns. */
  @FunctionalInterface
  public interface Turn {

    /** Does the turn {@code turn} of task {@code number}, whose turns before are done. */
    void run(int number, int turn);
  }

  /**
   * Runs tasks that take long in turns, those of one task one after the other: a thread that is
   * free goes on with the task that has waited longest. So all threads have work until the end,
   * also where tasks are few and not a multiple of the threads, or cores are not equally fast.
   * Failures are those of {@link #parallel}; a task that has failed is not gone on with.
   */
  public void forEachInTurns(int count, int turns, Turn task) {
    if (threads == 1 || count <= 1) {
      for (int i = 0; i < count; i++) {
        for (int turn = 0; turn < turns; turn++) {
          task.run(i, turn);
        }
      }
      return;
    }
    Queue<Integer> waiting = new ConcurrentLinkedQueue<>();
    for (int i = 0; i < count && turns > 0; i++) {
      waiting.add(i);
    }
    int[] done = new int[count];
    Failures failures = new Failures(count);
    onThreads(
        count,
        () -> {
          // Once none waits, each task that is not done has the thread that does it.
          for (Integer i = waiting.poll(); i != null; i = waiting.poll()) {
            boolean good = failures.of(i, number -> task.run(number, done[number]++));
            if (good && done[i] < turns) {
              waiting.add(i);
            }
          }
        });
    failures.throwFirst();
  }

  /** Runs a loop on as many threads as there are, or numbers, and waits for all. */
  private void onThreads(int count, Runnable loop) {
    int helpers = Math.min(threads, count) - 1;
    CountDownLatch done = new CountDownLatch(helpers);
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
  }

  /** What tasks have thrown. */
  private static final class Failures {
    private final AtomicReferenceArray<Throwable> thrown;

    Failures(int count) {
      thrown = new AtomicReferenceArray<>(count);
    }

    /** Runs a task; says whether it went well. */
    boolean of(int number, IntConsumer task) {
      try {
        task.accept(number);
        return true;
      } catch (RuntimeException | Error e) {
        thrown.set(number, e);
        return false;
      }
    }

    /** Throws that of the lowest number, if there are any. */
    void throwFirst() {
      for (int i = 0; i < thrown.length(); i++) {
        Throwable failure = thrown.get(i);
        if (failure instanceof Error error) {
          throw error;
        }
        if (failure instanceof RuntimeException runtime) {
          throw runtime;
        }
      }
    }
  }

  /** Work on a range of a long vector. */
  @FunctionalInterface
  public interface Range {

    /** Does the work on the elements {@code from} (inclusive) to {@code to} (exclusive). */
    void run(int from, int to);
  }

  /** Does work on the elements 0 to {@code n - 1}, in ranges. */
  public void forRanges(int n, Range task) {
    int length = FullBatchOptimizer.RANGE;
    parallel(ranges(n), i -> task.run(i * length, Math.min(n - i * length, length) + i * length));
  }

  /** Does work on the ranges of {@link FullBatchOptimizer.Loss#sum}. */
  public double sum(int n, FullBatchOptimizer.RangeTask task) {
    double[] parts = new double[ranges(n)];
    forRanges(n, (from, to) -> parts[from / FullBatchOptimizer.RANGE] = task.run(from, to));
    double sum = 0;
    for (double part : parts) {
      sum += part;
    }
    return sum;
  }

  private static int ranges(int n) {
    return n / FullBatchOptimizer.RANGE + (n % FullBatchOptimizer.RANGE == 0 ? 0 : 1);
  }

  /** Waits for a while without sleeping, unless the threads outnumber the processors. */
  @SuppressWarnings("ThreadPriorityCheck") // nothing depends on it: others shall not wait for this
  private void look(BooleanSupplier found) {
    if (patient) {
      long start = System.nanoTime();
      while (!found.getAsBoolean() && System.nanoTime() - start < PATIENCE_NANOS) {
        Thread.yield();
      }
    }
  }

  /** A queue from which threads take without sleeping at once. */
  private final class PatientQueue extends LinkedBlockingQueue<Runnable> {
    private static final long serialVersionUID = 1;

    @Override
    public Runnable take() throws InterruptedException {
      look(() -> !isEmpty());
      return super.take();
    }
  }

  private void awaitAll(CountDownLatch done) {
    look(() -> done.getCount() == 0);
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

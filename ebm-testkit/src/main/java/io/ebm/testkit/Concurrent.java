package io.ebm.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Calls from several threads at once. */
final class Concurrent {

  /** What one thread does; says whether all came out as it should. */
  interface Work {
    boolean in(int thread) throws Exception;
  }

  private Concurrent() {}

  /**
   * Lets all threads begin together, and requires that all come out right.
   *
   * @param who what is called, as in {@code "energy 'mlp': calls"}
   */
  static void check(String who, int threads, Work work) {
    CyclicBarrier barrier = new CyclicBarrier(threads);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Boolean>> results = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        int thread = t;
        results.add(
            pool.submit(
                () -> {
                  barrier.await();
                  return work.in(thread);
                }));
      }
      for (Future<Boolean> result : results) {
        if (!result.get()) {
          throw new AssertionError(who + " from several threads at once disturb each other");
        }
      }
    } catch (ExecutionException failure) {
      throw new AssertionError(who + " from several threads at once fail", failure.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(who + ": interrupted", interrupted);
    } finally {
      pool.shutdownNow();
    }
  }
}

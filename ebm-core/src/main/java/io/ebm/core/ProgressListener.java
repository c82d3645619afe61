package io.ebm.core;

/** Told how far some long work is; from any thread. */
@FunctionalInterface
public interface ProgressListener {

  /** Listens to nothing. */
  ProgressListener NONE = (done, total) -> {};

  /** So much of so much is done. */
  void at(long done, long total);
}

package io.ebm.api;

/**
 * Capability of a {@link MarkovChain} whose every transition goes a way worth seeing, as from noise
 * to data: somebody may watch it.
 */
public interface Staged {

  /** Is told where the chains are on the way. */
  @FunctionalInterface
  interface Watcher {
    /**
     * Called by the thread that advances the chains, at stage 0, where a transition begins, and
     * after every step of it.
     *
     * @param stage from 0 to {@code last}
     * @param last the last stage
     * @param states only read, in the call
     */
    void at(int stage, int last, Batch states);
  }

  /** Lets one watcher see the transitions to come; another takes its place. */
  void watch(Watcher watcher);
}

package io.ebm.core.train;

import io.ebm.core.runtime.Workers;
import java.util.List;

/**
 * Who does the work of shards: threads of this process, other processes, a cluster. Results do not
 * depend on the crew, to the bit.
 */
@FunctionalInterface
public interface Crew {

  /**
   * Has every lane do its work in a round: by {@link Lane#work} here, or by {@link Lane#request},
   * {@link Lane#answer} in another process and {@link Lane#accept}. Returns when all are done. If
   * some fail, the failure of the lowest lane is thrown.
   */
  void run(Round round, List<Lane> lanes);

  /** The threads of this process. */
  static Crew of(Workers workers) {
    return (round, lanes) -> workers.parallel(lanes.size(), i -> lanes.get(i).work(round));
  }
}

package io.ebm.core.runtime;

import io.ebm.api.Progress;

/** A progress that the runtime moves between steps. */
public final class RunProgress implements Progress {

  private volatile double fraction;

  /** Creates a progress that stands at 0. */
  public RunProgress() {}

  @Override
  public double fraction() {
    return fraction;
  }

  /** Moves to {@code step} of {@code steps}. */
  public void moveTo(long step, long steps) {
    fraction = steps <= 0 ? 1.0 : Math.min(1.0, (double) step / steps);
  }
}

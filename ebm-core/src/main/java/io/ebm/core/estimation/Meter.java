package io.ebm.core.estimation;

import io.ebm.api.EstimationContext;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the work of all tiles and tells the host about every two-hundredth of it. */
final class Meter {

  private static final int REPORTS = 200;

  private final EstimationContext context;
  private final long total;
  private final AtomicLong done = new AtomicLong();

  Meter(EstimationContext context, long total) {
    this.context = context;
    this.total = Math.max(1, total);
  }

  /** So much more is done; from any thread. */
  void add(long more) {
    long now = done.addAndGet(more);
    if (now * REPORTS / total > (now - more) * REPORTS / total) {
      context.progress(Math.min(now, total), total);
    }
  }

  /** All is done, even if less was to do. */
  void finish() {
    context.progress(total, total);
  }
}

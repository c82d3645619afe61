package io.ebm.bench;

import java.util.List;
import java.util.Locale;

/**
 * What one core of this machine can do at best.
 *
 * @param flops operations on floats per second
 * @param first bytes per second that a copy of {@link #FIRST} bytes reads and writes
 * @param second the same of {@link #SECOND} bytes
 * @param memory the same of {@link #LARGE} bytes
 */
record Limits(double flops, double first, double second, double memory) {

  /** Read and written by a copy in the first-level cache. */
  static final int FIRST = 1 << 14;

  /** Read and written by a copy in the second-level cache. */
  static final int SECOND = 1 << 18;

  /** Read and written by a copy in memory. */
  static final int LARGE = 1 << 28;

  /** Arrays up to this size are said to fit the first-level cache. */
  private static final int FITS_FIRST = 1 << 15;

  /** Arrays up to this size are said to fit the second-level cache. */
  private static final int FITS_SECOND = 1 << 20;

  /** The median of each. */
  static Limits median(List<Limits> all) {
    return new Limits(
        Result.median(all, Limits::flops),
        Result.median(all, Limits::first),
        Result.median(all, Limits::second),
        Result.median(all, Limits::memory));
  }

  /** Bytes per second to and from arrays of so many bytes. */
  double bandwidth(double span) {
    if (span <= FITS_FIRST) {
      return first;
    }
    return span <= FITS_SECOND ? second : memory;
  }

  /** Whether the bytes of some work need more time than its arithmetic. */
  boolean boundByBytes(Work work) {
    return work.bytes() / bandwidth(work.span()) > work.flops() / flops;
  }

  /** The least seconds for some work, be it for its arithmetic or for its bytes. */
  double seconds(Work work) {
    return Math.max(work.flops() / flops, work.bytes() / bandwidth(work.span()));
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "one core does %.0f Gflop/s; a copy reads and writes %.0f GB/s in the first-level cache,"
            + " %.0f in the second, %.0f in memory",
        flops / 1e9,
        first / 1e9,
        second / 1e9,
        memory / 1e9);
  }
}

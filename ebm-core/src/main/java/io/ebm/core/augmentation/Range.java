package io.ebm.core.augmentation;

import io.ebm.api.Checks;
import io.ebm.api.StateSpace;
import org.jspecify.annotations.Nullable;

/** The values that are left alone; those beyond become the nearest of them. */
record Range(float low, float high) {

  static void check(@Nullable Double low, @Nullable Double high) {
    Checks.that(low == null || Double.isFinite(low), "low", "must be finite, but is " + low);
    Checks.that(high == null || Double.isFinite(high), "high", "must be finite, but is " + high);
    Checks.that(
        low == null || high == null || low.floatValue() < high.floatValue(),
        "high",
        "must be above low = " + low + ", but is " + high);
  }

  /** Those that are given, within the bounds of a box; null for all finite ones. */
  static Range of(@Nullable Double low, @Nullable Double high, StateSpace space) {
    float least = low == null ? -Float.MAX_VALUE : low.floatValue();
    float most = high == null ? Float.MAX_VALUE : high.floatValue();
    return space instanceof StateSpace.Box box
        ? new Range(
            Math.min(Math.max(least, box.low()), box.high()),
            Math.max(Math.min(most, box.high()), box.low()))
        : new Range(least, most);
  }

  float clip(float value) {
    return Math.min(high, Math.max(low, value));
  }
}

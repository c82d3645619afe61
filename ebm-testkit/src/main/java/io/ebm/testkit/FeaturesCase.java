package io.ebm.testkit;

import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.Dataset;
import io.ebm.api.Features;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import java.util.Optional;

/**
 * Features and the data to test them on.
 *
 * @param features the features
 * @param data over that space; what features that are fitted are fitted to
 * @param seed of everything random, told in failures
 */
public record FeaturesCase(Component<Features> features, Dataset data, long seed) {

  StateSpace space() {
    return data.space();
  }

  /**
   * The features, made anew; empty where they have no meaning on the space and say so by {@link
   * IllegalArgumentException} with a message.
   */
  public Optional<Features> made() {
    TestContext context = TestContext.builder().seed(seed).path("features").data(data).build();
    try {
      return Optional.of(features.make(context));
    } catch (IllegalArgumentException refused) {
      if (refused.getMessage() == null || refused.getMessage().isBlank()) {
        throw new AssertionError(this + ": refuse the space without a reason", refused);
      }
      return Optional.empty();
    }
  }

  Features sure() {
    return made().orElseThrow(() -> new AssertionError(this + ": have no meaning there"));
  }

  /** Random states. */
  Batch rows(int count) {
    Batch rows = Batch.allocate(count, space().dim());
    space().randomStart(rows, RandomStream.of(seed));
    return rows;
  }

  @Override
  public String toString() {
    return "features '" + features.type() + "' on " + space() + " (seed " + seed + ")";
  }
}

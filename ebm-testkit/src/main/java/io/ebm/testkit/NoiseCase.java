package io.ebm.testkit;

import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.Dataset;
import io.ebm.api.Noise;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import java.util.Optional;

/**
 * A noise and the space to test it on.
 *
 * @param noise the noise
 * @param data on that space; what a noise that is fitted is fitted to
 * @param seed of everything random, told in failures
 */
public record NoiseCase(Component<Noise> noise, Dataset data, long seed) {

  StateSpace space() {
    return data.space();
  }

  /**
   * The distribution on the space, made anew; empty where the noise has no meaning there and says
   * so, at its creation or in {@link Noise#on}, by {@link IllegalArgumentException} with a message.
   */
  public Optional<Noise.Density> density() {
    TestContext context = TestContext.builder().seed(seed).path("noise").data(data).build();
    try {
      return Optional.of(noise.make(context).on(space()));
    } catch (IllegalArgumentException refused) {
      if (refused.getMessage() == null || refused.getMessage().isBlank()) {
        throw new AssertionError(this + ": refuses the space without a reason", refused);
      }
      return Optional.empty();
    }
  }

  Noise.Density sure() {
    return density().orElseThrow(() -> new AssertionError(this + ": has no meaning there"));
  }

  Batch draws(Noise.Density density, int rows, RandomStream random) {
    Batch drawn = Batch.allocate(rows, space().dim());
    density.sample(drawn, random);
    return drawn;
  }

  @Override
  public String toString() {
    return "noise '" + noise.type() + "' on " + space() + " (seed " + seed + ")";
  }
}

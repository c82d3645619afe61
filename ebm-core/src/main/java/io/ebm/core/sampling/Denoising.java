package io.ebm.core.sampling;

import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Parallel;
import io.ebm.api.StateSpace;
import io.ebm.core.UserException;
import io.ebm.math.Vectors;

/**
 * Takes noise from samples of a model of noisy data. Where {@code y = x + s ξ} with normal {@code
 * ξ}, and {@code exp(-E / T)} is the density of {@code y}, the mean of {@code x} given {@code y} is
 * {@code y - (s² / T) ∇E(y)} (Robbins 1956; Miyasawa 1961). Chains that walk among noisy states and
 * jump by this in the end are those of Saremi and Hyvärinen (2019, "Neural empirical Bayes").
 */
public final class Denoising {

  private Denoising() {}

  /**
   * Replaces states by the means.
   *
   * @param deviation s; 0 leaves the states as they are
   * @param temperature T, positive
   * @throws UserException if the energy has no gradient, or states are bounded or discrete
   */
  public static void apply(
      EnergyFunction energy, Batch states, double deviation, double temperature, Parallel threads) {
    if (deviation == 0) {
      return;
    }
    check(energy, temperature);
    Differentiable slopes = Capabilities.require(energy, Differentiable.class, "sampling.denoise");
    threads.tiles(
        states.size(),
        (tile, from, to) -> {
          Batch rows = states.slice(from, to);
          Batch gradients = Batch.allocate(rows.size(), rows.dim());
          slopes.gradients(rows, new double[rows.size()], gradients);
          Vectors.axpy(
              rows.length(),
              (float) (-deviation * deviation / temperature),
              gradients.array(),
              0,
              rows.array(),
              rows.offset());
        });
  }

  /**
   * Requires an energy whose samples noise can be taken from.
   *
   * @throws UserException that says what is missing
   */
  public static void check(EnergyFunction energy, double temperature) {
    if (temperature <= 0) {
      throw new UserException(
          "sampling.denoise: needs chains with noise, but those of the sampler have a temperature"
              + " of "
              + temperature);
    }
    if (!(energy.space() instanceof StateSpace.Real)) {
      throw new UserException(
          "sampling.denoise: needs states that are unbounded real numbers, but they are of "
              + energy.space());
    }
    if (energy.as(Differentiable.class).isEmpty()) {
      throw new UserException("sampling.denoise: needs an energy that is Differentiable");
    }
  }
}

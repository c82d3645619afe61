package io.ebm.api;

import java.util.Optional;

/**
 * Capability of an energy with a path of distributions from one of known partition function to
 * itself: what annealed importance sampling and its relatives walk along.
 *
 * <p>A path whose energies are {@link GibbsSampled} needs no sampler; one that can share work
 * between the energies and the sweeps is {@link AnnealedGibbs} besides.
 */
@Capability
public interface Annealable {

  /**
   * The energy at a point of the path. Cheap: an estimator asks for thousands.
   *
   * @param beta 0 for the base, which is {@link Tractable} and can be sampled, 1 for the model
   *     itself
   * @throws IllegalArgumentException if {@code beta} is not in {@code [0, 1]}
   */
  EnergyFunction at(double beta);

  /**
   * The same model with a path whose base resembles the data (the base rates of its units), which
   * makes estimates along it far better; by default this path, whatever the data.
   *
   * @param data the examples the model was trained on
   */
  default Annealable towards(Examples data) {
    return this;
  }

  /**
   * The same path for as long as nobody writes the parameters, as during an estimate: it may hold
   * what it computed of them, such as a transposed copy. By default this.
   */
  default Annealable frozen() {
    return this;
  }

  /** This path as one whose steps share their work, if it is: {@link AnnealedGibbs}. */
  default Optional<AnnealedGibbs> fused() {
    return Optional.empty();
  }
}

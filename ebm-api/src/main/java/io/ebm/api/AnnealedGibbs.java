package io.ebm.api;

import java.util.Optional;

/**
 * Capability of an {@link Annealable} energy that moves along its path by Gibbs sweeps and can
 * share the work of a step: the energies before and after a change of {@code beta}, and the sweep
 * that follows, all begin with the same input to its units.
 */
@Capability
public interface AnnealedGibbs extends Annealable {

  /**
   * One step of annealed importance sampling (Neal 2001, eq. 8 to 11) for every row: adds {@code
   * E_from(x_i) - E_to(x_i)} to its log weight, then makes one sweep that leaves {@code exp(-E_to)}
   * invariant. The same, within rounding, as {@code at(from)}, {@code at(to)} and {@link
   * GibbsSampled#sweep} one after the other.
   *
   * @param x {@code n} states; overwritten with the new ones
   * @param from where the rows stand on the path, in {@code [0, 1]}
   * @param to where they go, in {@code [0, 1]}
   * @param logWeights at least {@code n}; added to
   * @param random where all randomness comes from
   */
  void anneal(Batch x, double from, double to, double[] logWeights, RandomStream random);

  @Override
  default Optional<AnnealedGibbs> fused() {
    return Optional.of(this);
  }
}

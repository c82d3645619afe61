package io.ebm.api;

/**
 * Capability of an energy with a generator beside it, whose parameters are some of its own: a
 * network that turns noise into states (amortised sampling; Wang and Liu 2016, "Learning to draw
 * samples"; Haarnoja et al. 2017, section 3.2). Proposals cost one pass of the generator, and
 * resemble {@code exp(-E)} as far as something has taught it that. They have no density, so nothing
 * corrects them.
 *
 * <p>{@link Learnable#accumulate} and {@link #accumulateProposals} add to what each depends on: the
 * generator's parameters stay out of the energy, and the energy's out of the generator, unless a
 * model shares them and says so.
 */
@Capability
public interface Proposing extends Learnable {

  /**
   * Fills every row with an independent proposal; of an energy that {@link Conditional#given} gave,
   * row {@code i} with one for context {@code i}. The same stream at the same place gives the same
   * rows, and fewer rows are the first of more (both within rounding).
   *
   * @param into {@code n} rows of the space, overwritten; what they held does not matter
   * @param random advanced by what is drawn
   */
  void propose(Batch into, RandomStream random);

  /**
   * Adds {@code Σ_i ∇θ ⟨slopes_i, x_i⟩} to a gradient, with {@code x} the rows that {@link
   * #propose} draws of the same stream at the same place; the slopes are held.
   *
   * @param random advanced as {@link #propose} advances it
   * @param slopes {@code n} rows of {@code space().dim()} floats, only read
   * @param into a gradient of {@link #parameters()}; added to, not overwritten
   */
  void accumulateProposals(RandomStream random, Batch slopes, Gradient into);
}

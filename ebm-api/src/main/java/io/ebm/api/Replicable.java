package io.ebm.api;

/**
 * Capability of an energy with parameters, or of a {@link Conditional} model: the same one at other
 * values of its parameters, while its own stay as they are. Chains that move under perturbed
 * parameters ask for it (fast weights), and targets that follow what is learned.
 */
@Capability
public interface Replicable extends Parameterised {

  /**
   * A second one of the same form, contexts included, that reads its parameters from {@code
   * parameters}. It is of the same kind, energy or model, with the same capabilities, and shares
   * nothing with it that is written. It is live: what is later written to {@code parameters} counts
   * at the next call, under the rules of {@link #parameters()}.
   *
   * @param parameters of the layout of {@link #parameters()}; {@link Parameters#copy} makes them
   * @throws IllegalArgumentException if the layout is another
   */
  Model replica(Parameters parameters);
}

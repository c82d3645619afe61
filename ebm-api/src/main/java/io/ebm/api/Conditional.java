package io.ebm.api;

/**
 * A conditional model {@code p(y | c) ∝ exp(-E(c, y))}: a function from contexts to an energy
 * function. A softmax classifier, a conditional random field, an energy-based policy and a
 * noise-conditioned score model are all this one thing, so every sampler and objective that works
 * for {@code E(x)} works for {@code E(y | c)} unchanged.
 *
 * @param <C> what a block of contexts is; sliceable by rows, so that shards can be cut
 */
public non-sealed interface Conditional<C extends Rows<C>> extends Model {

  /** The configurations {@code y} that the energies are defined on. */
  StateSpace targets();

  /**
   * The energy of targets given contexts: in a batch for it, row {@code i} is conditioned on
   * context {@code i}. Cheap; shares the parameters of this model. A {@link Learnable} conditional
   * model returns a {@link Learnable} energy with the same {@link Learnable#parameters()}.
   *
   * @param contexts at least as many rows as any batch later given to the energy
   */
  EnergyFunction given(C contexts);
}

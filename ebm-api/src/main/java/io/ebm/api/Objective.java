package io.ebm.api;

/**
 * A loss: chooses probe states {@code x_i} and weights {@code w_i} so that {@code ∇θ L = Σ_i w_i ∇θ
 * E(x_i)}. It never sees what the model is made of. Created once per shard; used by one thread at a
 * time. Keeps state between steps (persistent chains) by implementing {@link Checkpointed}.
 */
public interface Objective {

  /**
   * Whether the loss of a minibatch is the sum of what its parts give, so that it may be cut into
   * shards; by default it is, also where examples of a batch are compared with each other, as
   * shards tell each other what they need by {@link ObjectiveContext#emit}. An objective that
   * computes something once for all rows of an unconditional model (its partition function) says no
   * for such, and one thread works on the whole minibatch.
   */
  default boolean separable(Model model) {
    return true;
  }

  /**
   * Whether {@link #evaluate} multiplies the loss of every row, and its gradient, by the row's
   * {@link ObjectiveContext#weights weight}. A host refuses examples with weights where it does
   * not, which is the default.
   */
  default boolean weighs() {
    return false;
  }

  /**
   * Evaluates the loss on some rows: returns its <b>sum over the rows</b> and adds the gradient of
   * that sum; with {@link ObjectiveContext#weights weights}, their weighted sum. Where the loss
   * itself cannot be computed (the likelihood of CD) the value is a stand-in that the documentation
   * names.
   *
   * <p><b>Rounds.</b> Called once a step, and again in every further {@link ObjectiveContext#round
   * round}. Values and gradients of all rounds of all shards are added up. Nothing is kept from one
   * round to the next but what was emitted: another process may be given the next round.
   *
   * @param energy the model, conditioned on the rows' contexts if it is conditional; the same
   *     object or an equivalent at every step
   * @param data the rows of this shard; the same number at every step of a run
   * @param gradient added to, not overwritten
   * @return the sum of the loss over the rows
   * @throws UnsupportedEnergyException if the energy lacks a capability that this objective needs
   */
  double evaluate(EnergyFunction energy, Batch data, Gradient gradient, ObjectiveContext context);
}

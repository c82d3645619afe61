package io.ebm.api;

import java.util.Optional;

/**
 * What a component would be used on, for the one question of fit: {@link ComponentFactory#misfit}.
 *
 * @param energy the energy it would be given: the model, of a {@link Conditional} one the energy in
 *     the context of an example
 * @param model the model that this energy comes from
 * @param conditional whether each row has a context of its own
 * @param batchSize how many rows a whole minibatch has; 0 where there are none
 * @param data the data, if there are any
 * @param sampler the sampler that the experiment draws with, if there is one
 */
public record FitContext(
    EnergyFunction energy,
    Model model,
    boolean conditional,
    int batchSize,
    Optional<Dataset> data,
    Optional<Component<Sampler>> sampler) {

  /** An unconditional energy, without data, minibatches and a sampler. */
  public static FitContext of(EnergyFunction energy) {
    return new FitContext(energy, energy, false, 0, Optional.empty(), Optional.empty());
  }

  /** The same with another energy of the same model. */
  public FitContext with(EnergyFunction other) {
    return new FitContext(other, model, conditional, batchSize, data, sampler);
  }

  /** The same with what minibatches are like. */
  public FitContext withRows(boolean givenContexts, int rows) {
    return new FitContext(energy, model, givenContexts, rows, data, sampler);
  }

  /** The same with data and a sampler. */
  public FitContext with(Optional<Dataset> examples, Optional<Component<Sampler>> drawing) {
    return new FitContext(energy, model, conditional, batchSize, examples, drawing);
  }

  /**
   * What the energy lacks of some capabilities, as the answer to {@link ComponentFactory#misfit}
   * ({@code "needs an energy that is Differentiable; this one is GibbsSampled, Tractable"}); empty
   * if it has all.
   *
   * @param needs interfaces that a component cannot work without
   */
  public Optional<String> lacks(Class<?>... needs) {
    return Capabilities.lacks(energy, needs);
  }

  /**
   * Refuses at work what {@link ComponentFactory#misfit} refuses before it, by the same sentence.
   *
   * @param who the component, as in {@code "objective 'clip'"}
   * @param misfit the answer
   * @throws IllegalArgumentException if there is a misfit: who, and the sentence
   */
  public static void require(String who, Optional<String> misfit) {
    if (misfit.isPresent()) {
      throw new IllegalArgumentException(who + " " + misfit.get());
    }
  }
}

package io.ebm.api;

/** Examples of an actor: a context is an observation, a target the action that was chosen. */
public interface Experience extends ConditionalExamples<Batch> {

  /**
   * What followed some examples.
   *
   * @param indices which examples
   * @param from where in {@code indices} to begin
   * @param count how many
   */
  Transitions transitions(int[] indices, int from, int count);
}

package io.ebm.api;

/**
 * Capability of an energy made by {@link Conditional#given} that compares the embeddings of two
 * encoders, {@code E(c, y) = -f(c) · g(y)}. Whoever contrasts many contexts with many targets
 * embeds each once and needs nothing but products of embeddings besides.
 *
 * <p>Row {@code i} of every batch belongs to context {@code i}; there may be fewer rows than
 * contexts.
 */
@Capability
public interface DualEncoder {

  /** The dimension of the embeddings, at least 1. */
  int embeddingDim();

  /**
   * Computes the embeddings of contexts and of targets.
   *
   * @param targets {@code n} rows, at most as many as there are contexts
   * @param ofContexts receives {@code n} rows of {@link #embeddingDim} floats, {@code f(c_i)}
   * @param ofTargets receives as many, {@code g(y_i)}
   */
  void embed(Batch targets, Batch ofContexts, Batch ofTargets);

  /**
   * Adds {@code Σ_i ∇θ (u_i · f(c_i) + v_i · g(y_i))} to a gradient.
   *
   * @param targets {@code n} rows, at most as many as there are contexts
   * @param ofContexts {@code n} rows: the {@code u_i}, derivatives of a loss by the embeddings of
   *     the contexts
   * @param ofTargets {@code n} rows: the {@code v_i}, the same for the targets
   * @param into added to, not overwritten
   */
  void accumulateEmbeddings(Batch targets, Batch ofContexts, Batch ofTargets, Gradient into);
}

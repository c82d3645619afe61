package io.ebm.api;

/**
 * Capability of a learnable and differentiable energy: the derivative of a directional derivative,
 * which score matching needs.
 *
 * <p>An energy without it can be served by {@link CentralDifferences}.
 */
@Capability
public interface ScoreLearnable extends Differentiable, Learnable {

  /**
   * Adds {@code Σ_i weights[i] · ∇θ (v_i · ∇x E(x_i))} to a gradient.
   *
   * @param x {@code n} rows of {@code space().dim()} floats
   * @param v {@code n} directions of the same dimension, of any length
   * @param weights at least {@code n} factors, of any sign
   * @param into a gradient of {@link #parameters()}; added to, not overwritten
   */
  void accumulateDirectional(Batch x, Batch v, double[] weights, Gradient into);

  /** Says along which directions, once the gradients of some rows by the state are known. */
  @FunctionalInterface
  interface Directions {

    /**
     * Turns gradients into directions where they lie, and may write those rows' weights.
     *
     * @param from the first row
     * @param to the row after the last
     */
    void choose(int from, int to);
  }

  /**
   * {@link Differentiable#gradients}, then directions made of these, then {@link
   * #accumulateDirectional(Batch, Batch, double[], Gradient)} along them: in one pass where the
   * model can, a part of the rows after the other; by default in two.
   *
   * @param x {@code n} rows of {@code space().dim()} floats
   * @param energies receives {@code n} energies
   * @param gradients receives {@code n} gradients, which {@code directions} overwrites
   * @param directions called for every row once, in order
   * @param weights at least {@code n} factors, read after the directions are chosen
   * @param into a gradient of {@link #parameters()}; added to, not overwritten
   */
  default void accumulateDirectional(
      Batch x,
      double[] energies,
      Batch gradients,
      Directions directions,
      double[] weights,
      Gradient into) {
    gradients(x, energies, gradients);
    directions.choose(0, x.size());
    accumulateDirectional(x, gradients, weights, into);
  }

  /**
   * {@link #accumulateDirectional(Batch, Batch, double[], Gradient)}, and the Hessian by the state
   * times the directions: {@code products_i = weights[i] · ∇x² E(x_i) v_i}. By default the products
   * are central differences of the gradients; a model that knows them gives them exactly.
   *
   * @param products receives {@code n} rows; overlaps neither {@code x} nor {@code v}
   */
  default void accumulateDirectional(
      Batch x, Batch v, double[] weights, Batch products, Gradient into) {
    accumulateDirectional(x, v, weights, into);
    CentralDifferences.hessianProducts(this, x, v, weights, products);
  }
}

package io.ebm.models.hopfield;

import io.ebm.api.Batch;
import io.ebm.api.ClassEnergy;
import io.ebm.api.Classifier;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Parameterised;
import io.ebm.api.Parameters;
import io.ebm.api.StateSpace;

/**
 * Classes given features that a layer of modern Hopfield networks has looked up (Ramsauer et al.
 * 2021, section 3, the layer {@code HopfieldLayer} with learned patterns): in each head features
 * are a state pattern, which is associated with the stored patterns {@code k_μ} by the law {@code
 * p(μ | c) ∝ exp(β k_μ·c)} of their energies, and what is retrieved is the mean of the values
 * {@code v_μ}, one for each class:
 *
 * <pre>{@code
 * E(c, y) = -b_y - Σ_heads Σ_μ p(μ | c) v_{μ y}
 * }</pre>
 *
 * <p>Parameters: {@code patterns} [heads, patterns, features], {@code values} [heads, patterns,
 * classes], {@code bias} [classes]. All are learned. Thread-safe while nobody writes them.
 */
public final class HopfieldClassifier implements Classifier, Parameterised {

  private final LookupScores scores;

  /**
   * A classifier whose parameters are all zero.
   *
   * @param features the space of the contexts
   * @param classes how many classes, at least 2
   * @param heads how many heads, at least 1
   * @param patterns the patterns of a head, at least 1
   * @param beta inverse temperature, positive
   * @throws IllegalArgumentException for numbers that are too small
   */
  public HopfieldClassifier(
      StateSpace features, int classes, int heads, int patterns, double beta) {
    if (classes < 2 || heads < 1 || patterns < 1 || !(beta > 0)) {
      throw new IllegalArgumentException(
          String.format(
              "no classifier of %d classes with %d heads of %d patterns, inverse temperature %s",
              classes, heads, patterns, beta));
    }
    scores = new LookupScores(features, classes, heads, patterns, (float) beta);
  }

  @Override
  public StateSpace features() {
    return scores.features();
  }

  @Override
  public StateSpace targets() {
    return ClassEnergy.targets(scores);
  }

  @Override
  public EnergyFunction given(Batch contexts) {
    return new ClassEnergy(scores, contexts);
  }

  @Override
  public Parameters parameters() {
    return scores.parameters();
  }
}

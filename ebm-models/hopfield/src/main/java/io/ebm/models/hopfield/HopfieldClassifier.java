package io.ebm.models.hopfield;

import io.ebm.api.Batch;
import io.ebm.api.ClassEnergy;
import io.ebm.api.Classifier;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Parameterised;
import io.ebm.api.Parameters;
import io.ebm.api.StateSpace;
import io.ebm.nn.Intake;
import io.ebm.nn.Network;
import io.ebm.nn.NetworkForm;
import io.ebm.nn.NetworkScores;
import io.ebm.nn.Networked;
import io.ebm.nn.Shape;
import java.util.List;
import java.util.Map;

/**
 * Classes given features that a layer of modern Hopfield networks has looked up: the network of one
 * {@link Lookup}, whose values are one number for each class:
 *
 * <pre>{@code
 * E(c, y) = -b_y - Σ_heads Σ_μ p(μ | c) v_{y μ}
 * }</pre>
 *
 * <p>Parameters: {@code patterns.weight} [heads · patterns, features], {@code values.weight}
 * [classes, heads · patterns], {@code values.bias} [classes]. All are learned. Thread-safe while
 * nobody writes them.
 */
public final class HopfieldClassifier implements Classifier, Parameterised, Networked {

  private final NetworkScores scores;

  /**
   * A classifier whose parameters are all zero.
   *
   * @param features the space of the contexts, whose numbers enter as they are
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
    Parameters.Builder builder = Parameters.builder();
    Network network =
        Network.of(
            List.of(Shape.of(features.dim())),
            new Lookup(classes, patterns, heads, beta, 1),
            builder,
            "");
    Intake plain = Intake.plain(features.dim());
    scores =
        new NetworkScores(
            new NetworkForm(network, features, plain, null, 1, 0, NetworkForm.Constraint.NONE),
            builder.build());
  }

  @Override
  public Map<String, Network> networks() {
    return Map.of("", scores.network());
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

package io.ebm.models.neural;

import io.ebm.api.Batch;
import io.ebm.api.ClassEnergy;
import io.ebm.api.Classifier;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Parameterised;
import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.math.Activation;
import io.ebm.nn.Layer;
import io.ebm.nn.Network;
import io.ebm.nn.NetworkForm;
import io.ebm.nn.NetworkScores;
import io.ebm.nn.Networked;
import io.ebm.nn.layers.Perceptron;
import java.util.List;
import java.util.Map;

/**
 * Classes given features by a softmax over the outputs of a network {@code f}, by default a
 * multilayer perceptron:
 *
 * <pre>{@code
 * E(c, y) = -f_y(c),   p(y | c) = exp(f_y(c)) / Σ_k exp(f_k(c))
 * }</pre>
 *
 * Without hidden layers it is multinomial logistic regression. Given features, the energy tries all
 * classes: it is tractable, decodable and sampled exactly.
 *
 * <p>Parameters as in {@link Mlp}, the last layer with an output for each class. Thread-safe while
 * nobody writes them.
 */
public final class SoftmaxClassifier implements Classifier, Parameterised, Networked {

  private final NetworkScores scores;

  private SoftmaxClassifier(NetworkScores scores) {
    this.scores = scores;
  }

  /**
   * A classifier whose parameters are all zero; see {@link #initialise}.
   *
   * @param features the space of the contexts, whose values are the network's inputs
   * @param classes how many classes, at least 2
   * @param hidden the widths of the hidden layers, each at least 1; none for a linear classifier
   * @throws IllegalArgumentException for a bad width or number of classes
   */
  public static SoftmaxClassifier of(
      StateSpace features, int classes, List<Integer> hidden, Activation activation) {
    Layer layers = new Perceptron(hidden, classes, activation, 1);
    return of(features, classes, layers, NetworkForm.Constraint.NONE);
  }

  static SoftmaxClassifier of(
      StateSpace features, int classes, Layer layers, NetworkForm.Constraint constraint) {
    if (classes < 2) {
      throw new IllegalArgumentException("a classifier needs two classes, not " + classes);
    }
    return new SoftmaxClassifier(Jem.scores(features, classes, layers, constraint));
  }

  /** Fills the parameters with what the layers begin with. */
  public void initialise(RandomStream random) {
    scores.initialise(random);
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

  @Override
  public void constrain() {
    scores.constrain();
  }
}

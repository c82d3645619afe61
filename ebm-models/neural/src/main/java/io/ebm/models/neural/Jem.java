package io.ebm.models.neural;

import io.ebm.api.Batch;
import io.ebm.api.ClassConditional;
import io.ebm.api.ClassEnergy;
import io.ebm.api.Classifier;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Joint;
import io.ebm.api.Parameters;
import io.ebm.api.StateSpace;
import io.ebm.math.Activation;
import io.ebm.nn.Head;
import io.ebm.nn.Layer;
import io.ebm.nn.Network;
import io.ebm.nn.NetworkEnergy;
import io.ebm.nn.NetworkForm;
import io.ebm.nn.NetworkScores;
import io.ebm.nn.layers.Perceptron;
import java.util.List;

/**
 * A joint energy model of features and classes from one multilayer perceptron {@code f} (Grathwohl
 * et al. 2020, equations 4 to 8), on a Gaussian base:
 *
 * <pre>{@code
 * p(x, y) ∝ exp(f_y(x) - |x|² / 2σ²)
 * p(y | x) = exp(f_y(x)) / Σ_k exp(f_k(x)),   E(x) = -log Σ_k exp(f_k(x)) + |x|² / 2σ²
 * }</pre>
 *
 * As a {@link Classifier} it is {@link SoftmaxClassifier}; as an energy it is that of {@code x},
 * and the energies it gives are {@link Joint}. Given a class, the energy of {@code x} is {@code
 * -f_y(x) + |x|² / 2σ²}.
 *
 * <p>Parameters as in {@link SoftmaxClassifier}. Thread-safe while nobody writes them.
 */
public final class Jem extends NetworkEnergy implements Classifier, ClassConditional {

  private final NetworkScores scores;

  private Jem(NetworkForm form, NetworkScores scores) {
    super(form, scores.parameters(), null);
    this.scores = scores;
  }

  /**
   * A model whose parameters are all zero; see {@link #initialise}.
   *
   * @param space states of any kind and shape
   * @param classes how many classes, at least 2
   * @param hidden the widths of the hidden layers, each at least 1
   * @param base the standard deviation σ of the base, or 0 for none
   * @throws IllegalArgumentException for a bad width, base or number of classes
   */
  public static Jem of(
      StateSpace space, int classes, List<Integer> hidden, Activation activation, double base) {
    Layer layers = new Perceptron(hidden, classes, activation, 1);
    return of(space, classes, layers, base, NetworkForm.Constraint.NONE);
  }

  static Jem of(
      StateSpace space, int classes, Layer layers, double base, NetworkForm.Constraint constraint) {
    if (classes < 2) {
      throw new IllegalArgumentException("a classifier needs two classes, not " + classes);
    }
    NetworkScores scores = scores(space, classes, layers, constraint);
    Layer energy = Head.LOG_SUM_EXP.over(layers); // the same tensors in the same places
    Network network =
        Network.of(List.of(NetworkForm.shape(space)), energy, Parameters.builder(), "");
    return new Jem(NetworkForm.of(network, space, Mlp.precision(base), constraint), scores);
  }

  /** The scores of classes by layers. */
  static NetworkScores scores(
      StateSpace space, int classes, Layer layers, NetworkForm.Constraint constraint) {
    Parameters.Builder builder = Parameters.builder();
    Network network = Network.of(List.of(NetworkForm.shape(space)), layers, builder, "");
    NetworkSettings.checkClasses(network.output().size(), classes);
    NetworkForm form =
        new NetworkForm(network, space, NetworkForm.intake(space), null, 1, 0, constraint);
    return new NetworkScores(form, builder.build());
  }

  @Override
  public StateSpace features() {
    return space();
  }

  @Override
  public StateSpace targets() {
    return ClassEnergy.targets(scores);
  }

  @Override
  public EnergyFunction given(Batch contexts) {
    return new Given(this, contexts);
  }

  @Override
  public int classes() {
    return scores.classes();
  }

  @Override
  public EnergyFunction ofClass(int label) {
    return new OfClass(scores, form().precision(), label);
  }

  @Override
  public Jem replica(Parameters others) {
    return new Jem(form(), scores.replica(others));
  }

  /** The energy of classes, which knows that of their features. */
  private static final class Given extends ClassEnergy implements Joint {
    private final Jem model;

    Given(Jem model, Batch contexts) {
      super(model.scores, contexts);
      this.model = model;
    }

    @Override
    public EnergyFunction marginal() {
      return model;
    }
  }
}

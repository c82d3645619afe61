package io.ebm.models.neural;

import io.ebm.api.Batch;
import io.ebm.api.ClassEnergy;
import io.ebm.api.ClassScores;
import io.ebm.api.Classifier;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Gradient;
import io.ebm.api.Joint;
import io.ebm.api.Learnable;
import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.math.Activation;
import io.ebm.math.Scratch;
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
 * and the energies it gives are {@link Joint}.
 *
 * <p>Parameters as in {@link SoftmaxClassifier}. Thread-safe while nobody writes them.
 */
public final class Jem implements Classifier, EnergyFunction, Differentiable, Learnable {

  private final NetworkScores scores;
  private final double precision;

  private Jem(NetworkScores scores, double precision) {
    this.scores = scores;
    this.precision = precision;
  }

  /**
   * A model whose parameters are all zero; see {@link #initialise}.
   *
   * @param space real states or a box, of any shape
   * @param classes how many classes, at least 2
   * @param hidden the widths of the hidden layers, each at least 1
   * @param base the standard deviation σ of the base, or 0 for none
   * @throws IllegalArgumentException for another space, a bad width, base or number of classes
   */
  public static Jem of(
      StateSpace space, int classes, List<Integer> hidden, Activation activation, double base) {
    return of(space, classes, hidden, activation, base, SpectralNorm.NONE);
  }

  static Jem of(
      StateSpace space,
      int classes,
      List<Integer> hidden,
      Activation activation,
      double base,
      SpectralNorm norm) {
    if (!(space instanceof StateSpace.Real || space instanceof StateSpace.Box)) {
      throw new IllegalArgumentException("a jem needs real states, not those of " + space);
    }
    if (!(base >= 0 && Double.isFinite(base))) {
      throw new IllegalArgumentException("no base of standard deviation " + base);
    }
    if (classes < 2) {
      throw new IllegalArgumentException("a classifier needs two classes, not " + classes);
    }
    return new Jem(
        new NetworkScores(space, Perceptron.of(space.dim(), hidden, classes, activation), norm),
        base > 0 ? 1 / (base * base) : 0);
  }

  /** Draws new parameters, as {@link Mlp#initialise}. */
  public void initialise(double scale, RandomStream random) {
    scores.initialise(scale, random);
  }

  @Override
  public StateSpace space() {
    return scores.features();
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
    return new Given(this, contexts);
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

  @Override
  public Parameters parameters() {
    return scores.parameters();
  }

  @Override
  public void constrain() {
    scores.constrain();
  }

  @Override
  public void energies(Batch x, double[] out) {
    scores.checkFeatures(x);
    int classes = scores.classes();
    try (Scratch scratch = Scratch.open()) {
      double[] all = scratch.doubles(x.size() * classes);
      scores.scores(x, x.size(), all);
      for (int i = 0; i < x.size(); i++) {
        out[i] =
            Gaussian.energy(x, i, precision) - ClassScores.logSumExp(classes, all, i * classes);
      }
    }
  }

  @Override
  public void gradients(Batch x, double[] energies, Batch out) {
    scores.checkFeatures(x);
    if (out.size() != x.size() || out.dim() != x.dim()) {
      throw new IllegalArgumentException(out + " cannot hold the gradients of " + x);
    }
    int classes = scores.classes();
    scores.gradients(
        x,
        (row, f, at, stride) -> {
          double log = ClassScores.softmax(classes, f, at, stride, -1, -1);
          energies[row] = Gaussian.energy(x, row, precision) - log;
        },
        out);
    Gaussian.addGradients(x, 0, x.size(), precision, out);
  }

  @Override
  public void accumulate(Batch x, double[] weights, Gradient into) {
    scores.checkFeatures(x);
    int classes = scores.classes();
    scores.accumulate(
        x,
        x.size(),
        (row, f, at, stride) -> {
          ClassScores.softmax(classes, f, at, stride, -weights[row], -1);
        },
        into);
  }

  @Override
  public void accumulate(Batch x, double[] weights, double[] energies, Gradient into) {
    scores.checkFeatures(x);
    int classes = scores.classes();
    scores.accumulate(
        x,
        x.size(),
        (row, f, at, stride) -> {
          double log = ClassScores.softmax(classes, f, at, stride, -weights[row], -1);
          energies[row] = Gaussian.energy(x, row, precision) - log;
        },
        into);
  }
}

package io.ebm.testkit;

import io.ebm.api.Batch;
import io.ebm.api.ClassConditional;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Gradient;
import io.ebm.api.Joint;
import io.ebm.api.Learnable;
import io.ebm.api.LikelihoodLearnable;
import io.ebm.api.PerClass;
import io.ebm.api.RandomStream;
import io.ebm.api.Subsampled;
import java.util.Arrays;
import java.util.Optional;

/**
 * What an energy computes in one pass or in part, against its parts and the whole. Each check
 * throws {@link AssertionError}; each does nothing for an energy without the capability.
 */
public final class SumChecks {

  private static final int ROW_BOUND_LIMIT = 1 << 12;
  private static final int CHECKED_ROWS = 4;

  private SumChecks() {}

  /**
   * {@link LikelihoodLearnable#accumulateLikelihood} gives {@code E + log Z} and the derivatives of
   * their weighted sum.
   */
  public static void likelihoodIsThatOfItsParts(EnergyCase test) {
    Optional<LikelihoodLearnable> found = test.energy().as(LikelihoodLearnable.class);
    if (found.isEmpty()) {
      return;
    }
    LikelihoodLearnable energy = found.get();
    Batch x = test.states();
    int n = x.size();
    double[] weights = test.weights("weights");
    double[] out = new double[n + 1];
    out[n] = Double.MAX_VALUE;
    Gradient gradient = energy.parameters().newGradient();
    energy.accumulateLikelihood(x, weights, out, gradient);
    require(out[n] == Double.MAX_VALUE, test + ": accumulateLikelihood() wrote beyond its rows");
    double[] parts = likelihoods(test, energy, n);
    Closeness.check(test + ": E + log Z of row", out, parts, 2e-5);
    double scale = 0;
    for (int i = 0; i < n; i++) {
      scale += Math.pow(weights[i] * parts[i], 2);
    }
    GradientChecks.compareParameters(
        test,
        "accumulateLikelihood()",
        gradient,
        (t, value) -> {
          double[] there = likelihoods(test, energy, n);
          value[0] = 0;
          for (int i = 0; i < n; i++) {
            value[0] += weights[i] * there[i];
          }
        },
        Math.sqrt(scale));
    Gradient twice = energy.parameters().newGradient();
    energy.accumulateLikelihood(x, weights, out, twice);
    energy.accumulateLikelihood(x, weights, out, twice);
    gradient.scale(2);
    Closeness.check(
        test + ": likelihoods accumulated twice, value", twice.values(), gradient.values(), 1e-4);
  }

  private static double[] likelihoods(EnergyCase test, LikelihoodLearnable energy, int n) {
    double[] energies = test.energies(test.states());
    double[] logZ = new double[n];
    energy.logPartitions(n, logZ);
    for (int i = 0; i < n; i++) {
      energies[i] += logZ[i];
    }
    return energies;
  }

  /**
   * {@link Joint#marginal} is the energy of the contexts: {@code -log Σ_y exp(-E(y | c))}, but for
   * a constant, and of the same parameters.
   */
  public static void marginalIsTheSumOverTargets(EnergyCase test) {
    Optional<Joint> found = test.energy().as(Joint.class);
    if (found.isEmpty()) {
      return;
    }
    Joint joint = found.get();
    EnergyFunction marginal = joint.marginal();
    Batch contexts = joint.contexts();
    require(marginal == joint.marginal(), test + ": marginal() is another object at each call");
    require(
        contexts.size() >= test.states().size() && marginal.space().firstOutside(contexts) < 0,
        test + ": its contexts " + contexts + " are not states of " + marginal.space());
    require(
        marginal
            .as(Learnable.class)
            .map(Learnable::parameters)
            .equals(test.energy().as(Learnable.class).map(Learnable::parameters)),
        test + ": the marginal has other parameters");
    Optional<Learnable> learnable = test.energy().as(Learnable.class);
    if (!Enumeration.possible(test.energy().space(), ROW_BOUND_LIMIT) || learnable.isEmpty()) {
      return;
    }
    float[] values = learnable.get().parameters().values();
    float[] before = values.clone();
    double[] here = marginalAndSum(test, joint);
    RandomStream random = test.random("elsewhere");
    double[] there;
    try {
      for (int k = 0; k < values.length; k++) {
        values[k] += (float) (0.2 * random.nextGaussian());
      }
      there = marginalAndSum(test, joint);
    } finally {
      System.arraycopy(before, 0, values, 0, values.length);
    }
    for (int row = 1; row < here.length; row++) {
      double moved = there[row] - here[row];
      double expected = there[0] - here[0];
      if (!(Math.abs(moved - expected) <= 1e-4 * (1 + Math.abs(there[row])))) {
        throw new AssertionError(
            String.format(
                "%s: where parameters change, log Σ exp(-E(y | c)) of context %d and the marginal"
                    + " energy together move by %.7g, but by %.7g of context 0",
                test, row, moved, expected));
      }
    }
  }

  /** The same for all contexts, but for a term without parameters. */
  private static double[] marginalAndSum(EnergyCase test, Joint joint) {
    int rows = Math.min(2 * CHECKED_ROWS, test.states().size());
    double[] sums = new double[rows];
    joint.marginal().energies(joint.contexts().slice(0, rows), sums);
    for (int row = 0; row < rows; row++) {
      sums[row] += Enumeration.ofRow(test.energy(), row).logPartition(1);
    }
    return sums;
  }

  /** {@link PerClass}: there are two classes at least, with energies over the same space. */
  public static void classesHaveEnergies(EnergyCase test) {
    PerClass found = test.energy().as(PerClass.class).orElse(null);
    if (found == null) {
      return;
    }
    require(found.classes() >= 2, test + ": it has " + found.classes() + " classes");
    for (int label : new int[] {0, found.classes() - 1}) {
      EnergyFunction ofClass = found.ofClass(label);
      require(
          ofClass.space().equals(test.energy().space()),
          test + ": class " + label + " is over " + ofClass.space());
      Batch x = test.states();
      EnergyCase one = new EnergyCase(ofClass, x, test.rowBound(), test.tolerance(), test.seed());
      EnergyChecks.energiesAreFinite(one);
    }
    try {
      found.ofClass(found.classes());
    } catch (IndexOutOfBoundsException rightly) {
      return;
    }
    throw new AssertionError(test + ": it has a class that is none, " + found.classes());
  }

  /** {@link ClassConditional}: the energies of all classes make the energy, and have gradients. */
  public static void classesMakeTheEnergy(EnergyCase test) {
    Optional<ClassConditional> found = test.energy().as(ClassConditional.class);
    if (found.isEmpty()) {
      return;
    }
    int count = found.get().classes();
    require(count >= 2, test + ": it has " + count + " classes");
    Batch x = test.states();
    double[] sums = new double[x.size()];
    Arrays.fill(sums, Double.NEGATIVE_INFINITY);
    for (int label = 0; label < count; label++) {
      EnergyFunction ofClass = found.get().ofClass(label);
      require(
          ofClass.space().equals(test.energy().space()),
          test + ": class " + label + " is over " + ofClass.space());
      EnergyCase one = new EnergyCase(ofClass, x, test.rowBound(), test.tolerance(), test.seed());
      GradientChecks.gradientIsDerivative(one);
      double[] energies = one.energies(x);
      for (int i = 0; i < sums.length; i++) {
        double most = Math.max(sums[i], -energies[i]);
        sums[i] = most + Math.log(Math.exp(sums[i] - most) + Math.exp(-energies[i] - most));
      }
    }
    double[] energies = test.energies(x);
    for (int i = 0; i < sums.length; i++) {
      sums[i] = -sums[i];
    }
    Closeness.check(test + ": -log Σ_y exp(-E(x, y)) of row", sums, energies, 2e-5);
  }

  /** {@link Subsampled}: all terms give the gradient, and so does the mean over small blocks. */
  public static void termsMakeTheGradient(EnergyCase test) {
    Optional<Subsampled> found = test.energy().as(Subsampled.class);
    if (found.isEmpty()) {
      return;
    }
    Subsampled energy = found.get();
    int terms = energy.terms();
    require(terms >= 1, test + ": it has " + terms + " terms");
    Batch x = test.states();
    int[] all = new int[terms + 1];
    for (int t = 0; t < terms; t++) {
      all[t] = t;
    }
    all[terms] = -1; // not counted
    Batch whole = x.copy();
    whole.fill(Float.NaN);
    energy.gradients(x, all, terms, whole);
    Optional<Differentiable> slopes = test.energy().as(Differentiable.class);
    if (slopes.isPresent()) {
      Batch expected = x.copy();
      slopes.get().gradients(x, new double[x.size()], expected);
      Closeness.check(test + ": of all terms, the gradient", whole, expected, 2e-4);
    }
    double[] mean = new double[x.length()];
    int size = Math.max(1, Math.min(7, terms / 2));
    Batch part = x.copy();
    for (int from = 0; from < terms; from += size) {
      int count = Math.min(size, terms - from);
      energy.gradients(x, Arrays.copyOfRange(all, from, from + count), count, part);
      for (int k = 0; k < mean.length; k++) {
        mean[k] += (double) count / terms * part.array()[k];
      }
    }
    Closeness.check(
        test + ": averaged over blocks of terms, the gradient (as one list)",
        mean,
        Closeness.doubles(whole.array()),
        1e-3);
  }

  private static void require(boolean condition, String complaint) {
    if (!condition) {
      throw new AssertionError(complaint);
    }
  }
}

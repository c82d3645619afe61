package io.ebm.testkit;

import io.ebm.api.Batch;
import io.ebm.api.CurvatureLearnable;
import io.ebm.api.Differentiable;
import io.ebm.api.Gradient;
import io.ebm.api.Learnable;
import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.api.ScoreLearnable;
import java.util.ArrayList;
import java.util.List;

/**
 * The derivatives of an energy against finite differences of its values. Each check throws {@link
 * AssertionError}; each does nothing for an energy without the capability.
 */
public final class GradientChecks {

  private static final int COORDINATES = 16;
  private static final int DIRECTIONS = 6;
  private static final double STATE_STEP = 0x1p-3;
  private static final double ENTRY_STEP = 0x1p-3;
  private static final double DIRECTION_STEP = 0x1p-5;

  private GradientChecks() {}

  /** {@link Differentiable#gradients} gives the energies and their derivatives. */
  public static void gradientIsDerivative(EnergyCase test) {
    Differentiable energy = test.energy().as(Differentiable.class).orElse(null);
    if (energy == null) {
      return;
    }
    Batch x = test.states();
    int n = x.size();
    Batch gradients = Batch.allocate(n, x.dim());
    double[] energies = new double[n];
    energy.gradients(x, energies, gradients);
    Closeness.check("energy from gradients() of row", energies, test.energies(x), 1e-5);
    for (float[] direction : directions(x.dim(), test.random("directions"))) {
      double[] claimed = new double[n];
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < x.dim(); j++) {
          claimed[i] += (double) direction[j] * gradients.get(i, j);
        }
      }
      FiniteDifferences differences =
          FiniteDifferences.of(
              (t, out) -> test.energy().energies(moved(x, direction, t), out), n, STATE_STEP, null);
      String what = test + ": derivative along " + text(direction) + " of the energy of row";
      FiniteDifferences.compare(what, claimed, differences, test.tolerance(), 1e-30);
    }
  }

  private static List<float[]> directions(int dim, RandomStream random) {
    List<float[]> directions = new ArrayList<>();
    for (int k = 0; k < Math.min(dim, COORDINATES); k++) {
      float[] unit = new float[dim];
      unit[dim <= COORDINATES ? k : random.nextInt(dim)] = 1;
      directions.add(unit);
    }
    for (int k = 0; k < DIRECTIONS; k++) {
      float[] signs = new float[dim];
      for (int j = 0; j < dim; j++) {
        signs[j] = random.nextBoolean() ? 1 : -1;
      }
      directions.add(signs);
    }
    return directions;
  }

  private static String text(float[] direction) {
    int found = -1;
    for (int j = 0; j < direction.length; j++) {
      if (direction[j] != 0) {
        if (found >= 0) {
          return "a random direction";
        }
        found = j;
      }
    }
    return "coordinate " + found;
  }

  private static Batch moved(Batch x, float[] direction, double t) {
    Batch moved = x.copy();
    for (int i = 0; i < x.size(); i++) {
      for (int j = 0; j < x.dim(); j++) {
        moved.set(i, j, (float) (x.get(i, j) + t * direction[j]));
      }
    }
    return moved;
  }

  /** {@link Learnable#accumulate} gives the derivatives of the weighted sum of energies. */
  public static void accumulateIsDerivative(EnergyCase test) {
    Learnable energy = test.energy().as(Learnable.class).orElse(null);
    if (energy == null) {
      return;
    }
    Batch x = test.states();
    double[] weights = test.weights("weights");
    Gradient gradient = energy.parameters().newGradient();
    energy.accumulate(x, weights, gradient);
    FiniteDifferences.Functions sum =
        (t, out) -> {
          double[] energies = test.energies(x);
          out[0] = dot(weights, energies);
        };
    compareParameters(test, "accumulate()", gradient, sum, norm(weights, test.energies(x)));
  }

  /** {@link ScoreLearnable#accumulateDirectional} gives the derivatives of directional slopes. */
  public static void directionalIsDerivative(EnergyCase test) {
    ScoreLearnable energy = test.energy().as(ScoreLearnable.class).orElse(null);
    if (energy == null) {
      return;
    }
    Batch x = test.states();
    int n = x.size();
    double[] weights = test.weights("weights");
    Batch v = Batch.allocate(n, x.dim());
    test.random("slopes").fillGaussian(v.array(), 0, v.length());
    Batch before = v.copy();
    Gradient gradient = energy.parameters().newGradient();
    energy.accumulateDirectional(x, v, weights, gradient);
    Closeness.check("direction of row", v, before, 0);
    double[] slopes = slopes(energy, x, v);
    FiniteDifferences.Functions sum = (t, out) -> out[0] = dot(weights, slopes(energy, x, v));
    compareParameters(test, "accumulateDirectional()", gradient, sum, norm(weights, slopes));
    inOnePass(test, energy, x, v, weights, gradient);
    hessianProductsAreDerivatives(test, energy, x, weights);
  }

  /** The Hessian times directions, beside the same sums by the parameters. */
  private static void hessianProductsAreDerivatives(
      EnergyCase test, ScoreLearnable energy, Batch x, double[] weights) {
    int n = x.size();
    Batch v = Batch.allocate(n, x.dim());
    Batch u = Batch.allocate(n, x.dim());
    for (int i = 0; i < v.length(); i++) {
      v.array()[i] = (i * 7919 % 5 - 2) / 2f; // so that probes have exact steps
      u.array()[i] = (i * 104729 % 7 - 3) / 2f;
    }
    Gradient expected = energy.parameters().newGradient();
    energy.accumulateDirectional(x, v, weights, expected);
    Gradient gradient = energy.parameters().newGradient();
    Batch products = Batch.allocate(n, x.dim());
    energy.accumulateDirectional(x, v, weights, products, gradient);
    Closeness.check(
        "derivative by parameter", gradient.values(), expected.values(), test.tolerance());
    double[] claimed = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < x.dim(); j++) {
        claimed[i] += (double) u.get(i, j) * products.get(i, j);
      }
    }
    FiniteDifferences differences =
        FiniteDifferences.of(
            (t, out) -> {
              double[] slopes = slopes(energy, along(x, v, t), u);
              for (int i = 0; i < n; i++) {
                out[i] = weights[i] * slopes[i];
              }
            },
            n,
            STATE_STEP,
            null);
    String what = test + ": the Hessian times a direction, of row";
    FiniteDifferences.compare(what, claimed, differences, 10 * test.tolerance(), 1e-30);
  }

  private static Batch along(Batch x, Batch v, double t) {
    Batch moved = x.copy();
    for (int i = 0; i < moved.length(); i++) {
      moved.array()[i] += (float) (t * v.array()[i]);
    }
    return moved;
  }

  /** With the gradients in the same pass nothing else comes out; every row is asked for once. */
  private static void inOnePass(
      EnergyCase test,
      ScoreLearnable energy,
      Batch x,
      Batch v,
      double[] weights,
      Gradient expected) {
    int n = x.size();
    double[] expectedEnergies = new double[n];
    Batch expectedGradients = Batch.allocate(n, x.dim());
    energy.gradients(x, expectedEnergies, expectedGradients);
    double[] energies = new double[n];
    double[] factors = new double[n];
    Batch found = Batch.allocate(n, x.dim());
    Batch gradients = Batch.allocate(n, x.dim());
    Gradient gradient = energy.parameters().newGradient();
    energy.accumulateDirectional(
        x,
        energies,
        found,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            gradients.copyRow(i, found, i);
            found.copyRow(i, v, i);
            factors[i] += weights[i];
          }
        },
        factors,
        gradient);
    Closeness.check("energy of row", energies, expectedEnergies, test.tolerance());
    Closeness.check("gradient of row", gradients, expectedGradients, test.tolerance());
    Closeness.check("weight of row", factors, weights, 0);
    Closeness.check(
        "derivative by parameter", gradient.values(), expected.values(), test.tolerance());
  }

  /**
   * {@link CurvatureLearnable#accumulateCurvature} gives second derivatives along directions, which
   * are those of slopes, and the derivatives of their weighted sum.
   */
  public static void curvatureIsDerivative(EnergyCase test) {
    CurvatureLearnable energy = test.energy().as(CurvatureLearnable.class).orElse(null);
    if (energy == null) {
      return;
    }
    Batch x = test.states();
    int n = x.size();
    double[] weights = test.weights("weights");
    Batch v = Batch.allocate(n, x.dim());
    for (int i = 0; i < v.length(); i++) {
      v.array()[i] = (i * 7919 % 5 - 2) / 2f; // so that probes have exact steps
    }
    Gradient gradient = energy.parameters().newGradient();
    double[] curvatures = new double[n];
    energy.accumulateCurvature(x, v, weights, curvatures, gradient);
    FiniteDifferences differences =
        FiniteDifferences.of(
            (t, out) -> System.arraycopy(slopes(energy, along(x, v, t), v), 0, out, 0, n),
            n,
            STATE_STEP,
            null);
    String what = test + ": second derivative along a direction of the energy of row";
    FiniteDifferences.compare(what, curvatures, differences, test.tolerance(), 1e-30);
    Gradient unused = energy.parameters().newGradient();
    FiniteDifferences.Functions sum =
        (t, out) -> {
          double[] found = new double[n];
          energy.accumulateCurvature(x, v, weights, found, unused);
          out[0] = dot(weights, found);
        };
    compareParameters(test, "accumulateCurvature()", gradient, sum, norm(weights, curvatures));
  }

  private static double[] slopes(Differentiable energy, Batch x, Batch v) {
    Batch gradients = Batch.allocate(x.size(), x.dim());
    energy.gradients(x, new double[x.size()], gradients);
    double[] slopes = new double[x.size()];
    for (int i = 0; i < slopes.length; i++) {
      for (int j = 0; j < x.dim(); j++) {
        slopes[i] += (double) v.get(i, j) * gradients.get(i, j);
      }
    }
    return slopes;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double norm(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i] * a[i] * b[i];
    }
    return Math.sqrt(sum);
  }

  /**
   * Compares a gradient with finite differences of a function of the parameters: some entries of
   * each tensor, then directions that move all entries at once.
   *
   * @param function computes one value at the present parameters
   * @param scale the size of what is summed up to that value, for its rounding error
   */
  static void compareParameters(
      EnergyCase test,
      String what,
      Gradient gradient,
      FiniteDifferences.Functions function,
      double scale) {
    Parameters parameters = gradient.parameters();
    float[] values = parameters.values();
    float[] before = values.clone();
    RandomStream random = test.random("entries");
    double greatest = 0;
    for (float value : gradient.values()) {
      greatest = Math.max(greatest, Math.abs(value));
    }
    try {
      for (Parameters.Tensor tensor : parameters.tensors()) {
        int count = Math.min(tensor.size(), 8);
        for (int k = 0; k < count; k++) {
          int entry = tensor.offset() + (tensor.size() <= 8 ? k : random.nextInt(tensor.size()));
          float[] direction = new float[values.length];
          direction[entry] = 1;
          String name = test + ": " + what + " of " + tensor.name() + " entry " + entry + ", value";
          compareDirection(
              test, name, gradient, direction, before, function, ENTRY_STEP, scale, greatest);
        }
      }
      for (int k = 0; k < DIRECTIONS; k++) {
        float[] direction = new float[values.length];
        for (int i = 0; i < direction.length; i++) {
          direction[i] = random.nextBoolean() ? 1 : -1;
        }
        String name = test + ": " + what + " along a random direction, value";
        compareDirection(
            test, name, gradient, direction, before, function, DIRECTION_STEP, scale, greatest);
      }
    } finally {
      System.arraycopy(before, 0, values, 0, values.length);
    }
  }

  private static void compareDirection(
      EnergyCase test,
      String name,
      Gradient gradient,
      float[] direction,
      float[] before,
      FiniteDifferences.Functions function,
      double step,
      double scale,
      double greatest) {
    float[] values = gradient.parameters().values();
    double claimed = 0;
    for (int i = 0; i < direction.length; i++) {
      claimed += (double) direction[i] * gradient.values()[i];
    }
    FiniteDifferences differences =
        FiniteDifferences.of(
            (t, out) -> {
              for (int i = 0; i < values.length; i++) {
                values[i] = (float) (before[i] + t * direction[i]);
              }
              function.at(t, out);
            },
            1,
            step,
            new double[] {scale});
    FiniteDifferences.compare(
        name, new double[] {claimed}, differences, test.tolerance(), greatest);
  }
}

package io.ebm.testkit;

import io.ebm.api.Batch;
import io.ebm.api.Conditional;
import io.ebm.api.ContextDifferentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.RandomStream;

/** The derivatives of energies by their contexts. Throws {@link AssertionError}. */
final class ContextChecks {

  private static final double STEP = 0x1p-3;
  private static final int DIRECTIONS = 8;

  private ContextChecks() {}

  /**
   * {@link ContextDifferentiable}, if the energies of a model have it, against finite differences
   * of energies in other contexts, along coordinates and random signs.
   */
  static void gradientIsDerivative(
      Conditional<?> model, Batch contexts, Batch targets, double tolerance, long seed) {
    EnergyFunction energy = given(model, contexts);
    ContextDifferentiable slopes = energy.as(ContextDifferentiable.class).orElse(null);
    if (slopes == null) {
      return;
    }
    if (slopes.contextDim() != contexts.dim()) {
      throw new AssertionError(
          "contextDim() is " + slopes.contextDim() + " for contexts " + contexts);
    }
    int n = targets.size();
    Batch gradients = Batch.allocate(n, contexts.dim());
    double[] energies = new double[n];
    slopes.contextGradients(targets, energies, gradients);
    double[] expected = new double[n];
    energy.energies(targets, expected);
    Closeness.check("energy from contextGradients() of row", energies, expected, 1e-5);
    RandomStream random = RandomStream.of(seed).split("contexts");
    for (int d = 0; d < Math.min(contexts.dim(), DIRECTIONS) + DIRECTIONS; d++) {
      float[] direction = new float[contexts.dim()];
      for (int k = 0; k < direction.length; k++) {
        direction[k] = d < DIRECTIONS ? random.nextBoolean() ? 1 : -1 : 0;
      }
      if (d >= DIRECTIONS) {
        direction[random.nextInt(direction.length)] = 1;
      }
      double[] claimed = new double[n];
      for (int i = 0; i < n; i++) {
        for (int k = 0; k < direction.length; k++) {
          claimed[i] += (double) direction[k] * gradients.get(i, k);
        }
      }
      FiniteDifferences differences =
          FiniteDifferences.of(
              (t, out) -> given(model, moved(contexts, direction, t)).energies(targets, out),
              n,
              STEP,
              null);
      FiniteDifferences.compare(
          "derivative by the context of row", claimed, differences, tolerance, 1e-30);
    }
  }

  @SuppressWarnings("unchecked") // who calls has such contexts for it
  private static EnergyFunction given(Conditional<?> model, Batch contexts) {
    return ((Conditional<Batch>) model).given(contexts);
  }

  private static Batch moved(Batch x, float[] direction, double t) {
    Batch moved = x.copy();
    for (int i = 0; i < x.size(); i++) {
      for (int k = 0; k < x.dim(); k++) {
        moved.set(i, k, (float) (x.get(i, k) + t * direction[k]));
      }
    }
    return moved;
  }
}

package io.ebm.samplers.hamiltonian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import io.ebm.api.Differentiable;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.math.Vectors;
import io.ebm.samplers.Bounds;
import io.ebm.testkit.GridEnergy;
import io.ebm.testkit.LogisticEnergy;
import io.ebm.testkit.WideGaussian;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LeapfrogTest {

  /** Where a trajectory is. */
  private static final class Phase {
    final Differentiable energy;
    final Leapfrog leapfrog;
    final Batch x;
    final Batch g;
    final float[] r;
    final float[] h;
    final double[] value = new double[1];

    Phase(Differentiable energy, Leapfrog leapfrog, float[] x, float[] r) {
      this.energy = energy;
      this.leapfrog = leapfrog;
      this.x = Batch.of(x.clone(), x.length);
      this.r = r.clone();
      g = Batch.allocate(1, x.length);
      h = new float[x.length];
      energy.gradients(this.x, value, g);
      leapfrog.metric().whiten(g.array(), 0, h, 0);
    }

    void go(double time, int steps) {
      for (int s = 0; s < steps; s++) {
        leapfrog.first((float) time, x.array(), r, h, 0);
        energy.gradients(x, value, g);
        leapfrog.second((float) time, g.array(), 0, r, h, 0);
      }
    }

    double total() {
      return value[0] + 0.5 * Vectors.sumOfSquares(r.length, r, 0);
    }
  }

  private static float[] draw(int dim, long seed) {
    float[] values = new float[dim];
    RandomStream.of(seed).fillGaussian(values, 0, dim);
    return values;
  }

  /** A metric of each kind that is not the identity, where it can be otherwise. */
  private static Metric metric(MassMatrix kind, int dim) {
    Metric metric = new Metric(kind, dim);
    for (int i = 0; i < 100; i++) {
      float[] draw = draw(dim, 100 + i);
      for (int j = 1; j < dim; j++) {
        draw[j] = 0.5f * draw[j] + 0.4f * draw[j - 1];
      }
      metric.add(draw, 0);
    }
    metric.finish();
    return metric;
  }

  private static double distance(float[] a, float[] b) {
    double sum = 0;
    double norm = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
      norm += b[i] * b[i];
    }
    return Math.sqrt(sum / norm);
  }

  @ParameterizedTest
  @EnumSource(MassMatrix.class)
  void isReversible(MassMatrix kind) {
    int dim = 20;
    List<Differentiable> energies =
        List.of(
            new WideGaussian(dim, 50),
            new LogisticEnergy(200, dim, 3),
            GridEnergy.doubleWell(dim, 1, 0.2));
    for (Differentiable energy : energies) {
      float[] x = draw(dim, 1);
      float[] r = draw(dim, 2);
      Phase phase = new Phase(energy, new Leapfrog(metric(kind, dim), null, dim), x, r);
      phase.go(0.03, 40);
      assertThat(distance(phase.x.array(), x)).as("way travelled").isGreaterThan(0.1);
      for (int j = 0; j < dim; j++) {
        phase.r[j] = -phase.r[j];
      }
      phase.go(0.03, 40);
      for (int j = 0; j < dim; j++) {
        phase.r[j] = -phase.r[j];
      }
      assertThat(distance(phase.x.array(), x)).as("position, on %s", energy).isLessThan(1e-5);
      assertThat(distance(phase.r, r)).as("momentum, on %s", energy).isLessThan(1e-5);
    }
  }

  @ParameterizedTest
  @EnumSource(MassMatrix.class)
  void energyErrorsFallWithTheSquareOfTheStep(MassMatrix kind) {
    int dim = 20;
    for (Differentiable energy :
        List.<Differentiable>of(
            new LogisticEnergy(200, dim, 3), GridEnergy.doubleWell(dim, 1, 0.2))) {
      double[] errors = new double[3];
      for (int k = 0; k < 3; k++) {
        double sum = 0;
        for (int start = 0; start < 20; start++) {
          float[] x = draw(dim, 10 + start);
          Phase phase =
              new Phase(
                  energy, new Leapfrog(metric(kind, dim), null, dim), x, draw(dim, 50 + start));
          double before = phase.total();
          int steps = 8 << k;
          phase.go(0.4 / steps, steps);
          sum += Math.abs(phase.total() - before);
        }
        errors[k] = sum / 20;
      }
      double slope = Math.log(errors[0] / errors[2]) / Math.log(4);
      assertThat(slope).as("slope on %s", energy).isCloseTo(2, within(0.1));
    }
  }

  /** In a box without energy, a trajectory is a path of light between mirrors. */
  @Test
  void reflectionsKeepSpeedAndPlace() {
    StateSpace box = new StateSpace.Box(List.of(1), -1, 2);
    Leapfrog leapfrog = new Leapfrog(new Metric(MassMatrix.IDENTITY, 1), Bounds.of(box, "test"), 1);
    double[][] timePlaceSpeed = {{1, 1, 1}, {2.5, 1.5, -1}, {5, -1, -1}, {5.5, -0.5, 1}, {7, 1, 1}};
    for (double[] expected : timePlaceSpeed) {
      float[] x = {0};
      float[] r = {1};
      leapfrog.first((float) expected[0], x, r, new float[1], 0);
      assertThat(x[0]).as("place").isCloseTo((float) expected[1], within(1e-5f));
      if (expected[0] != 5) { // at a bound either way is right
        assertThat(r[0]).as("speed").isEqualTo((float) expected[2]);
      }
    }
  }

  @Test
  void warmUpsAreCutAsStanDoes() {
    Windows windows = Windows.of(1000);
    List<Integer> ends =
        java.util.stream.IntStream.range(0, 1000).filter(windows::ends).boxed().toList();
    assertThat(ends).containsExactly(99, 149, 249, 449, 949);
    assertThat(windows.slow(74)).isFalse();
    assertThat(windows.slow(75)).isTrue();
    assertThat(windows.slow(950)).isFalse();
    Windows little = Windows.of(100);
    assertThat(little.ends(89)).isTrue();
    assertThat(little.slow(14)).isFalse();
    assertThat(java.util.stream.IntStream.range(0, 19).filter(Windows.of(19)::slow)).isEmpty();
  }
}

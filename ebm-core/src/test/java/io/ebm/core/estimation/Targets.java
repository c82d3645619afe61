package io.ebm.core.estimation;

import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.Dataset;
import io.ebm.api.EnergyFunction;
import io.ebm.api.RandomStream;
import io.ebm.api.Sampler;
import io.ebm.api.StateSpace;
import io.ebm.testkit.Enumeration;
import io.ebm.testkit.GaussianEnergy;
import io.ebm.testkit.GridEnergy;
import io.ebm.testkit.RandomWalk;
import io.ebm.testkit.SmallIsing;
import io.ebm.testkit.TestEstimation;
import java.util.List;
import java.util.function.LongFunction;

/** Energies whose {@code log Z} is known. */
final class Targets {

  /**
   * One of them.
   *
   * @param context what estimators may use at a seed: data and a sampler where they need them
   */
  record Target(
      String name, EnergyFunction energy, double logZ, LongFunction<TestEstimation> context) {
    @Override
    public String toString() {
      return name;
    }
  }

  private Targets() {}

  /** The torus of 4 × 4 spins at a coupling. */
  static SmallIsing torus(double coupling) {
    SmallIsing ising = new SmallIsing(StateSpace.spin(16));
    for (int i = 0; i < 16; i++) {
      couple(ising, i, (i / 4) * 4 + (i + 1) % 4, coupling);
      couple(ising, i, (i + 4) % 16, coupling);
    }
    return ising;
  }

  private static void couple(SmallIsing ising, int a, int b, double coupling) {
    int low = Math.min(a, b);
    int high = Math.max(a, b);
    ising.parameters().values()[16 + low * 16 - low * (low + 1) / 2 + high - low - 1] +=
        (float) coupling;
  }

  static List<Target> all() {
    SmallIsing spins = SmallIsing.random(StateSpace.spin(6), 0.5, RandomStream.of(3));
    SmallIsing bits = SmallIsing.random(StateSpace.binary(5), 1, RandomStream.of(4));
    SmallRbm rbm = SmallRbm.random(6, 4, 0.8, RandomStream.of(5));
    GaussianEnergy gaussian =
        GaussianEnergy.ofCovariance(
            new double[] {1, -2, 0.5}, new double[][] {{2, 0.8, 0}, {0.8, 1, 0.2}, {0, 0.2, 0.5}});
    double[] logZ = new double[1];
    gaussian.logPartitions(1, logZ);
    GridEnergy mixture = mixture();
    GridEnergy ramp = GridEnergy.ramp(2, 1.7f, -1, 2);
    return List.of(
        discrete("spins", spins, spins),
        discrete("spins that only sweep", Hidden.gibbs(spins), spins),
        discrete("bits", bits, bits),
        discrete("rbm", rbm, rbm),
        discrete("rbm that cannot be summed", rbm.untractable(), rbm),
        real("gaussian", Hidden.smooth(gaussian), logZ[0], sample(gaussian), 1.2),
        real("mixture", Hidden.bare(mixture), mixture.logPartition(), sample(mixture), 1.2),
        real("ramp in a box", ramp, ramp.logPartition(), sample(ramp), 1));
  }

  /** Two modes in either coordinate: {@code 0.3 exp(-(x + 2)²) + 0.7 exp(-(x - 1)² / 2)}. */
  private static GridEnergy mixture() {
    return new GridEnergy(
        StateSpace.real(2),
        x -> -Math.log(0.3 * Math.exp(-(x + 2) * (x + 2)) + 0.7 * Math.exp(-(x - 1) * (x - 1) / 2)),
        x -> Double.NaN,
        -9,
        9);
  }

  private static Target discrete(String name, EnergyFunction energy, EnergyFunction summed) {
    return new Target(
        name, energy, Enumeration.of(summed).logPartition(1), seed -> TestEstimation.of(seed));
  }

  private static Target real(
      String name, EnergyFunction energy, double logZ, Batch data, double step) {
    Component<Sampler> sampler = RandomWalk.of(step);
    Dataset dataset = Dataset.of(energy.space(), data);
    return new Target(
        name, energy, logZ, seed -> TestEstimation.of(seed).withData(dataset).withSampler(sampler));
  }

  private static Batch sample(GaussianEnergy energy) {
    Batch data = Batch.allocate(500, energy.space().dim());
    energy.sample(data, RandomStream.of(9));
    return data;
  }

  private static Batch sample(GridEnergy energy) {
    Batch data = Batch.allocate(500, energy.space().dim());
    energy.sample(data, RandomStream.of(9));
    return data;
  }
}

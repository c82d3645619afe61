package io.ebm.testkit;

import io.ebm.api.Batch;
import io.ebm.api.Dataset;
import io.ebm.api.EnergyFunction;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import java.util.List;

/**
 * An energy whose {@code log Z} is known.
 *
 * @param name told in failures
 * @param energy the energy
 * @param logZ its {@code log Z}, in nats
 * @param context what an estimator may use: data and a sampler for real states; its seed is
 *     replaced by that of a check
 */
public record EstimatorTarget(
    String name, EnergyFunction energy, double logZ, TestEstimation context) {

  private static final int DATA = 500;

  /** Spins, bits, a Gaussian, a double well and a ramp in a box. */
  public static List<EstimatorTarget> standard() {
    SmallIsing spins = SmallIsing.random(StateSpace.spin(6), 0.5, RandomStream.of(3));
    SmallIsing bits = SmallIsing.random(StateSpace.binary(5), 1, RandomStream.of(4));
    GaussianEnergy gaussian =
        GaussianEnergy.ofCovariance(
            new double[] {1, -2, 0.5}, new double[][] {{2, 0.8, 0}, {0.8, 1, 0.2}, {0, 0.2, 0.5}});
    double[] logZ = new double[1];
    gaussian.logPartitions(1, logZ);
    GridEnergy well = GridEnergy.doubleWell(1, 1, 0.3);
    GridEnergy ramp = GridEnergy.ramp(2, 1.7, -1, 2);
    return List.of(
        discrete("spins", spins),
        discrete("bits", bits),
        real("a Gaussian", gaussian, logZ[0], SamplerTarget.of(gaussian), 1.2),
        real("a double well", well, well.logPartition(), SamplerTarget.of(well), 1.2),
        real("a ramp in a box", ramp, ramp.logPartition(), SamplerTarget.of(ramp), 1));
  }

  /** A discrete energy of at most 2^20 states; estimators are given neither data nor a sampler. */
  public static EstimatorTarget discrete(String name, EnergyFunction energy) {
    return new EstimatorTarget(
        name, energy, Enumeration.of(energy).logPartition(1), TestEstimation.of(0));
  }

  /**
   * A real energy; estimators are given 500 exact draws as data and a {@link RandomWalk}.
   *
   * @param law of what draws are made
   * @param step of the walk
   */
  public static EstimatorTarget real(
      String name, EnergyFunction energy, double logZ, SamplerTarget law, double step) {
    Batch data = Batch.allocate(DATA, energy.space().dim());
    law.sample(data, RandomStream.of(9));
    TestEstimation context =
        TestEstimation.of(0)
            .withData(Dataset.of(energy.space(), data))
            .withSampler(RandomWalk.of(step));
    return new EstimatorTarget(name, energy, logZ, context);
  }

  TestEstimation context(long seed) {
    return new TestEstimation(seed, context.known(), context.drawing());
  }

  @Override
  public String toString() {
    return name;
  }
}

package io.ebm.samplers.hamiltonian;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Metrics;
import io.ebm.api.Progress;
import io.ebm.api.RandomStream;

/** Chains of {@link HmcFactory}. */
final class HmcChain extends HamiltonianChain {

  private final int fewest;
  private final int most;
  private final float[] x; // ends of the trajectories
  private final float[] r; // their whitened momenta
  private final float[] h; // their whitened gradients
  private final double[] startEnergies; // with the kinetic ones
  private final double[] acceptances;
  private final boolean[] moved;
  private final int[] lengths;
  private final int[] made;

  HmcChain(
      HmcFactory.Config config,
      Progress progress,
      EnergyFunction energy,
      Batch states,
      RandomStream random) {
    super(
        "sampler 'hmc'",
        config.stepSize(),
        config.massMatrix(),
        config.targetAcceptance(),
        progress,
        energy,
        states,
        random);
    fewest = Math.max(1, (int) Math.round((1 - config.jitter()) * config.leapfrogs()));
    most = (int) Math.round((1 + config.jitter()) * config.leapfrogs());
    int n = states.size();
    x = new float[states.length()];
    r = new float[states.length()];
    h = new float[states.length()];
    startEnergies = new double[n];
    acceptances = new double[n];
    moved = new boolean[n];
    lengths = new int[n];
    made = new int[n];
  }

  @Override
  void begin(int row) {
    int at = row * dim;
    System.arraycopy(states().array(), states().offset(row), x, at, dim);
    metric.whiten(gradients.array(), at, h, at);
    startEnergies[row] = energies[row] + refill(row, r, at);
    lengths[row] = fewest == most ? most : fewest + random[row].nextInt(most - fewest + 1);
    made[row] = 0;
    moved[row] = false;
    acceptances[row] = 0;
  }

  @Override
  void firstHalf(int row) {
    kickAndDrift((float) stepSize, x, r, h, row * dim);
  }

  @Override
  int end(int row) {
    return row * dim;
  }

  @Override
  float[] ends() {
    return x;
  }

  @Override
  boolean secondHalf(int row, double energy, float[] px, int xi, float[] g, int gi) {
    int at = row * dim;
    made[row]++;
    double gain = Double.NEGATIVE_INFINITY;
    if (energy < Double.POSITIVE_INFINITY) {
      kick((float) stepSize, g, gi, r, h, at);
      gain = startEnergies[row] - energy - kinetic(r, at);
    }
    if (!(gain > -DIVERGED)) {
      diverge();
      return false;
    }
    if (made[row] < lengths[row]) {
      return true;
    }
    acceptances[row] = Math.min(1, Math.exp(gain));
    if (Math.log(random[row].nextDouble()) < gain) {
      moved[row] = true;
      System.arraycopy(px, xi, states().array(), states().offset(row), dim);
      System.arraycopy(g, gi, gradients.array(), at, dim);
      energies[row] = energy;
    }
    return false;
  }

  @Override
  double tried(int row, double energy, float[] g, int gi) {
    if (energy == Double.POSITIVE_INFINITY) {
      return 0;
    }
    kick((float) stepSize, g, gi, r, h, row * dim);
    double gain = startEnergies[row] - energy - kinetic(r, row * dim);
    return gain > 0 ? 1 : Double.isNaN(gain) ? 0 : Math.exp(gain);
  }

  @Override
  double acceptance(int row) {
    return acceptances[row];
  }

  @Override
  boolean moved(int row) {
    return moved[row];
  }

  @Override
  void reportOwn(Metrics metrics, long transitions) {} // the base tells all
}

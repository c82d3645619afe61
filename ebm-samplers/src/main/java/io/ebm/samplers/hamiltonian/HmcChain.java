package io.ebm.samplers.hamiltonian;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Metrics;
import io.ebm.api.Progress;
import io.ebm.api.RandomStream;
import io.ebm.api.Schedule;
import io.ebm.samplers.FiniteCheck;

/** Chains of {@link HmcFactory} and {@link PreconditionedLangevinFactory}. */
final class HmcChain extends HamiltonianChain {

  private final Plan plan;
  private final float[] x; // ends of the trajectories
  private final float[] r; // their whitened momenta
  private final float[] h; // their whitened gradients
  private final double[] startEnergies; // with the kinetic ones
  private final double[] acceptances;
  private final boolean[] moved;
  private final int[] lengths;
  private final int[] made;

  /**
   * What a transition is.
   *
   * @param who the sampler, for messages
   * @param stepSize δ of the leapfrog
   * @param fewest leapfrogs of a transition
   * @param most leapfrogs of a transition
   * @param mass what a warm-up makes of the mass matrix
   * @param target acceptance that a warm-up adapts the step to
   * @param adjusted whether a move may be refused
   * @param langevin whether the step is told as {@code ε = δ² / 2}
   */
  record Plan(
      String who,
      Schedule stepSize,
      int fewest,
      int most,
      MassMatrix mass,
      double target,
      boolean adjusted,
      boolean langevin) {}

  HmcChain(Plan plan, Progress progress, EnergyFunction energy, Batch states, RandomStream random) {
    super(
        plan.who(), plan.stepSize(), plan.mass(), plan.target(), progress, energy, states, random);
    this.plan = plan;
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
    int spread = plan.most() - plan.fewest();
    lengths[row] = plan.fewest() + (spread == 0 ? 0 : random[row].nextInt(spread + 1));
    made[row] = 0;
    moved[row] = false;
    acceptances[row] = 0;
  }

  @Override
  void firstHalf(int row) {
    leapfrog.first((float) step[row], x, r, h, row * dim);
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
      leapfrog.second((float) step[row], g, gi, r, h, at);
      gain = startEnergies[row] - energy - kinetic(r, at);
    }
    if (!plan.adjusted()) {
      FiniteCheck.move(energy, energies[row], row, stepOf(row));
    } else if (!(gain > -DIVERGED)) {
      diverge();
      return false;
    }
    if (made[row] < lengths[row]) {
      return true;
    }
    acceptances[row] = Math.min(1, Math.exp(gain));
    if (!plan.adjusted() || Math.log(random[row].nextDouble()) < gain) {
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
    leapfrog.second((float) step[row], g, gi, r, h, row * dim);
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
  double told(double stepSize) {
    return plan.langevin() ? stepSize * stepSize / 2 : stepSize;
  }

  @Override
  boolean refuses() {
    return plan.adjusted();
  }

  @Override
  void reportOwn(Metrics metrics, long transitions) {} // the base tells all
}

package io.ebm.core.estimation;

import io.ebm.api.Batch;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.ExactDraws;
import io.ebm.api.GibbsSampled;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.api.Tractable;
import io.ebm.testkit.Enumeration;
import java.util.Arrays;

/** Energies stripped of capabilities, so that estimators must take their general path. */
final class Hidden {

  private Hidden() {}

  /** An energy that can do nothing but be evaluated. */
  static EnergyFunction bare(EnergyFunction energy) {
    return new Bare(energy);
  }

  /** An energy that can be evaluated and sweep. */
  static EnergyFunction gibbs(EnergyFunction energy) {
    return new Gibbs(energy);
  }

  /** An energy that can be evaluated and has a gradient. */
  static EnergyFunction smooth(EnergyFunction energy) {
    return new Smooth(energy);
  }

  /** An energy that can sweep and is summed, once and for all. */
  static EnergyFunction summed(EnergyFunction energy) {
    return new Summed(energy);
  }

  private static class Bare implements EnergyFunction {
    final EnergyFunction energy;

    Bare(EnergyFunction energy) {
      this.energy = energy;
    }

    @Override
    public StateSpace space() {
      return energy.space();
    }

    @Override
    public void energies(Batch x, double[] out) {
      energy.energies(x, out);
    }
  }

  private static class Gibbs extends Bare implements GibbsSampled {
    Gibbs(EnergyFunction energy) {
      super(energy);
    }

    @Override
    public void sweep(Batch x, int sweeps, double beta, RandomStream random) {
      energy.as(GibbsSampled.class).orElseThrow().sweep(x, sweeps, beta, random);
    }
  }

  private static final class Smooth extends Bare implements Differentiable {
    Smooth(EnergyFunction energy) {
      super(energy);
    }

    @Override
    public void gradients(Batch x, double[] energies, Batch out) {
      energy.as(Differentiable.class).orElseThrow().gradients(x, energies, out);
    }
  }

  private static final class Summed extends Gibbs implements Tractable, ExactDraws {
    private final Enumeration all;

    Summed(EnergyFunction energy) {
      super(energy);
      this.all = Enumeration.of(energy);
    }

    @Override
    public void logPartitions(int rows, double[] out) {
      Arrays.fill(out, 0, rows, all.logPartition(1));
    }

    @Override
    public void sample(Batch into, RandomStream random) {
      all.sample(into, 1, random);
    }
  }
}

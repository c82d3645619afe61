package io.ebm.core.estimation;

import io.ebm.api.Batch;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.GibbsSampled;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;

/**
 * Energies whose capabilities are known only when they are made: samplers look for capabilities
 * among the interfaces of an object.
 */
final class Facets {

  /** All that such an energy may be asked. */
  interface Core {
    StateSpace space();

    void energies(Batch x, double[] out);

    void gradients(Batch x, double[] energies, Batch out);

    void sweep(Batch x, int sweeps, double beta, RandomStream random);
  }

  private Facets() {}

  /** The core as an energy of some capabilities. */
  static EnergyFunction of(Core core, boolean differentiable, boolean gibbs) {
    if (differentiable) {
      return gibbs ? new SmoothGibbs(core) : new Smooth(core);
    }
    return gibbs ? new Gibbs(core) : new Plain(core);
  }

  private static class Plain implements EnergyFunction {
    final Core core;

    Plain(Core core) {
      this.core = core;
    }

    @Override
    public StateSpace space() {
      return core.space();
    }

    @Override
    public void energies(Batch x, double[] out) {
      core.energies(x, out);
    }
  }

  private static class Smooth extends Plain implements Differentiable {
    Smooth(Core core) {
      super(core);
    }

    @Override
    public void gradients(Batch x, double[] energies, Batch out) {
      core.gradients(x, energies, out);
    }
  }

  private static final class Gibbs extends Plain implements GibbsSampled {
    Gibbs(Core core) {
      super(core);
    }

    @Override
    public void sweep(Batch x, int sweeps, double beta, RandomStream random) {
      core.sweep(x, sweeps, beta, random);
    }
  }

  private static final class SmoothGibbs extends Smooth implements GibbsSampled {
    SmoothGibbs(Core core) {
      super(core);
    }

    @Override
    public void sweep(Batch x, int sweeps, double beta, RandomStream random) {
      core.sweep(x, sweeps, beta, random);
    }
  }
}

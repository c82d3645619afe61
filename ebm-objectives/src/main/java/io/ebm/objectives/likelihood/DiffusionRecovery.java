package io.ebm.objectives.likelihood;

import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.Checkpointed;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.FitContext;
import io.ebm.api.Gradient;
import io.ebm.api.Learnable;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveContext;
import io.ebm.api.RandomStream;
import io.ebm.api.Sampler;
import io.ebm.api.StateReader;
import io.ebm.api.StateSpace;
import io.ebm.api.StateWriter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The objective of {@link DiffusionRecoveryFactory}. */
final class DiffusionRecovery implements Objective, Checkpointed {

  private static final String WHO = "objective 'diffusion-recovery'";

  private final DiffusionRecoveryFactory.Config config;
  private final ModelChains chains;
  private final Contrast contrast = new Contrast(WHO, 0);
  private Batch noisy = Batch.allocate(0, 1);
  private @Nullable Recovery recovery;

  DiffusionRecovery(DiffusionRecoveryFactory.Config config, Sampler sampler) {
    this.config = config;
    chains = new ModelChains(sampler);
  }

  /** {@code E(x) + |x - x̃|² / 2σ²}, row by row. */
  private static final class Recovery implements EnergyFunction, Differentiable {
    private final EnergyFunction energy;
    private final Batch noisy;
    private final double precision;

    Recovery(EnergyFunction energy, Batch noisy, double sigma) {
      this.energy = energy;
      this.noisy = noisy;
      precision = 1 / (sigma * sigma);
    }

    @Override
    public StateSpace space() {
      return energy.space();
    }

    @Override
    public void energies(Batch x, double[] out) {
      energy.energies(x, out);
      addSquares(x, out);
    }

    private void addSquares(Batch x, double[] out) {
      for (int i = 0; i < x.size(); i++) {
        double squares = 0;
        for (int j = 0; j < x.dim(); j++) {
          double away = (double) x.get(i, j) - noisy.get(i, j);
          squares += away * away;
        }
        out[i] += precision * squares / 2;
      }
    }

    @Override
    public void gradients(Batch x, double[] energies, Batch out) {
      Capabilities.require(energy, Differentiable.class, WHO).gradients(x, energies, out);
      addSquares(x, energies);
      for (int i = 0; i < x.size(); i++) {
        for (int j = 0; j < x.dim(); j++) {
          out.set(i, j, (float) (out.get(i, j) + precision * (x.get(i, j) - noisy.get(i, j))));
        }
      }
    }
  }

  /** Why it cannot be used on a space. */
  static Optional<String> misfit(StateSpace space) {
    return space.levels() == 0
        ? Optional.empty()
        : Optional.of("needs real states, not those of " + space + "; pcd takes both");
  }

  @Override
  public double evaluate(
      EnergyFunction energy, Batch data, Gradient gradient, ObjectiveContext context) {
    Capabilities.require(energy, Learnable.class, WHO);
    Capabilities.require(energy, Differentiable.class, WHO);
    FitContext.require(WHO, misfit(energy.space()));
    if (noisy.size() != data.size() || noisy.dim() != data.dim()) {
      noisy = Batch.allocate(data.size(), data.dim());
      recovery = null;
    }
    RandomStream random = context.random();
    disturb(data, random.split("noise"));
    Recovery target = recovery;
    if (target == null || target.energy != energy) {
      target = new Recovery(energy, noisy, config.sigma());
      recovery = target;
    }
    Batch samples = chains.states(data.size(), data.dim());
    samples.copyFrom(noisy);
    chains.advance(target, samples, config.steps(), random.split("chains"));
    chains.recordAcceptance(context.metrics());
    return contrast.evaluate(energy, data, samples, gradient, context);
  }

  private void disturb(Batch data, RandomStream random) {
    float[] y = noisy.array();
    random.fillGaussian(y, 0, noisy.length());
    float sigma = (float) config.sigma();
    int from = data.offset();
    for (int i = 0; i < noisy.length(); i++) {
      y[i] = data.array()[from + i] + sigma * y[i];
    }
  }

  @Override
  public void save(StateWriter writer) {
    chains.save(writer.child("chains"));
  }

  @Override
  public void restore(StateReader reader) {
    chains.restore(reader.child("chains"));
  }
}

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
import io.ebm.api.noise.RecoveryEnergy;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The objective of {@link DiffusionRecoveryFactory} at one level of noise. */
final class DiffusionRecovery implements Objective, Checkpointed {

  private static final String WHO = "objective 'diffusion-recovery'";

  private final double sigma;
  private final int steps;
  private final ModelChains chains;
  private final Contrast contrast = new Contrast(WHO, 0);
  private Batch noisy = Batch.allocate(0, 1);
  private double[] deviations = new double[0];
  private @Nullable EnergyFunction model;
  private @Nullable RecoveryEnergy recovery;

  DiffusionRecovery(double sigma, int steps, Sampler sampler) {
    this.sigma = sigma;
    this.steps = steps;
    chains = new ModelChains(sampler);
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
      deviations = new double[data.size()];
      Arrays.fill(deviations, sigma);
      recovery = null;
    }
    RandomStream random = context.random();
    disturb(data, random.split("noise"));
    RecoveryEnergy target = recovery;
    if (target == null || model != energy) {
      target = new RecoveryEnergy(energy, noisy, deviations);
      recovery = target;
      model = energy;
    }
    Batch samples = chains.states(data.size(), data.dim());
    samples.copyFrom(noisy);
    chains.advance(target, samples, steps, random.split("chains"));
    chains.recordAcceptance(context.metrics());
    return contrast.evaluate(energy, data, samples, gradient, context);
  }

  private void disturb(Batch data, RandomStream random) {
    float[] y = noisy.array();
    random.fillGaussian(y, 0, noisy.length());
    float spread = (float) sigma;
    int from = data.offset();
    for (int i = 0; i < noisy.length(); i++) {
      y[i] = data.array()[from + i] + spread * y[i];
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

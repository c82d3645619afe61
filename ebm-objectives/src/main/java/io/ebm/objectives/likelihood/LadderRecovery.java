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
import io.ebm.api.noise.InUnits;
import io.ebm.api.noise.NoiseConditioned;
import io.ebm.api.noise.NoiseSchedule;
import io.ebm.api.noise.RecoveryEnergy;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The objective of {@link DiffusionRecoveryFactory} on a ladder of noise levels. */
final class LadderRecovery implements Objective, Checkpointed {

  private static final String WHO = "objective 'diffusion-recovery'";

  private final double[] levels; // rising
  private final int steps;
  private final ModelChains chains;
  private final Contrast contrast = new Contrast(WHO, 0);
  private Batch states = Batch.allocate(0, 1); // x_t
  private Batch disturbed = Batch.allocate(0, 1); // x̃
  private Batch recovered = Batch.allocate(0, 1); // what chains make of x̃
  private double[] sigmas = new double[0]; // σ_t of the states, and again of what is recovered
  private double[] deviations = new double[0]; // δ_t
  private @Nullable EnergyFunction model;
  private @Nullable EnergyFunction noisy;
  private @Nullable EnergyFunction target;

  LadderRecovery(NoiseSchedule schedule, int nodes, int steps, Sampler sampler) {
    levels = Arrays.stream(schedule.times(nodes)).map(schedule::sigma).sorted().toArray();
    this.steps = steps;
    chains = new ModelChains(sampler);
  }

  /** Why it cannot be used on an energy. */
  static Optional<String> misfit(FitContext context) {
    if (!(context.energy().space() instanceof StateSpace.Real)) {
      return Optional.of(
          "adds noise of a schedule to unbounded real states, not to those of "
              + context.energy().space());
    }
    NoiseConditioned noisy = context.energy().as(NoiseConditioned.class).orElse(null);
    return noisy == null
        ? context
            .lacks(NoiseConditioned.class)
            .map(why -> "with a schedule " + why + "; for others give sigma instead")
        : context.with(noisy.atNoise(1)).lacks(Learnable.class, Differentiable.class);
  }

  @Override
  public double evaluate(
      EnergyFunction energy, Batch data, Gradient gradient, ObjectiveContext context) {
    FitContext.require(WHO, misfit(FitContext.of(energy)));
    if (states.size() != data.size() || states.dim() != data.dim()) {
      allocate(data.size(), data.dim());
    }
    RandomStream random = context.random();
    drawLevels(random.split("levels"));
    addNoise(data, sigmas, random.split("states"), states);
    addNoise(states, deviations, random.split("noise"), disturbed);
    if (noisy == null || target == null || model != energy) {
      noisy = Capabilities.require(energy, NoiseConditioned.class, WHO).atNoise(sigmas);
      target = new InUnits(new RecoveryEnergy(noisy, disturbed, deviations), deviations);
      model = energy;
    }
    Batch inUnits = chains.states(data.size(), data.dim());
    InUnits.enter(disturbed, deviations, inUnits);
    chains.advance(target, inUnits, steps, random.split("chains"));
    chains.recordAcceptance(context.metrics());
    InUnits.leave(inUnits, deviations, recovered);
    return contrast.evaluate(noisy, states, recovered, gradient, context);
  }

  private void allocate(int rows, int dim) {
    states = Batch.allocate(rows, dim);
    disturbed = Batch.allocate(rows, dim);
    recovered = Batch.allocate(rows, dim);
    sigmas = new double[2 * rows];
    deviations = new double[rows];
    model = null;
  }

  private void drawLevels(RandomStream random) {
    int rows = deviations.length;
    for (int i = 0; i < rows; i++) {
      int t = random.nextInt(levels.length - 1);
      double upper = levels[t + 1];
      sigmas[i] = levels[t];
      sigmas[rows + i] = levels[t];
      deviations[i] = Math.sqrt(upper * upper - levels[t] * levels[t]);
    }
  }

  private static void addNoise(Batch x, double[] spreads, RandomStream random, Batch out) {
    random.fillGaussian(out.array(), 0, out.length());
    for (int i = 0; i < out.size(); i++) {
      for (int j = 0; j < out.dim(); j++) {
        out.set(i, j, (float) (x.get(i, j) + spreads[i] * out.get(i, j)));
      }
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

package io.ebm.samplers.langevin;

import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.ChainStatistics;
import io.ebm.api.Checkpointed;
import io.ebm.api.EnergyFunction;
import io.ebm.api.FitContext;
import io.ebm.api.MarkovChain;
import io.ebm.api.Progress;
import io.ebm.api.RandomStream;
import io.ebm.api.StateReader;
import io.ebm.api.StateWriter;
import io.ebm.api.Subsampled;
import io.ebm.math.Vectors;
import io.ebm.samplers.Bounds;
import io.ebm.samplers.FiniteCheck;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Chains of {@link SgldFactory}. */
final class SgldChain implements MarkovChain, Checkpointed {

  private static final String WHO = "sampler 'sgld'";

  private final SgldFactory.Config config;
  private final Progress progress;
  private final EnergyFunction function;
  private final Subsampled energy;
  private final Batch states;
  private final @Nullable Bounds bounds;
  private final Batch[] rows;
  private final Batch[] rowGradients;
  private final float[] gradients;
  private final float[] noise;
  private final int[] chosen;
  private final double[] energies;
  private RandomStream random;
  private boolean stale = true;
  private long steps;

  /** Why it cannot draw as many terms of an energy as its settings say. */
  static Optional<String> misfit(SgldFactory.@Nullable Config config, EnergyFunction function) {
    int terms = function.as(Subsampled.class).map(Subsampled::terms).orElse(0);
    return config != null && terms > 0 && config.batch() > terms
        ? Optional.of(
            "cannot draw " + config.batch() + " of " + terms + " terms; batch may be at most that")
        : Optional.empty();
  }

  SgldChain(
      SgldFactory.Config config,
      Progress progress,
      EnergyFunction function,
      Batch states,
      RandomStream random) {
    this.config = config;
    this.progress = progress;
    this.function = function;
    energy = Capabilities.require(function, Subsampled.class, WHO);
    bounds = Bounds.of(function.space(), WHO);
    FitContext.require(WHO, misfit(config, function));
    this.states = states;
    this.random = random;
    int n = states.size();
    Batch all = Batch.allocate(n, states.dim());
    gradients = all.array();
    rows = new Batch[n];
    rowGradients = new Batch[n];
    for (int i = 0; i < n; i++) {
      rows[i] = states.slice(i, i + 1);
      rowGradients[i] = all.slice(i, i + 1);
    }
    noise = new float[states.length()];
    chosen = new int[config.batch()];
    energies = FiniteCheck.unknown(n);
  }

  @Override
  public Batch states() {
    return states;
  }

  @Override
  public void refresh() {
    stale = true;
  }

  @Override
  public void advance(int count) {
    if (count == 0) {
      return;
    }
    if (stale) {
      FiniteCheck.space(function.space(), states, steps);
      double[] last = energies.clone();
      function.energies(states, energies);
      FiniteCheck.start(function.space(), states, energies, last, steps);
      stale = false;
    }
    double fraction = progress.fraction();
    double stepSize = config.stepSize().at(fraction);
    float spread = (float) Math.sqrt(2 * stepSize * config.temperature().at(fraction));
    float[] x = states.array();
    int offset = states.offset();
    int length = states.length();
    for (int s = 0; s < count; s++) {
      for (int row = 0; row < rows.length; row++) {
        choose();
        energy.gradients(rows[row], chosen, chosen.length, rowGradients[row]);
      }
      random.fillGaussian(noise, 0, length);
      Vectors.addScaled(length, (float) -stepSize, gradients, 0, spread, noise, 0, x, offset);
      if (bounds != null) {
        bounds.reflect(x, offset, length);
      }
      steps++;
      FiniteCheck.states(states, energies, steps);
    }
  }

  /** Draws terms, each of them from all. */
  private void choose() {
    int terms = energy.terms();
    for (int k = 0; k < chosen.length; k++) {
      chosen[k] = random.nextInt(terms);
    }
  }

  @Override
  public ChainStatistics statistics() {
    return new ChainStatistics(steps * states.size(), 0, 0);
  }

  @Override
  public void save(StateWriter writer) {
    writer.put("random", random.state());
    writer.put("counts", new long[] {steps, stale ? 1 : 0});
    writer.put("energies", energies);
  }

  @Override
  public void restore(StateReader reader) {
    random = RandomStream.restore(reader.longs("random"));
    long[] counts = reader.longs("counts");
    steps = counts[0];
    stale = counts[1] != 0;
    double[] saved = reader.doubles("energies");
    System.arraycopy(saved, 0, energies, 0, Math.min(saved.length, energies.length));
  }
}

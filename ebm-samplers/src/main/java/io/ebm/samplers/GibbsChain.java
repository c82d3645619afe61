package io.ebm.samplers;

import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.ChainStatistics;
import io.ebm.api.Checkpointed;
import io.ebm.api.EnergyFunction;
import io.ebm.api.GibbsSampled;
import io.ebm.api.MarkovChain;
import io.ebm.api.Progress;
import io.ebm.api.RandomStream;
import io.ebm.api.SiteSampled;
import io.ebm.api.StateReader;
import io.ebm.api.StateWriter;
import org.jspecify.annotations.Nullable;

/** Chains of {@link GibbsFactory}. */
final class GibbsChain implements MarkovChain, Checkpointed {

  private final GibbsFactory.Config config;
  private final Progress progress;
  private final GibbsSampled energy;
  private final Batch states;
  private final double[] noEnergies;
  private final @Nullable SiteSampled bySite; // null for the energy's own sweeps
  private final int[] sites;
  private RandomStream random;
  private long steps;

  GibbsChain(
      GibbsFactory.Config config,
      Progress progress,
      EnergyFunction energy,
      Batch states,
      RandomStream random) {
    this.config = config;
    this.progress = progress;
    this.energy = Capabilities.require(energy, GibbsSampled.class, "sampler 'gibbs'");
    this.states = states;
    this.random = random;
    boolean byRandom = config.scan() == GibbsFactory.Scan.RANDOM;
    bySite =
        byRandom
            ? Capabilities.require(energy, SiteSampled.class, "a random scan of sampler 'gibbs'")
            : null;
    sites = new int[byRandom ? states.dim() : 0];
    noEnergies = FiniteCheck.unknown(states.size());
  }

  @Override
  public Batch states() {
    return states;
  }

  @Override
  public void advance(int count) {
    double beta = config.beta().at(progress.fraction());
    if (bySite == null) {
      energy.sweep(states, count, beta, random);
    } else {
      for (int s = 0; s < count; s++) {
        for (int k = 0; k < sites.length; k++) {
          sites[k] = random.nextInt(states.dim());
        }
        bySite.sampleSites(states, sites, sites.length, beta, random);
      }
    }
    steps += count;
    FiniteCheck.states(states, noEnergies, steps);
  }

  @Override
  public void refresh() {} // a sweep reads states and parameters anew

  @Override
  public ChainStatistics statistics() {
    return new ChainStatistics(steps * states.size(), 0, 0);
  }

  @Override
  public void save(StateWriter writer) {
    writer.put("random", random.state());
    writer.put("steps", new long[] {steps});
  }

  @Override
  public void restore(StateReader reader) {
    random = RandomStream.restore(reader.longs("random"));
    steps = reader.longs("steps")[0];
  }
}

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
  private final @Nullable GibbsSampled sweeps; // null unless the energy's own sweeps are made
  private final Batch states;
  private final double[] noEnergies;
  private final @Nullable SiteSampled bySite; // null unless sites are drawn in random order
  private final @Nullable BlockDraws byBlock; // null without blocks
  private final boolean anyOrder;
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
    this.states = states;
    this.random = random;
    anyOrder = config.scan() == GibbsFactory.Scan.RANDOM;
    byBlock = config.blocks() == null ? null : new BlockDraws(energy, config.blocks());
    bySite =
        byBlock == null && anyOrder
            ? Capabilities.require(energy, SiteSampled.class, "a random scan of sampler 'gibbs'")
            : null;
    sweeps =
        byBlock == null && !anyOrder
            ? Capabilities.require(energy, GibbsSampled.class, "sampler 'gibbs'")
            : null;
    sites = new int[bySite == null ? 0 : states.dim()];
    noEnergies = FiniteCheck.unknown(states.size());
  }

  @Override
  public Batch states() {
    return states;
  }

  @Override
  public void advance(int count) {
    double beta = config.beta().at(progress.fraction());
    if (sweeps != null) {
      sweeps.sweep(states, count, beta, random);
    }
    if (byBlock != null) {
      for (int s = 0; s < count; s++) {
        for (int k = 0; k < byBlock.count(); k++) {
          int block = anyOrder ? random.nextInt(byBlock.count()) : k;
          byBlock.draw(block, states, beta, random, steps + s);
        }
      }
    }
    if (bySite != null) {
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

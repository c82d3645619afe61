package io.ebm.testkit;

import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Learnable;
import io.ebm.api.MarkovChain;
import io.ebm.api.RandomStream;
import io.ebm.api.Sampler;
import java.util.ArrayList;
import java.util.List;

/** Makes samplers and chains as a host would. */
final class SamplerRuns {

  private SamplerRuns() {}

  static Sampler create(Component<Sampler> sampler, EnergyFunction energy, RandomStream random) {
    long seed = random.split("sampler").nextLong();
    return sampler.make(
        TestContext.builder().seed(seed).path("sampler").dataSpace(energy.space()).build());
  }

  /** One sampler and one chain per tile of the rows. */
  static List<MarkovChain> start(
      Component<Sampler> sampler,
      EnergyFunction energy,
      Batch states,
      int tile,
      RandomStream random) {
    List<MarkovChain> chains = new ArrayList<>();
    for (int from = 0; from < states.size(); from += tile) {
      Batch rows = states.slice(from, Math.min(from + tile, states.size()));
      RandomStream own = random.split("tile").split(from / tile);
      chains.add(create(sampler, energy, own).start(energy, rows, own));
    }
    return chains;
  }

  static float[] parameters(EnergyFunction energy) {
    Learnable learnable = energy.as(Learnable.class).orElse(null);
    if (learnable == null) {
      throw new AssertionError("this check needs a Learnable energy, not " + energy);
    }
    return learnable.parameters().values();
  }

  static void copyParameters(EnergyFunction from, EnergyFunction to) {
    float[] source = parameters(from);
    System.arraycopy(source, 0, parameters(to), 0, source.length);
  }
}

package io.ebm.samplers.cluster;

import io.ebm.api.Batch;
import io.ebm.api.ChainStatistics;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Metrics;
import io.ebm.api.Progress;
import io.ebm.api.RandomStream;
import io.ebm.api.Reporting;
import io.ebm.api.StateReader;
import io.ebm.api.StateWriter;
import java.util.Arrays;

/** Chains of {@link WolffFactory}. */
final class WolffChain extends ClusterChain implements Reporting {

  private final int[] cluster;
  private final boolean[] inside;
  private long accepted;
  private long sites;

  WolffChain(
      WolffFactory.Config config,
      Progress progress,
      EnergyFunction energy,
      Batch states,
      RandomStream random) {
    super("wolff", config.temperature(), progress, energy, states, random);
    cluster = new int[labels.length];
    inside = new boolean[labels.length];
  }

  @Override
  void move(int row) {
    int levels = couplings.levels();
    int[] starts = couplings.starts();
    int[] neighbours = couplings.neighbours();
    double[] strengths = couplings.strengths();
    int seed = random.nextInt(labels.length);
    int a = labels[seed];
    int b = random.nextInt(levels - 1);
    b += b >= a ? 1 : 0;
    int size = 1;
    cluster[0] = seed;
    inside[seed] = true;
    for (int next = 0; next < size; next++) {
      int i = cluster[next];
      for (int k = starts[i]; k < starts[i + 1]; k++) {
        int j = neighbours[k];
        if (!inside[j]
            && (labels[j] == a || labels[j] == b)
            && satisfied(strengths[k], labels[i], labels[j])
            && random.nextDouble() < bond[k]) {
          inside[j] = true;
          cluster[size++] = j;
        }
      }
    }
    double gain = 0;
    double[] fields = couplings.fields();
    for (int c = 0; c < size; c++) {
      int at = cluster[c] * levels;
      int here = labels[cluster[c]];
      gain += fields[at + (here == a ? b : a)] - fields[at + here];
    }
    if (gain >= 0 || Math.log(random.nextDouble()) < gain / temperature) {
      for (int c = 0; c < size; c++) {
        labels[cluster[c]] = labels[cluster[c]] == a ? b : a;
      }
      accepted++;
    }
    for (int c = 0; c < size; c++) {
      inside[cluster[c]] = false;
    }
    sites += size;
  }

  @Override
  public ChainStatistics statistics() {
    long transitions = steps * states.size();
    return new ChainStatistics(transitions, transitions, accepted);
  }

  @Override
  public void report(Metrics metrics) {
    double made = (double) steps * states.size() * labels.length;
    metrics.record("cluster-share", made == 0 ? Double.NaN : sites / made);
  }

  @Override
  public void save(StateWriter writer) {
    super.save(writer);
    writer.put("counts", new long[] {accepted, sites});
  }

  @Override
  public void restore(StateReader reader) {
    super.restore(reader);
    long[] counts = reader.longs("counts");
    accepted = counts[0];
    sites = counts[1];
    Arrays.fill(inside, false);
  }
}

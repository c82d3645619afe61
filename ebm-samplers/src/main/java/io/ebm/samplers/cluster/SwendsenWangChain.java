package io.ebm.samplers.cluster;

import io.ebm.api.Batch;
import io.ebm.api.ChainStatistics;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Progress;
import io.ebm.api.RandomStream;

/** Chains of {@link SwendsenWangFactory}. */
final class SwendsenWangChain extends ClusterChain {

  private final int[] parent;
  private final int[] shift; // what is added, modulo the levels, to a cluster's labels
  private final double[] gains; // [root · levels + shift]
  private final double[] weights;

  SwendsenWangChain(
      SwendsenWangFactory.Config config,
      Progress progress,
      EnergyFunction energy,
      Batch states,
      RandomStream random) {
    super("swendsen-wang", config.temperature(), progress, energy, states, random);
    parent = new int[labels.length];
    shift = new int[labels.length];
    gains = new double[labels.length * couplings.levels()];
    weights = new double[couplings.levels()];
    check();
  }

  @Override
  void check() {
    if (couplings.levels() == 2) {
      return;
    }
    for (double strength : couplings.strengths()) {
      if (strength < 0) {
        throw new IllegalArgumentException(
            "sampler 'swendsen-wang' takes couplings below 0 for two levels alone; this energy has "
                + couplings.levels()
                + " levels and a coupling of "
                + strength
                + "; sampler 'wolff' takes it");
      }
    }
  }

  @Override
  void move(int row) {
    int[] starts = couplings.starts();
    int[] neighbours = couplings.neighbours();
    double[] strengths = couplings.strengths();
    int levels = couplings.levels();
    int n = labels.length;
    for (int i = 0; i < n; i++) {
      parent[i] = i;
    }
    for (int i = 0; i < n; i++) {
      for (int k = starts[i]; k < starts[i + 1]; k++) {
        int j = neighbours[k];
        if (j > i
            && satisfied(strengths[k], labels[i], labels[j])
            && random.nextDouble() < bond[k]) {
          join(i, j);
        }
      }
    }
    java.util.Arrays.fill(gains, 0);
    double[] fields = couplings.fields();
    for (int i = 0; i < n; i++) {
      int root = root(i);
      for (int d = 0; d < levels; d++) {
        gains[root * levels + d] += fields[i * levels + (labels[i] + d) % levels] / temperature;
      }
    }
    for (int i = 0; i < n; i++) {
      if (parent[i] == i) {
        shift[i] = draw(i * levels, levels);
      }
    }
    for (int i = 0; i < n; i++) {
      labels[i] = (labels[i] + shift[root(i)]) % levels;
    }
  }

  /** Draws a shift with probability proportional to the exponential of its gain. */
  private int draw(int at, int levels) {
    double highest = gains[at];
    for (int d = 1; d < levels; d++) {
      highest = Math.max(highest, gains[at + d]);
    }
    double total = 0;
    for (int d = 0; d < levels; d++) {
      weights[d] = Math.exp(gains[at + d] - highest);
      total += weights[d];
    }
    double left = random.nextDouble() * total;
    for (int d = 0; d < levels - 1; d++) {
      left -= weights[d];
      if (left < 0) {
        return d;
      }
    }
    return levels - 1;
  }

  /** The least site of a cluster; halves the paths it walks. */
  private int root(int i) {
    int at = i;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }

  private void join(int i, int j) {
    int a = root(i);
    int b = root(j);
    parent[Math.max(a, b)] = Math.min(a, b);
  }

  @Override
  public ChainStatistics statistics() {
    return new ChainStatistics(steps * states.size(), 0, 0);
  }
}

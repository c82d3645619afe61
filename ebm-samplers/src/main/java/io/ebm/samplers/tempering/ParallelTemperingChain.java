package io.ebm.samplers.tempering;

import io.ebm.api.Adaptive;
import io.ebm.api.Batch;
import io.ebm.api.ChainStatistics;
import io.ebm.api.Checkpointed;
import io.ebm.api.EnergyFunction;
import io.ebm.api.MarkovChain;
import io.ebm.api.Metrics;
import io.ebm.api.RandomStream;
import io.ebm.api.Reporting;
import io.ebm.api.Sampler;
import io.ebm.api.Sizes;
import io.ebm.api.StateReader;
import io.ebm.api.StateWriter;
import io.ebm.samplers.FiniteCheck;
import java.util.Arrays;
import java.util.List;

/** Chains of {@link ParallelTemperingFactory}; rung 0 stands in the host's batch. */
final class ParallelTemperingChain implements MarkovChain, Checkpointed, Adaptive, Reporting {

  private final ParallelTemperingFactory.Config config;
  private final EnergyFunction energy;
  private final Batch states;
  private final Batch[] replicas;
  private final MarkovChain[] chains;
  private final Tempered[] tempered;
  private final double[] betas;
  private final double[][] energies; // [rung][row], at temperature 1
  private final double[] refused; // sums of refusal probabilities since the last move of the ladder
  private final long[] offered;
  private final int[] replicaAt; // [rung · rows + row]: which replica stands there
  private final int[] direction; // [replica · rows + row]: 1 came from the first rung, -1 the last
  private final float[] row;
  private RandomStream random;
  private long steps;
  private long swaps;
  private long swapped;
  private long trips;
  private int warmUp;
  private int warmUpLeft;
  private boolean settled;

  ParallelTemperingChain(
      ParallelTemperingFactory.Config config,
      List<Sampler> samplers,
      EnergyFunction energy,
      Batch states,
      RandomStream random) {
    this.config = config;
    this.energy = energy;
    this.states = states;
    this.random = random.split("swaps");
    betas = config.betas();
    int levels = betas.length;
    int rows = states.size();
    replicas = new Batch[levels];
    chains = new MarkovChain[levels];
    tempered = new Tempered[levels];
    energies = new double[levels][rows];
    refused = new double[levels - 1];
    offered = new long[levels - 1];
    int all = Sizes.product("the replicas of all chains", levels, rows);
    replicaAt = new int[all];
    direction = new int[all];
    row = new float[states.dim()];
    for (int k = 0; k < levels; k++) {
      replicas[k] = k == 0 ? states : states.copy();
      tempered[k] = new Tempered(energy, betas[k]);
      chains[k] = samplers.get(k).start(tempered[k], replicas[k], random.split("rung").split(k));
      Arrays.fill(replicaAt, k * rows, (k + 1) * rows, k);
    }
    Arrays.fill(direction, 0, rows, 1);
  }

  @Override
  public Batch states() {
    return states;
  }

  @Override
  public void refresh() {
    for (MarkovChain chain : chains) {
      chain.refresh();
    }
    settled = false;
  }

  @Override
  public void advance(int count) {
    if (!settled && count > 0) {
      for (int k = 1; k < chains.length; k++) {
        chains[k].advance(config.settle());
      }
      settled = true;
    }
    for (int s = 0; s < count; s++) {
      for (int k = 0; k < chains.length; k++) {
        chains[k].advance(config.innerSteps());
        energy.energies(replicas[k], energies[k]);
        FiniteCheck.energies(energies[k], energies[k], states.size(), steps);
      }
      for (int k = (int) (steps % 2); k + 1 < chains.length; k += 2) {
        offer(k);
      }
      if (chains.length == 2 && steps % 2 == 1) {
        offer(0); // a ladder of two has no odd pair
      }
      steps++;
      if (warmUpLeft > 0) {
        warmUpLeft--;
        adapt();
      }
    }
  }

  /** Offers a swap between two rungs to every row. */
  private void offer(int k) {
    boolean any = false;
    for (int i = 0; i < states.size(); i++) {
      double gain = (betas[k] - betas[k + 1]) * (energies[k][i] - energies[k + 1][i]);
      refused[k] += 1 - Math.min(1, Math.exp(gain));
      offered[k]++;
      swaps++;
      if (Math.log(random.nextDouble()) < gain) {
        swap(k, i);
        any = true;
      }
    }
    if (any) {
      chains[k].refresh();
      chains[k + 1].refresh();
    }
  }

  private void swap(int k, int i) {
    int rows = states.size();
    int dim = states.dim();
    float[] a = replicas[k].array();
    float[] b = replicas[k + 1].array();
    System.arraycopy(a, replicas[k].offset(i), row, 0, dim);
    System.arraycopy(b, replicas[k + 1].offset(i), a, replicas[k].offset(i), dim);
    System.arraycopy(row, 0, b, replicas[k + 1].offset(i), dim);
    double energyHere = energies[k][i];
    energies[k][i] = energies[k + 1][i];
    energies[k + 1][i] = energyHere;
    int up = replicaAt[k * rows + i];
    int down = replicaAt[(k + 1) * rows + i];
    replicaAt[k * rows + i] = down;
    replicaAt[(k + 1) * rows + i] = up;
    if (k == 0) {
      trips += direction[down * rows + i] < 0 && warmUpLeft == 0 ? 1 : 0;
      direction[down * rows + i] = 1;
    }
    if (k + 2 == chains.length) {
      if (direction[up * rows + i] == 1) { // what never was at the first rung has not come far
        direction[up * rows + i] = -1;
      }
    }
    swapped++;
  }

  /** Moves the ladder after rounds of the warm-up that are each twice as long as the last. */
  private void adapt() {
    int done = warmUp - warmUpLeft;
    boolean roundEnds = done >= 8 && Integer.bitCount(done) == 1;
    if (!config.adapt() || !(roundEnds || warmUpLeft == 0) || done < 8) {
      return;
    }
    double[] means = new double[refused.length];
    for (int k = 0; k < means.length; k++) {
      if (offered[k] == 0) {
        return;
      }
      means[k] = refused[k] / offered[k];
    }
    Ladders.even(betas, means);
    settle();
    Arrays.fill(refused, 0);
    Arrays.fill(offered, 0);
    swaps = 0;
    swapped = 0;
  }

  private void settle() {
    for (int k = 0; k < betas.length; k++) {
      tempered[k].to(betas[k]);
      chains[k].refresh();
    }
  }

  @Override
  public void warmUp(int count) {
    warmUp = count;
    warmUpLeft = count;
    for (MarkovChain chain : chains) {
      if (chain instanceof Adaptive adaptive) {
        adaptive.warmUp(Sizes.product("the warm-up", count, config.innerSteps()));
      }
    }
  }

  @Override
  public int warmUpLeft() {
    return warmUpLeft;
  }

  @Override
  public void report(Metrics metrics) {
    if (chains[0] instanceof Reporting reporting) {
      reporting.report(metrics);
    }
    metrics.record("swap-acceptance", swaps == 0 ? Double.NaN : (double) swapped / swaps);
    metrics.record("round-trips", (double) trips / states.size());
    for (int k = 1; k < betas.length; k++) {
      metrics.record("temperature-" + (k + 1), 1 / betas[k]);
    }
  }

  @Override
  public ChainStatistics statistics() {
    long proposals = 0;
    long accepted = 0;
    ChainStatistics first = chains[0].statistics();
    proposals += first.proposals();
    accepted += first.accepted();
    return new ChainStatistics(steps * states.size(), proposals, accepted);
  }

  @Override
  public void save(StateWriter writer) {
    writer.put("random", random.state());
    writer.put(
        "counts", new long[] {steps, swaps, swapped, trips, warmUp, warmUpLeft, settled ? 1 : 0});
    writer.put("betas", betas);
    writer.put("refused", refused);
    writer.put("offered", offered);
    writer.put("replica-at", longs(replicaAt));
    writer.put("direction", longs(direction));
    for (int k = 0; k < chains.length; k++) {
      StateWriter rung = writer.child("rung-" + k);
      if (k > 0) {
        rung.put("states", replicas[k].array());
      }
      if (chains[k] instanceof Checkpointed chain) {
        chain.save(rung.child("chain"));
      }
    }
  }

  private static long[] longs(int[] values) {
    return Arrays.stream(values).asLongStream().toArray();
  }

  private static void ints(long[] saved, int[] into) {
    for (int i = 0; i < into.length; i++) {
      into[i] = (int) saved[i];
    }
  }

  @Override
  public void restore(StateReader reader) {
    double[] saved = reader.doubles("betas");
    long[] places = reader.longs("replica-at");
    if (saved.length != betas.length || places.length != replicaAt.length) {
      throw new IllegalArgumentException(
          "a checkpoint of "
              + saved.length
              + " temperatures and "
              + places.length / saved.length
              + " chains cannot restore "
              + betas.length
              + " temperatures of "
              + states);
    }
    random = RandomStream.restore(reader.longs("random"));
    long[] counts = reader.longs("counts");
    steps = counts[0];
    swaps = counts[1];
    swapped = counts[2];
    trips = counts[3];
    warmUp = (int) counts[4];
    warmUpLeft = (int) counts[5];
    settled = counts[6] != 0;
    System.arraycopy(saved, 0, betas, 0, saved.length);
    System.arraycopy(reader.doubles("refused"), 0, refused, 0, refused.length);
    System.arraycopy(reader.longs("offered"), 0, offered, 0, offered.length);
    ints(places, replicaAt);
    ints(reader.longs("direction"), direction);
    for (int k = 0; k < chains.length; k++) {
      tempered[k].to(betas[k]);
      StateReader rung = reader.child("rung-" + k);
      if (k > 0) {
        float[] x = rung.floats("states");
        System.arraycopy(x, 0, replicas[k].array(), 0, x.length);
      }
      if (chains[k] instanceof Checkpointed chain) {
        chain.restore(rung.child("chain"));
      }
    }
  }
}

package io.ebm.bench;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.MarkovChain;
import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.api.Sampler;
import io.ebm.api.Schedule;
import io.ebm.api.StateSpace;
import io.ebm.core.runtime.Workers;
import io.ebm.math.Activation;
import io.ebm.models.neural.Mlp;
import io.ebm.nn.NetworkEnergy;
import io.ebm.samplers.LangevinFactory;
import io.ebm.samplers.hamiltonian.HmcFactory;
import io.ebm.samplers.hamiltonian.MassMatrix;
import io.ebm.testkit.TestContext;
import java.util.ArrayList;
import java.util.List;

/**
 * Langevin or Hamiltonian chains on a perceptron {@code d → h → h → 1}, in tiles that take turns of
 * a hundredth of the steps of a call, as the runtime does it. The parameters are given by a
 * formula, so that another system can compute the same.
 */
public final class ChainRun implements AutoCloseable {

  /** What moves the chains. */
  public enum Kind {
    /** Unadjusted Langevin steps of 0.05. */
    LANGEVIN,
    /** Transitions of ten leapfrog steps of 0.1. */
    HMC
  }

  static final int TILE = 64;
  private static final int TURNS = 100;
  static final double STEP_SIZE = 0.05;
  static final double LEAPFROG = 0.1;
  static final double BASE = 1;

  private final EnergyFunction energy;
  private final Batch states;
  private final List<MarkovChain> tiles = new ArrayList<>();
  private final Workers workers;

  /**
   * Makes the chains, at the states of {@link #start}.
   *
   * @param kind what moves the chains
   * @param dimension the number d of coordinates
   * @param hidden the width h of the two hidden layers
   * @param chains the number of chains
   * @param threads the number of threads
   */
  public ChainRun(Kind kind, int dimension, int hidden, int chains, int threads) {
    this(kind, perceptron(dimension, hidden), start(chains, dimension), threads);
  }

  /** Chains of any energy, from the given states on, which they move. */
  ChainRun(Kind kind, EnergyFunction energy, Batch states, int threads) {
    this.energy = energy;
    this.states = states;
    for (int from = 0; from < states.size(); from += TILE) {
      Sampler sampler = sampler(kind, TestContext.of(from));
      Batch tile = states.slice(from, Math.min(states.size(), from + TILE));
      tiles.add(sampler.start(energy, tile, RandomStream.of(1).split(from)));
    }
    workers = new Workers(threads);
  }

  private static EnergyFunction perceptron(int dimension, int hidden) {
    NetworkEnergy energy =
        Mlp.of(StateSpace.real(dimension), List.of(hidden, hidden), Activation.SILU, BASE);
    Parameters parameters = energy.parameters();
    for (int t = 0; t < parameters.tensors().size(); t++) {
      fill(parameters.tensors().get(t), t, parameters.values());
    }
    return energy;
  }

  private static Sampler sampler(Kind kind, TestContext context) {
    return switch (kind) {
      case LANGEVIN ->
          new LangevinFactory()
              .create(
                  new LangevinFactory.Config(
                      Schedule.constant(STEP_SIZE), Schedule.constant(1), null, null),
                  context);
      case HMC ->
          new HmcFactory()
              .create(
                  new HmcFactory.Config(
                      Schedule.constant(LEAPFROG), 10, 0, MassMatrix.IDENTITY, 0.65),
                  context);
    };
  }

  /** Element i of tensor t is {@code sin(12.9898 i + 78.233 t + 1)}, over √inputs for a weight. */
  private static void fill(Parameters.Tensor tensor, int index, float[] theta) {
    double scale = tensor.shape().size() == 2 ? 2 / Math.sqrt(tensor.shape().get(1)) : 0.5;
    for (int i = 0; i < tensor.size(); i++) {
      theta[tensor.offset() + i] = (float) (scale * Math.sin(12.9898 * i + 78.233 * index + 1));
    }
  }

  /** Float i of the starting states is {@code 2 sin(i + 0.5)}. */
  static Batch start(int chains, int dimension) {
    Batch states = Batch.allocate(chains, dimension);
    for (int i = 0; i < states.length(); i++) {
      states.array()[i] = (float) (2 * Math.sin(i + 0.5));
    }
    return states;
  }

  /** Where the chains stand; live. */
  public Batch states() {
    return states;
  }

  /** The energies of the states where chains start. */
  public double[] energiesOfStart() {
    Batch x = start(states.size(), states.dim());
    double[] out = new double[x.size()];
    energy.energies(x, out);
    return out;
  }

  /** Advances all chains. */
  public void advance(int steps) {
    int turns = Math.min(steps, TURNS);
    workers.forEachInTurns(
        tiles.size(),
        turns,
        (tile, turn) -> {
          int from = (int) ((long) steps * turn / turns);
          int to = (int) ((long) steps * (turn + 1) / turns);
          tiles.get(tile).advance(to - from);
        });
  }

  @Override
  public void close() {
    workers.close();
  }
}

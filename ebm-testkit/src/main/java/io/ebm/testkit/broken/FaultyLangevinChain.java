package io.ebm.testkit.broken;

import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.ChainStatistics;
import io.ebm.api.Checkpointed;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.MarkovChain;
import io.ebm.api.NonFiniteException;
import io.ebm.api.RandomStream;
import io.ebm.api.StateReader;
import io.ebm.api.StateSpace;
import io.ebm.api.StateWriter;
import io.ebm.testkit.Statistics;
import java.util.Arrays;

/** Adjusted Langevin chains with a fault; a proposal outside a box is refused. */
final class FaultyLangevinChain implements MarkovChain, Checkpointed {

  private static final double STEP_SIZE = 0.2;

  private final Fault fault;
  private final StateSpace space;
  private final Differentiable energy;
  private final Batch given;
  private final Batch states;
  private final Batch gradients;
  private final double[] energies;
  private final Batch proposals;
  private final Batch proposalGradients;
  private final double[] proposalEnergies;
  private final float[] noise;
  private final double[] stepSizes;
  private RandomStream random;
  private boolean stale = true;
  private long transitions;
  private long accepted;

  FaultyLangevinChain(Fault fault, EnergyFunction energy, Batch states, RandomStream random) {
    this.fault = fault;
    this.space = energy.space();
    this.energy = Capabilities.require(energy, Differentiable.class, "a broken sampler");
    this.given = states;
    this.states = fault == Fault.NOT_IN_PLACE ? states.copy() : states;
    this.random = random;
    int n = states.size();
    int dim = states.dim();
    gradients = Batch.allocate(n, dim);
    energies = new double[n];
    proposals = Batch.allocate(n, dim);
    proposalGradients = Batch.allocate(n, dim);
    proposalEnergies = new double[n];
    noise = new float[n * dim];
    stepSizes = new double[n];
    Arrays.fill(stepSizes, STEP_SIZE);
  }

  @Override
  public Batch states() {
    return fault == Fault.NOT_IN_PLACE ? states : given;
  }

  @Override
  public void refresh() {
    stale = stale || fault != Fault.STALE_AFTER_REFRESH;
  }

  @Override
  public void advance(int steps) {
    int n = states.size();
    int dim = states.dim();
    for (int s = 0; s < steps; s++) {
      if (stale) {
        energy.gradients(states, energies, gradients);
        stale = false;
      }
      drawNoise(n, dim);
      double spread = fault == Fault.NOISE_WITHOUT_ROOT_TWO ? 1 : 2;
      for (int row = 0; row < n; row++) {
        double step = stepSizes[row];
        for (int j = 0; j < dim; j++) {
          double move =
              Math.sqrt(spread * step) * noise[row * dim + j] - step * gradients.get(row, j);
          proposals.set(row, j, (float) (states.get(row, j) + move));
        }
        if (space.firstOutside(proposals.slice(row, row + 1)) == 0
            && !Float.isNaN(proposals.get(row, 0))) {
          proposals.copyRow(row, states, row);
        }
      }
      energy.gradients(proposals, proposalEnergies, proposalGradients);
      for (int row = 0; row < n; row++) {
        acceptOrRefuse(row);
      }
      transitions += n;
    }
  }

  private void drawNoise(int n, int dim) {
    random.fillGaussian(noise, 0, n * dim);
    for (int i = 0; i < n * dim; i++) {
      if (fault == Fault.NOISE_SHARED_BY_COORDINATES) {
        noise[i] = noise[i / dim * dim];
      } else if (fault == Fault.NOISE_SHARED_BY_CHAINS) {
        noise[i] = noise[i % dim];
      }
    }
  }

  private void acceptOrRefuse(int row) {
    double logRatio = logRatio(row);
    if (Double.isNaN(logRatio) && fault != Fault.NAN_REFUSED) {
      throw new NonFiniteException("the energy or the gradient of chain " + row + " is NaN");
    }
    double uniform =
        fault == Fault.NUMBER_USED_TWICE
            ? Statistics.normalCdf(noise[row * states.dim()])
            : random.nextDouble();
    boolean accept = fault == Fault.NOISE_WITHOUT_ROOT_TWO || Math.log(uniform) < logRatio;
    if (accept) {
      states.copyRow(row, proposals, row);
      if (fault != Fault.GRADIENT_STALE) {
        gradients.copyRow(row, proposalGradients, row);
      }
      energies[row] = proposalEnergies[row];
      accepted++;
    }
    if (fault == Fault.STEP_ADAPTED_WHILE_SAMPLING) {
      stepSizes[row] = Math.min(2, stepSizes[row] * (accept ? 1.5 : 0.4));
    }
  }

  private double logRatio(int row) {
    double step = stepSizes[row];
    double forward = 0;
    double backward = 0;
    for (int j = 0; j < states.dim(); j++) {
      double move = (double) proposals.get(row, j) - states.get(row, j);
      double there = move + step * gradients.get(row, j);
      double back = step * proposalGradients.get(row, j) - move;
      forward += there * there;
      backward += back * back;
    }
    double correction = (forward - backward) / (4 * step);
    if (fault == Fault.HASTINGS_RATIO_INVERTED) {
      correction = -correction;
    } else if (fault == Fault.HASTINGS_RATIO_FORGOTTEN) {
      correction = 0;
    }
    return energies[row] - proposalEnergies[row] + correction;
  }

  @Override
  public ChainStatistics statistics() {
    boolean forgotten = fault == Fault.REFUSALS_NOT_COUNTED;
    return new ChainStatistics(forgotten ? accepted : transitions, transitions, accepted);
  }

  @Override
  public void save(StateWriter writer) {
    if (fault != Fault.STREAM_NOT_SAVED) {
      writer.put("random", random.state());
    }
    writer.put("counts", new long[] {transitions, accepted, stale ? 1 : 0});
    writer.put("energies", energies);
    writer.put("gradients", gradients.array());
    writer.put("step-sizes", stepSizes);
  }

  @Override
  public void restore(StateReader reader) {
    if (fault != Fault.STREAM_NOT_SAVED) {
      random = RandomStream.restore(reader.longs("random"));
    }
    long[] counts = reader.longs("counts");
    transitions = counts[0];
    accepted = counts[1];
    stale = counts[2] != 0;
    System.arraycopy(reader.doubles("energies"), 0, energies, 0, energies.length);
    float[] saved = reader.floats("gradients");
    System.arraycopy(saved, 0, gradients.array(), 0, saved.length);
    System.arraycopy(reader.doubles("step-sizes"), 0, stepSizes, 0, stepSizes.length);
  }
}

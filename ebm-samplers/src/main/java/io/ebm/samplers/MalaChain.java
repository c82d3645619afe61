package io.ebm.samplers;

import io.ebm.api.Adaptive;
import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.ChainStatistics;
import io.ebm.api.Checkpointed;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.MarkovChain;
import io.ebm.api.Metrics;
import io.ebm.api.NonFiniteException;
import io.ebm.api.Progress;
import io.ebm.api.RandomStream;
import io.ebm.api.Reporting;
import io.ebm.api.StateReader;
import io.ebm.api.StateSpace;
import io.ebm.api.StateWriter;
import org.jspecify.annotations.Nullable;

/** Chains of {@link MalaFactory}. */
final class MalaChain implements MarkovChain, Checkpointed, Adaptive, Reporting {

  private final MalaFactory.Config config;
  private final Progress progress;
  private final StateSpace space;
  private final Differentiable energy;
  private final @Nullable Bounds bounds;
  private final Batch states;
  private final Batch gradients;
  private final double[] energies;
  private final Batch proposals;
  private final Batch proposalGradients;
  private final double[] proposalEnergies;
  private final boolean[] outside;
  private final float[] noise;
  private RandomStream random;
  private boolean stale = true;
  private long steps;
  private long accepted;
  private final double[] acceptances;
  private final AdaptedSteps stepSizes;
  private final double[] taken; // the steps of the proposals

  MalaChain(
      MalaFactory.Config config,
      Progress progress,
      EnergyFunction energy,
      Batch states,
      RandomStream random) {
    this.config = config;
    this.progress = progress;
    space = energy.space();
    this.energy = Capabilities.require(energy, Differentiable.class, "sampler 'mala'");
    this.bounds = Bounds.of(energy.space(), "sampler 'mala'");
    this.states = states;
    this.random = random;
    int n = states.size();
    stepSizes = new AdaptedSteps(config.stepSize(), config.targetAcceptance(), progress, n);
    acceptances = new double[n];
    taken = new double[n];
    gradients = Batch.allocate(n, states.dim());
    energies = FiniteCheck.unknown(n);
    proposals = Batch.allocate(n, states.dim());
    proposalGradients = Batch.allocate(n, states.dim());
    proposalEnergies = new double[n];
    outside = new boolean[n];
    noise = new float[states.length()];
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
    double fraction = progress.fraction();
    stepSizes.begin();
    double temperature = config.temperature().at(fraction);
    if (stale && count > 0) {
      System.arraycopy(energies, 0, proposalEnergies, 0, energies.length);
      FiniteCheck.space(space, states, steps);
      energy.gradients(states, energies, gradients);
      FiniteCheck.start(space, states, energies, proposalEnergies, steps);
      stale = false;
    }
    for (int s = 0; s < count; s++) {
      propose(temperature);
      energy.gradients(proposals, proposalEnergies, proposalGradients);
      for (int row = 0; row < states.size(); row++) {
        acceptances[row] = 0;
        if (outside[row] || beyond(row)) {
          continue;
        }
        double logRatio = logRatio(row, taken[row], temperature);
        if (Double.isNaN(logRatio)) {
          throw new NonFiniteException(
              "the gradient of chain "
                  + row
                  + " is not finite after step "
                  + steps
                  + "; its energy is "
                  + energies[row]);
        }
        acceptances[row] = Math.min(1, Math.exp(logRatio));
        if (Math.log(random.nextDouble()) < logRatio) {
          states.copyRow(row, proposals, row);
          gradients.copyRow(row, proposalGradients, row);
          energies[row] = proposalEnergies[row];
          accepted++;
        }
      }
      steps++;
      stepSizes.learn(acceptances);
    }
  }

  /** Whether the energy proposed is infinite: refused, as any that is too high. */
  private boolean beyond(int row) {
    FiniteCheck.proposal(proposalEnergies[row], energies[row], row, steps);
    return proposalEnergies[row] == Double.POSITIVE_INFINITY;
  }

  @Override
  public void warmUp(int count) {
    stepSizes.warmUp(count);
  }

  @Override
  public int warmUpLeft() {
    return stepSizes.warmUpLeft();
  }

  @Override
  public void report(Metrics metrics) {
    stepSizes.report(metrics);
  }

  private void propose(double temperature) {
    int dim = states.dim();
    float[] x = states.array();
    float[] y = proposals.array();
    float[] g = gradients.array();
    int offset = states.offset();
    random.fillGaussian(noise, 0, states.length());
    for (int row = 0; row < outside.length; row++) {
      double stepSize = stepSizes.next(row, random);
      taken[row] = stepSize;
      float drift = (float) -stepSize;
      float spread = (float) Math.sqrt(2 * stepSize * temperature);
      for (int i = row * dim; i < (row + 1) * dim; i++) {
        y[i] = x[offset + i] + drift * g[i] + spread * noise[i];
      }
      outside[row] =
          !(bounds == null ? finite(y, row * dim, dim) : bounds.contains(y, row * dim, dim));
      if (outside[row]) {
        proposals.copyRow(row, states, row);
      }
    }
  }

  private static boolean finite(float[] y, int from, int dim) {
    float sum = 0;
    for (int i = from; i < from + dim; i++) {
      sum += 0 * y[i]; // NaN if any is not finite
    }
    return sum == 0;
  }

  /** The logarithm of the acceptance ratio, from the states as they are rounded. */
  private double logRatio(int row, double stepSize, double temperature) {
    int dim = states.dim();
    float[] x = states.array();
    float[] y = proposals.array();
    float[] gx = gradients.array();
    float[] gy = proposalGradients.array();
    int xi = states.offset(row);
    int yi = row * dim;
    double sum0 = 0; // four sums, which do not wait for each other
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    int j = 0;
    for (; j <= dim - 4; j += 4) {
      sum0 += term(x[xi + j], y[yi + j], gx[yi + j], gy[yi + j], stepSize);
      sum1 += term(x[xi + j + 1], y[yi + j + 1], gx[yi + j + 1], gy[yi + j + 1], stepSize);
      sum2 += term(x[xi + j + 2], y[yi + j + 2], gx[yi + j + 2], gy[yi + j + 2], stepSize);
      sum3 += term(x[xi + j + 3], y[yi + j + 3], gx[yi + j + 3], gy[yi + j + 3], stepSize);
    }
    for (; j < dim; j++) {
      sum0 += term(x[xi + j], y[yi + j], gx[yi + j], gy[yi + j], stepSize);
    }
    double sum = sum0 + sum1 + sum2 + sum3;
    return (energies[row] - proposalEnergies[row] + sum / 4) / temperature;
  }

  /**
   * {@code [(y - x + ε gx)² - (x - y + ε gy)²] / ε}, as a product, which loses nothing where the
   * squares are great and near each other.
   */
  private static double term(double x, double y, double gx, double gy, double stepSize) {
    return (gx + gy) * (2 * (y - x) + stepSize * (gx - gy));
  }

  @Override
  public ChainStatistics statistics() {
    long transitions = steps * states.size();
    return new ChainStatistics(transitions, transitions, accepted);
  }

  @Override
  public void save(StateWriter writer) {
    writer.put("random", random.state());
    writer.put("counts", new long[] {steps, accepted, stale ? 1 : 0});
    writer.put("energies", energies);
    writer.put("gradients", gradients.array());
    stepSizes.save(writer);
  }

  @Override
  public void restore(StateReader reader) {
    double[] savedEnergies = reader.doubles("energies");
    float[] savedGradients = reader.floats("gradients");
    if (savedEnergies.length != energies.length
        || savedGradients.length != gradients.array().length) {
      throw new IllegalArgumentException(
          "a checkpoint of " + savedEnergies.length + " chains cannot restore " + states);
    }
    System.arraycopy(savedEnergies, 0, energies, 0, energies.length);
    System.arraycopy(savedGradients, 0, gradients.array(), 0, savedGradients.length);
    random = RandomStream.restore(reader.longs("random"));
    long[] counts = reader.longs("counts");
    steps = counts[0];
    accepted = counts[1];
    stale = counts[2] != 0;
    stepSizes.restore(reader);
  }
}

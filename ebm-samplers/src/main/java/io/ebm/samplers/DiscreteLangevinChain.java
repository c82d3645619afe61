package io.ebm.samplers;

import io.ebm.api.Adaptive;
import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Metrics;
import io.ebm.api.Progress;
import io.ebm.api.RandomStream;
import io.ebm.api.Reporting;
import io.ebm.api.StateReader;
import io.ebm.api.StateSpace;
import io.ebm.api.StateWriter;

/** Chains of {@link DiscreteLangevinFactory}. */
final class DiscreteLangevinChain extends InformedChain implements Adaptive, Reporting {

  private final DiscreteLangevinFactory.Config config;
  private final Progress progress;
  private final double[] forward;
  private final double[] weights;
  private final AdaptedSteps stepSizes;
  private final double[] stays; // of the proposals

  DiscreteLangevinChain(
      DiscreteLangevinFactory.Config config,
      Progress progress,
      EnergyFunction energy,
      Batch states,
      RandomStream random) {
    super("discrete-langevin", energy, states, random);
    this.config = config;
    this.progress = progress;
    forward = new double[states.size()];
    weights = new double[levels];
    stays = new double[states.size()];
    stepSizes =
        new AdaptedSteps(config.stepSize(), config.targetAcceptance(), progress, states.size());
  }

  @Override
  void beginAdvance() {
    stepSizes.begin();
  }

  @Override
  double temperature() {
    return config.temperature().at(progress.fraction());
  }

  @Override
  void draw() {
    double temperature = temperature();
    int dim = states.dim();
    float[] x = states.array();
    for (int row = 0; row < states.size(); row++) {
      stays[row] = stay(stepSizes.next(row, random));
      double stay = stays[row];
      double log = 0;
      for (int j = 0; j < dim; j++) {
        int here = space.level(x[states.offset(row) + j]);
        int at = differences.offset(row) + j * levels;
        double total = weigh(differences.array(), at, here, stay, temperature);
        double left = random.nextDouble() * total;
        int pick = here;
        for (int a = 0; a < levels; a++) {
          left -= weights[a];
          if (left < 0) {
            pick = a;
            break;
          }
        }
        log += Math.log(weights[pick] / total);
        proposals.array()[row * dim + j] = space.value(pick);
      }
      forward[row] = log;
    }
  }

  /** Half the square of the distance between two levels over twice the step; see the factory. */
  private double stay(double stepSize) {
    double square = space instanceof StateSpace.Spin ? 4 : space.levels() == 2 ? 1 : 2;
    return square / (2 * stepSize);
  }

  /** Fills the weights of the levels of a site and returns their sum. */
  private double weigh(float[] d, int at, int here, double stay, double temperature) {
    double highest = 0;
    for (int a = 0; a < levels; a++) {
      weights[a] = a == here ? 0 : -0.5 * d[at + a] / temperature - stay;
      highest = Math.max(highest, weights[a]);
    }
    double total = 0;
    for (int a = 0; a < levels; a++) {
      weights[a] = Math.exp(weights[a] - highest);
      total += weights[a];
    }
    return total;
  }

  @Override
  double logRatio(int row) {
    double stay = stays[row];
    double temperature = temperature();
    int dim = states.dim();
    double log = 0;
    for (int j = 0; j < dim; j++) {
      int here = space.level(proposals.array()[row * dim + j]);
      int back = space.level(states.array()[states.offset(row) + j]);
      int at = proposalDifferences.offset(row) + j * levels;
      double total = weigh(proposalDifferences.array(), at, here, stay, temperature);
      log += Math.log(weights[back] / total);
    }
    return log == Double.NEGATIVE_INFINITY ? log : log - forward[row];
  }

  @Override
  void learn(double[] acceptances) {
    stepSizes.learn(acceptances);
  }

  @Override
  public void warmUp(int steps) {
    stepSizes.warmUp(steps);
  }

  @Override
  public int warmUpLeft() {
    return stepSizes.warmUpLeft();
  }

  @Override
  public void report(Metrics metrics) {
    stepSizes.report(metrics);
  }

  @Override
  public void save(StateWriter writer) {
    super.save(writer);
    stepSizes.save(writer);
  }

  @Override
  public void restore(StateReader reader) {
    super.restore(reader);
    stepSizes.restore(reader);
  }
}

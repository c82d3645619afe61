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
import io.ebm.samplers.hamiltonian.DualAveraging;
import org.jspecify.annotations.Nullable;

/** Chains of {@link DiscreteLangevinFactory}. */
final class DiscreteLangevinChain extends InformedChain implements Adaptive, Reporting {

  private final DiscreteLangevinFactory.Config config;
  private final Progress progress;
  private final double[] forward;
  private final double[] weights;
  private final @Nullable DualAveraging averaging;
  private int warmUpLeft;
  private double adaptedStep = Double.NaN; // unless adapted

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
    Double target = config.targetAcceptance();
    averaging = target == null ? null : new DualAveraging(target, 1);
  }

  private double stepSize() {
    return Double.isNaN(adaptedStep) ? config.stepSize().at(progress.fraction()) : adaptedStep;
  }

  @Override
  double temperature() {
    return config.temperature().at(progress.fraction());
  }

  @Override
  void draw() {
    double stay = stay();
    double temperature = temperature();
    int dim = states.dim();
    float[] x = states.array();
    for (int row = 0; row < states.size(); row++) {
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
  private double stay() {
    double square = space instanceof StateSpace.Spin ? 4 : space.levels() == 2 ? 1 : 2;
    return square / (2 * stepSize());
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
    double stay = stay();
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
  void learn(double acceptance) {
    if (warmUpLeft > 0 && averaging != null) {
      averaging.update(acceptance);
      warmUpLeft--;
      adaptedStep = warmUpLeft == 0 ? averaging.averaged() : averaging.stepSize();
    }
  }

  @Override
  public void warmUp(int steps) {
    warmUpLeft = averaging == null ? 0 : steps;
    if (averaging != null && steps > 0) {
      averaging.restart(stepSize());
    }
  }

  @Override
  public int warmUpLeft() {
    return warmUpLeft;
  }

  @Override
  public void report(Metrics metrics) {
    metrics.record("step-size", stepSize());
  }

  @Override
  public void save(StateWriter writer) {
    super.save(writer);
    writer.put("adapted", new double[] {adaptedStep, warmUpLeft});
    if (averaging != null) {
      averaging.save(writer);
    }
  }

  @Override
  public void restore(StateReader reader) {
    super.restore(reader);
    double[] adapted = reader.doubles("adapted");
    adaptedStep = adapted[0];
    warmUpLeft = (int) adapted[1];
    if (averaging != null) {
      averaging.restore(reader);
    }
  }
}

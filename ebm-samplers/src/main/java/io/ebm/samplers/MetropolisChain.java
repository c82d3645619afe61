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
import org.jspecify.annotations.Nullable;

/** Chains of {@link MetropolisFactory}. */
final class MetropolisChain extends ProposalChain implements Adaptive, Reporting {

  private final MetropolisFactory.Config config;
  private final Progress progress;
  private final StateSpace space;
  private final @Nullable Bounds bounds;
  private final float[] noise;
  private final int[] chosen;
  private final AdaptedSteps stepSizes; // of real states

  MetropolisChain(
      MetropolisFactory.Config config,
      Progress progress,
      EnergyFunction energy,
      Batch states,
      RandomStream random) {
    super(energy, states, random);
    this.config = config;
    this.progress = progress;
    space = energy.space();
    boolean real = space.levels() == 0;
    bounds = real ? Bounds.of(space, "sampler 'metropolis'") : null;
    noise = new float[real ? states.length() : 0];
    if (!real && config.flips() > states.dim()) {
      throw new IllegalArgumentException(
          "sampler 'metropolis' cannot change "
              + config.flips()
              + " coordinates of a state that has "
              + states.dim()
              + "; flips may be at most that");
    }
    chosen = new int[real ? 0 : config.flips()];
    Double target = real ? config.targetAcceptance() : null;
    stepSizes = new AdaptedSteps(config.stepSize(), target, progress, states.size());
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
  double temperature() {
    return config.temperature().at(progress.fraction());
  }

  @Override
  void beginAdvance() {
    stepSizes.begin();
  }

  @Override
  void propose(long step) {
    if (space.levels() > 0) {
      proposals.copyFrom(states);
      for (int row = 0; row < states.size(); row++) {
        change(row);
      }
      return;
    }
    int dim = states.dim();
    float[] x = states.array();
    float[] y = proposals.array();
    int offset = states.offset();
    random.fillGaussian(noise, 0, y.length);
    for (int row = 0; row < states.size(); row++) {
      float scale = (float) stepSizes.next(row, random);
      for (int i = row * dim; i < (row + 1) * dim; i++) {
        y[i] = x[offset + i] + scale * noise[i];
      }
      boolean inside =
          bounds == null ? finite(y, row * dim, dim) : bounds.contains(y, row * dim, dim);
      logRatios[row] = inside ? 0 : Double.NaN;
      if (!inside) {
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

  /** Changes coordinates, all sets of that size alike (Floyd's sampling without replacement). */
  private void change(int row) {
    int dim = states.dim();
    for (int k = 0; k < chosen.length; k++) {
      int last = dim - chosen.length + k;
      int pick = random.nextInt(last + 1);
      for (int i = 0; i < k; i++) {
        if (chosen[i] == pick) {
          pick = last;
          break;
        }
      }
      chosen[k] = pick;
      float[] y = proposals.array();
      y[row * dim + pick] = another(y[row * dim + pick]);
    }
    logRatios[row] = 0;
  }

  /** Another value of a coordinate, all others alike. */
  private float another(float value) {
    if (space instanceof StateSpace.Spin) {
      return -value;
    }
    int levels = space.levels();
    if (levels < 2) {
      return value;
    }
    int draw = random.nextInt(levels - 1);
    return draw < value ? draw : draw + 1;
  }

  @Override
  void learn(double[] acceptances) {
    stepSizes.learn(acceptances);
  }

  @Override
  public void report(Metrics metrics) {
    if (space.levels() == 0) {
      stepSizes.report(metrics);
    }
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

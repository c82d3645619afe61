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

/** Chains of {@link MetropolisFactory}. */
final class MetropolisChain extends ProposalChain implements Adaptive, Reporting {

  private final MetropolisFactory.Config config;
  private final Progress progress;
  private final StateSpace space;
  private final @Nullable Bounds bounds;
  private final float[] noise;
  private final int[] chosen;
  private final @Nullable DualAveraging averaging;
  private int warmUpLeft;
  private double stepSize;
  private double adaptedStep = Double.NaN; // unless adapted

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
    averaging =
        config.targetAcceptance() == null || !real
            ? null
            : new DualAveraging(config.targetAcceptance(), 1);
  }

  @Override
  public void warmUp(int steps) {
    warmUpLeft = averaging == null ? 0 : steps;
    if (averaging != null && steps > 0) {
      averaging.restart(now());
    }
  }

  @Override
  public int warmUpLeft() {
    return warmUpLeft;
  }

  private double now() {
    return Double.isNaN(adaptedStep) ? config.stepSize().at(progress.fraction()) : adaptedStep;
  }

  @Override
  double temperature() {
    return config.temperature().at(progress.fraction());
  }

  @Override
  void beginAdvance() {
    stepSize = now();
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
    float scale = (float) stepSize;
    random.fillGaussian(noise, 0, y.length);
    for (int i = 0; i < y.length; i++) {
      y[i] = x[offset + i] + scale * noise[i];
    }
    for (int row = 0; row < states.size(); row++) {
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
  void learn(double acceptance) {
    if (warmUpLeft > 0 && averaging != null) {
      averaging.update(acceptance);
      warmUpLeft--;
      adaptedStep = warmUpLeft == 0 ? averaging.averaged() : averaging.stepSize();
      stepSize = adaptedStep;
    }
  }

  @Override
  public void report(Metrics metrics) {
    if (space.levels() == 0) {
      metrics.record("step-size", now());
    }
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

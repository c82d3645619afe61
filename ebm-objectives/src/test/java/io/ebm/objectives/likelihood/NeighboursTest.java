package io.ebm.objectives.likelihood;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Gradient;
import io.ebm.api.Learnable;
import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.objectives.Objectives;
import io.ebm.objectives.TestModels;
import io.ebm.objectives.Trial;
import java.util.Map;
import org.junit.jupiter.api.Nested;

class NeighboursTest {

  @Nested
  class RatiosOfSpins extends Trial {
    RatiosOfSpins() {
      super(
          Objectives.component(new RatioMatchingFactory(), Map.of()),
          TestModels::spins,
          Promise.VALUE,
          Promise.BALANCE,
          Promise.DETERMINISTIC);
    }
  }

  @Nested
  class RatiosOfLabels extends Trial {
    RatiosOfLabels() {
      super(
          Objectives.component(new RatioMatchingFactory(), Map.of()),
          () -> Labels.random(4, 3, RandomStream.of(3)),
          Promise.VALUE,
          Promise.BALANCE,
          Promise.DETERMINISTIC);
    }
  }

  @Nested
  class FlowOfBits extends Trial {
    FlowOfBits() {
      super(
          Objectives.component(new MinimumProbabilityFlowFactory(), Map.of()),
          TestModels::bits,
          Promise.VALUE,
          Promise.BALANCE,
          Promise.DETERMINISTIC);
    }
  }

  @Nested
  class FlowOfLabels extends Trial {
    FlowOfLabels() {
      super(
          Objectives.component(new MinimumProbabilityFlowFactory(), Map.of()),
          () -> Labels.random(4, 3, RandomStream.of(3)),
          Promise.VALUE,
          Promise.BALANCE,
          Promise.DETERMINISTIC);
    }
  }

  @Nested
  class FlowOfSomeUnits extends Trial {
    FlowOfSomeUnits() {
      super(
          Objectives.component(new MinimumProbabilityFlowFactory(), Map.of("units", 2)),
          TestModels::spins,
          Promise.VALUE,
          Promise.BALANCE);
    }
  }

  @Nested
  class RecoveryOfGaussian extends Trial {
    RecoveryOfGaussian() {
      super(
          Objectives.component(
              new DiffusionRecoveryFactory(), Map.of("sampler", Objectives.mala(0.2))),
          TestModels::gaussian,
          Promise.BALANCE);
    }
  }

  /** Labels with an energy for each label at each place and of each pair of neighbours. */
  static final class Labels implements EnergyFunction, Learnable {
    private final StateSpace space;
    private final int levels;
    private final Parameters parameters;

    private Labels(int length, int levels) {
      space = new StateSpace.Categorical(length, levels);
      this.levels = levels;
      parameters =
          Parameters.builder().add("unary", length, levels).add("pair", levels, levels).build();
    }

    static Labels random(int length, int levels, RandomStream random) {
      Labels labels = new Labels(length, levels);
      random.fillGaussian(labels.parameters.values(), 0, labels.parameters.size());
      return labels;
    }

    @Override
    public StateSpace space() {
      return space;
    }

    @Override
    public Parameters parameters() {
      return parameters;
    }

    @Override
    public void energies(Batch x, double[] out) {
      for (int i = 0; i < x.size(); i++) {
        double sum = 0;
        for (int j = 0; j < x.dim(); j++) {
          sum += parameters.values()[unary(x, i, j)];
          sum += j == 0 ? 0 : parameters.values()[pair(x, i, j)];
        }
        out[i] = sum;
      }
    }

    @Override
    public void accumulate(Batch x, double[] weights, Gradient into) {
      for (int i = 0; i < x.size(); i++) {
        for (int j = 0; j < x.dim(); j++) {
          into.values()[unary(x, i, j)] += (float) weights[i];
          if (j > 0) {
            into.values()[pair(x, i, j)] += (float) weights[i];
          }
        }
      }
    }

    private int unary(Batch x, int i, int j) {
      return j * levels + ((int) x.get(i, j));
    }

    private int pair(Batch x, int i, int j) {
      return (x.dim() + ((int) x.get(i, j - 1))) * levels + ((int) x.get(i, j));
    }
  }
}

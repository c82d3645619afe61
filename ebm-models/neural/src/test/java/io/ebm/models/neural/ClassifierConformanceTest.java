package io.ebm.models.neural;

import io.ebm.api.Batch;
import io.ebm.api.Conditional;
import io.ebm.api.EnergyFunction;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.math.Activation;
import io.ebm.testkit.ConditionalConformance;
import io.ebm.testkit.EnergyConformance;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** Energies of classes, and of features, keep the contract. */
class ClassifierConformanceTest {

  static final long SEED = 12;

  static Batch features(int count, int dim) {
    Batch rows = Batch.allocate(count, dim);
    RandomStream.of(SEED).split("features").fillGaussian(rows.array(), 0, rows.length());
    return rows;
  }

  static SoftmaxClassifier classifier(List<Integer> hidden) {
    SoftmaxClassifier made =
        SoftmaxClassifier.of(StateSpace.real(5), 4, hidden, Activation.SOFTPLUS);
    made.initialise(RandomStream.of(SEED));
    return made;
  }

  static Jem jem(List<Integer> hidden) {
    Jem made = Jem.of(StateSpace.real(3), 4, hidden, Activation.SOFTPLUS, 2);
    made.initialise(RandomStream.of(SEED));
    return made;
  }

  private abstract static class Given extends ConditionalConformance<Batch> {
    private final Conditional<Batch> model;
    private final int dim;

    Given(Conditional<Batch> model, int dim) {
      this.model = model;
      this.dim = dim;
    }

    @Override
    protected Conditional<Batch> model() {
      return model;
    }

    @Override
    protected Batch contexts(int count) {
      return features(count, dim);
    }
  }

  @Nested
  class Linear extends Given {
    Linear() {
      super(classifier(List.of()), 5);
    }
  }

  @Nested
  class Deep extends Given {
    Deep() {
      super(classifier(List.of(16, 12)), 5);
    }
  }

  @Nested
  class JointGiven extends Given {
    JointGiven() {
      super(jem(List.of(16, 12)), 3);
    }
  }

  @Nested
  class JointOfFeatures extends EnergyConformance {
    @Override
    protected EnergyFunction energy() {
      return jem(List.of(16, 12));
    }
  }

  @Nested
  class JointOfFeaturesWithoutHiddenLayers extends EnergyConformance {
    @Override
    protected EnergyFunction energy() {
      return jem(List.of());
    }
  }
}

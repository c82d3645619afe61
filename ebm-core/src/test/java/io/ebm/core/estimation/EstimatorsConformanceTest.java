package io.ebm.core.estimation;

import io.ebm.api.Component;
import io.ebm.api.EstimatorFactory;
import io.ebm.api.PartitionEstimator;
import io.ebm.testkit.CorrectedGaussian;
import io.ebm.testkit.EstimatorConformance;
import io.ebm.testkit.EstimatorTarget;
import io.ebm.testkit.TestEstimation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** The contract of every estimator. */
class EstimatorsConformanceTest {

  private static final AisConfig WALK = AisConfig.of(60, 50);

  private abstract static class Case extends EstimatorConformance {
    private final Component<PartitionEstimator> estimator;

    <C extends Record> Case(EstimatorFactory<C> factory, C config) {
      estimator = Component.of(factory, config);
    }

    @Override
    protected Component<PartitionEstimator> estimator() {
      return estimator;
    }
  }

  @Nested
  class OfExact extends Case {
    OfExact() {
      super(new ExactFactory(), new ExactFactory.Config());
    }
  }

  @Nested
  class OfImportance extends Case {
    OfImportance() {
      super(new ImportanceFactory(), new ImportanceConfig(Broad.component(), 20_000));
    }
  }

  @Nested
  class OfImportanceByTheBase extends Case {
    OfImportanceByTheBase() {
      super(new ImportanceFactory(), new ImportanceConfig(null, 20_000));
    }

    @Override
    protected List<EstimatorTarget> targets() {
      List<EstimatorTarget> targets = new ArrayList<>(super.targets());
      CorrectedGaussian energy =
          new CorrectedGaussian(
              new double[] {0.5, -0.5},
              new double[][] {{1, 0.3}, {0.3, 0.8}},
              new double[][] {{0.6, -0.2}, {-0.2, 0.4}});
      targets.add(
          new EstimatorTarget(
              "a corrected Gaussian", energy, energy.logPartition(), TestEstimation.of(0)));
      return targets;
    }
  }

  @Nested
  class OfQuadrature extends Case {
    OfQuadrature() {
      super(new QuadratureFactory(), new QuadratureFactory.Config(1e-3, 1_000_000, 20_000, null));
    }
  }

  @Nested
  class OfQuadratureWithin extends Case {
    OfQuadratureWithin() {
      super(
          new QuadratureFactory(),
          new QuadratureFactory.Config(1e-3, 1_000_000, 20_000, List.of(-9.0, 9.0)));
    }
  }

  @Nested
  class OfAis extends Case {
    OfAis() {
      super(new AisFactory(), WALK);
    }
  }

  @Nested
  class OfAisThatIsAdaptive extends Case {
    OfAisThatIsAdaptive() {
      super(new AisFactory(), WALK.with(AisConfig.Spacing.ADAPTIVE));
    }
  }

  @Nested
  class OfReverseAis extends Case {
    OfReverseAis() {
      super(new ReverseAisFactory(), ReverseConfig.of(AisConfig.of(200, 50), null, 100));
    }
  }

  @Nested
  class OfSandwich extends Case {
    OfSandwich() {
      super(new SandwichFactory(), ReverseConfig.of(AisConfig.of(200, 50), null, 100));
    }
  }

  @Nested
  class OfThermodynamicIntegration extends Case {
    OfThermodynamicIntegration() {
      super(new ThermodynamicIntegrationFactory(), new IntegrationConfig(12, 30, 20, 8, null));
    }
  }

  @Nested
  class OfBridge extends Case {
    OfBridge() {
      super(new BridgeFactory(), new BridgeConfig(8, 30, 30, 8, null));
    }
  }

  @Nested
  class OfSmc extends Case {
    OfSmc() {
      super(new SmcFactory(), new SmcConfig(30, 16, 0.9, 8, 2, 0.5, null));
    }
  }
}

package io.ebm.samplers.reverse;

import io.ebm.api.Component;
import io.ebm.api.Sampler;
import io.ebm.api.Schedule;
import io.ebm.api.noise.EdmNoise;
import io.ebm.api.noise.NoiseSchedule;
import io.ebm.api.noise.SubVariancePreserving;
import io.ebm.api.noise.VarianceExploding;
import io.ebm.api.noise.VariancePreserving;
import io.ebm.samplers.MalaFactory;
import io.ebm.testkit.NoisyGaussian;
import io.ebm.testkit.SamplerConformance;
import io.ebm.testkit.SamplerTarget;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** Every sampler from noise to data ends in the law itself, with steps as its order asks for. */
class ReverseConformanceTest {

  private static final NoiseSchedule EDM = EdmNoise.usual();
  private static final NoiseSchedule PRESERVING = new VariancePreserving(0.1, 20, 1e-4);
  private static final NoiseSchedule EXPLODING = new VarianceExploding(0.002, 60);

  abstract static class Reverse extends SamplerConformance {
    @Override
    protected List<SamplerTarget> targets() {
      return List.of(
          new NoisyGaussian(new double[] {0.4, -0.3}, new double[] {1, 0.5}).target(),
          new NoisyGaussian(new double[] {0, 1}, new double[] {0.8, 1.2}).target());
    }

    @Override
    protected int chains() {
      return 4096;
    }

    /** Every transition is a draw of its own. */
    @Override
    protected int steps() {
      return 2;
    }

    @Override
    protected int mixingSteps() {
      return 1;
    }
  }

  @Nested
  class Ancestral extends Reverse {
    @Override
    protected Component<Sampler> sampler() {
      return Component.of(
          new AncestralFactory(), new AncestralFactory.Config(PRESERVING, 600, 1, false));
    }
  }

  @Nested
  class AncestralExploding extends Reverse {
    @Override
    protected Component<Sampler> sampler() {
      return Component.of(
          new AncestralFactory(), new AncestralFactory.Config(EXPLODING, 600, 1, false));
    }
  }

  @Nested
  class Ddim extends Reverse {
    @Override
    protected Component<Sampler> sampler() {
      return Component.of(new DdimFactory(), new DdimFactory.Config(PRESERVING, 600, 0, 1, false));
    }
  }

  @Nested
  class NoisyDdim extends Reverse {
    @Override
    protected Component<Sampler> sampler() {
      return Component.of(new DdimFactory(), new DdimFactory.Config(EXPLODING, 600, 0.5, 1, false));
    }
  }

  @Nested
  class EulerMaruyama extends Reverse {
    @Override
    protected Component<Sampler> sampler() {
      return Component.of(
          new EulerMaruyamaFactory(), new EulerMaruyamaFactory.Config(PRESERVING, 800, 1, false));
    }
  }

  @Nested
  class EulerMaruyamaSub extends Reverse {
    @Override
    protected Component<Sampler> sampler() {
      return Component.of(
          new EulerMaruyamaFactory(),
          new EulerMaruyamaFactory.Config(new SubVariancePreserving(0.1, 20, 1e-3), 800, 1, false));
    }
  }

  @Nested
  class ReverseDiffusion extends Reverse {
    @Override
    protected Component<Sampler> sampler() {
      return Component.of(
          new ReverseDiffusionFactory(),
          new ReverseDiffusionFactory.Config(PRESERVING, 600, 1, false));
    }
  }

  @Nested
  class Heun extends Reverse {
    @Override
    protected Component<Sampler> sampler() {
      return Component.of(
          new HeunFactory(), new HeunFactory.Config(EDM, 40, 0, 0.05, 50, 1, 1, false));
    }
  }

  @Nested
  class HeunWithChurn extends Reverse {
    @Override
    protected Component<Sampler> sampler() {
      return Component.of(
          new HeunFactory(), new HeunFactory.Config(EDM, 160, 20, 0.05, 50, 1, 1, false));
    }
  }

  @Nested
  class DpmSolver extends Reverse {
    @Override
    protected Component<Sampler> sampler() {
      return Component.of(new DpmSolverFactory(), new DpmSolverFactory.Config(EDM, 100, 1, false));
    }
  }

  @Nested
  class Fixed extends Reverse {
    @Override
    protected Component<Sampler> sampler() {
      return Component.of(
          new ProbabilityFlowFactory(), new ProbabilityFlowFactory.Config(EDM, 20, null, 1, false));
    }
  }

  @Nested
  class Adaptive extends Reverse {
    @Override
    protected Component<Sampler> sampler() {
      return Component.of(
          new ProbabilityFlowFactory(), new ProbabilityFlowFactory.Config(EDM, 4, 1e-4, 1, false));
    }
  }

  @Nested
  class PredictorCorrector extends Reverse {
    @Override
    protected Component<Sampler> sampler() {
      return Component.of(
          new PredictorCorrectorFactory(),
          new PredictorCorrectorFactory.Config(EXPLODING, 400, 1, 0.16, null, 1, false));
    }
  }

  @Nested
  class CorrectedByMala extends Reverse {
    @Override
    protected Component<Sampler> sampler() {
      return Component.of(
          new PredictorCorrectorFactory(),
          new PredictorCorrectorFactory.Config(EXPLODING, 200, 2, 0.16, mala(0.5), 1, false));
    }
  }

  @Nested
  class Recovery extends Reverse {
    @Override
    protected Component<Sampler> sampler() {
      return Component.of(
          new RecoveryFactory(),
          new RecoveryFactory.Config(EXPLODING, 30, 350, 0.02, null, 1, false));
    }
  }

  /** Few levels do, as chains that refuse steps reach the law of each. */
  @Nested
  class RecoveryByMala extends Reverse {
    @Override
    protected Component<Sampler> sampler() {
      return Component.of(
          new RecoveryFactory(),
          new RecoveryFactory.Config(EXPLODING, 14, 60, null, mala(0.2), 1, false));
    }
  }

  private static Component<Sampler> mala(double stepSize) {
    return Component.of(
        new MalaFactory(),
        new MalaFactory.Config(Schedule.constant(stepSize), Schedule.constant(1), null));
  }
}

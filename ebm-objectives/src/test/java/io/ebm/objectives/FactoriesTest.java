package io.ebm.objectives;

import io.ebm.api.Factory;
import io.ebm.api.Schedule;
import io.ebm.objectives.likelihood.CdFactory;
import io.ebm.objectives.likelihood.PcdFactory;
import io.ebm.objectives.optim.AdamFactory;
import io.ebm.objectives.optim.AveragedPerceptronFactory;
import io.ebm.objectives.optim.LbfgsFactory;
import io.ebm.objectives.optim.MomentumFactory;
import io.ebm.objectives.optim.OwlQnFactory;
import io.ebm.objectives.optim.SgdFactory;
import io.ebm.objectives.score.DenoisingScoreMatchingFactory;
import io.ebm.testkit.FactoryConformance;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;

class FactoriesTest {

  @Nested
  class Cd extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new CdFactory();
    }

    @Override
    protected Map<String, ?> required() {
      return Map.of("sampler", Objectives.gibbs());
    }

    @Override
    protected List<Bad> bad() {
      return List.of(new Bad("steps", 0), new Bad("energyRegularization", -1.0));
    }
  }

  @Nested
  class Pcd extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new PcdFactory();
    }

    @Override
    protected Map<String, ?> required() {
      return Map.of("sampler", Objectives.gibbs());
    }

    @Override
    protected List<Bad> bad() {
      return List.of(
          new Bad("steps", 0),
          new Bad("restart", 1.5),
          new Bad("restart", Double.NaN),
          new Bad("noiseScale", 0.0),
          new Bad("energyRegularization", Double.POSITIVE_INFINITY));
    }
  }

  @Nested
  class DenoisingScoreMatching extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new DenoisingScoreMatchingFactory();
    }

    @Override
    protected Map<String, ?> required() {
      return Map.of("sigma", 0.1);
    }

    @Override
    protected List<Bad> bad() {
      return List.of(new Bad("sigma", 0.0), new Bad("sigma", Double.NaN));
    }
  }

  @Nested
  class Sgd extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new SgdFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(
          new Bad("rate", Schedule.constant(-1)),
          new Bad("weightDecay", -0.1),
          new Bad("clipNorm", 0.0));
    }
  }

  @Nested
  class Momentum extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new MomentumFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(
          new Bad("rate", Schedule.constant(Double.NaN)),
          new Bad("momentum", 1.0),
          new Bad("weightDecay", -0.1),
          new Bad("clipNorm", -1.0));
    }
  }

  @Nested
  class Adam extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new AdamFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(
          new Bad("rate", Schedule.constant(-1)),
          new Bad("beta1", 1.0),
          new Bad("beta2", -0.1),
          new Bad("epsilon", 0.0),
          new Bad("weightDecay", -0.1),
          new Bad("clipNorm", 0.0));
    }
  }

  @Nested
  class Perceptron extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new PerceptronFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of();
    }
  }

  @Nested
  class StructuredHinge extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new StructuredHingeFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(new Bad("cost", 0.0));
    }
  }

  @Nested
  class AveragedPerceptron extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new AveragedPerceptronFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(new Bad("rate", 0.0));
    }
  }

  @Nested
  class Lbfgs extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new LbfgsFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(
          new Bad("c2", -1.0),
          new Bad("history", 0),
          new Bad("armijo", 0.5),
          new Bad("wolfe", 1.0),
          new Bad("searchSteps", 1));
    }
  }

  @Nested
  class OwlQn extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new OwlQnFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(
          new Bad("c1", -1.0),
          new Bad("c2", Double.NaN),
          new Bad("history", 0),
          new Bad("armijo", 0.0),
          new Bad("searchSteps", 1));
    }
  }
}

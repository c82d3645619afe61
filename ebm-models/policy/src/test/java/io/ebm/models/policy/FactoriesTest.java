package io.ebm.models.policy;

import io.ebm.api.Factory;
import io.ebm.models.policy.environments.CartPoleFactory;
import io.ebm.models.policy.environments.GridworldFactory;
import io.ebm.models.policy.environments.MultiGoalFactory;
import io.ebm.models.policy.environments.ParticleFactory;
import io.ebm.models.policy.environments.StackedFactory;
import io.ebm.testkit.FactoryConformance;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;

/** The settings of everything that has some. */
class FactoriesTest {

  @Nested
  class OfPolicy extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new PolicyFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(new Bad("hidden", List.of(0)), new Bad("scale", -1.0), new Bad("unit", 0.0));
    }
  }

  @Nested
  class OfGaussianPolicy extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new GaussianPolicyFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(
          new Bad("hidden", List.of(0)),
          new Bad("scale", -1.0),
          new Bad("deviation", 0.0),
          new Bad("unit", 0.0));
    }
  }

  @Nested
  class OfSoftQLearning extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new SoftQLearningFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(
          new Bad("temperature", 0.0),
          new Bad("entropyTarget", Double.NaN),
          new Bad("targetRate", 1.5),
          new Bad("samples", 0));
    }
  }

  @Nested
  class OfImplicitCloning extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new ImplicitCloningFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(new Bad("negatives", 0), new Bad("refineSteps", -1), new Bad("refined", 33));
    }
  }

  @Nested
  class OfReplay extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new ReplayFactory();
    }

    @Override
    protected Map<String, ?> required() {
      return Map.of("environment", Training.world(new CartPoleFactory(), Map.of()));
    }

    @Override
    protected List<Bad> bad() {
      return List.of(
          new Bad("evaluationEpisodes", 0),
          new Bad("rows", 0),
          new Bad("every", 0),
          new Bad("start", 0),
          new Bad("capacity", 0),
          new Bad("steps", 0),
          new Bad("discount", 1.1));
    }
  }

  @Nested
  class OfDemonstrations extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new DemonstrationsFactory();
    }

    @Override
    protected Map<String, ?> required() {
      return Map.of("environment", Training.world(new CartPoleFactory(), Map.of()));
    }

    @Override
    protected List<Bad> bad() {
      return List.of(
          new Bad("episodes", 0), new Bad("heldOut", -1), new Bad("evaluationEpisodes", 0));
    }
  }

  @Nested
  class OfGridworld extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new GridworldFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(
          new Bad("slip", 1.5),
          new Bad("step", Double.NaN),
          new Bad("goal", Double.NaN),
          new Bad("trap", Double.NaN),
          new Bad("limit", 0));
    }
  }

  @Nested
  class OfMultiGoal extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new MultiGoalFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(
          new Bad("goalReward", Double.NaN),
          new Bad("actionCost", -1.0),
          new Bad("distanceCost", -1.0),
          new Bad("spread", -1.0),
          new Bad("limit", 0));
    }
  }

  @Nested
  class OfCartPole extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new CartPoleFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(new Bad("limit", 0));
    }
  }

  @Nested
  class OfParticle extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new ParticleFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(new Bad("dimensions", 0), new Bad("limit", 0));
    }
  }

  @Nested
  class OfStacked extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new StackedFactory();
    }

    @Override
    protected Map<String, ?> required() {
      return Map.of("environment", Training.world(new CartPoleFactory(), Map.of()));
    }

    @Override
    protected List<Bad> bad() {
      return List.of(new Bad("frames", 0));
    }
  }
}

package io.ebm.models.analytic;

import io.ebm.api.Factory;
import io.ebm.testkit.FactoryConformance;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;

/** The contract of every factory here. */
class FactoriesTest {

  @Nested
  class OfGaussian extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new GaussianFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(new Bad("dim", 0), new Bad("condition", 0.5));
    }
  }

  @Nested
  class OfMixture extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new MixtureFactory();
    }

    @Override
    protected Map<String, ?> required() {
      return Map.of("parts", List.of(new MixtureFactory.Part(1, List.of(0.0), 1, null)));
    }

    @Override
    protected List<Bad> bad() {
      return List.of(new Bad("parts", List.of()));
    }
  }

  @Nested
  class OfDoubleWell extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new DoubleWellFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(
          new Bad("dim", 0),
          new Bad("barrier", 0),
          new Bad("tilt", Double.NaN),
          new Bad("width", -1));
    }
  }

  @Nested
  class OfRosenbrock extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new RosenbrockFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(new Bad("dim", 1), new Bad("a", Double.NaN), new Bad("b", 0));
    }
  }

  @Nested
  class OfFunnel extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new FunnelFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(new Bad("dim", 1), new Bad("sd", 0));
    }
  }

  @Nested
  class OfRing extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new RingFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(new Bad("dim", 0), new Bad("radius", 0), new Bad("width", 0));
    }
  }

  @Nested
  class OfMuellerBrown extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new MuellerBrownFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(new Bad("temperature", 0));
    }
  }
}

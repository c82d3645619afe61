package io.ebm.samplers;

import io.ebm.api.Factory;
import io.ebm.api.Schedule;
import io.ebm.testkit.FactoryConformance;
import java.util.List;
import org.junit.jupiter.api.Nested;

class FactoriesTest {

  @Nested
  class Langevin extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new LangevinFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(
          new Bad("stepSize", Schedule.constant(0)),
          new Bad("temperature", Schedule.constant(-1)),
          new Bad("clip", 0.0));
    }
  }

  @Nested
  class Mala extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new MalaFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(
          new Bad("stepSize", Schedule.constant(Double.NaN)),
          new Bad("temperature", Schedule.constant(0)));
    }
  }

  @Nested
  class Gibbs extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new GibbsFactory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(new Bad("beta", Schedule.constant(-0.5)));
    }
  }
}

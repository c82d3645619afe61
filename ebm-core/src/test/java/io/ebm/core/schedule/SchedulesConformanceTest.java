package io.ebm.core.schedule;

import io.ebm.api.Schedule;
import io.ebm.api.ScheduleFactory;
import io.ebm.testkit.Defaults;
import io.ebm.testkit.ScheduleChecks.Course;
import io.ebm.testkit.ScheduleConformance;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;

/** The contract of every schedule. */
class SchedulesConformanceTest {

  private abstract static class Case extends ScheduleConformance {
    private final Schedule schedule;
    private final Course course;

    <C extends Record> Case(ScheduleFactory<C> factory, Map<String, ?> given, Course course) {
      this.schedule = factory.create(Defaults.create(factory.configType(), given));
      this.course = course;
    }

    @Override
    protected Schedule schedule() {
      return schedule;
    }

    @Override
    protected Course course() {
      return course;
    }
  }

  @Nested
  class Constant extends Case {
    Constant() {
      super(new ConstantFactory(), Map.of("value", -0.3), Course.RISING);
    }
  }

  @Nested
  class ConstantWithWarmup extends Case {
    ConstantWithWarmup() {
      super(new ConstantFactory(), Map.of("value", 0.3, "warmup", 0.4), Course.RISING);
    }
  }

  @Nested
  class Linear extends Case {
    Linear() {
      super(new LinearFactory(), Map.of("from", 2.0, "to", -1.0), Course.FALLING);
    }
  }

  @Nested
  class LinearWithWarmup extends Case {
    LinearWithWarmup() {
      super(new LinearFactory(), Map.of("from", 1.0, "to", 3.0, "warmup", 0.1), Course.RISING);
    }
  }

  @Nested
  class LinearThatFallsAfterItsWarmup extends Case {
    LinearThatFallsAfterItsWarmup() {
      super(new LinearFactory(), Map.of("from", 1.0, "to", 1e-4, "warmup", 0.1), Course.ANY);
    }
  }

  @Nested
  class LinearBelowZeroWithWarmup extends Case {
    LinearBelowZeroWithWarmup() {
      super(new LinearFactory(), Map.of("from", -1.0, "to", -3.0, "warmup", 0.1), Course.FALLING);
    }
  }

  @Nested
  class Cosine extends Case {
    Cosine() {
      super(new CosineFactory(), Map.of("from", 0.1, "to", 0.0), Course.FALLING);
    }
  }

  @Nested
  class CosineThatRises extends Case {
    CosineThatRises() {
      super(new CosineFactory(), Map.of("from", -0.1, "to", 0.7), Course.RISING);
    }
  }

  @Nested
  class Exponential extends Case {
    Exponential() {
      super(new ExponentialFactory(), Map.of("from", 1.0, "to", 1e-5), Course.FALLING);
    }
  }

  @Nested
  class ExponentialWithWarmup extends Case {
    ExponentialWithWarmup() {
      super(
          new ExponentialFactory(), Map.of("from", 1e-3, "to", 10.0, "warmup", 0.5), Course.RISING);
    }
  }

  @Nested
  class Steps extends Case {
    Steps() {
      super(
          new StepsFactory(),
          Map.of("values", List.of(1.0, 5.0, 2.0), "boundaries", List.of(0.5, 0.8)),
          Course.ANY);
    }
  }
}

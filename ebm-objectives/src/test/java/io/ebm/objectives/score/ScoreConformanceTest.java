package io.ebm.objectives.score;

import io.ebm.objectives.Objectives;
import io.ebm.objectives.TestModels;
import io.ebm.objectives.Trial;
import java.util.Map;
import org.junit.jupiter.api.Nested;

class ScoreConformanceTest {

  @Nested
  class Exact extends Trial {
    Exact() {
      super(
          Objectives.component(new ScoreMatchingFactory(), Map.of("spacing", 0.5)),
          TestModels::gaussian,
          Promise.VALUE,
          Promise.DETERMINISTIC);
    }
  }

  @Nested
  class Sliced extends Trial {
    Sliced() {
      super(
          Objectives.component(
              new SlicedScoreMatchingFactory(), Map.of("projections", 2, "spacing", 0.5)),
          TestModels::gaussian,
          Promise.VALUE);
    }
  }

  @Nested
  class SlicedAndProjected extends Trial {
    SlicedAndProjected() {
      super(
          Objectives.component(
              new SlicedScoreMatchingFactory(),
              Map.of(
                  "varianceReduced",
                  false,
                  "direction",
                  SlicedScoreMatchingFactory.Direction.GAUSSIAN,
                  "spacing",
                  0.5)),
          TestModels::gaussian,
          Promise.VALUE);
    }
  }

  @Nested
  class FiniteDifferences extends Trial {
    FiniteDifferences() {
      super(
          Objectives.component(
              new FiniteDifferenceScoreMatchingFactory(), Map.of("projections", 3)),
          TestModels::gaussian,
          Promise.VALUE,
          Promise.BALANCE);
    }
  }
}

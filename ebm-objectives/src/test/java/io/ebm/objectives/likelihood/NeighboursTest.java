package io.ebm.objectives.likelihood;

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
          TestModels::labels,
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
          TestModels::labels,
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
  class RatiosOfSequences extends Trial {
    RatiosOfSequences() {
      super(
          Objectives.component(new RatioMatchingFactory(), Map.of()),
          TestModels::sequences,
          Promise.VALUE,
          Promise.BALANCE,
          Promise.DETERMINISTIC);
    }
  }

  @Nested
  class FlowOfSequences extends Trial {
    FlowOfSequences() {
      super(
          Objectives.component(new MinimumProbabilityFlowFactory(), Map.of()),
          TestModels::sequences,
          Promise.VALUE,
          Promise.BALANCE,
          Promise.DETERMINISTIC);
    }
  }

  @Nested
  class PseudoLikelihoodOfSequences extends Trial {
    PseudoLikelihoodOfSequences() {
      super(
          Objectives.component(new PseudoLikelihoodFactory(), Map.of()),
          TestModels::sequences,
          Promise.VALUE,
          Promise.BALANCE,
          Promise.DETERMINISTIC);
    }
  }

  @Nested
  class PseudoLikelihoodOfSomeCandidates extends Trial {
    PseudoLikelihoodOfSomeCandidates() {
      super(
          Objectives.component(new PseudoLikelihoodFactory(), Map.of("candidates", 2, "units", 3)),
          TestModels::sequences,
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
}

package io.ebm.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ebm.api.Batch;
import io.ebm.api.ChainStatistics;
import io.ebm.api.Checkpointed;
import io.ebm.api.Component;
import io.ebm.api.ComponentContext;
import io.ebm.api.Diverging;
import io.ebm.api.MarkovChain;
import io.ebm.api.Metrics;
import io.ebm.api.Reporting;
import io.ebm.api.Sampler;
import io.ebm.api.SamplerFactory;
import io.ebm.api.StateReader;
import io.ebm.api.StateWriter;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The checks of what chains tell fail on chains broken on purpose, one mistake each. */
class FaultyChainsTest {

  private static final GaussianEnergy ENERGY = GaussianEnergy.standard(2);

  /** A mistake, the check that sees it, and what that says. */
  @SuppressWarnings("ImmutableEnumChecker") // the checks keep nothing
  private enum Mistake {
    NONE(FaultyChainsTest::both, ""),
    NOT_A_NUMBER(FaultyChainsTest::reports, "step"),
    OTHER_NAMES(FaultyChainsTest::reports, "names of what is reported"),
    BAD_NAME(FaultyChainsTest::reports, "name of what is reported"),
    REPORTING_MOVES(FaultyChainsTest::reports, "checkpoint after a report"),
    DIVERGES_AT_THE_START(FaultyChainsTest::divergences, "divergences at the start"),
    FORGETS(FaultyChainsTest::divergences, "divergences after"),
    MORE_FIRST_THAN_ALL(FaultyChainsTest::divergences, "first divergences"),
    SHARED(FaultyChainsTest::divergences, "asked again");

    private final Consumer<Component<Sampler>> check;
    private final String complaint;

    Mistake(Consumer<Component<Sampler>> check, String complaint) {
      this.check = check;
      this.complaint = complaint;
    }
  }

  private static void reports(Component<Sampler> sampler) {
    ChainChecks.reportsNumbers(sampler, ENERGY, 1);
  }

  private static void divergences(Component<Sampler> sampler) {
    ChainChecks.countsDivergences(sampler, ENERGY, 1);
  }

  private static void both(Component<Sampler> sampler) {
    reports(sampler);
    divergences(sampler);
  }

  @TestFactory
  Stream<DynamicTest> everyMistakeIsSeen() {
    return Arrays.stream(Mistake.values())
        .map(mistake -> DynamicTest.dynamicTest(mistake.name(), () -> isSeen(mistake)));
  }

  private static void isSeen(Mistake mistake) {
    Component<Sampler> sampler = Component.of(new Telling(), new Config(mistake));
    if (mistake == Mistake.NONE) {
      mistake.check.accept(sampler);
    } else {
      assertThatThrownBy(() -> mistake.check.accept(sampler))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining(mistake.complaint);
    }
  }

  private record Config(Mistake mistake) {}

  private static final class Telling implements SamplerFactory<Config> {
    @Override
    public String name() {
      return "telling";
    }

    @Override
    public String description() {
      return "Stands still and tells.";
    }

    @Override
    public Class<Config> configType() {
      return Config.class;
    }

    @Override
    public Sampler create(Config config, ComponentContext context) {
      return (energy, states, random) -> new Chain(config.mistake(), states);
    }
  }

  /** Every transition diverges. */
  private static final class Chain implements MarkovChain, Reporting, Diverging, Checkpointed {
    private final Mistake mistake;
    private final Batch states;
    private final Batch first;
    private long steps;
    private long reports;

    Chain(Mistake mistake, Batch states) {
      this.mistake = mistake;
      this.states = states;
      this.first = states.copy();
    }

    @Override
    public Batch states() {
      return states;
    }

    @Override
    public void advance(int more) {
      steps += more;
    }

    @Override
    public void refresh() {}

    @Override
    public ChainStatistics statistics() {
      return new ChainStatistics(steps * states.size(), 0, 0);
    }

    @Override
    public void report(Metrics metrics) {
      boolean late = reports++ > 0;
      metrics.record("step", mistake == Mistake.NOT_A_NUMBER ? Double.NaN : 0.1);
      if (late && mistake == Mistake.OTHER_NAMES) {
        metrics.record("depth", 3);
      }
      if (mistake == Mistake.BAD_NAME) {
        metrics.record("Tree Depth", 3);
      }
    }

    @Override
    public long divergences() {
      return switch (mistake) {
        case DIVERGES_AT_THE_START -> 1;
        case FORGETS -> steps == 0 ? 0 : 100 - steps;
        case MORE_FIRST_THAN_ALL -> Math.min(steps, 1);
        default -> steps * states.size();
      };
    }

    @Override
    public Batch firstDivergences() {
      return mistake == Mistake.SHARED ? first : first.copy();
    }

    @Override
    public void save(StateWriter writer) {
      writer.put("steps", new long[] {steps + (mistake == Mistake.REPORTING_MOVES ? reports : 0)});
    }

    @Override
    public void restore(StateReader reader) {}
  }
}

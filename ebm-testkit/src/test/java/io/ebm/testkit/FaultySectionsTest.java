package io.ebm.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ebm.api.Learnable;
import io.ebm.api.report.Page;
import io.ebm.api.report.ReportSection;
import io.ebm.api.report.RunView;
import io.ebm.api.report.Scorer;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The kit notices what sections and scorers do wrong. */
class FaultySectionsTest {

  private static RunView run() {
    return TestRun.of(GaussianEnergy.standard(2)).build();
  }

  private static void spoil(RunView run) {
    run.model().as(Learnable.class).orElseThrow().parameters().values()[0] += 1;
  }

  private record Drawing(BiConsumer<RunView, Page> drawn) implements ReportSection {
    @Override
    public String name() {
      return "drawing";
    }

    @Override
    public String description() {
      return "A test.";
    }

    @Override
    public String heading() {
      return "Drawing";
    }

    @Override
    public boolean applies(RunView run) {
      return true;
    }

    @Override
    public void draw(RunView run, Page on) {
      drawn.accept(run, on);
    }
  }

  private record Scoring(Function<RunView, Map<String, Double>> given) implements Scorer {
    @Override
    public String name() {
      return "scoring";
    }

    @Override
    public String description() {
      return "A test.";
    }

    @Override
    public boolean applies(RunView run) {
      return true;
    }

    @Override
    public Map<String, Double> scores(RunView run) {
      return given.apply(run);
    }
  }

  private static ReportSectionConformance of(BiConsumer<RunView, Page> drawn) {
    return new ReportSectionConformance() {
      @Override
      protected ReportSection section() {
        return new Drawing(drawn);
      }

      @Override
      protected RunView run() {
        return FaultySectionsTest.run();
      }

      @Override
      protected RunView otherRun() {
        return FaultySectionsTest.run();
      }
    };
  }

  private static ScorerConformance of(Function<RunView, Map<String, Double>> given) {
    return new ScorerConformance() {
      @Override
      protected Scorer scorer() {
        return new Scoring(given);
      }

      @Override
      protected RunView run() {
        return FaultySectionsTest.run();
      }

      @Override
      protected RunView otherRun() {
        return FaultySectionsTest.run();
      }
    };
  }

  private static void fails(Runnable check, String why) {
    assertThatThrownBy(check::run).isInstanceOf(AssertionError.class).hasMessageContaining(why);
  }

  @Test
  void sections() {
    BiConsumer<RunView, Page> good = (run, on) -> on.paragraph("x" + run.random().nextInt(9));
    assertThatCode(() -> of(good).drawsSomething()).doesNotThrowAnyException();
    assertThatCode(() -> of(good).drawsTheSameOfTheSameRun()).doesNotThrowAnyException();
    assertThatCode(() -> of(good).writesToNothing()).doesNotThrowAnyException();
    fails(() -> of(good).appliesToItsRunsAlone(), "a run it is not for");
    fails(() -> of(good).isFound(), "found by ServiceLoader");
    fails(() -> of((run, on) -> {}).drawsSomething(), "draws nothing");
    int[] calls = {0};
    fails(
        () -> of((run, on) -> on.paragraph("call " + calls[0]++)).drawsTheSameOfTheSameRun(),
        "differ");
    fails(() -> of((run, on) -> spoil(run)).writesToNothing(), "parameters were written");
    BiConsumer<RunView, Page> broken =
        (run, on) ->
            on.picture(
                "broken",
                "A caption",
                () -> {
                  throw new IllegalStateException("no ink");
                });
    fails(() -> of(broken).drawsSomething(), "picture 'broken' cannot be made: no ink");
  }

  @Test
  void scorers() {
    Function<RunView, Map<String, Double>> good = run -> Map.of("some", 1.0);
    assertThatCode(() -> of(good).givesNumbersWithNames()).doesNotThrowAnyException();
    assertThatCode(() -> of(good).givesTheSameOfTheSameRun()).doesNotThrowAnyException();
    fails(() -> of(good).appliesToItsRunsAlone(), "a run it is not for");
    fails(() -> of(run -> Map.<String, Double>of()).givesNumbersWithNames(), "gives no number");
    fails(() -> of(run -> Map.of("a-b", 1.0)).givesNumbersWithNames(), "no name in camel case");
    int[] calls = {0};
    fails(() -> of(run -> Map.of("n", 1.0 * calls[0]++)).givesTheSameOfTheSameRun(), "differ");
    fails(
        () ->
            of(run -> {
                  spoil(run);
                  return Map.of("n", 1.0);
                })
                .writesToNothing(),
        "parameters were written");
  }
}

package io.ebm.testkit;

import io.ebm.api.report.RunView;
import io.ebm.api.report.Scorer;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The contract of a {@link Scorer}: it is found, tells the runs it is for from others, gives
 * numbers with names of the agreed form, gives the same of the same run, and writes to nothing.
 * Extend it and give the scorer and runs; {@link TestRun} makes them.
 */
public abstract class ScorerConformance {

  /** The scorer. */
  protected abstract Scorer scorer();

  /** A run that the scorer is for; made alike at each call. */
  protected abstract RunView run();

  /** A run that it is not for. */
  protected abstract RunView otherRun();

  @Test
  void isNamedAndDescribed() {
    FactoryChecks.isNamedAndDescribed(scorer());
  }

  @Test
  void isFound() {
    FactoryChecks.isFound(scorer());
  }

  @Test
  void appliesToItsRunsAlone() {
    if (!scorer().applies(run())) {
      throw new AssertionError("it does not apply to the run it is for");
    }
    if (scorer().applies(otherRun())) {
      throw new AssertionError("it applies to a run it is not for");
    }
  }

  @Test
  void givesNumbersWithNames() {
    Map<String, Double> scores = scorer().scores(run());
    if (scores.isEmpty()) {
      throw new AssertionError("it applies and gives no number");
    }
    for (String name : scores.keySet()) {
      if (!name.matches("[a-z][A-Za-z0-9]*")) {
        throw new AssertionError("'" + name + "' is no name in camel case");
      }
    }
  }

  @Test
  void givesTheSameOfTheSameRun() {
    Map<String, Double> first = scorer().scores(run());
    Map<String, Double> second = scorer().scores(run());
    if (!new ArrayList<>(first.entrySet()).equals(new ArrayList<>(second.entrySet()))) {
      throw new AssertionError("two evaluations of one run differ: " + first + ", " + second);
    }
  }

  @Test
  void writesToNothing() {
    RunView run = run();
    UntouchedRun before = UntouchedRun.of(run);
    if (scorer().applies(run)) {
      scorer().scores(run);
    }
    before.check();
  }
}

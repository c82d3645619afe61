package io.ebm.testkit;

import io.ebm.api.report.ReportSection;
import io.ebm.api.report.RunView;
import org.junit.jupiter.api.Test;

/**
 * The contract of a {@link ReportSection}: it is found, tells the runs it is for from others, draws
 * something, draws the same of the same run, and writes to nothing. Extend it and give the section
 * and runs; {@link TestRun} makes them.
 */
public abstract class ReportSectionConformance {

  /** The section. */
  protected abstract ReportSection section();

  /** A run that the section is for; made alike at each call. */
  protected abstract RunView run();

  /** A run that it is not for. */
  protected abstract RunView otherRun();

  private RecordingPage drawn() {
    RecordingPage page = new RecordingPage();
    section().draw(run(), page);
    return page;
  }

  @Test
  void isNamedAndDescribed() {
    FactoryChecks.isNamedAndDescribed(section());
    if (section().heading().isBlank()) {
      throw new AssertionError("section '" + section().name() + "' has no heading");
    }
  }

  @Test
  void isFound() {
    FactoryChecks.isFound(section());
  }

  @Test
  void appliesToItsRunsAlone() {
    if (!section().applies(run())) {
      throw new AssertionError("it does not apply to the run it is for");
    }
    if (section().applies(otherRun())) {
      throw new AssertionError("it applies to a run it is not for");
    }
  }

  @Test
  void drawsSomething() {
    if (drawn().drawn().isEmpty()) {
      throw new AssertionError("it applies and draws nothing");
    }
  }

  @Test
  void drawsTheSameOfTheSameRun() {
    if (!drawn().drawn().equals(drawn().drawn())) {
      throw new AssertionError("two drawings of one run differ");
    }
  }

  @Test
  void writesToNothing() {
    RunView run = run();
    UntouchedRun before = UntouchedRun.of(run);
    if (section().applies(run)) {
      section().draw(run, new RecordingPage());
    }
    before.check();
  }
}

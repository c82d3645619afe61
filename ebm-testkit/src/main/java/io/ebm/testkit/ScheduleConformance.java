package io.ebm.testkit;

import io.ebm.api.Schedule;
import org.junit.jupiter.api.Test;

/**
 * The contract of a {@link Schedule}. Extend it and give the schedule, with a config under which it
 * changes:
 *
 * <pre>{@code
 * class CosineConformanceTest extends ScheduleConformance {
 *   protected Schedule schedule() {
 *     return new CosineFactory().create(new CosineFactory.Config(1, 0.1, 0));
 *   }
 *
 *   protected ScheduleChecks.Course course() {
 *     return ScheduleChecks.Course.FALLING;
 *   }
 * }
 * }</pre>
 */
public abstract class ScheduleConformance {

  /** The schedule. */
  protected abstract Schedule schedule();

  /** Where it goes, if its documentation says so; by default it promises nothing. */
  protected ScheduleChecks.Course course() {
    return ScheduleChecks.Course.ANY;
  }

  @Test
  void isDefinedOnTheRun() {
    ScheduleChecks.isDefinedOnTheRun(schedule());
  }

  @Test
  void staysWithinItsBounds() {
    ScheduleChecks.staysWithinItsBounds(schedule());
  }

  @Test
  void reachesItsBounds() {
    ScheduleChecks.reachesItsBounds(schedule());
  }

  @Test
  void keepsItsCourse() {
    ScheduleChecks.keepsItsCourse(schedule(), course());
  }
}

package io.ebm.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ebm.api.Schedule;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** The checks of schedules fail on schedules broken on purpose, one mistake each. */
class FaultySchedulesTest {

  private record Shape(DoubleUnaryOperator shape, double lowest, double highest)
      implements Schedule {
    @Override
    public double at(double progress) {
      return shape.applyAsDouble(progress);
    }
  }

  private static void fails(Runnable check, String complaint) {
    assertThatThrownBy(check::run)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(complaint);
  }

  @Test
  void aSoundOnePasses() {
    Schedule sound = new Shape(p -> 1 - p * p, 0, 1);
    ScheduleChecks.isDefinedOnTheRun(sound);
    ScheduleChecks.staysWithinItsBounds(sound);
    ScheduleChecks.reachesItsBounds(sound);
    ScheduleChecks.keepsItsCourse(sound, ScheduleChecks.Course.FALLING);
  }

  @Test
  void notANumberAtTheEnd() {
    Schedule faulty = new Shape(p -> p == 1 ? Double.NaN : p, 0, 1);
    fails(() -> ScheduleChecks.isDefinedOnTheRun(faulty), "at progress 1.0 it is NaN");
  }

  @Test
  void counting() {
    AtomicInteger calls = new AtomicInteger();
    Schedule faulty = new Shape(p -> p + 1e-9 * calls.incrementAndGet(), 0, 2);
    fails(() -> ScheduleChecks.isDefinedOnTheRun(faulty), "before");
  }

  @Test
  void beyondItsBounds() {
    Schedule faulty = new Shape(p -> 1.1 * p, 0, 1);
    fails(() -> ScheduleChecks.staysWithinItsBounds(faulty), "beyond its bounds 0.0 and 1.0");
  }

  @Test
  void boundsTheWrongWayRound() {
    fails(() -> ScheduleChecks.staysWithinItsBounds(new Shape(p -> p, 1, 0)), "its bounds are 1.0");
  }

  @Test
  void boundsTooWide() {
    Schedule faulty = new Shape(p -> p, 0, 1.5);
    fails(() -> ScheduleChecks.reachesItsBounds(faulty), "its values go from 0.0 to 1.0");
  }

  @Test
  void turningBack() {
    Schedule faulty = new Shape(p -> p < 0.999 ? p : 0.9, 0, 1);
    fails(() -> ScheduleChecks.keepsItsCourse(faulty, ScheduleChecks.Course.RISING), "not RISING");
  }
}

package io.ebm.testkit;

import io.ebm.api.Schedule;

/**
 * The contract of a {@link Schedule}, check by check, at 4097 evenly spaced points of the run. Each
 * throws {@link AssertionError}, with the point and the value.
 */
public final class ScheduleChecks {

  private static final int POINTS = 4096;

  /** How far from its bound a schedule may stay, relative to the bounds' distance. */
  private static final double REACH = 1e-3;

  private ScheduleChecks() {}

  /** Where a schedule goes. */
  public enum Course {
    /** Never falls. */
    RISING,
    /** Never rises. */
    FALLING,
    /** Does both, or makes no promise. */
    ANY
  }

  /** Every point of the run has a finite value, the same at every call and in any order. */
  public static void isDefinedOnTheRun(Schedule schedule) {
    double[] forwards = new double[POINTS + 1];
    for (int k = 0; k <= POINTS; k++) {
      forwards[k] = schedule.at(point(k));
      require(Double.isFinite(forwards[k]), schedule, k, forwards[k], "which is not finite");
    }
    for (int k = POINTS; k >= 0; k--) {
      double again = schedule.at(point(k));
      require(again == forwards[k], schedule, k, again, "but was " + forwards[k] + " before");
    }
  }

  /** {@link Schedule#lowest} and {@link Schedule#highest} are finite, and no value is beyond. */
  public static void staysWithinItsBounds(Schedule schedule) {
    double lowest = schedule.lowest();
    double highest = schedule.highest();
    if (!(Double.isFinite(lowest) && Double.isFinite(highest) && lowest <= highest)) {
      throw new AssertionError(name(schedule) + ": its bounds are " + lowest + " and " + highest);
    }
    for (int k = 0; k <= POINTS; k++) {
      double value = schedule.at(point(k));
      require(
          value >= lowest && value <= highest,
          schedule,
          k,
          value,
          "beyond its bounds " + lowest + " and " + highest);
    }
  }

  /** The bounds are values that occur: a range check refuses nothing that would not happen. */
  public static void reachesItsBounds(Schedule schedule) {
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    for (int k = 0; k <= POINTS; k++) {
      least = Math.min(least, schedule.at(point(k)));
      greatest = Math.max(greatest, schedule.at(point(k)));
    }
    double lowest = schedule.lowest();
    double highest = schedule.highest();
    double allowed = REACH * (highest - lowest);
    if (!(least - lowest <= allowed && highest - greatest <= allowed)) {
      throw new AssertionError(
          String.format(
              "%s: its bounds are %s and %s, but its values go from %s to %s",
              name(schedule), lowest, highest, least, greatest));
    }
  }

  /** The values never go against their course, but for rounding. */
  public static void keepsItsCourse(Schedule schedule, Course course) {
    if (course == Course.ANY) {
      return;
    }
    double rounding = 1e-12 * Math.max(Math.abs(schedule.lowest()), Math.abs(schedule.highest()));
    double before = schedule.at(0);
    for (int k = 1; k <= POINTS; k++) {
      double value = schedule.at(point(k));
      double against = course == Course.RISING ? before - value : value - before;
      require(against <= rounding, schedule, k, value, "after " + before + ": not " + course);
      before = value;
    }
  }

  private static double point(int k) {
    return (double) k / POINTS;
  }

  private static String name(Schedule schedule) {
    return "schedule " + schedule.getClass().getSimpleName();
  }

  private static void require(
      boolean condition, Schedule schedule, int k, double value, String complaint) {
    if (!condition) {
      throw new AssertionError(
          name(schedule) + ": at progress " + point(k) + " it is " + value + ", " + complaint);
    }
  }
}

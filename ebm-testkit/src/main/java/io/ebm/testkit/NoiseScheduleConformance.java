package io.ebm.testkit;

import io.ebm.api.RandomStream;
import io.ebm.api.noise.NoiseSchedule;
import org.junit.jupiter.api.Test;

/** The contract of a {@link NoiseSchedule}. Extend it and give the schedule. */
public abstract class NoiseScheduleConformance {

  private static final int POINTS = 512;
  private static final double STEP = 1e-6;
  private static final double CLOSE = 1e-4;
  private static final int DRAWS = 4096;

  /** The schedule. */
  protected abstract NoiseSchedule schedule();

  @Test
  void levelsRise() {
    NoiseSchedule schedule = schedule();
    double before = 0;
    for (int k = 0; k <= POINTS; k++) {
      double sigma = schedule.sigma((double) k / POINTS);
      require(
          Double.isFinite(sigma) && sigma > before,
          "σ is " + sigma + " at time " + (double) k / POINTS + " after " + before);
      before = sigma;
    }
    require(schedule.lowest() == schedule.sigma(0), "the least level is not that of time 0");
    require(schedule.highest() == schedule.sigma(1), "the greatest level is not that of time 1");
  }

  @Test
  void scalesArePositive() {
    NoiseSchedule schedule = schedule();
    for (int k = 0; k <= POINTS; k++) {
      double scale = schedule.scale((double) k / POINTS);
      require(scale > 0 && scale <= 1, "s is " + scale + " at time " + (double) k / POINTS);
    }
  }

  @Test
  void slopesAreDerivatives() {
    NoiseSchedule schedule = schedule();
    for (int k = 1; k < POINTS; k++) {
      double t = (double) k / POINTS;
      double sigma = (schedule.sigma(t + STEP) - schedule.sigma(t - STEP)) / (2 * STEP);
      double scale = (schedule.scale(t + STEP) - schedule.scale(t - STEP)) / (2 * STEP);
      close("dσ/dt at " + t, schedule.sigmaSlope(t), sigma);
      close("ds/dt at " + t, schedule.scaleSlope(t), scale);
    }
  }

  @Test
  void timesFallFromOneToZero() {
    for (int nodes : new int[] {2, 3, 18, 1000}) {
      double[] times = schedule().times(nodes);
      require(times.length == nodes, "there are " + times.length + " times of " + nodes);
      require(times[0] == 1 && times[nodes - 1] == 0, "times do not go from 1 to 0");
      for (int i = 1; i < nodes; i++) {
        require(times[i] < times[i - 1], "times do not fall at " + i);
      }
    }
  }

  @Test
  void drawsLieBetweenItsLevels() {
    NoiseSchedule schedule = schedule();
    RandomStream random = RandomStream.of(7);
    boolean differ = false;
    double first = schedule.draw(random);
    for (int k = 0; k < DRAWS; k++) {
      double sigma = schedule.draw(random);
      differ |= sigma != first;
      require(
          sigma >= schedule.lowest() * (1 - 1e-12) && sigma <= schedule.highest() * (1 + 1e-12),
          "the level " + sigma + " is drawn");
    }
    require(differ, "all levels drawn are " + first);
  }

  private static void close(String what, double claimed, double found) {
    require(
        Math.abs(claimed - found) <= CLOSE * (1e-2 + Math.abs(found)),
        what + " is " + claimed + ", by differences " + found);
  }

  private static void require(boolean condition, String complaint) {
    if (!condition) {
      throw new AssertionError(complaint);
    }
  }
}

package io.ebm.samplers.hamiltonian;

import io.ebm.api.StateReader;
import io.ebm.api.StateWriter;

/**
 * Finds the step size at which a statistic of acceptance meets its target (Hoffman and Gelman 2014,
 * "The No-U-Turn sampler", section 3.2.1, with the constants given there). For chains that warm up;
 * {@link #stepSize} is what to use meanwhile, {@link #averaged} what to keep.
 */
public final class DualAveraging {

  private static final double SHRINKAGE = 0.05; // γ
  private static final double DELAY = 10; // t0
  private static final double FORGETTING = 0.75; // κ

  private final double target;
  private double centre;
  private double logStep;
  private double logAverage;
  private double error;
  private int count;

  /**
   * Begins.
   *
   * @param target the acceptance to meet, between 0 and 1
   * @param stepSize a guess, positive
   */
  public DualAveraging(double target, double stepSize) {
    this.target = target;
    restart(stepSize);
  }

  /** Forgets what was learnt and begins at another guess. */
  public void restart(double stepSize) {
    centre = Math.log(10 * stepSize);
    logStep = Math.log(stepSize);
    logAverage = logStep;
    error = 0;
    count = 0;
  }

  /**
   * Learns from one more transition.
   *
   * @param acceptance its acceptance, from 0 to 1
   */
  public void update(double acceptance) {
    count++;
    double weight = 1 / (count + DELAY);
    error = (1 - weight) * error + weight * (target - acceptance);
    logStep = centre - Math.sqrt(count) / SHRINKAGE * error;
    double keep = Math.pow(count, -FORGETTING);
    logAverage = keep * logStep + (1 - keep) * logAverage;
  }

  /** The step size to try next. */
  public double stepSize() {
    return Math.exp(logStep);
  }

  /** The average of what was tried, the later the heavier. */
  public double averaged() {
    return Math.exp(logAverage);
  }

  /** Writes the state under one name. */
  public void save(StateWriter writer) {
    writer.put("dual-averaging", new double[] {centre, logStep, logAverage, error, count});
  }

  /** Reads the state back. */
  public void restore(StateReader reader) {
    double[] saved = reader.doubles("dual-averaging");
    centre = saved[0];
    logStep = saved[1];
    logAverage = saved[2];
    error = saved[3];
    count = (int) saved[4];
  }
}

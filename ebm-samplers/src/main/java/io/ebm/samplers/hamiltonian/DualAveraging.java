package io.ebm.samplers.hamiltonian;

import io.ebm.api.StateReader;
import io.ebm.api.StateWriter;
import java.util.Arrays;

/**
 * Finds the step size at which a statistic of acceptance meets its target, for a tile of chains, by
 * dual averaging (Hoffman and Gelman 2014, "The No-U-Turn sampler", section 3.2.1, with the
 * constants given there).
 *
 * <p>Chains share a step, which learns from all of them; but a chain that needs a much shorter one,
 * because it began far out or came into a narrow place, has a step of its own. With the others'
 * step it would stay where it is, and theirs would not tell: the mean acceptance of many chains
 * hardly knows of a few that never move.
 *
 * <p>For chains that warm up: {@link #steps} is what to use meanwhile, {@link #settle} what to keep
 * afterwards.
 */
public final class DualAveraging {

  private static final double SHRINKAGE = 0.05; // γ
  private static final double DELAY = 10; // t0
  private static final double FORGETTING = 0.75; // κ

  /** γ of a chain's own step: it hears one chain alone, so that it is to move less at a time. */
  private static final double OWN_SHRINKAGE = 0.2;

  /** A chain has its own step where that is shorter than this share of the common one. */
  private static final double OWN = 0.3;

  private final double target;
  private final int chains;
  // Of each chain, and in the last place of all of them together.
  private final double[] centre;
  private final double[] logStep;
  private final double[] logAverage;
  private final double[] error;
  private final double[] sorted;
  private int count;

  /**
   * Begins.
   *
   * @param target the acceptance to meet, between 0 and 1
   * @param chains how many chains, at least 1
   */
  public DualAveraging(double target, int chains) {
    this.target = target;
    this.chains = chains;
    centre = new double[chains + 1];
    logStep = new double[chains + 1];
    logAverage = new double[chains + 1];
    error = new double[chains + 1];
    sorted = new double[chains];
  }

  /**
   * Forgets what was learnt and begins at other guesses.
   *
   * @param stepSizes one for each chain, positive; their median is where the common step begins
   */
  public void restart(double[] stepSizes) {
    System.arraycopy(stepSizes, 0, sorted, 0, chains);
    Arrays.sort(sorted);
    for (int i = 0; i <= chains; i++) {
      double size = i < chains ? stepSizes[i] : sorted[chains / 2];
      centre[i] = Math.log(10 * size);
      logStep[i] = Math.log(size);
      logAverage[i] = logStep[i];
      error[i] = 0;
    }
    count = 0;
  }

  /**
   * Learns from one more transition of every chain.
   *
   * @param acceptances theirs, from 0 to 1
   */
  public void update(double[] acceptances) {
    double sum = 0;
    int common = 0;
    for (int i = 0; i < chains; i++) {
      if (!ownStep(logStep, i)) {
        sum += acceptances[i];
        common++;
      }
    }
    count++;
    if (common > 0) {
      update(chains, sum / common);
    }
    for (int i = 0; i < chains; i++) {
      update(i, acceptances[i]);
      atMost(i, logStep[chains]); // longer than that it was never tried
    }
    System.arraycopy(logStep, 0, sorted, 0, chains);
    Arrays.sort(sorted);
    atMost(chains, sorted[chains / 2] - Math.log(OWN)); // common to half of the chains at least
  }

  private void atMost(int i, double most) {
    if (logStep[i] > most) {
      logStep[i] = most;
      error[i] = (centre[i] - most) * shrinkage(i) / Math.sqrt(count);
    }
  }

  private double shrinkage(int i) {
    return i < chains ? OWN_SHRINKAGE : SHRINKAGE;
  }

  private void update(int i, double acceptance) {
    double weight = 1 / (count + DELAY);
    error[i] = (1 - weight) * error[i] + weight * (target - acceptance);
    logStep[i] = centre[i] - Math.sqrt(count) / shrinkage(i) * error[i];
    double keep = Math.pow(count, -FORGETTING);
    logAverage[i] = keep * logStep[i] + (1 - keep) * logAverage[i];
  }

  private boolean ownStep(double[] logs, int chain) {
    return logs[chain] < logs[chains] + Math.log(OWN);
  }

  /** Writes the step that each chain is to try next. */
  public void steps(double[] out) {
    write(logStep, out);
  }

  /**
   * Writes the step that each chain is to keep: averages of what was tried, the later the heavier.
   */
  public void settle(double[] out) {
    write(logAverage, out);
  }

  private void write(double[] logs, double[] out) {
    for (int i = 0; i < chains; i++) {
      out[i] = Math.exp(logs[ownStep(logs, i) ? i : chains]);
    }
  }

  /** Writes the state under one name. */
  public void save(StateWriter writer) {
    StateWriter own = writer.child("dual-averaging");
    own.put("centre", centre);
    own.put("log-step", logStep);
    own.put("log-average", logAverage);
    own.put("error", error);
    own.put("count", new long[] {count});
  }

  /** Reads the state back. */
  public void restore(StateReader reader) {
    StateReader own = reader.child("dual-averaging");
    double[] saved = own.doubles("centre");
    if (saved.length != centre.length) {
      throw new IllegalArgumentException(
          "a checkpoint of " + (saved.length - 1) + " chains cannot restore " + chains);
    }
    System.arraycopy(saved, 0, centre, 0, centre.length);
    System.arraycopy(own.doubles("log-step"), 0, logStep, 0, centre.length);
    System.arraycopy(own.doubles("log-average"), 0, logAverage, 0, centre.length);
    System.arraycopy(own.doubles("error"), 0, error, 0, centre.length);
    count = (int) own.longs("count")[0];
  }
}

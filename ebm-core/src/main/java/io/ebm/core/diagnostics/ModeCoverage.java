package io.ebm.core.diagnostics;

import io.ebm.api.Batch;
import java.util.ArrayList;
import java.util.List;

/**
 * How samples are spread over known modes.
 *
 * @param shares for every mode the share of the samples that lie nearer to it than to the others
 */
public record ModeCoverage(List<Double> shares) {

  /** Copies the list. */
  public ModeCoverage {
    shares = List.copyOf(shares);
  }

  /**
   * Assigns every sample to the nearest centre, the first of equally near ones.
   *
   * @param samples one or more rows
   * @param centres one or more rows of the same dimension
   */
  public static ModeCoverage of(Batch samples, Batch centres) {
    if (samples.size() == 0 || centres.size() == 0 || samples.dim() != centres.dim()) {
      throw new IllegalArgumentException("no coverage of " + centres + " by " + samples);
    }
    int[] counts = new int[centres.size()];
    for (int i = 0; i < samples.size(); i++) {
      counts[nearest(samples, i, centres)]++;
    }
    List<Double> shares = new ArrayList<>();
    for (int count : counts) {
      shares.add((double) count / samples.size());
    }
    return new ModeCoverage(shares);
  }

  private static int nearest(Batch samples, int row, Batch centres) {
    int nearest = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int c = 0; c < centres.size(); c++) {
      double distance = 0;
      for (int k = 0; k < centres.dim(); k++) {
        double difference = samples.get(row, k) - centres.get(c, k);
        distance += difference * difference;
      }
      if (distance < least) {
        least = distance;
        nearest = c;
      }
    }
    return nearest;
  }

  /**
   * How many modes have at least a share.
   *
   * @param share a fraction of the samples, as in {@code 0.5 / modes}
   */
  public int covered(double share) {
    return (int) shares.stream().filter(s -> s >= share).count();
  }

  /** The least share of a mode. */
  public double lowest() {
    return shares.stream().mapToDouble(s -> s).min().orElse(Double.NaN);
  }
}

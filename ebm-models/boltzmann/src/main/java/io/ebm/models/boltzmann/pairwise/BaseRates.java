package io.ebm.models.boltzmann.pairwise;

import io.ebm.api.Batch;
import io.ebm.api.Examples;

/** How often each unit is up in data. */
final class BaseRates {

  private static final int CHUNK = 256;

  private BaseRates() {}

  /**
   * The fields of independent units that are up as often as in the data: half the log odds for
   * spins, the log odds for zeros and ones, each count smoothed by one.
   *
   * @param visible how many units the data have; the others of {@code units} get 0
   */
  static float[] fields(Examples data, int visible, Units units) {
    double[] counts = new double[visible];
    int[] indices = new int[CHUNK];
    Batch rows = Batch.allocate(CHUNK, visible);
    for (int from = 0; from < data.size(); from += CHUNK) {
      int size = Math.min(CHUNK, data.size() - from);
      for (int i = 0; i < size; i++) {
        indices[i] = from + i;
      }
      data.read(indices, 0, rows.slice(0, size));
      for (int i = 0; i < size; i++) {
        int at = rows.offset(i);
        for (int j = 0; j < visible; j++) {
          counts[j] += rows.array()[at + j] > 0 ? 1 : 0;
        }
      }
    }
    float[] fields = new float[units.count()];
    for (int j = 0; j < visible; j++) {
      double odds = (counts[j] + 1) / (data.size() - counts[j] + 1);
      fields[j] = (float) (Math.log(odds) / (1 - units.low()));
    }
    return fields;
  }
}

package io.ebm.models.boltzmann.pairwise;

import io.ebm.api.Batch;
import io.ebm.api.Examples;
import io.ebm.api.Sizes;

/** How often each unit has each of its values in data. */
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
    double[] counts = counts(data, visible, 2, units.low() < 0);
    float[] fields = new float[units.count()];
    for (int i = 0; i < visible; i++) {
      double odds = (counts[2 * i + 1] + 1) / (counts[2 * i] + 1);
      fields[i] = (float) (Math.log(odds) / (1 - units.low()));
    }
    return fields;
  }

  /** The log frequency of every label of every unit, each count smoothed by one. */
  static float[] labels(Examples data, int units, int levels) {
    double[] counts = counts(data, units, levels, false);
    float[] fields = new float[Sizes.product("the levels of all units", units, levels)];
    for (int i = 0; i < fields.length; i++) {
      fields[i] = (float) Math.log((counts[i] + 1) / (data.size() + levels));
    }
    return fields;
  }

  private static double[] counts(Examples data, int units, int levels, boolean spins) {
    double[] counts = new double[units * levels];
    int[] indices = new int[CHUNK];
    Batch rows = Batch.allocate(CHUNK, units);
    for (int from = 0; from < data.size(); from += CHUNK) {
      int size = Math.min(CHUNK, data.size() - from);
      for (int r = 0; r < size; r++) {
        indices[r] = from + r;
      }
      data.read(indices, 0, rows.slice(0, size));
      for (int r = 0; r < size; r++) {
        for (int i = 0; i < units; i++) {
          float value = rows.array()[rows.offset(r) + i];
          counts[i * levels + (spins ? value > 0 ? 1 : 0 : (int) value)]++;
        }
      }
    }
    return counts;
  }
}

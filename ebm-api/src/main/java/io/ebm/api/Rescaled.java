package io.ebm.api;

/**
 * Capability of a {@link Dataset} whose examples may stand in other units than those of its source:
 * each coordinate {@code k} moved and scaled, {@code x[k] = (source[k] − centre(k)) / scale(k)}.
 * Models and samplers see {@code x}. The host writes samples and draws pictures in the units of the
 * source, takes rows to complete in them, and states likelihoods of them.
 *
 * <p>Safe for several threads.
 */
public interface Rescaled {

  /** What was taken from a coordinate; 0 where it was not moved. */
  double centre(int coordinate);

  /** By what a coordinate was divided, above 0; 1 where it was not scaled. */
  double scale(int coordinate);

  /** Turns rows of the data's dimension into the units of the source, in place; NaN stays NaN. */
  default void restore(Batch rows) {
    for (int k = 0; k < rows.dim(); k++) {
      double centre = centre(k);
      double scale = scale(k);
      if (centre != 0 || scale != 1) {
        for (int i = 0; i < rows.size(); i++) {
          rows.set(i, k, (float) (rows.get(i, k) * scale + centre));
        }
      }
    }
  }

  /** Turns rows in the units of the source into those of the examples, in place. */
  default void rescale(Batch rows) {
    for (int k = 0; k < rows.dim(); k++) {
      double centre = centre(k);
      double scale = scale(k);
      if (centre != 0 || scale != 1) {
        for (int i = 0; i < rows.size(); i++) {
          rows.set(i, k, (float) ((rows.get(i, k) - centre) / scale));
        }
      }
    }
  }

  /**
   * {@code Σ log scale(k)}: by how much a log-density in the units of the source is below that of
   * the examples.
   *
   * @param dim the data's dimension
   */
  default double logVolume(int dim) {
    double sum = 0;
    for (int k = 0; k < dim; k++) {
      sum += Math.log(scale(k));
    }
    return sum;
  }
}

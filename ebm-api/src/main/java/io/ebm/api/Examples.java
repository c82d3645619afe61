package io.ebm.api;

import java.util.Optional;

/** A list of examples, all of one dimension. Safe for reading from several threads. */
public interface Examples {

  /** How many examples there are. */
  int size();

  /**
   * Copies examples into the rows of a batch.
   *
   * @param indices which examples; row {@code i} receives example {@code indices[from + i]}
   * @param from where in {@code indices} to begin
   * @param into its size says how many
   */
  void read(int[] indices, int from, Batch into);

  /**
   * By what the loss of each of some examples counts in training; empty, by default, where all
   * count alike. Present for all examples or for none, and never negative.
   *
   * @param indices which examples
   * @param from where in {@code indices} to begin
   * @param count how many
   */
  default Optional<double[]> weights(int[] indices, int from, int count) {
    return Optional.empty();
  }

  /** Examples that lie in a batch, which must not change. */
  static Examples of(Batch rows) {
    return new Examples() {
      @Override
      public int size() {
        return rows.size();
      }

      @Override
      public void read(int[] indices, int from, Batch into) {
        for (int i = 0; i < into.size(); i++) {
          into.copyRow(i, rows, indices[from + i]);
        }
      }
    };
  }

  /** A new batch of the examples {@code from} (inclusive) to {@code to} (exclusive), in order. */
  default Batch range(int from, int to, int dim) {
    Batch rows = Batch.allocate(to - from, dim);
    int[] indices = new int[to - from];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = from + i;
    }
    read(indices, 0, rows);
    return rows;
  }
}

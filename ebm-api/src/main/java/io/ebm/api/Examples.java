package io.ebm.api;

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

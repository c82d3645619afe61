package io.ebm.core.data;

import io.ebm.api.Batch;
import io.ebm.api.Examples;
import java.util.Objects;

/** Examples kept as unsigned bytes; a table of 256 floats says what each byte means. */
final class ByteExamples implements Examples {

  private final byte[] values;
  private final int dim;
  private final float[] table;

  ByteExamples(byte[] values, int dim, float[] table) {
    this.values = values;
    this.dim = dim;
    this.table = table;
  }

  @Override
  public int size() {
    return values.length / dim;
  }

  @Override
  public void read(int[] indices, int from, Batch into) {
    if (into.dim() != dim) {
      throw new IllegalArgumentException(into + " has not the " + dim + " columns of the examples");
    }
    float[] out = into.array();
    for (int i = 0; i < into.size(); i++) {
      int source = Objects.checkIndex(indices[from + i], size()) * dim;
      int target = into.offset(i);
      for (int j = 0; j < dim; j++) {
        out[target + j] = table[values[source + j] & 0xff];
      }
    }
  }
}

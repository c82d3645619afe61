package io.ebm.core.text;

import io.ebm.api.Batch;
import io.ebm.api.Examples;

/**
 * Windows of one text.
 *
 * @param labels of the text
 * @param window how many labels a window has
 * @param stride by how many it begins after the one before
 */
@SuppressWarnings("ArrayRecordComponent") // local to this package
record WindowExamples(int[] labels, int window, int stride) implements Examples {

  @Override
  public int size() {
    return labels.length < window ? 0 : (labels.length - window) / stride + 1;
  }

  /** How many labels at the end are in no window. */
  int left() {
    return size() == 0 ? labels.length : labels.length - window - (size() - 1) * stride;
  }

  @Override
  public void read(int[] indices, int from, Batch into) {
    float[] array = into.array();
    for (int i = 0; i < into.size(); i++) {
      int start = indices[from + i] * stride;
      int at = into.offset(i);
      for (int k = 0; k < window; k++) {
        array[at + k] = labels[start + k];
      }
    }
  }
}

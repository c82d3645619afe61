package io.ebm.core.text;

import io.ebm.api.Batch;
import io.ebm.api.Examples;
import java.util.Arrays;
import java.util.List;

/** Texts as rows of labels, which lie one after the other, each with NaN or the end mark behind its last. */
final class TokenExamples implements Examples {

  private final int[] starts;
  private final int[] labels;
  private final float behind;

  private TokenExamples(int[] starts, int[] labels, float behind) {
    this.starts = starts;
    this.labels = labels;
    this.behind = behind;
  }

  /** What was made of texts. */
  record Made(Examples examples, int cut) {}

  /**
   * Examples of texts.
   *
   * @param encoded the labels of each, not yet cut
   * @param lines the texts, for messages
   */
  static Made of(Encoder encoder, List<int[]> encoded, List<Line> lines) {
    int[] starts = new int[encoded.size() + 1];
    int cut = 0;
    for (int i = 0; i < encoded.size(); i++) {
      int length = encoded.get(i).length;
      int fitting = encoder.fitting(length, lines.get(i));
      cut += fitting < length ? 1 : 0;
      starts[i + 1] = Math.addExact(starts[i], fitting);
    }
    int[] labels = new int[starts[encoded.size()]];
    for (int i = 0; i < encoded.size(); i++) {
      System.arraycopy(encoded.get(i), 0, labels, starts[i], starts[i + 1] - starts[i]);
    }
    return new Made(new TokenExamples(starts, labels, encoder.behind()), cut);
  }

  @Override
  public int size() {
    return starts.length - 1;
  }

  @Override
  public void read(int[] indices, int from, Batch into) {
    float[] array = into.array();
    for (int i = 0; i < into.size(); i++) {
      int start = starts[indices[from + i]];
      int length = starts[indices[from + i] + 1] - start;
      int at = into.offset(i);
      for (int k = 0; k < length; k++) {
        array[at + k] = labels[start + k];
      }
      Arrays.fill(array, at + length, at + into.dim(), behind);
    }
  }
}

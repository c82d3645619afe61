package io.ebm.models.crf;

import io.ebm.api.Batch;
import io.ebm.api.ConditionalExamples;
import java.util.Arrays;
import java.util.Optional;

/**
 * Sentences and their labels. A target is the sequence of labels, with zeros to the end of the row;
 * labels from {@code unknown} on and -1, for no label, are written as {@code unknown}, which lies
 * outside of the space.
 */
record SentenceExamples(Corpus corpus, int unknown) implements ConditionalExamples<Sentences> {

  @Override
  public int size() {
    return corpus.sentences();
  }

  @Override
  public void read(int[] indices, int from, Batch into) {
    for (int row = 0; row < into.size(); row++) {
      int sentence = indices[from + row];
      int start = corpus.tokenStart()[sentence];
      int length = corpus.length(sentence);
      int at = into.offset(row);
      for (int t = 0; t < into.dim(); t++) {
        int label = t < length ? corpus.labels()[start + t] : 0;
        into.array()[at + t] = label < 0 ? unknown : Math.min(label, unknown);
      }
    }
  }

  @Override
  public Optional<double[]> weights(int[] indices, int from, int count) {
    if (corpus.weights() == null) {
      return Optional.empty();
    }
    double[] weights = new double[count];
    for (int i = 0; i < count; i++) {
      weights[i] = corpus.weight(indices[from + i]);
    }
    return Optional.of(weights);
  }

  @Override
  public Sentences contexts(int[] indices, int from, int count) {
    return Sentences.of(corpus, Arrays.copyOfRange(indices, from, from + count), 0, count);
  }
}

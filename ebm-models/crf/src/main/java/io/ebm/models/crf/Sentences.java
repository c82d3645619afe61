package io.ebm.models.crf;

import io.ebm.api.Rows;
import java.util.Objects;

/**
 * Sentences without their labels, as the contexts of a conditional random field: each is a list of
 * tokens, each token a list of weighted attributes. Immutable and safe for all threads.
 */
public final class Sentences implements Rows<Sentences> {

  private final Corpus corpus;
  private final int[] numbers;
  private final int from;
  private final int to;

  private Sentences(Corpus corpus, int[] numbers, int from, int to) {
    this.corpus = corpus;
    this.numbers = numbers;
    this.from = from;
    this.to = to;
  }

  /** The sentences of a corpus with these numbers; the array must not change. */
  static Sentences of(Corpus corpus, int[] numbers, int from, int count) {
    Objects.checkFromIndexSize(from, count, numbers.length);
    return new Sentences(corpus, numbers, from, from + count);
  }

  static Sentences all(Corpus corpus) {
    int[] numbers = new int[corpus.sentences()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = i;
    }
    return new Sentences(corpus, numbers, 0, numbers.length);
  }

  @Override
  public int size() {
    return to - from;
  }

  @Override
  public Sentences slice(int begin, int end) {
    Objects.checkFromToIndex(begin, end, size());
    return new Sentences(corpus, numbers, from + begin, from + end);
  }

  /** The number of tokens of a sentence. */
  public int length(int row) {
    return corpus.length(sentence(row));
  }

  /** The number of tokens of the longest sentence; 0 if there is no sentence. */
  public int longest() {
    int longest = 0;
    for (int row = 0; row < size(); row++) {
      longest = Math.max(longest, length(row));
    }
    return longest;
  }

  /** The number of tokens of all sentences. */
  int tokens() {
    int tokens = 0;
    for (int row = 0; row < size(); row++) {
      tokens += length(row);
    }
    return tokens;
  }

  Corpus corpus() {
    return corpus;
  }

  /** The corpus's number of a row. */
  int sentence(int row) {
    return numbers[from + Objects.checkIndex(row, size())];
  }
}

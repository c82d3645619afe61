package io.ebm.models.crf;

import io.ebm.api.Batch;
import io.ebm.api.RandomStream;
import io.ebm.api.TextLines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Small random sentences and a field over them. */
final class Toy {

  static final List<String> PLAIN = List.of("U0:%x[0,0]", "U1:%x[-1,0]", "U2:%x[0,1]", "B");
  static final List<String> EDGED =
      List.of("U0:%x[0,0]", "U1:%x[-1,0]/%x[1,1]", "B", "B1:%x[0,0]", "B2:%x[-1,1]/%x[0,1]");

  private Toy() {}

  /** Sentences of these lengths in columns: two of five words each, then one of the labels. */
  static String text(long seed, int labels, int... lengths) {
    RandomStream random = RandomStream.of(seed);
    StringBuilder text = new StringBuilder();
    for (int length : lengths) {
      for (int t = 0; t < length; t++) {
        text.append('w').append(random.nextInt(5)).append(' ');
        text.append('p').append(random.nextInt(5)).append(' ');
        text.append('L').append(random.nextInt(labels)).append('\n');
      }
      text.append('\n');
    }
    return text.toString();
  }

  static SentenceData data(String text, List<String> templates) {
    Vocabulary vocabulary = new Vocabulary(Layout.COLUMNS, -1, Template.parse(templates), true);
    Corpus corpus = learn(vocabulary, text);
    return SentenceData.of(vocabulary, corpus, NOTHING_MORE, Scoring.AUTO);
  }

  static Corpus learn(Vocabulary vocabulary, String text) {
    try {
      return vocabulary.learn(TextLines.of(text, "text"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final SentenceData.Loader NOTHING_MORE =
      new SentenceData.Loader() {
        @Override
        public Corpus train() {
          throw new AssertionError("the sentences were given");
        }

        @Override
        public Corpus heldOut(Symbols names) {
          return new Corpus.Builder().build();
        }

        @Override
        public List<RawSentence> text(int most) {
          return List.of();
        }
      };

  /** A field with normal weights of that scale. */
  static Crf crf(SentenceData data, double scale, long seed) {
    Corpus corpus = data.train().corpus();
    Vocabulary vocabulary = data.vocabulary();
    Features features =
        Features.of(
            corpus,
            vocabulary.labels().size(),
            vocabulary.attributes(),
            vocabulary.edges(),
            vocabulary.bigrams(),
            false,
            false,
            1);
    Crf crf = new Crf(features, data.space().dim());
    RandomStream random = RandomStream.of(seed);
    float[] weights = crf.parameters().values();
    random.fillGaussian(weights, 0, weights.length);
    for (int i = 0; i < weights.length; i++) {
      weights[i] *= (float) scale;
    }
    return crf;
  }

  /** All sequences of labels of a sentence, in rows of that dimension. */
  static Batch sequences(int length, int labels, int dim) {
    int count = 1;
    for (int t = 0; t < length; t++) {
      count *= labels;
    }
    Batch all = Batch.allocate(count, dim);
    for (int i = 0; i < count; i++) {
      int rest = i;
      for (int t = 0; t < length; t++) {
        all.set(i, t, (float) (rest % labels));
        rest /= labels;
      }
    }
    return all;
  }

  /** Rows that repeat one sentence. */
  static Sentences repeated(Corpus corpus, int sentence, int count) {
    int[] numbers = new int[count];
    java.util.Arrays.fill(numbers, sentence);
    return Sentences.of(corpus, numbers, 0, count);
  }
}

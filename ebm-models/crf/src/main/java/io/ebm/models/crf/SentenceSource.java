package io.ebm.models.crf;

import io.ebm.api.PredictionFiles.Predictions;
import io.ebm.api.PredictionFiles.Source;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Sentences of a text, block by block. Predictions are written as the text stood, with a column
 * more (CoNLL-U: with the label in its place; attribute files: the label alone). The probability of
 * a label stands in another column, where CoNLL-U has {@code p=…} in MISC; that of a whole sequence
 * in a line {@code # rank log-probability} before it.
 */
final class SentenceSource implements Source<Sentences> {

  private final Vocabulary vocabulary;
  private final TextLines lines;
  private final Layout.Shape shape;
  private final Vocabulary.Writer writer;
  private final List<RawSentence> block = new ArrayList<>();

  SentenceSource(Vocabulary vocabulary, Reader in, String name) {
    this.vocabulary = vocabulary;
    this.lines = new TextLines(in, name);
    this.shape = vocabulary.shape(true);
    this.writer = vocabulary.writer();
  }

  @Override
  public @Nullable Sentences next(int most) throws IOException {
    block.clear();
    Corpus.Builder corpus = new Corpus.Builder();
    while (block.size() < most) {
      RawSentence sentence = new RawSentence(true);
      if (!vocabulary.layout().read(lines, shape, sentence)) {
        break;
      }
      writer.write(sentence, lines, corpus);
      block.add(sentence);
    }
    return block.isEmpty() ? null : Sentences.all(corpus.build());
  }

  @Override
  public void write(Predictions predictions, Appendable out) throws IOException {
    double[] logProbabilities = predictions.logProbabilities();
    for (int row = 0; row < block.size(); row++) {
      for (int rank = 0; rank < predictions.best(); rank++) {
        int at = row * predictions.best() + rank;
        if (logProbabilities != null) {
          if (!Double.isFinite(logProbabilities[at])) {
            continue;
          }
          out.append(String.format(Locale.ROOT, "# %d %.6f\n", rank, logProbabilities[at]));
        }
        write(row, at, predictions, out);
        out.append('\n');
      }
    }
  }

  private void write(int row, int at, Predictions predictions, Appendable out) throws IOException {
    RawSentence sentence = block.get(row);
    Symbols labels = vocabulary.labels();
    double[] marginals = predictions.marginals();
    int[] tokens = sentence.lineTokens.toArray();
    for (int i = 0; i < tokens.length; i++) {
      String line = sentence.lines.get(i);
      if (tokens[i] >= 0) {
        int label = (int) predictions.targets().get(at, tokens[i]);
        line = vocabulary.layout().predicted(line, shape, labels.name(label));
        if (marginals != null) {
          int unit = row * predictions.targets().dim() + tokens[i];
          double p = marginals[unit * labels.size() + label];
          line = vocabulary.layout().withProbability(line, String.format(Locale.ROOT, "%.6f", p));
        }
      }
      out.append(line).append('\n');
    }
  }
}

package io.ebm.models.crf;

import io.ebm.api.PredictionFiles.Predictions;
import io.ebm.api.PredictionFiles.Source;
import io.ebm.api.TextLines;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Sentences of a text, block by block. Predictions are written as the text stood, line for line,
 * with a column more (CoNLL-U: with the label in its place; attribute files: the label alone);
 * lines of no token stay as they are. The probability of a label stands in another column, where
 * CoNLL-U has {@code p=…} in MISC. Sequences with their probabilities follow a line {@code # rank
 * log-probability} each and end with a blank line; of the text's blank lines none is kept then.
 */
final class SentenceSource implements Source<Sentences> {

  private final Vocabulary vocabulary;
  private final TextLines lines;
  private final Layout.Shape shape;
  private final Vocabulary.Writer writer;
  private final List<RawSentence> block = new ArrayList<>();
  private final List<String> rest = new ArrayList<>();

  SentenceSource(Vocabulary vocabulary, TextLines lines) {
    this.vocabulary = vocabulary;
    this.lines = lines;
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
        rest.addAll(sentence.lines);
        break;
      }
      writer.write(sentence, corpus);
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
        if (logProbabilities == null) {
          write(row, at, predictions, out);
        } else if (Double.isFinite(logProbabilities[at])) {
          out.append(String.format(Locale.ROOT, "# %d %.6f\n", rank, logProbabilities[at]));
          write(row, at, predictions, out);
          out.append('\n');
        }
      }
    }
  }

  @Override
  public void end(Appendable out) throws IOException {
    for (String line : rest) {
      out.append(line).append('\n');
    }
  }

  private void write(int row, int at, Predictions predictions, Appendable out) throws IOException {
    RawSentence sentence = block.get(row);
    Symbols labels = vocabulary.labels();
    Layout layout = vocabulary.layout();
    double[] marginals = predictions.marginals();
    int[] tokens = sentence.lineTokens.toArray();
    for (int i = 0; i < tokens.length; i++) {
      String line = sentence.lines.get(i);
      if (tokens[i] < 0) {
        if (predictions.logProbabilities() != null && layout.separates(line)) {
          continue;
        }
      } else {
        int label = (int) predictions.targets().get(at, tokens[i]);
        line = layout.predicted(line, shape, labels.name(label));
        if (marginals != null) {
          int unit = row * predictions.targets().dim() + tokens[i];
          double p = marginals[unit * labels.size() + label];
          line = layout.withProbability(line, String.format(Locale.ROOT, "%.6f", p));
        }
      }
      out.append(line).append('\n');
    }
  }
}

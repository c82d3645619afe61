package io.ebm.core.data;

import io.ebm.api.Batch;
import io.ebm.api.PredictionFiles;
import io.ebm.api.PredictionFiles.Predictions;
import io.ebm.core.io.CsvRows;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Features from a text, and their classes into another; see {@link ClassTask#read}. */
final class ClassPredictions implements PredictionFiles.Source<Batch> {

  private final CsvRows rows;
  private final String name;
  private final int classes;
  private final @Nullable FeatureTexts texts;
  private long done;

  /**
   * Creates it.
   *
   * @param name what to call the text in messages
   * @param texts what the data say of texts, or null if rows are taken as they are and classes have
   *     no names
   */
  ClassPredictions(CsvRows rows, String name, int classes, @Nullable FeatureTexts texts) {
    this.rows = rows;
    this.name = name;
    this.classes = classes;
    this.texts = texts;
  }

  @Override
  public @Nullable Batch next(int most) throws IOException {
    Batch block = rows.next(most);
    for (int i = 0; block != null && texts != null && i < block.size(); i++) {
      try {
        texts.convert(block.slice(i, i + 1));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            name + ": row " + (done + i) + " (from 0): " + e.getMessage(), e);
      }
    }
    return block;
  }

  @Override
  public void write(Predictions predictions, Appendable out) throws IOException {
    double[] logs = predictions.logProbabilities();
    double[] marginals = predictions.marginals();
    if (done == 0) {
      out.append(header(logs != null, marginals != null)).append('\n');
    }
    int best = predictions.best();
    for (int i = 0; i < predictions.targets().size(); i++) {
      int row = i / best;
      if (logs != null && logs[i] == Double.NEGATIVE_INFINITY) {
        continue; // fewer classes than were asked for
      }
      if (logs != null) {
        out.append(Long.toString(done + row)).append(',').append(Integer.toString(i % best + 1));
        out.append(',');
      }
      out.append(name((int) predictions.targets().get(i, 0)));
      if (logs != null) {
        out.append(',').append(number(logs[i]));
      }
      for (int k = 0; marginals != null && k < classes; k++) {
        out.append(',').append(number(marginals[row * classes + k]));
      }
      out.append('\n');
    }
    done += predictions.targets().size() / best;
  }

  private String header(boolean logs, boolean marginals) {
    StringBuilder header = new StringBuilder(logs ? "row,rank,class,logProbability" : "class");
    for (int k = 0; marginals && k < classes; k++) {
      header.append(",p(").append(name(k)).append(')');
    }
    return header.toString();
  }

  private String name(int label) {
    return texts == null ? Integer.toString(label) : texts.classNames().get(label);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.6g", value);
  }
}

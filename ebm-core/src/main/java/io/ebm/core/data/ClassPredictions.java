package io.ebm.core.data;

import io.ebm.api.Batch;
import io.ebm.api.PredictionFiles;
import io.ebm.api.PredictionFiles.Predictions;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Rows from a text, and their classes into another; see {@link ClassTask#read}. */
final class ClassPredictions implements PredictionFiles.Source<Batch> {

  private final RowSource rows;
  private final int classes;
  private final @Nullable List<String> names;
  private long done;

  /**
   * Creates it.
   *
   * @param names of the classes, or null if they have none
   */
  ClassPredictions(RowSource rows, int classes, @Nullable List<String> names) {
    this.rows = rows;
    this.classes = classes;
    this.names = names;
  }

  @Override
  public @Nullable Batch next(int most) throws IOException {
    return rows.next(most);
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

  /** The name of a class, as a cell of a csv. */
  private String name(int label) {
    if (names == null) {
      return Integer.toString(label);
    }
    String name = names.get(label);
    return name.indexOf(',') < 0 && name.indexOf('"') < 0
        ? name
        : '"' + name.replace("\"", "\"\"") + '"';
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.6g", value);
  }
}

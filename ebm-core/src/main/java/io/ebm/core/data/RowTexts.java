package io.ebm.core.data;

import io.ebm.api.Dataset;
import io.ebm.api.Labelled;
import io.ebm.api.TextLines;
import io.ebm.api.text.TextRows;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Labelled data that read rows of features from a text in a way of their own. */
interface RowTexts extends Labelled {

  /** Begins to read. */
  RowSource rows(TextLines lines);

  /** Rows of a text as the data read them: in a way of their own, else as in a csv. */
  static RowSource rows(Dataset data, TextLines lines) {
    if (data instanceof RowTexts own) {
      return own.rows(lines);
    }
    if (data instanceof TextRows texts) {
      return texts.rows(lines)::next;
    }
    if (data instanceof ChosenClasses chosen) {
      return rows(chosen.whole(), lines);
    }
    FeatureTexts texts = data instanceof FeatureTexts known ? known : null;
    return new CsvFeatures(lines, data.space().dim(), texts);
  }

  /** The names that predictions have, or null for numbers. */
  static @Nullable List<String> classNames(Dataset data) {
    if (data instanceof FeatureTexts texts) {
      return texts.classNames();
    }
    return data instanceof Labelled labelled
            && (data instanceof RowTexts || data instanceof TextRows)
        ? labelled.classNames()
        : null;
  }
}

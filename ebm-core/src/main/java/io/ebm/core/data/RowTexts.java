package io.ebm.core.data;

import io.ebm.api.TextLines;
import java.util.List;

/** Labelled data that read rows of features from a text in a way of their own. */
interface RowTexts {

  /** Begins to read. */
  RowSource rows(TextLines lines);

  /** The labels in the order of the classes. */
  List<String> classNames();
}

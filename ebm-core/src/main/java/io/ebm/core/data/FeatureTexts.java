package io.ebm.core.data;

import io.ebm.api.Batch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Labelled data from a file, which know how rows of the same kind stand in a text. */
interface FeatureTexts {

  /** Where the label of a row stands, if rows may have one. */
  @Nullable Integer labelColumn();

  /** Whether a text begins with a header; null if its first line tells. */
  @Nullable Boolean header();

  /** Makes features of the numbers of a text, in place, as was done with the examples. */
  void convert(Batch rows);

  /** The labels in the order of the classes. */
  List<String> classNames();
}

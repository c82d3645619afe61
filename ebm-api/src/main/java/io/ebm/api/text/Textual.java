package io.ebm.api.text;

import io.ebm.api.Batch;
import java.util.List;

/**
 * Capability of a {@link io.ebm.api.Dataset} whose examples are texts: it tells the text of a row.
 * Safe for several threads.
 */
public interface Textual {

  /** The vocabulary of the training texts. */
  Vocabulary vocabulary();

  /** The text of a row of the data's space. */
  String text(Batch rows, int row);

  /**
   * What was done with the texts when they were read (lines passed over, lines cut), as sentences
   * for people, without full stops.
   */
  List<String> remarks();
}

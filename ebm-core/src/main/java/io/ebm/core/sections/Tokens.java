package io.ebm.core.sections;

import io.ebm.api.Batch;
import io.ebm.api.Sequences;
import io.ebm.api.StateSpace;
import io.ebm.api.TextLines;
import io.ebm.api.text.Textual;
import io.ebm.api.text.Vocabulary;
import java.util.ArrayList;
import java.util.List;

/** The tokens of rows of texts. */
final class Tokens {

  private Tokens() {}

  /** The tokens of a row as people read them; marks by their signs. */
  static List<String> of(Textual texts, StateSpace space, Batch rows, int row) {
    Vocabulary vocabulary = texts.vocabulary();
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < Sequences.symbols(space, rows, row); i++) {
      tokens.add(shown(vocabulary, (int) rows.get(row, i)));
    }
    return tokens;
  }

  private static String shown(Vocabulary vocabulary, int label) {
    if (label == vocabulary.end()) {
      return "¶";
    }
    if (vocabulary.isMark(label)) {
      return "‹";
    }
    if (label == vocabulary.unknown()) {
      return "�";
    }
    String token = vocabulary.token(label);
    return token.equals(" ") ? "␣" : TextLines.visible(token);
  }
}

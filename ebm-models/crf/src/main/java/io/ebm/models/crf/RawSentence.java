package io.ebm.models.crf;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A sentence as it stands in a file. */
final class RawSentence {

  /** The columns of every token, or its attributes. */
  final List<String[]> tokens = new ArrayList<>();

  /** By how much each attribute of a token counts, from index 0; null where all are 1. */
  final List<float @Nullable []> values = new ArrayList<>();

  /** The label of every token, null where there is none. */
  final List<@Nullable String> labels = new ArrayList<>();

  /** The lines, those of no token too; kept only if {@link #keepsLines}. */
  final List<String> lines = new ArrayList<>();

  /** For each of the lines, its token or -1. */
  final IntList lineTokens = new IntList();

  final boolean keepsLines;

  /** By how much the sentence counts. */
  double weight = 1;

  RawSentence(boolean keepsLines) {
    this.keepsLines = keepsLines;
  }

  int size() {
    return tokens.size();
  }

  void token(String line, String[] columns, @Nullable String label) {
    token(line, columns, null, label);
  }

  void token(String line, String[] columns, float @Nullable [] counts, @Nullable String label) {
    if (keepsLines) {
      lines.add(line);
      lineTokens.add(tokens.size());
    }
    tokens.add(columns);
    values.add(counts);
    labels.add(label);
  }

  /** A line of no token: blank, a comment, a declaration. */
  void other(String line) {
    if (keepsLines) {
      lines.add(line);
      lineTokens.add(-1);
    }
  }
}

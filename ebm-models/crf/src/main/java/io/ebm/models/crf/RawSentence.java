package io.ebm.models.crf;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A sentence as it stands in a file. */
final class RawSentence {

  /** The columns of every token. */
  final List<String[]> tokens = new ArrayList<>();

  /** The label of every token, null where there is none. */
  final List<@Nullable String> labels = new ArrayList<>();

  /** The lines, those of no token too; kept only if {@link #keepsLines}. */
  final List<String> lines = new ArrayList<>();

  /** For each of the lines, its token or -1. */
  final IntList lineTokens = new IntList();

  final boolean keepsLines;

  RawSentence(boolean keepsLines) {
    this.keepsLines = keepsLines;
  }

  int size() {
    return tokens.size();
  }

  void token(String line, String[] columns, @Nullable String label) {
    if (keepsLines) {
      lines.add(line);
      lineTokens.add(tokens.size());
    }
    tokens.add(columns);
    labels.add(label);
  }

  void comment(String line) {
    if (keepsLines) {
      lines.add(line);
      lineTokens.add(-1);
    }
  }
}

package io.ebm.core.data;

import io.ebm.api.Batch;
import io.ebm.api.Dataset;
import io.ebm.api.Examples;
import io.ebm.api.Sequences;
import io.ebm.api.StateSpace;
import io.ebm.api.text.Textual;
import io.ebm.api.text.Vocabulary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What data of texts are: how many tokens there are and in a text, and how many are unknown. */
final class TextSummary {

  private static final int ROWS = 256;
  private static final int SHOWN = 12;

  private TextSummary() {}

  static List<String> lines(Dataset data, Textual texts) {
    List<String> lines = new ArrayList<>();
    Vocabulary vocabulary = texts.vocabulary();
    List<String> commonest =
        vocabulary.tokens().stream().limit(SHOWN).map(token -> "'" + token + "'").toList();
    lines.add(
        String.format(
            Locale.ROOT,
            "  vocabulary: %,d labels, of %,d tokens: %s%s",
            vocabulary.size(),
            vocabulary.tokens().size(),
            String.join(" ", commonest),
            vocabulary.tokens().size() > SHOWN ? " …" : ""));
    Counts train = Counts.of(data, data.train(), vocabulary.unknown());
    Counts heldOut = Counts.of(data, data.heldOut(), vocabulary.unknown());
    if (data.space() instanceof StateSpace.Varying
        || (data.space() instanceof StateSpace.Categorical labels && labels.end() >= 0)) {
      lines.add("  tokens of a text: " + train.lengths());
    }
    if (vocabulary.unknown() >= 0) {
      lines.add(
          "  unknown: "
              + train.unknownShare()
              + " of the tokens"
              + (heldOut.tokens > 0 ? ", " + heldOut.unknownShare() + " of those held out" : ""));
    }
    texts.remarks().forEach(remark -> lines.add("  " + remark));
    return lines;
  }

  /** Lengths of texts, ascending, and how many tokens there are and are unknown. */
  @SuppressWarnings("ArrayRecordComponent") // local to this class
  private record Counts(int[] sorted, long tokens, long unknown) {

    static Counts of(Dataset data, Examples examples, int unknownLabel) {
      int dim = data.space().dim();
      int[] lengths = new int[examples.size()];
      long tokens = 0;
      long unknown = 0;
      for (int from = 0; from < lengths.length; from += ROWS) {
        Batch rows = examples.range(from, Math.min(from + ROWS, lengths.length), dim);
        for (int row = 0; row < rows.size(); row++) {
          int length = Sequences.symbols(data.space(), rows, row);
          for (int k = 0; k < length; k++) {
            unknown += rows.get(row, k) == unknownLabel ? 1 : 0;
          }
          lengths[from + row] = length;
          tokens += length;
        }
      }
      Arrays.sort(lengths);
      return new Counts(lengths, tokens, unknown);
    }

    String lengths() {
      return String.format(
          Locale.ROOT,
          "%d to %d, median %d",
          sorted[0],
          sorted[sorted.length - 1],
          sorted[sorted.length / 2]);
    }

    String unknownShare() {
      return String.format(Locale.ROOT, "%.3g %%", 100.0 * unknown / tokens);
    }
  }
}

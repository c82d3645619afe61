package io.ebm.core.text;

import io.ebm.api.Archived;
import io.ebm.api.Batch;
import io.ebm.api.Dataset;
import io.ebm.api.Examples;
import io.ebm.api.StateSpace;
import io.ebm.api.text.Textual;
import io.ebm.api.text.Tokenizer;
import io.ebm.api.text.Vocabulary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Texts without labels: rows that are as long as their texts have tokens, or all of one length. */
record TextData(Encoder encoder, Examples train, Examples heldOut, List<String> remarks)
    implements Dataset, Textual, Archived {

  static final String MOST =
      "Places of a row: how many tokens a text may have, marks included; without it, as many as the"
          + " longest has";
  static final String BEGIN = "Whether a mark stands before the first token of each text";
  static final String END = "Whether a mark stands behind the last token of each text";
  static final String PAD =
      "Whether the end mark stands behind each text and at all places left in its row: such rows are"
          + " states, of which energies are learned and drawn";

  /**
   * How texts become rows.
   *
   * @param most the places of a row, or null for as many as the longest text needs
   * @param begin whether a mark stands before each text
   * @param end whether a mark stands behind each text
   * @param pads whether it stands at all places behind
   */
  record Form(
      Tokenizer tokenizer,
      @Nullable Integer most,
      Longer longer,
      boolean begin,
      boolean end,
      boolean pads) {}

  /**
   * A data set whose vocabulary is that of the training texts, or of the run that is opened.
   *
   * @param remarks on the reading of the texts
   * @throws IllegalArgumentException if a text is empty, or too long where that is refused
   */
  static TextData of(
      Form form, HeldOut.Parts parts, Optional<KeptTexts> kept, List<String> remarks) {
    Tokenizer tokenizer = form.tokenizer();
    Vocabulary vocabulary =
        kept.map(KeptTexts::vocabulary)
            .orElseGet(
                () ->
                    tokenizer
                        .learn(parts.train().stream().map(Line::text).toList())
                        .marked(form.begin(), form.end() || form.pads()));
    List<int[]> train = labels(tokenizer, vocabulary, parts.train());
    List<int[]> heldOut = labels(tokenizer, vocabulary, parts.heldOut());
    int most =
        kept.map(KeptTexts::most)
            .orElseGet(
                () ->
                    form.most() != null ? form.most() : Math.max(longest(train), longest(heldOut)));
    Encoder encoder = new Encoder(tokenizer, vocabulary, most, form.longer(), form.pads());
    TokenExamples.Made trained = TokenExamples.of(encoder, train, parts.train());
    TokenExamples.Made held = TokenExamples.of(encoder, heldOut, parts.heldOut());
    List<String> all = new ArrayList<>(remarks);
    if (trained.cut() + held.cut() > 0) {
      all.add(
          String.format(
              "%,d of %,d texts are cut to their first %d tokens",
              trained.cut() + held.cut(), train.size() + heldOut.size(), most));
    }
    return new TextData(encoder, trained.examples(), held.examples(), List.copyOf(all));
  }

  private static List<int[]> labels(Tokenizer tokenizer, Vocabulary vocabulary, List<Line> lines) {
    List<int[]> labels = new ArrayList<>(lines.size());
    for (Line line : lines) {
      labels.add(Encoder.labels(tokenizer, vocabulary, line));
    }
    return labels;
  }

  private static int longest(List<int[]> labels) {
    return labels.stream().mapToInt(row -> row.length).max().orElse(1);
  }

  @Override
  public StateSpace space() {
    return encoder.space();
  }

  @Override
  public Vocabulary vocabulary() {
    return encoder.vocabulary();
  }

  @Override
  public String text(Batch rows, int row) {
    return encoder.text(rows, row);
  }

  @Override
  public void archive(Path folder) throws IOException {
    archive(folder, List.of());
  }

  void archive(Path folder, List<String> classes) throws IOException {
    new KeptTexts(vocabulary(), encoder.most(), classes).write(folder);
  }
}

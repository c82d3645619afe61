package io.ebm.core.text;

import io.ebm.api.Archived;
import io.ebm.api.Batch;
import io.ebm.api.Dataset;
import io.ebm.api.StateSpace;
import io.ebm.api.text.Textual;
import io.ebm.api.text.Tokenizer;
import io.ebm.api.text.Vocabulary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Windows of a text, all of one length. Held-out windows do not overlap. */
record WindowData(
    Tokenizer tokenizer,
    Vocabulary vocabulary,
    WindowExamples train,
    WindowExamples heldOut,
    List<String> remarks)
    implements Dataset, Textual, Archived {

  /**
   * Windows of two texts; the vocabulary is that of the first, or of the run that is opened.
   *
   * @param file for messages
   * @throws IllegalArgumentException if a text fills no window
   */
  static WindowData of(
      String file,
      Tokenizer tokenizer,
      String train,
      String heldOut,
      int window,
      int stride,
      Optional<KeptTexts> kept) {
    Vocabulary vocabulary =
        kept.map(KeptTexts::vocabulary).orElseGet(() -> tokenizer.learn(List.of(train)));
    WindowExamples trained =
        new WindowExamples(tokenizer.encode(train, vocabulary), window, stride);
    WindowExamples held = new WindowExamples(tokenizer.encode(heldOut, vocabulary), window, window);
    check(file, "to train on", trained);
    if (!heldOut.isEmpty()) {
      check(file, "held out", held);
    }
    List<String> remarks = new ArrayList<>();
    remark("training text", trained, remarks);
    remark("held-out text", held, remarks);
    return new WindowData(tokenizer, vocabulary, trained, held, List.copyOf(remarks));
  }

  private static void check(String file, String part, WindowExamples windows) {
    if (windows.size() == 0) {
      throw new IllegalArgumentException(
          file
              + ": the text "
              + part
              + " has "
              + windows.labels().length
              + " tokens, fewer than a window of "
              + windows.window());
    }
  }

  private static void remark(String what, WindowExamples windows, List<String> remarks) {
    if (windows.left() > 0) {
      remarks.add(
          "the last " + windows.left() + " tokens of the " + what + " fill no window and are left");
    }
  }

  @Override
  public StateSpace space() {
    return new StateSpace.Categorical(train.window(), vocabulary.size());
  }

  @Override
  public String text(Batch rows, int row) {
    return Encoder.text(tokenizer, vocabulary, rows, row);
  }

  @Override
  public void archive(Path folder) throws IOException {
    new KeptTexts(vocabulary, train.window(), List.of()).write(folder);
  }
}

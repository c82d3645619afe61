package io.ebm.core.text;

import io.ebm.api.Archived;
import io.ebm.api.Batch;
import io.ebm.api.Dataset;
import io.ebm.api.Examples;
import io.ebm.api.Labelled;
import io.ebm.api.StateSpace;
import io.ebm.api.TextLines;
import io.ebm.api.text.TextRows;
import io.ebm.api.text.Textual;
import io.ebm.api.text.Vocabulary;
import io.ebm.core.data.Labels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Texts with a class each. */
record SentenceData(TextData texts, Labels labels, SentenceForm form)
    implements Dataset, Labelled, Textual, TextRows, Archived {

  @Override
  public StateSpace space() {
    return texts.space();
  }

  @Override
  public Examples train() {
    return texts.train();
  }

  @Override
  public Examples heldOut() {
    return texts.heldOut();
  }

  @Override
  public int classes() {
    return labels.classes();
  }

  @Override
  public List<String> classNames() {
    return labels.names();
  }

  @Override
  public int[] trainLabels() {
    return labels.train();
  }

  @Override
  public int[] heldOutLabels() {
    return labels.heldOut();
  }

  @Override
  public Vocabulary vocabulary() {
    return texts.vocabulary();
  }

  @Override
  public String text(Batch rows, int row) {
    return texts.text(rows, row);
  }

  @Override
  public List<String> remarks() {
    return texts.remarks();
  }

  @Override
  public void archive(Path folder) throws IOException {
    texts.archive(folder, labels.names());
  }

  /**
   * Texts in lines, or in JSON objects with or without labels. If the first line begins with a
   * label of the training texts as lines of the training file do, every line must begin with a
   * label, and labels are passed over; else a line is a text.
   */
  @Override
  public Source rows(TextLines lines) {
    return new Reader(lines);
  }

  private final class Reader implements Source {
    private final TextLines lines;
    private @Nullable Boolean labelled;

    Reader(TextLines lines) {
      this.lines = lines;
    }

    @Override
    public @Nullable Batch next(int most) throws IOException {
      List<Line> block = new ArrayList<>();
      while (block.size() < most) {
        Line line = next();
        if (line == null) {
          break;
        }
        block.add(line);
      }
      return block.isEmpty() ? null : texts.encoder().rows(block);
    }

    private @Nullable Line next() throws IOException {
      String line = Line.next(lines);
      if (line == null) {
        return null;
      }
      if (labelled == null) {
        labelled = form.beginsWithLabel(line, labels.names());
      }
      return labelled ? form.labelled(line, lines) : form.unlabelled(line, lines);
    }
  }
}

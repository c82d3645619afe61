package io.ebm.testkit;

import static io.ebm.testkit.DatasetChecks.require;

import io.ebm.api.Batch;
import io.ebm.api.Dataset;
import io.ebm.api.PredictionFiles;
import io.ebm.api.Rows;
import io.ebm.api.TextLines;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The contract of {@link PredictionFiles}. Throws {@link AssertionError}; does nothing for data
 * without the capability.
 */
public final class PredictionFileChecks {

  private static final int[] BLOCKS = {1000, 1, 3};

  private PredictionFileChecks() {}

  /** What was read and written. */
  private record Pass(int contexts, String written) {}

  /**
   * A text gives the same contexts and the same predictions beside them in whatever blocks it is
   * read, and no block is empty or larger than asked for.
   *
   * @param text of the form that the data read, with several contexts
   */
  public static void blocksDoNotMatter(DatasetCase test, String text) {
    Dataset data = test.create();
    if (!(data instanceof PredictionFiles<?> files)) {
      return;
    }
    try {
      Pass whole = pass(test, data, files, text, BLOCKS[0]);
      require(whole.contexts > 1, test + ": give a text of several contexts");
      require(!whole.written.isBlank(), test + ": no predictions were written");
      for (int most : BLOCKS) {
        Pass again = pass(test, data, files, text, most);
        require(
            again.contexts == whole.contexts,
            test + ": in blocks of " + most + ", " + again.contexts + " contexts are read");
        require(
            again.written.equals(whole.written),
            test
                + ": in blocks of "
                + most
                + ", other predictions are written:\n"
                + again.written
                + "\ninstead of\n"
                + whole.written);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(test + ": " + e.getMessage(), e);
    }
  }

  private static <C extends Rows<C>> Pass pass(
      DatasetCase test, Dataset data, PredictionFiles<C> files, String text, int most)
      throws IOException {
    StringBuilder written = new StringBuilder();
    int contexts = 0;
    try (TextLines lines = TextLines.of(text, "text")) {
      PredictionFiles.Source<C> source = files.read(lines);
      for (C block = source.next(most); block != null; block = source.next(most)) {
        int size = block.size();
        require(
            size >= 1 && size <= most, test + ": a block of " + size + " where " + most + " fit");
        Batch targets = Batch.allocate(size, data.space().dim());
        for (int i = 0; i < size; i++) {
          int[] example = {(contexts + i) % data.train().size()};
          data.train().read(example, 0, targets.slice(i, i + 1));
        }
        source.write(new PredictionFiles.Predictions(targets, 1, null, null), written);
        contexts += size;
      }
      source.end(written);
    }
    return new Pass(contexts, written.toString());
  }
}

package io.ebm.core.sections;

import io.ebm.api.Batch;
import io.ebm.api.Dataset;
import io.ebm.api.Sequences;
import io.ebm.api.StateSpace;
import io.ebm.api.report.RunView;
import java.util.ArrayList;
import java.util.List;

/**
 * The training texts nearest to some texts, by how many tokens must be put in, taken out or
 * replaced (Levenshtein 1966). Of many training texts some are compared, evenly chosen, the same at
 * every call.
 */
final class NearestTexts {

  private static final double MOST_WORK = 1e9;
  private static final int ROWS = 1024;

  /**
   * A training text.
   *
   * @param example its index
   * @param edits how far it is
   */
  record Found(int example, int edits) {}

  private final int compared;
  private final List<Found> found;

  private NearestTexts(int compared, List<Found> found) {
    this.compared = compared;
    this.found = found;
  }

  /** With how many training texts each was compared. */
  int compared() {
    return compared;
  }

  /** The nearest training text of each row. */
  List<Found> found() {
    return found;
  }

  static NearestTexts of(RunView run, Dataset data, Batch rows) {
    StateSpace space = data.space();
    int all = data.train().size();
    double work = (double) rows.size() * space.dim() * space.dim();
    int compared = (int) Math.max(1, Math.min(all, MOST_WORK / work));
    int blocks = (compared + ROWS - 1) / ROWS;
    Found[][] best = new Found[blocks][rows.size()];
    run.parallel(
        blocks,
        block -> {
          int from = block * ROWS;
          int[] indices = new int[Math.min(ROWS, compared - from)];
          for (int i = 0; i < indices.length; i++) {
            indices[i] = (int) ((long) (from + i) * all / compared);
          }
          Batch others = Batch.allocate(indices.length, space.dim());
          data.train().read(indices, 0, others);
          for (int row = 0; row < rows.size(); row++) {
            best[block][row] = nearest(space, rows, row, others, indices);
          }
        });
    List<Found> found = new ArrayList<>();
    for (int row = 0; row < rows.size(); row++) {
      Found least = best[0][row];
      for (Found[] block : best) {
        least = block[row].edits() < least.edits() ? block[row] : least;
      }
      found.add(least);
    }
    return new NearestTexts(compared, found);
  }

  private static Found nearest(StateSpace space, Batch rows, int row, Batch others, int[] indices) {
    int least = Integer.MAX_VALUE;
    int example = 0;
    int[] above = new int[space.dim() + 1];
    for (int i = 0; i < others.size() && least > 0; i++) {
      int edits = edits(space, rows, row, others, i, above);
      if (edits < least) {
        least = edits;
        example = indices[i];
      }
    }
    return new Found(example, least);
  }

  /** Row by row of the table of edits between beginnings. */
  static int edits(StateSpace space, Batch a, int i, Batch b, int j, int[] above) {
    int across = Sequences.symbols(space, b, j);
    for (int k = 0; k <= across; k++) {
      above[k] = k;
    }
    for (int t = 0; t < Sequences.symbols(space, a, i); t++) {
      int diagonal = above[0];
      above[0] = t + 1;
      for (int k = 0; k < across; k++) {
        int replaced = diagonal + (a.get(i, t) == b.get(j, k) ? 0 : 1);
        diagonal = above[k + 1];
        above[k + 1] = Math.min(replaced, 1 + Math.min(diagonal, above[k]));
      }
    }
    return above[across];
  }
}

package io.ebm.core.data;

import io.ebm.api.Archived;
import io.ebm.api.Batch;
import io.ebm.api.Dataset;
import io.ebm.api.Examples;
import io.ebm.api.StateSpace;
import io.ebm.api.TextLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Graphs of a class each. */
@SuppressWarnings("ArrayRecordComponent") // arrays that the data set hands out
record GraphDataset(
    KeptGraphs form, Examples train, Examples heldOut, int[] trainLabels, int[] heldOutLabels)
    implements Dataset, Archived, RowTexts {

  static GraphDataset of(List<GraphText.Graph> graphs, KeptGraphs form, Split split) {
    Examples all = new Rows(form, graphs.toArray(GraphText.Graph[]::new));
    return new GraphDataset(
        form,
        Split.view(all, split.train()),
        Split.view(all, split.heldOut()),
        labels(graphs, form, split.train()),
        labels(graphs, form, split.heldOut()));
  }

  private static int[] labels(List<GraphText.Graph> graphs, KeptGraphs form, int[] chosen) {
    return Arrays.stream(chosen)
        .map(i -> Arrays.binarySearch(form.labels(), graphs.get(i).label()))
        .toArray();
  }

  @Override
  public StateSpace space() {
    return form.space();
  }

  @Override
  public int classes() {
    return form.labels().length;
  }

  @Override
  public List<String> classNames() {
    return form.classNames();
  }

  @Override
  public void archive(Path folder) throws IOException {
    form.write(folder);
  }

  /** Graphs of the format of the data's file, whose labels are passed over. */
  @Override
  public RowSource rows(TextLines lines) {
    return new RowSource() {
      private @Nullable GraphText text;

      @Override
      public @Nullable Batch next(int most) throws IOException {
        GraphText open = text == null ? new GraphText(lines) : text;
        text = open;
        Batch rows = Batch.allocate(most, space().dim());
        int count = 0;
        while (count < most) {
          GraphText.Graph graph = open.next();
          if (graph == null) {
            break;
          }
          GraphText.Graph labelled = form.byDegree() ? graph.byDegree() : graph;
          form.checkForm(open, labelled);
          write(form, labelled, rows, count++);
        }
        return count == 0 ? null : rows.slice(0, count);
      }
    };
  }

  private static void write(KeptGraphs form, GraphText.Graph graph, Batch into, int row) {
    float[] array = into.array();
    int at = into.offset(row);
    Arrays.fill(array, at, at + into.dim(), Float.NaN);
    for (int node = 0; node < graph.tags().length; node++) {
      array[at + node] = Arrays.binarySearch(form.tags(), graph.tags()[node]);
    }
    int links = at + form.nodes();
    for (int e = 0; e < graph.from().length; e++) {
      array[links + e] = graph.from()[e];
      array[links + form.links() + e] = graph.to()[e];
      array[links + 2 * form.links() + e] = 0; // of one kind
    }
  }

  private record Rows(KeptGraphs form, GraphText.Graph[] graphs) implements Examples {

    @Override
    public int size() {
      return graphs.length;
    }

    @Override
    public void read(int[] indices, int from, Batch into) {
      for (int i = 0; i < into.size(); i++) {
        write(form, graphs[indices[from + i]], into, i);
      }
    }
  }
}

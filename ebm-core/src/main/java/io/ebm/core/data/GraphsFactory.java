package io.ebm.core.data;

import com.google.auto.service.AutoService;
import io.ebm.api.ComponentContext;
import io.ebm.api.Dataset;
import io.ebm.api.DatasetFactory;
import io.ebm.api.NamedFactory;
import io.ebm.api.Setting;
import io.ebm.api.TextLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code graphs}: labelled graphs from a text file; see {@link GraphText}. */
@SuppressWarnings("rawtypes") // a provider class has no type arguments
@AutoService(DatasetFactory.class)
public final class GraphsFactory extends NamedFactory<GraphsFactory.Config>
    implements DatasetFactory<GraphsFactory.Config> {

  /** What stands at a node. */
  public enum Nodes {
    /** Its tag in the file; tags are numbered from 0 in their order. */
    TAGS,
    /** How many neighbours it has. */
    DEGREE
  }

  /** The config. */
  public record Config(
      @Setting(
              doc =
                  "Text file: a line with the number of graphs; for each a line with its number of"
                      + " nodes and its label; for each node a line with its tag, its degree and its"
                      + " neighbours, counted from 0")
          String file,
      @Setting(
              value = "\"tags\"",
              doc =
                  "tags: nodes are labelled by their tags in the file; degree: by how many neighbours"
                      + " they have, for graphs without tags")
          Nodes nodes,
      @Setting(doc = Values.FRACTION) @Nullable Double heldOutFraction,
      @Setting(doc = "Text file of the graphs of 'file' to hold out, an index on each line, from 0")
          @Nullable String heldOutIndices) {

    /** Checks the settings. */
    public Config {
      Split.check("heldOutIndices", heldOutIndices != null, heldOutFraction);
    }
  }

  /** For the service loader. */
  public GraphsFactory() {
    super("graphs", "Graphs with labelled nodes, each of a class, in a text file.", Config.class);
  }

  @Override
  public Dataset create(Config config, ComponentContext context) {
    boolean byDegree = config.nodes() == Nodes.DEGREE;
    KeptGraphs kept = KeptGraphs.of(context);
    List<GraphText.Graph> graphs =
        DataFiles.read(context, config.file(), path -> read(path, byDegree, kept));
    KeptGraphs form = kept == null ? KeptGraphs.of(graphs, byDegree) : kept;
    String indices = config.heldOutIndices();
    Double fraction = config.heldOutFraction();
    Split split =
        indices != null
            ? DataFiles.read(context, indices, path -> indices(path, graphs.size()))
            : fraction != null
                ? Split.random(graphs.size(), fraction, context.random().split("held-out"))
                : Split.none(graphs.size());
    return GraphDataset.of(graphs, form, split);
  }

  private static List<GraphText.Graph> read(Path path, boolean byDegree, @Nullable KeptGraphs kept)
      throws IOException {
    List<GraphText.Graph> graphs = new ArrayList<>();
    try (TextLines lines = TextLines.open(path)) {
      GraphText text = new GraphText(lines);
      for (GraphText.Graph graph = text.next(); graph != null; graph = text.next()) {
        GraphText.Graph labelled = byDegree ? graph.byDegree() : graph;
        if (kept != null) {
          kept.check(text, labelled);
        }
        graphs.add(labelled);
      }
    }
    return graphs;
  }

  private static Split indices(Path path, int size) throws IOException {
    boolean[] heldOut = new boolean[size];
    int count = 0;
    try (TextLines lines = TextLines.open(path)) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        String word = TextLines.strip(line);
        if (word.isEmpty()) {
          continue;
        }
        if (!word.matches("[0-9]{1,9}") || Integer.parseInt(word) >= size) {
          throw lines.bad(
              "must be the index of a graph, from 0 to " + (size - 1) + ", not '" + word + "'");
        }
        int index = Integer.parseInt(word);
        if (heldOut[index]) {
          throw lines.bad("graph " + index + " is listed twice");
        }
        heldOut[index] = true;
        count++;
      }
      if (count == 0 || count == size) {
        throw lines.badText("holds out " + count + " of " + size + " graphs");
      }
    }
    return Split.of(heldOut);
  }
}

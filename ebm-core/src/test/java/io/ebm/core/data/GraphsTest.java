package io.ebm.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ebm.api.Archived;
import io.ebm.api.Batch;
import io.ebm.api.Dataset;
import io.ebm.api.Labelled;
import io.ebm.api.PredictionFiles;
import io.ebm.api.SettingException;
import io.ebm.api.StateSpace;
import io.ebm.api.TextLines;
import io.ebm.core.data.GraphsFactory.Nodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphsTest {

  private static final float NONE = Float.NaN;

  /** A path of three nodes, and one node alone. */
  private static final String TWO = "2\n3 -1\n5 1 1\n7 2 0 2\n5 1 1\n1 4\n9 0\n";

  @TempDir Path folder;

  private Dataset create(
      String text, Nodes nodes, @Nullable Double fraction, @Nullable String heldOut)
      throws IOException {
    Files.writeString(folder.resolve("g.txt"), text);
    if (heldOut != null) {
      Files.writeString(folder.resolve("out.txt"), heldOut);
    }
    return new GraphsFactory()
        .create(
            new GraphsFactory.Config("g.txt", nodes, fraction, heldOut == null ? null : "out.txt"),
            new TestContext(1, folder));
  }

  private Dataset create(String text) throws IOException {
    return create(text, Nodes.TAGS, null, null);
  }

  private static float[] row(Dataset data, int index) {
    return data.train().range(index, index + 1, data.space().dim()).array();
  }

  @Test
  void rowsHoldNodesAndLinks() throws IOException {
    Dataset data = create(TWO);
    assertThat(data.space()).isEqualTo(new StateSpace.Graphs(1, 3, 3, 4, 1));
    assertThat(row(data, 0)).containsExactly(0, 1, 0, 0, 1, 1, 2, 1, 0, 2, 1, 0, 0, 0, 0);
    float[] alone = new float[15];
    Arrays.fill(alone, NONE);
    alone[0] = 2;
    assertThat(row(data, 1)).containsExactly(alone);
    Labelled labelled = (Labelled) data;
    assertThat(labelled.classNames()).containsExactly("-1", "4");
    assertThat(labelled.trainLabels()).containsExactly(0, 1);
    assertThat(data.space().firstOutside(data.train().range(0, 2, 15))).isEqualTo(-1);
    assertThat(DataSummary.lines(data))
        .containsExactly(
            "data: 2 examples, none held out: graphs of up to 3 nodes with a label from 0 to 2 and up"
                + " to 4 links",
            "  2 classes: -1 (1), 4 (1)",
            "  nodes: 1 to 3, 2.0 on average",
            "  links: 0 to 4, 2.0 on average");
    assertThat(DataSummary.warnings(data)).isEmpty();
    assertThat(DataSummary.warnings(ClassTask.of(data, labelled))).isEmpty();
  }

  @Test
  void degreesMayStandForTags() throws IOException {
    Dataset data = create(TWO, Nodes.DEGREE, null, null);
    assertThat(data.space()).isEqualTo(new StateSpace.Graphs(1, 3, 3, 4, 1));
    assertThat(row(data, 0)).startsWith(1, 2, 1);
    assertThat(row(data, 1)).startsWith(0, NONE, NONE);
  }

  @Test
  void someAreHeldOut() throws IOException {
    String four = "4\n1 0\n0 0\n1 1\n1 0\n1 0\n2 0\n1 1\n3 0\n";
    Dataset listed = create(four, Nodes.TAGS, null, "3\n\n1\n");
    assertThat(listed.train().size()).isEqualTo(2);
    assertThat(row(listed, 1)[0]).isEqualTo(2);
    assertThat(listed.heldOut().range(1, 2, listed.space().dim()).get(0, 0)).isEqualTo(3);
    assertThat(((Labelled) listed).heldOutLabels()).containsExactly(1, 1);
    Dataset drawn = create(four, Nodes.TAGS, 0.25, null);
    assertThat(drawn.train().size()).isEqualTo(3);
    assertThat(drawn.heldOut().size()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | : is empty; its first line must be the number of graphs",
        "'two' | :1: the number of graphs must be a whole number, not 'two'",
        "'1 2' | :1: the first line must be the number of graphs, not 2 words",
        "'0' | :1: the number of graphs must be 1 or more, but is 0",
        "'1' | : ends after 0 graphs, and its first line says 1",
        "'1/2 0/0 1 1' | : ends in graph 0 (from 0), after 1 of its 2 nodes",
        "'1/1' | :2: graph 0 (from 0) must begin with its number of nodes and its label, not with 1 word",
        "'1/0 1' | :2: a graph must have from 1 to 16777216 nodes, not 0",
        "'1/1 A/0 0' | :2: the label must be a whole number, not 'A'",
        "'1/1 0/x 0' | :3: the tag must be a whole number, not 'x'",
        "'1/1 0/0' | :3: a node must have a tag, a degree and its neighbours, not one word",
        "'1/2 0/0 2 1/0 1 0' | :3: the degree is 2, but 1 neighbours follow",
        "'1/2 0/0 1 2/0 1 0' | :3: there is no node 2; those of the graph are 0 to 1",
        "'1/2 0/0 1 1/0 1 1' | :4: node 1 is a neighbour of itself",
        "'1/2 0/0 2 1 1/0 1 0' | :3: node 1 is listed twice",
        "'1/2 0/0 1 1/0 0' | :3: node 0 has the neighbour 1, which has not node 0 as its own",
        "'1/1 0/0 0/1 0' | :4: there is more than the 1 graphs that the first line says"
      })
  void faultsAreSaidWithTheirLine(String text, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> create(text.replace('/', '\n')))
        .withMessage(folder.resolve("g.txt") + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'2' | :1: must be the index of a graph, from 0 to 1, not '2'",
        "'0/x' | :2: must be the index of a graph, from 0 to 1, not 'x'",
        "'0/0' | :2: graph 0 is listed twice",
        "'' | : holds out 0 of 2 graphs",
        "'0/1' | : holds out 2 of 2 graphs"
      })
  void faultsOfIndicesAreSaid(String indices, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> create(TWO, Nodes.TAGS, null, indices.replace('/', '\n')))
        .withMessage(folder.resolve("out.txt") + message);
  }

  @Test
  void oneWayToHoldOut() {
    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(() -> new GraphsFactory.Config("g", Nodes.TAGS, 0.5, "out"))
        .withMessage("cannot stand beside heldOutIndices; give one of the two");
  }

  @Test
  void whatIsPredictedHasTheFormOfTheRun() throws IOException {
    Dataset data = create(TWO);
    PredictionFiles.Source<Batch> source =
        ClassTask.of(data, (Labelled) data)
            .read(TextLines.of("2\n1 77\n7 0\n1 0\n9 0\n", "new.txt"));
    Batch rows = source.next(10);
    assertThat(rows).isNotNull();
    assertThat(rows.size()).isEqualTo(2);
    assertThat(rows.get(0, 0)).isEqualTo(1);
    assertThat(rows.get(1, 0)).isEqualTo(2);
    StringBuilder out = new StringBuilder();
    source.write(
        new PredictionFiles.Predictions(Batch.of(new float[] {1, 0}, 1), 1, null, null), out);
    assertThat(out.toString()).isEqualTo("class\n4\n-1\n");
    assertThat(source.next(10)).isNull();

    PredictionFiles.Source<Batch> other =
        ClassTask.of(data, (Labelled) data).read(TextLines.of("1\n1 0\n8 0\n", "new.txt"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> other.next(1))
        .withMessage(
            "new.txt:2: node 0 of the graph has the tag 8, which no node has that the run was trained"
                + " on");
  }

  @Test
  void runsThatAreOpenedKeepTheForm() throws IOException {
    Path archive = Files.createDirectories(folder.resolve("archive"));
    ((Archived) create(TWO)).archive(archive);
    TestContext opened = new TestContext(1, folder, Optional.of(archive));
    Files.writeString(folder.resolve("h.txt"), "1\n1 4\n7 0\n");
    GraphsFactory.Config config = new GraphsFactory.Config("h.txt", Nodes.TAGS, null, null);
    Dataset data = new GraphsFactory().create(config, opened);
    assertThat(data.space()).isEqualTo(new StateSpace.Graphs(1, 3, 3, 4, 1));
    assertThat(row(data, 0)[0]).isEqualTo(1);
    assertThat(((Labelled) data).trainLabels()).containsExactly(1);
    Files.writeString(folder.resolve("h.txt"), "1\n1 5\n7 0\n");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GraphsFactory().create(config, opened))
        .withMessage(
            folder.resolve("h.txt")
                + ":2: the label 5 is none of those that the run was trained on, -1, 4");
    Files.writeString(folder.resolve("h.txt"), "1\n4 4\n7 0\n7 0\n7 0\n7 0\n");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GraphsFactory().create(config, opened))
        .withMessage(
            folder.resolve("h.txt")
                + ":2: the graph has 4 nodes and 0 links, and those that the run was trained on up to 3"
                + " and 4");
  }
}

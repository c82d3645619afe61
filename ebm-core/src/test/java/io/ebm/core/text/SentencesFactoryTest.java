package io.ebm.core.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ebm.api.Archived;
import io.ebm.api.Batch;
import io.ebm.api.Dataset;
import io.ebm.api.Labelled;
import io.ebm.api.PredictionFiles.Predictions;
import io.ebm.api.PredictionFiles.Source;
import io.ebm.api.StateSpace;
import io.ebm.api.TextLines;
import io.ebm.api.text.TextRows;
import io.ebm.api.text.Textual;
import io.ebm.core.data.ClassTask;
import io.ebm.core.data.DataSummary;
import io.ebm.testkit.Defaults;
import io.ebm.testkit.TestContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentencesFactoryTest {

  @TempDir Path folder;

  private Dataset create(Map<String, ?> settings) {
    Map<String, Object> given = new HashMap<>(Map.of("file", "a.txt"));
    given.putAll(settings);
    return new SentencesFactory()
        .create(
            Defaults.create(SentencesFactory.Config.class, given),
            TestContext.builder().folder(folder).build());
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private static List<String> read(Dataset data, String text) throws IOException {
    List<String> texts = new ArrayList<>();
    try (TextLines lines = TextLines.of(text, "input")) {
      TextRows.Source source = ((TextRows) data).rows(lines);
      for (Batch rows = source.next(2); rows != null; rows = source.next(2)) {
        for (int row = 0; row < rows.size(); row++) {
          texts.add(((Textual) data).text(rows, row));
        }
      }
    }
    return texts;
  }

  @Test
  void labelsAreClassesInOrder() throws IOException {
    write("a.txt", "10 the end\n9 the start\n10  an end \n");
    Dataset data = create(Map.of());
    assertThat(data.space()).isEqualTo(new StateSpace.Varying(1, 2, 5));
    assertThat(data.train().range(0, 3, 2).array()).containsExactly(2, 1, 2, 4, 3, 1);
    assertThat(((Labelled) data).classNames()).containsExactly("9", "10");
    assertThat(((Labelled) data).trainLabels()).containsExactly(1, 0, 1);
    assertThat(((Textual) data).vocabulary().tokens()).containsExactly("end", "the", "an", "start");
  }

  @Test
  void theFileTellsItsForm() throws IOException {
    write("a.txt", "very good\tso fine\nbad\tno\n");
    assertThat(((Labelled) create(Map.of())).classNames()).containsExactly("bad", "very good");
    write("a.txt", "very good\tso fine\nbad no\n");
    assertThat(((Labelled) create(Map.of("form", SentencesFactory.Form.SPACE))).classNames())
        .containsExactly("bad", "very");
    write("b.jsonl", "{\"label\": 1, \"text\": \"x y\"}\n{\"text\": \"y\", \"label\": true}\n");
    assertThat(((Labelled) create(Map.of("file", "b.jsonl"))).classNames())
        .containsExactly("1", "true");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "`x`|:2: there is no text behind the label 'x'; a line is a label, a blank, and a text",
        "`x  `|:2: there is no text behind the label 'x'; a line is a label, a blank, and a text",
        "` x y`|:2: there is no label before the first blank",
        "``|:2: the line is empty; each holds a label and a text",
      })
  void badLinesAreNamed(String line, String problem) throws IOException {
    write("a.txt", "y text\n" + line + "\ny more\n");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> create(Map.of()))
        .withMessage(path("a.txt") + problem);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "{\"text\": \"a\"}|:2: the object has no 'label', which is its label",
        "{\"txt\": \"a\", \"label\": 1}|:2: the object has no 'text', which is its text; did you mean"
            + " 'txt'?",
        "{\"text\": 3, \"label\": 1}|:2: 'text' must be a text, but is 3",
        "{\"text\": \"a\", \"label\": 1.5}|:2: 'label' must be a text, a whole number, true or false,"
            + " but is 1.5",
        "[1]|:2: must be a JSON object, as in {\"text\": \"…\"}",
        "{\"text\"|:2: is no JSON: it ends within a value: a quote or a bracket is not closed, or it"
            + " was cut off",
        "{\"text\": \"\", \"label\": 1}|:2: the text is empty; each must have at least one token",
      })
  void badObjectsAreNamed(String line, String problem) throws IOException {
    write("a.jsonl", "{\"text\": \"b\", \"label\": 1}\n" + line + "\n");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> create(Map.of("file", "a.jsonl")))
        .withMessage(path("a.jsonl") + problem);
  }

  @Test
  void labelsOfHeldOutTextsAreKnown() throws IOException {
    write("a.txt", "good a\nbad b\n");
    write("b.txt", "good a\ngod b\n");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> create(Map.of("heldOutFile", "b.txt")))
        .withMessage(
            path("b.txt")
                + ":2: the label 'god' is that of no training text; they have good, bad; did you mean"
                + " 'good'?");
    write("a.txt", "");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> create(Map.of()))
        .withMessage(path("a.txt") + ": is empty: there is no text to learn from");
  }

  @Test
  void aRunKeepsItsVocabularyAndClasses() throws IOException {
    write("a.txt", "good a a\nbad b c\n");
    Dataset first = create(Map.of());
    Path archive = Files.createDirectory(folder.resolve("archive"));
    ((Archived) first).archive(archive);
    write("a.txt", "good z z z a\n");
    Dataset again =
        new SentencesFactory()
            .create(
                Defaults.create(SentencesFactory.Config.class, Map.of("file", "a.txt")),
                TestContext.builder().folder(folder).archive(archive).build());
    assertThat(((Labelled) again).classNames()).containsExactly("bad", "good");
    assertThat(again.space()).isEqualTo(first.space());
    assertThat(read(again, "b a\n")).containsExactly("b a");
    write("a.txt", "new z\n");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new SentencesFactory()
                    .create(
                        Defaults.create(SentencesFactory.Config.class, Map.of("file", "a.txt")),
                        TestContext.builder().folder(folder).archive(archive).build()))
        .withMessage(
            path("a.txt") + ":1: the label 'new' is that of no training text; they have bad, good");
  }

  @Test
  void textsToPredictForHaveLabelsOrNot() throws IOException {
    write("a.txt", "good the end\nbad the start\n");
    Dataset data = create(Map.of());
    assertThat(read(data, "the end\nstart of the end\n"))
        .containsExactly("the end", "start <unknown>");
    assertThat(read(data, "good the end\nother start\n")).containsExactly("the end", "start");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(data, "good the end\nend\n"))
        .withMessage(
            "input:2: there is no text behind the label 'end'; a line is a label, a blank, and a"
                + " text");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(data, "the\n\n"))
        .withMessage("input:2: the text is empty; each must have at least one token");
    assertThat(read(data, "")).isEmpty();
  }

  @Test
  void predictionsNameClasses() throws IOException {
    write("a.txt", "good, \"or so\"\tx\nbad\ty\n");
    Dataset data = create(Map.of());
    ClassTask task = ClassTask.of(data, (Labelled) data);
    StringBuilder written = new StringBuilder();
    try (TextLines lines = TextLines.of("x\ny\n", "input")) {
      Source<Batch> source = task.read(lines);
      assertThat(source.next(9)).isNotNull();
      source.write(new Predictions(Batch.of(new float[] {1, 0}, 1), 1, null, null), written);
    }
    assertThat(written.toString()).isEqualTo("class\n\"good, \"\"or so\"\"\"\nbad\n");
  }

  @Test
  void aSummaryTellsOfTokens() throws IOException {
    write("a.txt", "1 a a b\n0 b\n1 a c\n");
    write("b.txt", "1 a d\n0 e f\n");
    Dataset data = create(Map.of("heldOutFile", "b.txt", "most", 2));
    assertThat(DataSummary.lines(data))
        .containsExactly(
            "data: 3 examples, 2 held out, each of up to 2 positions with a label from 0 to 3",
            "  2 classes: 0 (1), 1 (2)",
            "  vocabulary: 4 labels, of 3 tokens: 'a' 'b' 'c'",
            "  tokens of a text: 1 to 2, median 2",
            "  unknown: 0.00 % of the tokens, 75.0 % of those held out",
            "  1 of 5 texts are cut to their first 2 tokens");
    assertThat(DataSummary.warnings(ClassTask.of(data, (Labelled) data))).isEmpty();
  }
}

package io.ebm.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ebm.core.run.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classes predicted by a classifier that was trained on a table with labels in words. */
class PredictionIT {

  private static final String EXPERIMENT =
      """
      {
        "name": "fruit",
        "seed": 1,
        "data": {"type": "csv", "file": "fruit.csv", "heldOutFile": "held-out.csv",
                 "labelColumn": 0, "scale": 0.1, "shift": -0.5},
        "energy": {"type": "softmax-classifier"},
        "objective": {"type": "cross-entropy"},
        "optimizer": {"type": "adam", "rate": 0.05},
        "training": {"batch": 60, "steps": 200}
      }
      """;

  @TempDir Path folder;
  private Path run = Path.of("");

  @BeforeEach
  void train() throws IOException {
    Files.writeString(folder.resolve("fruit.csv"), table(120, true));
    Files.writeString(folder.resolve("held-out.csv"), table(30, true));
    Path file = Files.writeString(folder.resolve("e.json"), EXPERIMENT);
    run = folder.resolve("run");
    CommandLine result = CommandLine.run("train", file, "--out", run);
    assertThat(result.code()).as(result.err()).isZero();
  }

  /** Three classes around (2, 2), (8, 2) and (5, 8), some of them nearer to another. */
  private static String table(int rows, boolean labelled) {
    String[] names = {"apple", "pear", "cherry"};
    double[][] centres = {{2, 2}, {8, 2}, {5, 8}};
    StringBuilder text = new StringBuilder(labelled ? "kind,width,height\n" : "width,height\n");
    for (int i = 0; i < rows; i++) {
      double u = 7 * (i * 0.618034 % 1) - 3.5;
      double v = 7 * (i * 0.754878 % 1) - 3.5;
      text.append(labelled ? names[i % 3] + "," : "");
      text.append(centres[i % 3][0] + u).append(',').append(centres[i % 3][1] + v).append('\n');
    }
    return text.toString();
  }

  private List<String> predict(String file, String content, String... more) throws IOException {
    Path input = Files.writeString(folder.resolve(file), content);
    Object[] words = new Object[4 + more.length];
    words[0] = "predict";
    words[1] = run;
    words[2] = "--input";
    words[3] = input;
    System.arraycopy(more, 0, words, 4, more.length);
    CommandLine result = CommandLine.run(words);
    assertThat(result.code()).as(result.err()).isZero();
    return result.out().lines().toList();
  }

  @Test
  void classesAreNamedAndAreThoseOfTheEvaluation() throws IOException {
    List<String> found = predict("held-out.csv", table(30, true));
    assertThat(found).hasSize(31).startsWith("class");
    int right = 0;
    String[] names = {"apple", "pear", "cherry"};
    for (int i = 0; i < 30; i++) {
      right += found.get(i + 1).equals(names[i % 3]) ? 1 : 0;
    }
    double accuracy =
        Json.parse(Files.readString(run.resolve("evaluation.json")))
            .path("scores")
            .path("accuracy")
            .asDouble(Double.NaN);
    assertThat(right / 30.0).isCloseTo(accuracy, within(1e-9)).isBetween(0.6, 0.99);
    assertThat(predict("plain.csv", table(30, false))).isEqualTo(found);
  }

  /** The features of a text are read by the scale of those that were trained on. */
  @Test
  void featuresAreStandardizedAlike() throws IOException {
    Path standardized = folder.resolve("standardized");
    CommandLine result =
        CommandLine.run(
            "train",
            folder.resolve("e.json"),
            "--out",
            standardized,
            "--set",
            "data.scale=1000",
            "--set",
            "data.shift=0",
            "--set",
            "data.standardize=true");
    assertThat(result.code()).as(result.err()).isZero();
    run = standardized;
    classesAreNamedAndAreThoseOfTheEvaluation();
    assertThat(predict("two.csv", "2,2\n8,2\n")).containsExactly("class", "apple", "pear");
    Path far = Files.writeString(folder.resolve("far.csv"), "2,2\n2,1e37\n");
    CommandLine refused = CommandLine.run("predict", run, "--input", far);
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err().strip())
        .isEqualTo(
            "error: "
                + far
                + ": row 1 (from 0): 1.0E37 in column 1 (from 0) is not a finite float after"
                + " scaling");
  }

  @Test
  void probabilitiesAreGivenWhereAskedFor() throws IOException {
    List<String> found = predict("one.csv", "2,2\n8,2\n", "--best", "4", "--marginals");
    assertThat(found)
        .hasSize(7)
        .startsWith("row,rank,class,logProbability,p(apple),p(cherry),p(pear)");
    double sum = 0;
    for (int k = 1; k <= 3; k++) {
      String[] cells = found.get(k).split(",", -1);
      assertThat(cells[0]).isEqualTo("0");
      assertThat(cells[1]).isEqualTo(String.valueOf(k));
      sum += Math.exp(Double.parseDouble(cells[3]));
    }
    assertThat(sum).isCloseTo(1, within(1e-4));
    String[] first = found.get(1).split(",", -1);
    assertThat(first[2]).isEqualTo("apple");
    assertThat(Double.parseDouble(first[4]))
        .isCloseTo(Math.exp(Double.parseDouble(first[3])), within(1e-4));
    assertThat(found.get(4)).startsWith("1,1,pear,");
  }

  @Test
  void noRowIsTakenForAHeaderOrAComment() throws IOException {
    for (String first : List.of("NaN,NaN", "NA,NA", "?,?", "inf,-inf")) {
      Path file = Files.writeString(folder.resolve("row.csv"), first + "\n2,2\n8,2\n5,8\n");
      CommandLine result = CommandLine.run("predict", run, "--input", file);
      assertThat(result.code()).as(first).isEqualTo(2);
      assertThat(result.err()).startsWith("error: " + file + ":1:1: ");
    }
    assertThat(predict("labels.csv", "#,2,2\n#,8,2\n")).containsExactly("class", "apple", "pear");
    assertThat(predict("mark.csv", "\ufeff2,2\n8,2\n")).containsExactly("class", "apple", "pear");
  }

  @Test
  void rowsThatDoNotFitAreTold() throws IOException {
    Path wide = Files.writeString(folder.resolve("wide.csv"), "\n1,2,3,4\n");
    CommandLine result = CommandLine.run("predict", run, "--input", wide);
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err().strip())
        .isEqualTo(
            "error: "
                + wide
                + ":2: has 4 columns, but the model was trained on rows of 2, or 3 with a label");
    Path word = Files.writeString(folder.resolve("word.csv"), "1,2\n1,x\n");
    CommandLine named = CommandLine.run("predict", run, "--input", word);
    assertThat(named.code()).isEqualTo(2);
    assertThat(named.err().strip()).isEqualTo("error: " + word + ":2:2: 'x' is not a number");
  }
}

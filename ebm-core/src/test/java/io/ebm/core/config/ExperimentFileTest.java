package io.ebm.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ebm.core.UserException;
import io.ebm.core.discovery.Discovery;
import io.ebm.core.discovery.Registry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentFileTest {

  private static final Registry REGISTRY =
      Discovery.discover(ExperimentFileTest.class.getClassLoader(), null);

  private static final String GOOD =
      """
      {
        "name": "toy",
        "seed": 7,
        "data": {"type": "cloud", "shape": "very-round"},
        "energy": {"type": "bowl"},
        "objective": {"type": "contrast", "sampler": {"type": "walk", "stepSize": 0.2}},
        "optimizer": {"type": "downhill"},
        "training": {"batch": 32, "steps": 10}
      }
      """;

  private static ExperimentFile parse(String text, String... overrides) {
    return ExperimentFile.parse("toy.json", text, Path.of(""), List.of(overrides), REGISTRY);
  }

  private static String problemsOf(String text, String... overrides) {
    try {
      parse(text, overrides);
      return "";
    } catch (UserException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static String with(String from, String to) {
    assertThat(GOOD).contains(from);
    return GOOD.replace(from, to);
  }

  @Test
  void aNameIsNotLongerThanFoldersMayBeCalled() {
    assertThat(problemsOf(with("\"toy\"", "\"" + "x".repeat(400) + "\"")))
        .contains("name: must be at most 100 letters, digits, '.', '_' and '-', but is 'xxx")
        .contains("(400 characters)");
  }

  @Test
  void ofVeryManyProblemsItTellsTheFirst() {
    String many = "\"batch\": 32, " + "\"x%d\": 1, ".repeat(100);
    Object[] numbers = java.util.stream.IntStream.range(0, 100).boxed().toArray();
    String problems = problemsOf(with("\"batch\": 32, ", many.formatted(numbers)));
    assertThat(problems.lines())
        .hasSize(31)
        .first()
        .asString()
        .contains("training.x0: unknown key");
    assertThat(problems).endsWith("and 70 problems more");
  }

  @Test
  void bindsValuesAndDefaults() {
    Experiment experiment = parse(GOOD).experiment();
    assertThat(experiment.seed()).isEqualTo(7);
    assertThat(experiment.training().batch()).isEqualTo(32);
    assertThat(experiment.sampling().count()).isEqualTo(2000);
    assertThat(experiment.sampler()).isNotNull();
    assertThat(experiment.energy().config()).hasToString("Config[stiffness=1.0, label=round]");
  }

  @Test
  void effectiveJsonSaysAllAndBindsToTheSame() {
    ExperimentFile file = parse(GOOD);
    assertThat(file.json().path("energy").path("stiffness").asInt()).isEqualTo(1);
    assertThat(file.json().path("data").path("shape").asString()).isEqualTo("very-round");
    ExperimentFile again = parse(file.json().toString());
    assertThat(again.json()).isEqualTo(file.json());
  }

  @Test
  void overridesWin() {
    ExperimentFile file = parse(GOOD, "training.steps=99", "name=other", "sampling.steps=5");
    assertThat(file.experiment().training().steps()).isEqualTo(99);
    assertThat(file.experiment().name()).isEqualTo("other");
    assertThat(file.experiment().sampling().steps()).isEqualTo(5);
  }

  @Test
  void refusesABadOverride() {
    assertThat(problemsOf(GOOD, "training.steps=many"))
        .isEqualTo(
            "--set training.steps=many  training.steps: must be a whole number, but is the text"
                + " \"many\"");
    assertThat(problemsOf(GOOD, "seed.x=1"))
        .isEqualTo("--set seed.x=1  seed: is the number 7 and has no keys");
    assertThat(problemsOf(GOOD, "seed"))
        .isEqualTo(
            "--set seed  must have the form path.to.key=value, with [0] for the first item of a"
                + " list");
    assertThat(problemsOf(GOOD, "training.watch[0].steps=3"))
        .endsWith("training.watch: has 0 items, counted from 0, and none of number 0");
    assertThat(problemsOf(GOOD, "training[0].steps=3"))
        .endsWith("training: is an object and no list");
  }

  @Test
  void anItemOfAListIsChanged() {
    String watches = "training.watch=[{\"metric\": \"loss\", \"above\": 5}]";
    ExperimentFile file = parse(GOOD, watches, "training.watch[0].steps=3");
    assertThat(file.experiment().training().watch())
        .singleElement()
        .satisfies(watch -> assertThat(watch.steps()).isEqualTo(3));
    assertThat(problemsOf(GOOD, watches, "training.watch[1].steps=3"))
        .endsWith("training.watch: has 1 items, counted from 0, and none of number 1");
  }

  @Test
  void namesAnUnknownKey() {
    assertThat(problemsOf(with("\"batch\": 32", "\"bacth\": 32")))
        .isEqualTo(
            "toy.json:8:16  training.bacth: unknown key; allowed are: batch, steps, logEvery,"
                + " checkpointEvery, keep, augmentations, dataNoise, averageDecay, rollbacks,"
                + " rollbackFactor, tensors, watch, best; did you mean 'batch'?");
  }

  @Test
  void namesAnUnknownType() {
    assertThat(problemsOf(with("\"bowl\"", "\"bowls\"")))
        .isEqualTo(
            "toy.json:5:22  energy.type: no energy 'bowls' is installed; installed are: bowl; did"
                + " you mean 'bowl'? (a plugin's jar goes into plugins/<name>/; see 'ebm"
                + " plugins')");
  }

  @Test
  void namesAWrongType() {
    assertThat(problemsOf(with("\"seed\": 7", "\"seed\": \"seven\"")))
        .isEqualTo("toy.json:3:11  seed: must be a whole number, but is the text \"seven\"");
    assertThat(problemsOf(with("\"seed\": 7", "\"seed\": null")))
        .isEqualTo("toy.json:3:11  seed: must be a whole number, but is null");
    assertThat(problemsOf(with("\"very-round\"", "\"very-rond\"")))
        .isEqualTo(
            "toy.json:4:38  data.shape: must be one of round, very-round, but is the text"
                + " \"very-rond\"; did you mean 'very-round'?");
  }

  @Test
  void refusesAFractionForAWholeNumber() {
    assertThat(problemsOf(with("\"steps\": 10", "\"steps\": 5.9")))
        .isEqualTo("toy.json:8:38  training.steps: must be a whole number, but is the number 5.9");
  }

  @Test
  void refusesNaN() {
    assertThat(problemsOf(with("0.2", "\"NaN\"")))
        .isEqualTo(
            "toy.json:6:77  objective.sampler.stepSize: must be a number or a schedule: {\"type\":"
                + " …}, but is the text \"NaN\"");
    assertThat(problemsOf(with("0.2", "NaN"))).startsWith("toy.json:6:").contains("not valid JSON");
    assertThat(problemsOf(with("0.2", "1e999")))
        .contains(
            "objective.sampler.stepSize: numbers lie between 1e-324 and 1e308 in magnitude, and 1e999"
                + " does not");
    for (String huge : List.of("1e99999999999", "1e-99999999999", "-1E+2147483648")) {
      assertThat(problemsOf(with("\"steps\": 10", "\"steps\": " + huge)))
          .isEqualTo(
              "toy.json:8:38  training.steps: numbers lie between 1e-324 and 1e308 in magnitude, and "
                  + huge
                  + " does not");
    }
  }

  /** The parser's own words are about its settings, which nobody who writes a file has. */
  @Test
  void saysWhatIsNoJsonWithoutSpeakingOfTheParser() {
    for (String text :
        List.of(
            with("0.2", "NaN"),
            GOOD.substring(0, GOOD.length() / 2),
            GOOD.replace("\"seed\"", "seed"),
            "[".repeat(5000) + "]".repeat(5000),
            GOOD + "}")) {
      assertThat(problemsOf(text))
          .startsWith("toy.json")
          .doesNotContain("REDACTED")
          .doesNotContain("Feature")
          .doesNotContain("Constraints")
          .doesNotContain("`");
    }
  }

  @Test
  void namesADuplicateKey() {
    assertThat(problemsOf(with("\"seed\": 7,", "\"seed\": 7, \"seed\": 8,")))
        .isEqualTo(
            "toy.json:3:14  seed: this key stands twice in the same object, first in line 3; remove"
                + " one");
  }

  @Test
  void refusesTrailingText() {
    assertThat(problemsOf(GOOD + "{}"))
        .isEqualTo("toy.json:10:1  there is text after the end of the experiment; remove it");
    assertThat(problemsOf(GOOD + "rubbish")).startsWith("toy.json:10:").contains("not valid JSON");
  }

  @Test
  void namesAMissingKey() {
    assertThat(problemsOf(with("{\"type\": \"bowl\"}", "{}")))
        .isEqualTo(
            "toy.json:5:13  energy.type: this key is missing; it names the energy, one of: bowl");
    assertThat(problemsOf(with("\"name\": \"toy\",", "")))
        .isEqualTo(
            "toy.json:1:1  name: this key is missing; it must be a text (Name of the experiment and"
                + " of its run folders: letters, digits, . _ -)");
  }

  @Test
  void namesAValueOutOfRange() {
    assertThat(problemsOf(with("0.2", "-1")))
        .isEqualTo("toy.json:6:77  objective.sampler.stepSize: must be positive, but is -1");
    assertThat(problemsOf(with("\"batch\": 32", "\"batch\": -1")))
        .isEqualTo("toy.json:8:25  training.batch: must be at least 0, but is -1");
  }

  @Test
  void tellsAllProblemsAtOnce() {
    String text = with("\"batch\": 32", "\"bacth\": 32").replace("\"seed\": 7", "\"seed\": true");
    assertThat(problemsOf(text).lines()).hasSize(2);
  }

  @Test
  void refusesWhatIsNoObject() {
    assertThat(problemsOf("[]"))
        .isEqualTo("toy.json:1:1  an experiment must be an object, but is a list");
    assertThat(problemsOf(""))
        .isEqualTo("toy.json:1:1  the file is empty; it must hold one JSON object");
    assertThat(problemsOf("{\"name\": ")).startsWith("toy.json:1:").contains("not valid JSON");
  }

  @Test
  void namesAFileThatIsNotThere(@TempDir Path folder) {
    Path file = folder.resolve("absent.json");
    assertThatThrownBy(() -> ExperimentFile.read(file, List.of(), REGISTRY))
        .isInstanceOf(UserException.class)
        .hasMessage(file + ": there is no such file");
  }

  @Test
  void refusesBytesThatAreNoText(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("binary.json");
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertThatThrownBy(() -> ExperimentFile.read(file, List.of(), REGISTRY))
        .hasMessage(
            file
                + ":1:1: is not text in UTF-8: there is the byte 0xFF, as in UTF-16; convert the text"
                + " to UTF-8");
    Files.write(file, "{\n \"name\": \"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> ExperimentFile.read(file, List.of(), REGISTRY))
        .hasMessageStartingWith(file + ":2:11: is not text in UTF-8: there is the byte 0xE9");
  }

  @Test
  void aByteOrderMarkIsPassedOverAndOthersAreShown(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("e.json"), "\ufeff{\"\ufeffname\": 1}");
    assertThatThrownBy(() -> ExperimentFile.read(file, List.of(), REGISTRY))
        .hasMessageContaining(file + ":1:2  \\uFEFFname: unknown key");
  }

  @Test
  void schemaListsComponentsAndTheirKeys() {
    String schema = JsonSchema.of(REGISTRY).toString();
    assertThat(schema)
        .contains("\"const\":\"bowl\"")
        .contains("\"stiffness\":{\"type\":\"number\",\"description\":\"Stiffness, positive\"")
        .contains("\"$ref\":\"#/$defs/sampler\"");
  }
}

package io.ebm.bench.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The first cases of each campaign, with recorded seeds; the campaigns themselves are longer. */
class CampaignTest {

  private static final int LIMIT = 20; // seconds; other tests may share the processors

  @TempDir static Path folder;

  @BeforeAll
  static void writeSmallFiles() throws IOException {
    SmallFiles.write(folder.resolve("small"));
  }

  static List<String> names() {
    return SmallFiles.experiments().stream().map(node -> node.get("name").asString()).toList();
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyExperimentThatIsMutatedIsGoodByItself(String name) {
    Path small = folder.resolve("small");
    String file = small.resolve(name + ".json").toString();
    JsonNode experiment = SmallFiles.experiment(name);
    List<String> command =
        experiment.has("objective")
            ? List.of("train", file, "--out", folder.resolve("good-" + name).toString())
            : List.of("sample", file, "--out", folder.resolve(name + ".npy").toString());
    Trial trial = Trial.run(command, LIMIT);
    assertThat(trial.outcome()).as(trial.message()).isEqualTo(Outcome.DONE);
  }

  @Test
  void aCaseFollowsFromItsSeedAndNumber() throws IOException {
    byte[] whole = new byte[1000];
    assertThat(ByteDamage.of(whole, new Choice(3, 17)))
        .isEqualTo(ByteDamage.of(whole, new Choice(3, 17)))
        .isNotEqualTo(ByteDamage.of(whole, new Choice(3, 18)));
    Path small = folder.resolve("small");
    Cases a = Cases.of("experiments", 5, small, folder.resolve("a"));
    Cases b = Cases.of("experiments", 5, small, folder.resolve("b"));
    for (int number = 20; number < 30; number++) {
      a.prepare(number);
      b.prepare(number);
      assertThat(folder.resolve("a/case.json"))
          .hasSameBinaryContentAs(folder.resolve("b/case.json"));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void mutatedExperimentsAreDoneOrRefused(long seed) throws IOException {
    allGood("experiments", seed, 120);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void damagedFilesAreReadOrRefused(long seed) throws IOException {
    allGood("files", seed, 3 * FileCases.formats().size());
  }

  private static void allGood(String what, long seed, int count) throws IOException {
    Path files = folder.resolve(what + seed);
    Cases cases = Cases.of(what, seed, folder.resolve("small"), files);
    List<String> bad = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      Trial trial = Trial.run(cases.prepare(number), LIMIT);
      if (!trial.outcome().good()) {
        bad.add(trial.line(number));
      }
      cases.restore();
    }
    assertThat(bad).isEmpty();
    assertThat(files.resolve("table.csv"))
        .hasSameBinaryContentAs(folder.resolve("small/table.csv"));
    assertThat(Files.exists(files.resolve("case"))).isFalse();
  }

  @Test
  void whatAMessageMayNotSay() {
    assertThat(Outcome.of(0, "")).isEqualTo(Outcome.DONE);
    assertThat(Outcome.of(2, "error: e.json:1:3 no.")).isEqualTo(Outcome.REFUSED);
    assertThat(Outcome.of(1, "failed: the disk is full")).isEqualTo(Outcome.FAILED);
    assertThat(Outcome.of(1, "failed: java.lang.Foo")).isEqualTo(Outcome.UNCLEAR);
    assertThat(Outcome.of(2, "error: \u001b[31m")).isEqualTo(Outcome.UNCLEAR);
    assertThat(Outcome.of(2, "")).isEqualTo(Outcome.UNCLEAR);
    assertThat(Outcome.of(1, "unexpected failure (a bug)")).isEqualTo(Outcome.UNEXPECTED);
    assertThat(Outcome.of(1, "failed: the memory is too small")).isEqualTo(Outcome.OUT_OF_MEMORY);
  }
}

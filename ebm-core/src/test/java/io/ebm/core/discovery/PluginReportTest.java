package io.ebm.core.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ebm.core.ComponentException;
import io.ebm.core.Ebm;
import io.ebm.core.ProgressListener;
import io.ebm.core.Run;
import io.ebm.core.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Sections and scorers of plugins, good ones and broken ones. */
class PluginReportTest {

  private static final String EXPERIMENT =
      """
      {
        "name": "toy",
        "seed": 7,
        "data": {"type": "cloud", "size": 500, "dim": 3},
        "energy": {"type": "bowl"},
        "objective": {"type": "contrast", "sampler": {"type": "walk"}},
        "optimizer": {"type": "downhill"},
        "training": {"batch": 200, "steps": 5}
      }
      """;

  @TempDir Path folder;
  private Path plugins;
  private Path jar;
  private PluginJars plugin;

  @BeforeEach
  void prepare() throws IOException {
    plugins = folder.resolve("plugins");
    jar = plugins.resolve("one/one.jar");
    plugin = PluginJars.in(Files.createDirectories(folder.resolve("work")));
  }

  private void section(String name, String draw) {
    plugin
        .service("io.ebm.api.report.ReportSection", "p." + name)
        .source(
            "p." + name,
            """
            package p;
            import io.ebm.api.report.*;
            import java.util.*;
            public class %s implements ReportSection {
              public String name() { return "%s"; }
              public String description() { return "A test."; }
              public String heading() { return "Of %s"; }
              public boolean applies(RunView run) { return run.data().isPresent(); }
              public void draw(RunView run, Page on) { %s }
            }
            """
                .formatted(name, name.toLowerCase(java.util.Locale.ROOT), name, draw));
  }

  private void scorer(String name, String score) {
    plugin
        .service("io.ebm.api.report.Scorer", "p." + name)
        .source(
            "p." + name,
            """
            package p;
            import io.ebm.api.report.*;
            import java.util.*;
            public class %s implements Scorer {
              public String name() { return "%s"; }
              public String description() { return "A test."; }
              public boolean applies(RunView run) { return true; }
              public Map<String, Double> scores(RunView run) { %s }
            }
            """
                .formatted(name, name.toLowerCase(java.util.Locale.ROOT), score));
  }

  private JsonNode run() throws IOException {
    plugin.write(jar);
    Path file = Files.writeString(folder.resolve("e.json"), EXPERIMENT);
    try (Ebm ebm = Ebm.builder().plugins(plugins).open()) {
      Run run = ebm.start(ebm.experiment(file, List.of()), folder.resolve("run"));
      run.train();
      JsonNode evaluation = run.evaluate(null, ProgressListener.NONE);
      run.report(null, evaluation);
      return evaluation;
    }
  }

  private String report() throws IOException {
    return Files.readString(folder.resolve("run/report.html"));
  }

  @Test
  void sectionsDrawAndSeeTheNumbers() throws IOException {
    section(
        "Good",
        """
        on.paragraph("it scored " + run.numbers().get("scores.twice"));
        on.picture("dots", "Some dots", () -> new Picture.Lines("", "x", "y",
            List.of(new Picture.Series("s", new double[] {1, 2}, new double[] {3, 4}))));
        """);
    scorer("Twice", "return Map.of(\"twice\", 2.0 * run.data().orElseThrow().train().size());");
    JsonNode evaluation = run();
    assertThat(evaluation.path("scores").path("twice").asDouble()).isEqualTo(1000);
    assertThat(report()).contains(">Of Good</h2>").contains("it scored 1000.0");
    assertThat(folder.resolve("run/plots/dots.png")).exists();
  }

  @Test
  void aSectionThatFailsCostsASentenceThatNamesIt() throws IOException {
    section("Bad", "on.paragraph(\"so far\"); throw new IllegalStateException(\"boom\");");
    section("Next", "on.paragraph(\"goes on\");");
    section("Silent", "");
    run();
    assertThat(report())
        .contains("so far")
        .contains("section &#39;bad&#39; (p.Bad in " + jar + ") fails")
        .contains("java.lang.IllegalStateException: boom")
        .contains("goes on")
        .doesNotContain("Of Silent");
  }

  @Test
  void aPictureThatFailsCostsASentence() throws IOException {
    section(
        "Pictures",
        """
        on.picture("one", "The first", () -> { throw new IllegalStateException("no ink"); });
        on.picture("../two", "The second", () -> null);
        on.paragraph("the end");
        """);
    run();
    assertThat(report())
        .contains("The first: this picture cannot be drawn (no ink).")
        .contains("The second: this picture cannot be drawn (its name &#39;../two&#39;")
        .contains("the end");
  }

  @Test
  void aScorerThatFailsIsNamedWithItsJar() {
    scorer("Wrong", "throw new IllegalStateException(\"boom\");");
    assertThatThrownBy(this::run)
        .isInstanceOf(ComponentException.class)
        .hasMessage(
            "scorer 'wrong' (p.Wrong in " + jar + ") fails: java.lang.IllegalStateException: boom");
  }

  @Test
  void aScorerThatRefusesIsTheUsersError() {
    scorer("Choosy", "throw new IllegalArgumentException(\"needs more data\");");
    assertThatThrownBy(this::run)
        .isInstanceOf(UserException.class)
        .hasMessage("scorer 'choosy' (p.Choosy in " + jar + "): needs more data");
  }

  @Test
  void twoScoresOfOneNameAreRefused() {
    scorer("One", "return Map.of(\"same\", 1.0);");
    scorer("Two", "return Map.of(\"same\", 2.0);");
    assertThatThrownBy(this::run)
        .isInstanceOf(UserException.class)
        .hasMessageContaining("scorer 'two'")
        .hasMessageContaining("gives a score 'same', but there is one of that name already");
  }
}

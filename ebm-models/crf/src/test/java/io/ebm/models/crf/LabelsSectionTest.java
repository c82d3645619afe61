package io.ebm.models.crf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.report.Picture;
import io.ebm.api.report.ReportSection;
import io.ebm.api.report.RunView;
import io.ebm.testkit.Defaults;
import io.ebm.testkit.GaussianEnergy;
import io.ebm.testkit.RecordingPage;
import io.ebm.testkit.ReportSectionConformance;
import io.ebm.testkit.TestContext;
import io.ebm.testkit.TestRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelsSectionTest extends ReportSectionConformance {

  @TempDir private Path folder;

  private SentenceData data() {
    try {
      Files.writeString(folder.resolve("train.txt"), Toy.text(1, 3, 5, 4, 6, 2));
      Files.writeString(folder.resolve("held.txt"), Toy.text(2, 4, 3, 7, 1, 5, 2));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ConllFactory factory = new ConllFactory();
    Map<String, Object> settings =
        Map.of("file", "train.txt", "heldOutFile", "held.txt", "templates", Toy.PLAIN);
    TestContext context = TestContext.builder().folder(folder).build();
    return (SentenceData) factory.create(Defaults.create(factory.configType(), settings), context);
  }

  @Override
  protected ReportSection section() {
    return new LabelsSection();
  }

  @Override
  protected RunView run() {
    SentenceData data = data();
    return TestRun.of(Toy.crf(data, 1, 3)).data(data).build();
  }

  @Override
  protected RunView otherRun() {
    return TestRun.of(GaussianEnergy.standard(2)).data(data()).build();
  }

  @Test
  void mistakesAreMarkedAndCounted() {
    SentenceData data = data();
    RecordingPage page = new RecordingPage();
    section().draw(run(), page);
    String table =
        page.drawn().stream().filter(text -> text.contains("token")).findFirst().orElseThrow();
    assertThat(table).contains("[sentence 1, w").contains("✗");
    Picture.Matrix shares = page.picture("confusion", Picture.Matrix.class);
    assertThat(shares.rows()).isEqualTo(shares.columns()).hasSize(3);
    assertThat(List.of("L0", "L1", "L2")).containsExactlyInAnyOrderElementsOf(shares.rows());
    for (double[] row : shares.values()) {
      assertThat(Arrays.stream(row).sum()).isCloseTo(1, within(1e-12));
    }
    assertThat(data.text(2)).hasSize(2);
    assertThat(data.vocabulary().word(data.text(1).get(0).tokens.get(0))).startsWith("w");
  }

  @Test
  void tokensAreKnownByTheirWords() {
    assertThat(Layout.COLUMNS.word(new String[] {"He", "PRP", "B"}, 2)).isEqualTo("He");
    assertThat(Layout.COLUMNS.word(new String[] {"B", "He"}, 0)).isEqualTo("He");
    assertThat(Layout.CONLLU.word(new String[] {"1", "He", "he"}, 3)).isEqualTo("He");
    assertThat(Layout.ATTRIBUTES.word(new String[] {"w=He", "cap"}, 0)).isEqualTo("w=He cap");
  }
}

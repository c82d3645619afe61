package io.ebm.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ebm.api.Archived;
import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.Dataset;
import io.ebm.api.Examples;
import io.ebm.api.Labelled;
import io.ebm.api.SettingException;
import io.ebm.testkit.Defaults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassesTest {

  @TempDir Path folder;

  @BeforeEach
  void writeFiles() throws IOException {
    Files.writeString(folder.resolve("a.csv"), "cat,10\ndog,20\nemu,30\ncat,40\nfox,50\nemu,60\n");
    Files.writeString(folder.resolve("b.csv"), "dog,1\nemu,2\nfox,3\ncat,4\n");
  }

  private static Component<Dataset> table(boolean standardize) {
    return Defaults.component(
        new CsvFactory(),
        Map.of(
            "file", "a.csv", "heldOutFile", "b.csv", "labelColumn", 0, "standardize", standardize));
  }

  private Dataset create(Component<Dataset> data, Map<String, List<String>> lists) {
    return create(data, lists, null);
  }

  private Dataset create(
      Component<Dataset> data, Map<String, List<String>> lists, @Nullable Path archive) {
    Map<String, Object> settings = new HashMap<>(lists);
    settings.put("data", data);
    io.ebm.testkit.TestContext.Builder context =
        io.ebm.testkit.TestContext.builder().path("data").folder(folder);
    if (archive != null) {
      context.archive(archive);
    }
    return Defaults.component(new ClassesFactory(), settings).make(context.build());
  }

  private static float[] rows(Examples examples) {
    return examples.range(0, examples.size(), 1).array();
  }

  @Test
  void someClassesRemain() {
    Dataset data = create(table(false), Map.of("only", List.of("emu", "dog")));
    assertThat(rows(data.train())).containsExactly(20, 30, 60);
    assertThat(rows(data.heldOut())).containsExactly(1, 2);
    Labelled labelled = (Labelled) data;
    assertThat(labelled.classes()).isEqualTo(2);
    assertThat(labelled.trainLabels()).containsExactly(0, 1, 1);
    assertThat(labelled.heldOutLabels()).containsExactly(0, 1);
    assertThat(((FeatureTexts) data).classNames()).containsExactly("dog", "emu");
    assertThat(((FeatureTexts) data).labelColumn()).isZero();
    assertThat(DataSummary.lines(data))
        .startsWith(
            "data: 3 examples, 2 held out, each of real numbers of shape [1]",
            "  2 classes: dog (1), emu (2)");
  }

  @Test
  void heldOutExamplesMayBeOfOtherClasses() {
    Dataset data =
        create(
            table(false),
            Map.of("without", List.of("cat", "fox"), "heldOutOnly", List.of("cat", "emu")));
    assertThat(rows(data.train())).containsExactly(20, 30, 60);
    assertThat(rows(data.heldOut())).containsExactly(2, 4);
    Labelled labelled = (Labelled) data;
    assertThat(((FeatureTexts) data).classNames()).containsExactly("cat", "dog", "emu");
    assertThat(labelled.trainLabels()).containsExactly(1, 2, 2);
    assertThat(labelled.heldOutLabels()).containsExactly(2, 0);
    data = create(table(false), Map.of("heldOutWithout", List.of("cat")));
    assertThat(data.train().size()).isEqualTo(6);
    assertThat(rows(data.heldOut())).containsExactly(1, 2, 3);
  }

  /** Units and classes are those of all data, also when a run is opened without them. */
  @Test
  void aRunKeepsUnitsAndClasses() throws IOException {
    Map<String, List<String>> only = Map.of("only", List.of("fox"));
    Dataset data = create(table(true), only);
    double sd = Math.sqrt(350); // of 10, 20, … 60, whose mean is 35
    assertThat(rows(data.train())).containsExactly((float) (15 / sd));
    Batch row = Batch.of(new float[] {50}, 1);
    ((FeatureTexts) data).convert(row);
    assertThat(row.array()).containsExactly((float) (15 / sd));
    Path archive = Files.createDirectories(folder.resolve("archive"));
    ((Archived) data).archive(archive);
    Files.writeString(folder.resolve("a.csv"), "fox,50\nfox,35\n");
    Files.writeString(folder.resolve("b.csv"), "fox,65\n");
    Dataset opened = create(table(true), only, archive);
    assertThat(rows(opened.train())).containsExactly((float) (15 / sd), 0);
    assertThat(rows(opened.heldOut())).containsExactly((float) (30 / sd));
  }

  @Test
  void mistakesNameTheClasses() {
    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(() -> create(table(false), Map.of("only", List.of("dig"))))
        .withMessage(
            "names the class 'dig', but there are cat, dog, emu, fox; did you mean 'dog'?");
    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(
            () -> create(table(false), Map.of("without", List.of("cat", "dog", "emu", "fox"))))
        .withMessage("leaves no class of cat, dog, emu, fox");
    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(
            () -> create(table(false), Map.of("only", List.of("cat"), "without", List.of("dog"))))
        .withMessage("says what the other key says; give one of the two");
    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(() -> create(table(false), Map.of("only", List.of())))
        .withMessage("must name one class at least");
    Component<Dataset> plain =
        Defaults.component(new CsvFactory(), Map.of("file", "b.csv", "labelColumn", 0));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                create(
                    Defaults.component(new TwoMoonsFactory(), Map.of()),
                    Map.of("only", List.of("a"))))
        .withMessage("data 'two-moons' have no classes to choose from; give labelled data");
    assertThat(create(plain, Map.of("only", List.of("cat"))).train().size()).isEqualTo(1);
  }
}

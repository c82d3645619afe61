package io.ebm.models.crf;

import io.ebm.api.Component;
import io.ebm.api.Dataset;
import io.ebm.api.DatasetFactory;
import io.ebm.testkit.DatasetConformance;
import io.ebm.testkit.Defaults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The contract of every data set of sentences. */
class SentencesConformanceTest {

  private static final String COLUMNS = Toy.text(1, 3, 4, 1, 6, 3, 5, 2, 6, 4);
  private static final String MORE_COLUMNS = Toy.text(2, 3, 3, 6, 1, 4);
  private static final String ATTRIBUTES =
      "@weight:2\tDT\tthe\tshort\nNN\tend:2\n\nDT\ta\nNN\tend\tlast:0.5\nVB\n\nNN\tthe\n";
  private static final String MORE_ATTRIBUTES = "DT\tthe\nVB\tshort\n\nNN\tend\n";
  private static final String TREES =
      """
      1\tthe\tthe\tDET\tDT\t_\t2\tdet\t_\t_
      2\tend\tend\tNOUN\tNN\t_\t0\troot\t_\t_

      1\tit\tit\tPRON\tPRP\t_\t2\tnsubj\t_\t_
      2\tends\tend\tVERB\tVBZ\t_\t0\troot\t_\t_
      3\tthe\tthe\tDET\tDT\t_\t2\tdet\t_\t_
      """;

  @TempDir static Path folder;

  @BeforeAll
  static void writeFiles() throws IOException {
    Files.writeString(folder.resolve("train.txt"), COLUMNS);
    Files.writeString(folder.resolve("held-out.txt"), MORE_COLUMNS);
    Files.writeString(folder.resolve("train.crfsuite"), ATTRIBUTES);
    Files.writeString(folder.resolve("held-out.crfsuite"), MORE_ATTRIBUTES);
    Files.writeString(folder.resolve("train.conllu"), TREES + "\n");
    Files.writeString(folder.resolve("held-out.conllu"), TREES + "\n");
  }

  private abstract static class Case extends DatasetConformance {
    private final Component<Dataset> data;
    private final String text;

    Case(DatasetFactory<?> factory, String ending, String text, Map<String, ?> more) {
      Map<String, Object> given = new HashMap<>(more);
      given.put("file", "train." + ending);
      given.put("heldOutFile", "held-out." + ending);
      this.data = Defaults.component(factory, given);
      this.text = text;
    }

    @Override
    protected Component<Dataset> data() {
      return data;
    }

    @Override
    protected Path folder() {
      return folder;
    }

    @Override
    protected String predictionText() {
      return text;
    }
  }

  @Nested
  class OfConll extends Case {
    OfConll() {
      super(new ConllFactory(), "txt", MORE_COLUMNS, Map.of("templates", Toy.EDGED));
    }
  }

  @Nested
  class OfConllWithACutOff extends Case {
    OfConllWithACutOff() {
      super(
          new ConllFactory(),
          "txt",
          MORE_COLUMNS,
          Map.of("templates", List.of("U0:%x[0,0]"), "cutOff", 2, "scores", Scoring.TAGS));
    }
  }

  @Nested
  class OfAttributeFiles extends Case {
    OfAttributeFiles() {
      super(new AttributeFilesFactory(), "crfsuite", MORE_ATTRIBUTES, Map.of());
    }
  }

  @Nested
  class OfConllu extends Case {
    OfConllu() {
      super(new ConlluFactory(), "conllu", TREES + "\n", Map.of());
    }
  }
}

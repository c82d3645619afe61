package io.ebm.core.text;

import io.ebm.api.Component;
import io.ebm.api.ComponentContext;
import io.ebm.api.Dataset;
import io.ebm.api.DatasetFactory;
import io.ebm.api.Factory;
import io.ebm.api.Labelled;
import io.ebm.api.RandomStream;
import io.ebm.core.data.ClassTask;
import io.ebm.testkit.DatasetConformance;
import io.ebm.testkit.Defaults;
import io.ebm.testkit.FactoryConformance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

class TextDataConformanceTest {

  private static final List<String> WORDS =
      List.of("the", "cat", "sat", "on", "a", "mat,", "why?", "Caf\u00e9", "10", "dogs");

  @TempDir static Path folder;

  @BeforeAll
  static void write() throws IOException {
    Files.writeString(folder.resolve("lines.txt"), lines(200, "%2$s\n"));
    Files.writeString(folder.resolve("more.txt"), lines(60, "%2$s\n\n"));
    Files.writeString(folder.resolve("tab.tsv"), lines(200, "%1$s\t%2$s\n"));
    Files.writeString(folder.resolve("space.txt"), lines(200, "%1$s %2$s\n"));
    Files.writeString(
        folder.resolve("objects.jsonl"), lines(200, "{\"kind\": \"%1$s\", \"body\": \"%2$s\"}\n"));
  }

  private static String lines(int count, String form) {
    RandomStream random = RandomStream.of(count);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      StringBuilder line = new StringBuilder();
      for (int length = 1 + random.nextInt(9); length > 0; length--) {
        line.append(line.isEmpty() ? "" : " ").append(WORDS.get(random.nextInt(WORDS.size())));
      }
      text.append(form.formatted(List.of("good", "bad", "odd").get(i % 3), line));
    }
    return text.toString();
  }

  private abstract static class Case extends DatasetConformance {
    private final Component<Dataset> data;

    Case(DatasetFactory<?> factory, Map<String, ?> given) {
      data = Defaults.component(factory, given);
    }

    @Override
    protected Component<Dataset> data() {
      return data;
    }

    @Override
    protected Path folder() {
      return folder;
    }
  }

  @Nested
  class OfPaddedLinesThatAreCut extends Case {
    OfPaddedLinesThatAreCut() {
      super(
          new TextFactory(),
          Map.of("file", "lines.txt", "heldOutFraction", 0.25, "pad", true, "most", 9));
    }
  }

  @Nested
  class OfLines extends Case {
    OfLines() {
      super(
          new TextFactory(),
          Map.of("file", "lines.txt", "heldOutFraction", 0.25, "begin", true, "end", true));
    }
  }

  @Nested
  class OfPaddedLines extends Case {
    OfPaddedLines() {
      super(new TextFactory(), Map.of("file", "lines.txt", "heldOutEvery", 5, "pad", true));
    }
  }

  @Nested
  class OfPairs extends Case {
    OfPairs() {
      super(new TextPairsFactory(), Map.of("file", "tab.tsv", "heldOutFraction", 0.2, "most", 6));
    }
  }

  @Nested
  class OfPairsOfObjects extends Case {
    OfPairsOfObjects() {
      super(
          new TextPairsFactory(),
          Map.of(
              "file", "objects.jsonl",
              "sourceField", "body",
              "targetField", "kind",
              "tokenizer", new Characters(true, 1),
              "heldOutEvery", 4));
    }
  }

  @Nested
  class OfLinesOfTwoFiles extends Case {
    OfLinesOfTwoFiles() {
      super(
          new TextFactory(),
          Map.of("file", "lines.txt", "heldOutFile", "more.txt", "most", 7, "end", true));
    }
  }

  @Nested
  class OfWindows extends Case {
    OfWindows() {
      super(
          new TextFactory(),
          Map.of("file", "lines.txt", "window", 16, "stride", 9, "heldOutFraction", 0.1));
    }
  }

  @Nested
  class OfWindowsOfBytes extends Case {
    OfWindowsOfBytes() {
      super(
          new TextFactory(),
          Map.of(
              "file",
              "lines.txt",
              "heldOutFile",
              "more.txt",
              "window",
              5,
              "tokenizer",
              new Bytes()));
    }
  }

  @Nested
  class OfSentences extends Case {
    OfSentences() {
      super(new SentencesFactory(), Map.of("file", "tab.tsv", "heldOutEvery", 5, "most", 6));
    }

    @Override
    protected String predictionText() {
      return "the cat\nwhy?\nunheard-of words\na mat, a dog, and one more that is too long\n";
    }
  }

  @Nested
  class OfSentencesBehindBlanks extends Case {
    OfSentencesBehindBlanks() {
      super(
          new SentencesFactory(),
          Map.of("file", "space.txt", "heldOutFile", "space.txt", "begin", true));
    }

    @Override
    protected String predictionText() {
      return "good the cat\nnew why?\nbad a mat\nodd dogs\n";
    }
  }

  @Nested
  class OfObjects extends Case {
    OfObjects() {
      super(
          new SentencesFactory(),
          Map.of(
              "file",
              "objects.jsonl",
              "textField",
              "body",
              "labelField",
              "kind",
              "heldOutFraction",
              0.3,
              "tokenizer",
              new Characters(true, 2)));
    }

    @Override
    protected String predictionText() {
      return "{\"body\": \"the cat\"}\n{\"kind\": \"bad\", \"body\": \"why?\"}\n";
    }
  }

  private record Labels(Component<Dataset> data) {}

  /** Labelled texts as the host gives them to a classifier. */
  private static final class Classes implements DatasetFactory<Labels> {
    @Override
    public String name() {
      return "classes";
    }

    @Override
    public String description() {
      return "Texts and their classes.";
    }

    @Override
    public Class<Labels> configType() {
      return Labels.class;
    }

    @Override
    public Dataset create(Labels config, ComponentContext context) {
      Dataset data = context.create("data", config.data());
      return ClassTask.of(data, (Labelled) data);
    }
  }

  private abstract static class ClassesCase extends Case {
    ClassesCase(String file) {
      super(
          new Classes(),
          Map.of(
              "data",
              Defaults.component(
                  new SentencesFactory(),
                  Map.of(
                      "file",
                      file,
                      "heldOutEvery",
                      4,
                      "textField",
                      "body",
                      "labelField",
                      "kind"))));
    }
  }

  @Nested
  class OfClasses extends ClassesCase {
    OfClasses() {
      super("tab.tsv");
    }

    @Override
    protected String predictionText() {
      return "the cat\nwhy?\nunheard-of words\na mat, a dog\n";
    }
  }

  @Nested
  class OfClassesBehindLabels extends ClassesCase {
    OfClassesBehindLabels() {
      super("space.txt");
    }

    @Override
    protected String predictionText() {
      return "good the cat\nnew why?\nbad a mat\nodd dogs\n";
    }
  }

  @Nested
  class OfClassesOfObjects extends ClassesCase {
    OfClassesOfObjects() {
      super("objects.jsonl");
    }

    @Override
    protected String predictionText() {
      return "{\"body\": \"the cat\"}\n{\"kind\": \"bad\", \"body\": \"why?\"}\n{\"body\": \"x\"}\n";
    }
  }

  @Nested
  class FactoryOfTexts extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new TextFactory();
    }

    @Override
    protected Map<String, ?> required() {
      return Map.of("file", "lines.txt");
    }

    @Override
    protected List<Bad> bad() {
      return List.of(
          new Bad("heldOutFraction", 1.0),
          new Bad("heldOutEvery", 1),
          new Bad("window", 0),
          new Bad("stride", 3),
          new Bad("most", 0));
    }
  }

  @Nested
  class FactoryOfPairs extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new TextPairsFactory();
    }

    @Override
    protected Map<String, ?> required() {
      return Map.of("file", "tab.tsv");
    }

    @Override
    protected List<Bad> bad() {
      return List.of(
          new Bad("heldOutFraction", 0.0),
          new Bad("heldOutEvery", 0),
          new Bad("targetField", "source"),
          new Bad("most", 0));
    }
  }

  @Nested
  class FactoryOfSentences extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new SentencesFactory();
    }

    @Override
    protected Map<String, ?> required() {
      return Map.of("file", "tab.tsv");
    }

    @Override
    protected List<Bad> bad() {
      return List.of(
          new Bad("heldOutFraction", 0.0),
          new Bad("heldOutEvery", 0),
          new Bad("labelField", "text"),
          new Bad("most", 0));
    }
  }
}

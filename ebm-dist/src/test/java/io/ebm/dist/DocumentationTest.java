package io.ebm.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.core.Ebm;
import io.ebm.core.config.ExperimentFile;
import io.ebm.core.config.Reference;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the documents say must be so: snippets compile and bind, links lead somewhere. */
class DocumentationTest {

  @TempDir Path folder;

  private static List<Path> documents() throws IOException {
    List<Path> documents = new ArrayList<>(List.of(Project.root().resolve("README.md")));
    try (Stream<Path> docs = Files.walk(Project.root().resolve("docs"))) {
      docs.filter(path -> path.toString().endsWith(".md")).sorted().forEach(documents::add);
    }
    return documents;
  }

  private static List<String> snippets(Path document, String language) throws IOException {
    Matcher matcher =
        Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(document));
    List<String> snippets = new ArrayList<>();
    while (matcher.find()) {
      snippets.add(matcher.group(1));
    }
    return snippets;
  }

  @Test
  void javaSnippetsCompile() throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    int count = 0;
    for (Path document : documents()) {
      for (String snippet : snippets(document, "java")) {
        Matcher name = Pattern.compile("(?:class|record) (\\w+)").matcher(snippet);
        assertThat(name.find()).as(snippet).isTrue();
        Path source =
            Files.createDirectories(folder.resolve("s" + count++)).resolve(name.group(1) + ".java");
        Files.writeString(source, snippet);
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
          boolean compiles =
              compiler
                  .getTask(
                      messages,
                      files,
                      null,
                      List.of(
                          "-proc:none",
                          "-d",
                          folder.toString(),
                          "-cp",
                          System.getProperty("java.class.path")),
                      null,
                      files.getJavaFileObjects(source))
                  .call();
          assertThat(compiles).as("%s: %s%n%s", document, messages, snippet).isTrue();
        }
      }
    }
    assertThat(count).isGreaterThanOrEqualTo(3);
  }

  @Test
  void experimentsInDocumentsAndExamplesAreValid() throws IOException {
    int count = 0;
    try (Ebm ebm = Ebm.open()) {
      for (Path document : documents()) {
        for (String snippet : snippets(document, "json")) {
          String text =
              snippet.contains("\"name\"")
                  ? snippet
                  : """
                  {"name": "x", "energy": {"type": "mlp"},
                   "optimizer": {"type": "adam", "rate": %s}}
                  """
                      .formatted(snippet);
          ExperimentFile.parse(document.toString(), text, folder, List.of(), ebm.registry());
          count++;
        }
      }
      for (String example : List.of("two-moons", "eight-gaussians", "optdigits", "ising")) {
        ebm.experiment(Project.example(example + ".json"), List.of());
      }
    }
    assertThat(count).isPositive();
  }

  @Test
  void readmeShowsTheExampleAsItIs() throws IOException {
    assertThat(snippets(Project.root().resolve("README.md"), "json"))
        .containsExactly(Files.readString(Project.example("two-moons.json")));
  }

  @Test
  void pluginGuideShowsTheExampleAsItIs() throws IOException {
    Path source =
        Path.of("student-t-plugin/src/main/java/org/example/studentt/StudentTConfig.java");
    assertThat(Files.readString(Project.root().resolve("examples").resolve(source)))
        .contains(
            snippets(Project.root().resolve("docs/writing-a-plugin.md"), "java")
                .get(0)
                .substring(70));
  }

  @Test
  void referenceIsWhatTheComponentsSay() throws IOException {
    try (Ebm ebm = Ebm.open()) {
      assertThat(Files.readString(Project.root().resolve("docs/reference.md")))
          .as("write it again: ./ebm describe > docs/reference.md")
          .isEqualTo(Reference.of(ebm.registry()));
    }
  }

  @Test
  void linksLeadSomewhere() throws IOException {
    Pattern link = Pattern.compile("\\]\\((?!https?://)([^)#]+)(#[^)]*)?\\)");
    for (Path document : documents()) {
      Matcher matcher = link.matcher(Files.readString(document));
      while (matcher.find()) {
        assertThat(document.resolveSibling(matcher.group(1))).as("a link in %s", document).exists();
      }
    }
  }
}

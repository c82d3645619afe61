package io.ebm.core.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.core.cli.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user reads when a plugin is at fault, and not what they wrote. */
class BrokenPluginTest {

  private static final String EXPERIMENT =
      """
      {
        "name": "toy",
        "seed": 7,
        "data": {"type": "cloud", "size": 500, "dim": 3},
        "energy": {"type": "bowl"},
        "objective": {"type": "contrast", "sampler": {"type": "walk"}},
        "optimizer": {"type": "a"},
        "training": {"batch": 200, "steps": 5}
      }
      """;

  @TempDir Path folder;
  private Path plugins;
  private Path jar;
  private Path experiment;

  @BeforeEach
  void write() throws IOException {
    plugins = folder.resolve("plugins");
    jar = plugins.resolve("one/one.jar");
    experiment = Files.writeString(folder.resolve("e.json"), EXPERIMENT);
  }

  private void install(String create) throws IOException {
    PluginJars.in(Files.createDirectories(folder.resolve("work")))
        .factory(
            "A",
            "public Optimizer create(Config config, ComponentContext context) { " + create + " }")
        .write(jar);
  }

  /** The standard error of a training that fails. */
  private String train() {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Main.execute(
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            "train",
            experiment.toString(),
            "--plugins",
            plugins.toString(),
            "--out",
            folder.resolve("run").toString());
    assertThat(code).as(err.toString()).isEqualTo(1);
    return err.toString();
  }

  @Test
  void aFactoryThatFailsIsNamedWithItsJar() throws IOException {
    install("throw new IllegalStateException(\"boom\");");
    assertThat(train())
        .startsWith(
            "unexpected failure: optimizer: optimizer 'a' (p.A in "
                + jar
                + ") fails in create(): java.lang.IllegalStateException: boom\n")
        .contains("at one//p.A.create(A.java:3)");
  }

  @Test
  void aFactoryThatMakesNothingIsNamedWithItsJar() throws IOException {
    install("return null;");
    assertThat(train().strip())
        .isEqualTo(
            "unexpected failure: optimizer: optimizer 'a' (p.A in "
                + jar
                + ") returns null from create()");
  }

  @Test
  void whatFailsLaterIsPlacedInItsPlugin() throws IOException {
    install("return (parameters, gradient) -> { throw new IllegalStateException(\"boom\"); };");
    assertThat(train())
        .contains("unexpected failure (this is a bug of the plugin's): in p.A.")
        .contains(" of plugin 'one'\n");
  }

  private Process validate() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "-Debm.math=scalar",
            Main.class.getName(),
            "validate",
            experiment.toString(),
            "--plugins",
            plugins.toString())
        .start();
  }

  @Test
  void whatAPluginPrintsIsNoResult() throws IOException, InterruptedException {
    install("System.out.println(\"chatter\"); return (parameters, gradient) -> {};");
    Process process = validate();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(err).isZero();
    assertThat(out).startsWith(experiment + ": valid").doesNotContain("chatter");
    assertThat(err).contains("chatter");
  }

  @Test
  void exitInAPluginIsNoSuccess() throws IOException, InterruptedException {
    install("System.exit(0); return null;");
    Process process = validate();
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(err).isEqualTo(1);
    assertThat(err.strip())
        .isEqualTo(
            "failed: p.A.create() of plugin 'one' ended the process before the command was done");
  }
}

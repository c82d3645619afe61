package io.ebm.core.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ebm.core.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiscoveryTest {

  private static final String PROBLEM = "the installed plugins have a problem:\n  ";

  @TempDir Path folder;
  private Path work;
  private Path plugins;

  @BeforeEach
  void folders() throws IOException {
    work = Files.createDirectory(folder.resolve("work"));
    plugins = Files.createDirectory(folder.resolve("plugins"));
  }

  private Registry discover() {
    return Discovery.discover(DiscoveryTest.class.getClassLoader(), plugins);
  }

  private String problems() {
    try {
      discover();
      return "";
    } catch (UserException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private PluginJars plugin() {
    return PluginJars.in(work);
  }

  private static String description(Registry registry, String optimizer) {
    Registry.Entry entry = registry.find(Kind.OPTIMIZER, optimizer);
    return entry == null ? "not found" : entry.description();
  }

  @Test
  void findsTheClassPathAndPluginFolders() throws IOException {
    Path jar = plugin().library("1").optimizer("A", "first").write(plugins.resolve("one/one.jar"));
    Registry registry = discover();
    assertThat(registry.names(Kind.OPTIMIZER)).contains("downhill", "first");
    Registry.Entry entry = registry.find(Kind.OPTIMIZER, "first");
    assertThat(entry).isNotNull();
    assertThat(entry.origin().plugin()).isEqualTo("one");
    assertThat(entry.origin().location()).isEqualTo(jar.toString());
  }

  @Test
  void isolatesTwoVersionsOfOneLibrary() throws IOException {
    plugin().library("1").optimizer("A", "first").write(plugins.resolve("one/one.jar"));
    plugin().library("2").optimizer("B", "second").write(plugins.resolve("two/two.jar"));
    Registry registry = discover();
    assertThat(description(registry, "first")).isEqualTo("A test of 1");
    assertThat(description(registry, "second")).isEqualTo("A test of 2");
  }

  @Test
  void hidesTheHostsLibraries() throws IOException {
    plugin()
        .source(
            "p.Helper",
            """
            package p;
            public class Helper {
              public static String version() {
                try {
                  Class.forName("io.ebm.core.Ebm");
                  return "the host";
                } catch (ClassNotFoundException e) {
                  return "nothing";
                }
              }
            }
            """)
        .optimizer("A", "curious")
        .write(plugins.resolve("one/one.jar"));
    assertThat(description(discover(), "curious")).isEqualTo("A test of nothing");
  }

  @Test
  void anAbsentFolderIsEmpty() {
    assertThat(
            Discovery.discover(DiscoveryTest.class.getClassLoader(), folder.resolve("absent"))
                .names(Kind.OPTIMIZER))
        .contains("downhill");
  }

  @Test
  void tellsOfABrokenJar() throws IOException {
    Path jar = plugins.resolve("one/one.jar");
    Files.createDirectories(jar.getParent());
    Files.writeString(jar, "this is no zip file");
    assertThat(problems())
        .startsWith("the installed plugins have a problem:\n  " + jar + ": is not a readable jar (")
        .endsWith("); copy it again, or remove it");
  }

  @Test
  void tellsOfTwoPluginsOfOneName() throws IOException {
    Path one = plugin().library("1").optimizer("A", "same").write(plugins.resolve("one/one.jar"));
    Path two = plugin().library("1").optimizer("A", "same").write(plugins.resolve("two/two.jar"));
    assertThat(problems())
        .isEqualTo(
            "the installed plugins have a problem:\n  two plugins provide optimizer 'same': "
                + one
                + " and "
                + two
                + "; remove one of them");
  }

  @Test
  void tellsOfAnotherInterfaceVersion() throws IOException {
    Path jar =
        plugin()
            .library("1")
            .optimizer("A", "future")
            .spiVersion("9")
            .write(plugins.resolve("one/one.jar"));
    assertThat(problems())
        .isEqualTo(
            "the installed plugins have a problem:\n  "
                + jar
                + ": was built against version 9 of the plugin interface, this ebm has version 1;"
                + " build it against this ebm-api with 'Ebm-Spi-Version: 1' in its manifest, or get"
                + " a matching jar");
  }

  @Test
  void tellsOfAMissingInterfaceVersion() throws IOException {
    plugin()
        .library("1")
        .optimizer("A", "silent")
        .spiVersion(null)
        .write(plugins.resolve("one/one.jar"));
    assertThat(problems()).contains("was built against version unknown of the plugin interface");
  }

  @Test
  void tellsOfAFactoryThatIsNotThere() throws IOException {
    Path jar =
        plugin()
            .library("1")
            .optimizer("A", "fine")
            .service("io.ebm.api.OptimizerFactory", "p.NotThere")
            .write(plugins.resolve("one/one.jar"));
    assertThat(problems())
        .isEqualTo(
            PROBLEM
                + jar
                + ": a factory that META-INF/services/io.ebm.api.OptimizerFactory lists cannot be"
                + " used (io.ebm.api.OptimizerFactory: Provider p.NotThere not found)");
  }

  @Test
  void tellsWhichFactoryDoesNotAnswerAndWhat() throws IOException {
    Path jar =
        plugin()
            .factory("A", "public A() { throw new IllegalStateException(\"boom\"); }")
            .factory("B", "public String name() { return null; }")
            .factory("C", "public String name() { throw new IllegalStateException(\"boom\"); }")
            .factory("D", "public String description() { return null; }")
            .factory("E", "public String description() { return \"\" + Missing.X; }")
            .source("p.Missing", "package p; class Missing { static final Object X = null; }")
            .without("p.Missing")
            .factory("F", "public Class<Config> configType() { return null; }")
            .factory("G", "static final int N = Integer.parseInt(\"seven\");")
            .write(plugins.resolve("one/one.jar"));
    assertThat(problems().lines())
        .containsExactly(
            "the installed plugins have problems:",
            "  " + jar + ": p.A fails in its constructor (java.lang.IllegalStateException: boom)",
            "  " + jar + ": p.B returns null from name()",
            "  " + jar + ": p.C fails in name() (java.lang.IllegalStateException: boom)",
            "  " + jar + ": p.D returns null from description()",
            "  " + jar + ": p.E fails in description() (java.lang.NoClassDefFoundError: p/Missing)",
            "  " + jar + ": p.F returns null from configType()",
            "  "
                + jar
                + ": p.G fails in its constructor ("
                + "java.lang.NumberFormatException: For input string: \"seven\")");
  }

  @Test
  void doesNotWaitForEverForAnAnswer() throws IOException {
    Path jar =
        plugin()
            .factory(
                "A",
                """
                public String name() {
                  while (true) {
                    java.util.concurrent.locks.LockSupport.park();
                  }
                }
                """)
            .write(plugins.resolve("one/one.jar"));
    assertThatThrownBy(
            () ->
                Discovery.discover(
                    DiscoveryTest.class.getClassLoader(), plugins, Duration.ofMillis(200)))
        .hasMessage(
            PROBLEM
                + jar
                + ": p.A does not return from name() within 0.2 s; long work belongs in create()");
  }

  @Test
  void tellsOfWhatLiesInTheFolderAndIsNoPlugin() throws IOException {
    Path loose = plugin().library("1").optimizer("A", "loose").write(plugins.resolve("loose.jar"));
    plugin().library("1").write(plugins.resolve("bare/bare.jar"));
    Files.createDirectories(plugins.resolve("nested/target"));
    Files.createDirectories(plugins.resolve("empty"));
    Files.createDirectories(plugins.resolve(".hidden/folder"));
    assertThat(problems().lines())
        .containsExactly(
            "the installed plugins have problems:",
            "  "
                + loose
                + ": a plugin's jar lies in a folder of its own; move it to "
                + plugins.resolve("loose/loose.jar"),
            "  "
                + plugins.resolve("bare")
                + ": no jar in it has a component, and each folder of plugins is one plugin; a"
                + " plugin's jar lists its factories in files named"
                + " META-INF/services/io.ebm.api.…Factory",
            "  "
                + plugins.resolve("nested")
                + ": has no jar, and each folder of plugins is one plugin; copy the plugin's jars"
                + " right into it, or remove it");
  }

  @Test
  void aPluginMayHaveALayerAlone() throws IOException {
    plugin()
        .service("io.ebm.nn.LayerFactory", "p.Same$Factory")
        .source(
            "p.Same",
            """
            package p;
            import io.ebm.nn.*;
            import java.util.List;
            public record Same() implements Layer {
              public Value wire(Wiring wiring, List<Value> inputs) { return inputs.get(0); }
              public static class Factory extends LayerOf<Same> {
                public Factory() { super("same", "What it is given.", Same.class); }
              }
            }
            """)
        .write(plugins.resolve("one/one.jar"));
    assertThat(discover().names(Kind.LAYER)).contains("same");
  }

  @Test
  void tellsOfAServiceThatDoesNotExist() throws IOException {
    Path jar =
        plugin()
            .library("1")
            .service("io.ebm.api.OptimiserFactory", "p.Helper")
            .write(plugins.resolve("one/one.jar"));
    assertThat(problems())
        .startsWith(
            PROBLEM
                + jar
                + ": META-INF/services/io.ebm.api.OptimiserFactory is for no kind of component;"
                + " did you mean 'io.ebm.api.OptimizerFactory'");
  }

  @Test
  void tellsOfABadName() throws IOException {
    Path jar =
        plugin().library("1").optimizer("A", "Bad Name").write(plugins.resolve("one/one.jar"));
    assertThat(problems())
        .contains(jar + ": p.A has the name 'Bad Name'; a name must match [a-z][a-z0-9-]*");
  }

  @Test
  void tellsAllProblemsAtOnce() throws IOException {
    plugin().library("1").optimizer("A", "Bad").write(plugins.resolve("one/one.jar"));
    plugin().library("1").optimizer("A", "b").spiVersion("2").write(plugins.resolve("two/two.jar"));
    assertThat(problems()).startsWith("the installed plugins have problems:\n").hasLineCount(3);
  }
}

package io.ebm.core.discovery;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Compiles small plugins and packs them into jars, good ones and broken ones. */
final class PluginJars {

  private final Path work;
  private final Map<String, String> sources = new LinkedHashMap<>();
  private final Map<String, String> services = new LinkedHashMap<>();
  private final Set<String> left = new HashSet<>();
  private @Nullable String spiVersion = "1";

  private PluginJars(Path work) {
    this.work = work;
  }

  static PluginJars in(Path work) {
    return new PluginJars(work);
  }

  /** A class, given by its full source. */
  PluginJars source(String className, String text) {
    sources.put(className, text);
    return this;
  }

  /** An optimizer factory of that class name and registry name. */
  PluginJars optimizer(String className, String name) {
    services.merge("io.ebm.api.OptimizerFactory", "p." + className, (a, b) -> a + "\n" + b);
    return source(
        "p." + className,
        """
        package p;
        import io.ebm.api.*;
        public class %s implements OptimizerFactory<%s.Config> {
          public record Config() {}
          public String name() { return "%s"; }
          public String description() { return "A test of " + Helper.version(); }
          public Class<Config> configType() { return Config.class; }
          public Optimizer create(Config config, ComponentContext context) {
            return (parameters, gradient) -> {};
          }
        }
        """
            .formatted(className, className, name));
  }

  /**
   * An optimizer factory with a method of its own, or another member, in the place of a sound one.
   */
  PluginJars factory(String className, String member) {
    services.merge("io.ebm.api.OptimizerFactory", "p." + className, (a, b) -> a + "\n" + b);
    return source(
            "p.Sound",
            """
            package p;
            import io.ebm.api.*;
            public abstract class Sound implements OptimizerFactory<Sound.Config> {
              public record Config() {}
              public String name() { return getClass().getSimpleName().toLowerCase(); }
              public String description() { return "A test."; }
              public Class<Config> configType() { return Config.class; }
              public Optimizer create(Config config, ComponentContext context) {
                return (parameters, gradient) -> {};
              }
            }
            """)
        .source(
            "p." + className,
            """
            package p;
            import io.ebm.api.*;
            public class %s extends Sound {
              %s
            }
            """
                .formatted(className, member));
  }

  /** Leaves a class out of the jar. */
  PluginJars without(String className) {
    left.add(className.replace('.', '/') + ".class");
    return this;
  }

  /** A library class that says its version. */
  PluginJars library(String version) {
    return source(
        "p.Helper",
        """
        package p;
        public class Helper {
          public static String version() { return "%s"; }
        }
        """
            .formatted(version));
  }

  PluginJars service(String service, String provider) {
    services.merge(service, provider, (a, b) -> a + "\n" + b);
    return this;
  }

  PluginJars spiVersion(@Nullable String version) {
    spiVersion = version;
    return this;
  }

  /** Compiles everything and writes the jar. */
  Path write(Path jar) throws IOException {
    Path sourceFolder = Files.createTempDirectory(work, "src");
    Path classes = Files.createTempDirectory(work, "classes");
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-d",
                classes.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-proc:none"));
    for (Map.Entry<String, String> source : sources.entrySet()) {
      Path file = sourceFolder.resolve(source.getKey().replace('.', '/') + ".java");
      Files.createDirectories(file.getParent());
      Files.writeString(file, source.getValue());
      arguments.add(file.toString());
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (!sources.isEmpty()
        && compiler.run(null, null, null, arguments.toArray(new String[0])) != 0) {
      throw new IOException("the test plugin does not compile");
    }
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    if (spiVersion != null) {
      manifest.getMainAttributes().putValue("Ebm-Spi-Version", spiVersion);
    }
    Files.createDirectories(jar.getParent());
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream packed = new JarOutputStream(out, manifest);
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = classes.relativize(file).toString().replace('\\', '/');
        if (!left.contains(name)) {
          packed.putNextEntry(new JarEntry(name));
          Files.copy(file, packed);
          packed.closeEntry();
        }
      }
      for (Map.Entry<String, String> service : services.entrySet()) {
        packed.putNextEntry(new JarEntry("META-INF/services/" + service.getKey()));
        packed.write(service.getValue().getBytes(StandardCharsets.UTF_8));
        packed.closeEntry();
      }
    }
    return jar;
  }
}

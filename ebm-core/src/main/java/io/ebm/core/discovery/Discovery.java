package io.ebm.core.discovery;

import io.ebm.api.Factory;
import io.ebm.api.SpiVersion;
import io.ebm.core.Texts;
import io.ebm.core.UserException;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds every factory: on the class path of a loader, and in the folders {@code
 * plugins/<name>/*.jar}. All problems are collected and told at once.
 */
public final class Discovery {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");

  private final ClassLoader host;
  private final List<Registry.Entry> entries = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  private Discovery(ClassLoader host) {
    this.host = host;
  }

  /**
   * Finds all factories.
   *
   * @param host the loader of the class path to search
   * @param pluginFolder the folder of plugin folders; one that does not exist is empty
   * @throws UserException that lists every problem: unreadable jars, broken providers, bad or
   *     duplicate names, another version of the interface
   */
  public static Registry discover(ClassLoader host, @Nullable Path pluginFolder) {
    Discovery discovery = new Discovery(host);
    discovery.load(Origin.CLASS_PATH, host);
    if (pluginFolder != null && Files.isDirectory(pluginFolder)) {
      for (Path folder : discovery.list(pluginFolder, "*")) {
        if (Files.isDirectory(folder)) {
          discovery.loadFolder(folder);
        }
      }
    }
    discovery.checkDuplicates();
    if (!discovery.problems.isEmpty()) {
      throw new UserException(
          "the installed plugins have "
              + (discovery.problems.size() == 1 ? "a problem" : "problems")
              + ":\n  "
              + String.join("\n  ", discovery.problems));
    }
    return new Registry(discovery.entries);
  }

  private List<Path> list(Path folder, String glob) {
    List<Path> paths = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, glob)) {
      stream.forEach(paths::add);
    } catch (IOException e) {
      problems.add(folder + ": cannot be read (" + Texts.reason(e) + ")");
    }
    paths.sort(null);
    return paths;
  }

  private void loadFolder(Path folder) {
    List<URL> urls = new ArrayList<>();
    for (Path jar : list(folder, "*.jar")) {
      if (checkJar(jar)) {
        try {
          urls.add(jar.toUri().toURL());
        } catch (MalformedURLException e) {
          problems.add(jar + ": " + Texts.reason(e));
        }
      }
    }
    if (!urls.isEmpty()) {
      String plugin = String.valueOf(folder.getFileName());
      load(plugin, new IsolatedLoader(plugin, urls, host));
    }
  }

  /** Whether a jar can be opened and, if it has providers, was built against this interface. */
  private boolean checkJar(Path jar) {
    boolean provides;
    try (JarFile file = new JarFile(jar.toFile())) {
      provides =
          file.stream()
              .anyMatch(entry -> entry.getName().startsWith("META-INF/services/io.ebm.api."));
    } catch (IOException e) {
      problems.add(
          jar + ": is not a readable jar (" + Texts.reason(e) + "); copy it again, or remove it");
      return false;
    }
    String built = Origin.attribute(jar, SpiVersion.MANIFEST_ATTRIBUTE);
    if (provides && !String.valueOf(SpiVersion.CURRENT).equals(built)) {
      problems.add(
          jar
              + ": was built against version "
              + (built == null ? "unknown" : built)
              + " of the plugin interface, this ebm has version "
              + SpiVersion.CURRENT
              + "; build it against this ebm-api with '"
              + SpiVersion.MANIFEST_ATTRIBUTE
              + ": "
              + SpiVersion.CURRENT
              + "' in its manifest, or get a matching jar");
      return false;
    }
    return true;
  }

  private void load(String plugin, ClassLoader loader) {
    for (Kind kind : Kind.values()) {
      Iterator<? extends ServiceLoader.Provider<? extends Factory<?>>> providers =
          ServiceLoader.load(kind.service(), loader).stream().iterator();
      boolean more = true;
      while (more) {
        try {
          more = providers.hasNext();
          if (more) {
            add(kind, plugin, providers.next().get());
          }
        } catch (ServiceConfigurationError | LinkageError e) {
          Throwable cause = e.getCause() == null ? e : e.getCause();
          problems.add(
              plugin
                  + ": a provider of "
                  + kind.service().getSimpleName()
                  + " is broken ("
                  + Texts.reason(e)
                  + (cause == e ? "" : ": " + cause)
                  + "); if the jar was merged from others, their META-INF/services files must be"
                  + " merged too");
        }
      }
    }
  }

  private void add(Kind kind, String plugin, Factory<?> factory) {
    Origin origin = Origin.of(plugin, factory.getClass());
    if (!NAME.matcher(factory.name()).matches()) {
      problems.add(
          origin
              + ": "
              + factory.getClass().getName()
              + " has the name '"
              + factory.name()
              + "'; a name must match "
              + NAME);
    } else if (!factory.configType().isRecord()) {
      problems.add(
          origin
              + ": the config type of "
              + kind.word()
              + " '"
              + factory.name()
              + "' is no record");
    } else {
      entries.add(new Registry.Entry(kind, factory, origin));
    }
  }

  private void checkDuplicates() {
    Map<String, Registry.Entry> seen = new HashMap<>();
    for (Registry.Entry entry : entries) {
      String key = entry.kind() + " " + entry.name();
      Registry.Entry other = seen.putIfAbsent(key, entry);
      if (other != null) {
        problems.add(
            "two plugins provide "
                + entry.kind().word()
                + " '"
                + entry.name()
                + "': "
                + other.origin()
                + " and "
                + entry.origin()
                + "; remove one of them");
      }
    }
  }
}

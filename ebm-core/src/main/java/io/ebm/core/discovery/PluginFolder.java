package io.ebm.core.discovery;

import io.ebm.api.SpiVersion;
import io.ebm.core.Texts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.JarURLConnection;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarFile;

/**
 * A folder with the jars of one plugin.
 *
 * @param name its own name
 * @param jars all of them that can be opened
 */
record PluginFolder(String name, List<URL> jars) {

  private static final String SERVICES = "META-INF/services/";
  private static final String OURS = SERVICES + "io.ebm.";
  private static final List<String> KINDS =
      Arrays.stream(Kind.values()).map(kind -> kind.service().getName()).toList();

  /** The plugins in a folder of folders; what is none although it lies there is a problem. */
  static List<PluginFolder> in(Path plugins, List<String> problems) {
    for (Path jar : list(plugins, "*.jar", problems)) {
      if (Files.isRegularFile(jar)) {
        String name = String.valueOf(jar.getFileName()).replaceFirst("\\.jar$", "");
        problems.add(
            jar
                + ": a plugin's jar lies in a folder of its own; move it to "
                + plugins.resolve(name).resolve(jar.getFileName()));
      }
    }
    List<PluginFolder> found = new ArrayList<>();
    for (Path folder : list(plugins, "*", problems)) {
      if (Files.isDirectory(folder) && !String.valueOf(folder.getFileName()).startsWith(".")) {
        PluginFolder plugin = of(folder, problems);
        if (!plugin.jars.isEmpty()) {
          found.add(plugin);
        }
      }
    }
    return found;
  }

  private static List<Path> list(Path folder, String glob, List<String> problems) {
    List<Path> paths = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, glob)) {
      stream.forEach(paths::add);
    } catch (IOException e) {
      problems.add(folder + ": cannot be read (" + Texts.reason(e) + ")");
    }
    paths.sort(null);
    return paths;
  }

  private static PluginFolder of(Path folder, List<String> problems) {
    int before = problems.size();
    List<URL> urls = new ArrayList<>();
    boolean provides = false;
    for (Path jar : list(folder, "*.jar", problems)) {
      try {
        provides |= provides(jar, problems);
        urls.add(jar.toUri().toURL());
      } catch (MalformedURLException e) {
        problems.add(jar + ": " + Texts.reason(e));
      } catch (IOException e) {
        problems.add(
            jar + ": is not a readable jar (" + Texts.reason(e) + "); copy it again, or remove it");
      }
    }
    if (problems.size() > before) {
      urls.clear(); // what is known to be wrong is not loaded too
    } else if (!provides && !list(folder, "*", problems).isEmpty()) {
      problems.add(
          folder
              + (urls.isEmpty() ? ": has no jar" : ": no jar in it has a component")
              + ", and each folder of plugins is one plugin; "
              + (urls.isEmpty()
                  ? "copy the plugin's jars right into it, or remove it"
                  : "a plugin's jar lists its factories in files named " + OURS + "api.…Factory"));
    }
    return new PluginFolder(String.valueOf(folder.getFileName()), urls);
  }

  /** Whether a jar has factories; what is wrong with their lists is a problem. */
  private static boolean provides(Path jar, List<String> problems) throws IOException {
    List<String> services;
    try (JarFile file = new JarFile(jar.toFile())) {
      services =
          file.stream()
              .map(entry -> entry.getName())
              .filter(name -> name.startsWith(OURS))
              .map(name -> name.substring(SERVICES.length()))
              .toList();
    }
    for (String service : services) {
      if (!KINDS.contains(service)) {
        problems.add(
            jar
                + ": "
                + SERVICES
                + service
                + " is for no kind of component"
                + Texts.didYouMean(service, KINDS));
      }
    }
    String built = Origin.attribute(jar, SpiVersion.MANIFEST_ATTRIBUTE);
    if (!services.isEmpty() && !String.valueOf(SpiVersion.CURRENT).equals(built)) {
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
    }
    return !services.isEmpty();
  }

  /** What is wrong with a list of factories, with the jars that it lies in. */
  static String declaring(String plugin, ClassLoader loader, Kind kind, Throwable failure) {
    String service = kind.service().getName();
    String reason = Texts.reason(failure);
    List<String> jars = new ArrayList<>();
    try {
      for (URL list : Collections.list(loader.getResources(SERVICES + service))) {
        URLConnection connection = list.openConnection();
        connection.setUseCaches(false);
        if (names(connection, reason)) {
          URL jar = connection instanceof JarURLConnection in ? in.getJarFileURL() : list;
          jars.add(Path.of(URI.create(jar.toString())).toString());
        }
      }
    } catch (IOException e) {
      jars.clear();
    }
    return (jars.isEmpty() ? plugin : String.join(" or ", jars))
        + ": a factory that "
        + SERVICES
        + service
        + " lists cannot be used ("
        + reason
        + (failure.getCause() == null ? "" : ": " + failure.getCause())
        + ")";
  }

  /** Whether a list of factories has one that a message names. */
  private static boolean names(URLConnection list, String message) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(list.getInputStream(), StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .map(line -> line.replaceFirst("#.*", "").strip())
          .anyMatch(line -> !line.isEmpty() && message.contains(line));
    }
  }
}

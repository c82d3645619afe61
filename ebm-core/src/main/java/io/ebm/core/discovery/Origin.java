package io.ebm.core.discovery;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * Where a factory comes from.
 *
 * @param plugin the plugin folder's name, or {@code class path}
 * @param location the jar, or the folder of classes
 * @param version the jar's {@code Implementation-Version}, or {@code unknown}
 */
public record Origin(String plugin, String location, String version) {

  static final String CLASS_PATH = "class path";

  /** Where a class comes from, which was found in that plugin. */
  public static Origin of(String plugin, Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      return new Origin(plugin, "unknown", "unknown");
    }
    Path path = Path.of(URI.create(source.getLocation().toString()));
    String version = attribute(path, Attributes.Name.IMPLEMENTATION_VERSION.toString());
    return new Origin(plugin, path.toString(), version == null ? "unknown" : version);
  }

  /** A main attribute of a jar's manifest, or null. */
  static @Nullable String attribute(Path jar, String name) {
    if (!Files.isRegularFile(jar)) {
      return null;
    }
    try (JarFile file = new JarFile(jar.toFile())) {
      Manifest manifest = file.getManifest();
      return manifest == null ? null : manifest.getMainAttributes().getValue(name);
    } catch (IOException e) {
      return null;
    }
  }

  /** The last part of the location. */
  public String jarName() {
    return location.substring(location.lastIndexOf(java.io.File.separatorChar) + 1);
  }

  @Override
  public String toString() {
    return location;
  }
}

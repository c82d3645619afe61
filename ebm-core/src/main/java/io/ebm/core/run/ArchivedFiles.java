package io.ebm.core.run;

import io.ebm.core.UserException;
import io.ebm.core.io.FileHash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What components archived with a run: recorded when it begins, and checked when it is opened. */
public final class ArchivedFiles {

  private static final String KEY = "archived";

  private ArchivedFiles() {}

  /** Adds the hash of every file of the archive to a run's provenance. */
  public static void record(Path archive, ObjectNode provenance) {
    ObjectNode files = provenance.putObject(KEY);
    hashes(archive).forEach(files::put);
  }

  /**
   * Checks that the archive holds what it was recorded with.
   *
   * @throws UserException that names the file that is damaged, missing or not of the run
   */
  public static void check(Path archive, JsonNode provenance) {
    Map<String, String> now = hashes(archive);
    Map<String, String> then = new TreeMap<>();
    provenance.path(KEY).properties().forEach(e -> then.put(e.getKey(), e.getValue().asString("")));
    then.forEach(
        (name, hash) -> {
          String found = now.get(name);
          if (!hash.equals(found)) {
            String fault =
                found == null ? "is missing" : "has not the contents it was written with";
            throw new UserException(
                archive.resolve(name)
                    + ": "
                    + fault
                    + ", and the run cannot be used without it; train again");
          }
        });
  }

  private static Map<String, String> hashes(Path archive) {
    Map<String, String> hashes = new TreeMap<>();
    if (!Files.isDirectory(archive)) {
      return hashes;
    }
    try (Stream<Path> files = Files.walk(archive)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = archive.relativize(file).toString().replace('\\', '/');
        hashes.put(name, FileHash.of(file).sha256());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(archive + " cannot be read", e);
    }
    return hashes;
  }
}

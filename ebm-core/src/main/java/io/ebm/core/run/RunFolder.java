package io.ebm.core.run;

import io.ebm.api.InputFiles;
import io.ebm.api.TextLines;
import io.ebm.core.Texts;
import io.ebm.core.UserException;
import io.ebm.core.io.AtomicFiles;
import io.ebm.core.io.JsonFaults;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The folder of a run: {@code experiment.json}, {@code provenance.json}, {@code metrics.jsonl},
 * {@code checkpoints/}, {@code samples.npy}, {@code evaluation.json}, {@code plots/*.png} and
 * {@code report.html}.
 */
public final class RunFolder {

  /** The effective experiment, without which a folder is no run. */
  public static final String EXPERIMENT = "experiment.json";

  /** What a run was made with. */
  public static final String PROVENANCE = "provenance.json";

  /** The folder of what components derived from the data. */
  public static final String ARCHIVE = "archive";

  /** What is made before {@code experiment.json}, which makes a folder a run. */
  private static final Set<String> BEGINNING =
      Set.of("checkpoints", "plots", ARCHIVE, PROVENANCE, RunLock.NAME);

  /** Folders in which a file means that a run has come further than its beginning. */
  private static final Set<String> RESULTS = Set.of("checkpoints", "best", "plots");

  private final Path path;

  private RunFolder(Path path) {
    this.path = path;
  }

  /**
   * A new run in a folder that does not exist or is empty.
   *
   * @throws UserException if it holds anything or cannot be written
   */
  public static RunFolder create(Path path) {
    if (Files.exists(path)) {
      if (!Files.isDirectory(path)) {
        throw new UserException(path + ": is a file, not a folder for a run");
      }
      clearUnbegun(path);
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
        if (entries.iterator().hasNext()) {
          throw new UserException(
              path
                  + ": is not empty, and nothing is overwritten; choose another folder with --out, or"
                  + " continue the run in it with --resume");
        }
      } catch (IOException e) {
        throw new UserException(path + ": cannot be read (" + Texts.reason(e) + ")", e);
      }
    }
    try {
      Files.createDirectories(path.resolve("checkpoints"));
      Files.createDirectories(path.resolve("plots"));
    } catch (IOException e) {
      throw new UserException(
          path + ": cannot be written (" + Texts.reason(e) + "); choose another folder with --out",
          e);
    }
    return new RunFolder(path);
  }

  /**
   * Takes away what a command left that was killed before it wrote {@code experiment.json}, the
   * last file of a run's beginning; a folder that holds anything else stays as it is.
   */
  private static void clearUnbegun(Path path) {
    try {
      List<Path> files;
      try (Stream<Path> walk = Files.walk(path)) {
        files = walk.filter(file -> !file.equals(path)).sorted(Comparator.reverseOrder()).toList();
      }
      boolean ours =
          files.stream()
              .map(file -> path.relativize(file).getName(0).toString())
              .allMatch(name -> BEGINNING.contains(name) || AtomicFiles.isLeftOver(Path.of(name)));
      boolean results =
          files.stream()
              .anyMatch(
                  file ->
                      RESULTS.contains(path.relativize(file).getName(0).toString())
                          && Files.isRegularFile(file));
      if (ours && !results && !isRun(path)) {
        for (Path file : files) {
          Files.delete(file);
        }
      }
    } catch (IOException | UncheckedIOException e) {
      throw new UserException(path + ": cannot be read (" + Texts.reason(e) + ")", e);
    }
  }

  /**
   * Holds the folder for this process alone until closed.
   *
   * @throws UserException if another holds it, naming it
   */
  public RunLock lock() {
    RunLock lock = RunLock.of(path);
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.filter(AtomicFiles::isLeftOver).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      lock.close();
      throw new UserException(path + ": cannot be read (" + Texts.reason(e) + ")", e);
    }
    return lock;
  }

  /**
   * The run in a folder.
   *
   * @throws UserException if there is none
   */
  public static RunFolder open(Path path) {
    if (!Files.isRegularFile(path.resolve(EXPERIMENT))) {
      throw new UserException(
          path
              + ": is no run; a run is a folder that 'ebm train' made, with "
              + EXPERIMENT
              + " in it");
    }
    return new RunFolder(path);
  }

  /** Whether a folder holds a run. */
  public static boolean isRun(Path path) {
    return Files.isRegularFile(path.resolve(EXPERIMENT));
  }

  /** A name for a new run under {@code parent}: the experiment's, with a number if it is taken. */
  public static Path free(Path parent, String name) {
    Path path = parent.resolve(name);
    for (int i = 2; Files.exists(path); i++) {
      path = parent.resolve(name + "-" + i);
    }
    return path;
  }

  /** The folder. */
  public Path path() {
    return path;
  }

  /**
   * Requires that results can be written, before they are worked out.
   *
   * @throws UserException if they cannot
   */
  public void checkWritable() {
    for (Path folder : List.of(path, path.resolve("plots"))) {
      if (Files.exists(folder) && !Files.isWritable(folder)) {
        throw new UserException(
            folder
                + ": cannot be written, and the results go there; make it writable, or copy the run");
      }
    }
  }

  /** The effective experiment. */
  public Path experiment() {
    return path.resolve(EXPERIMENT);
  }

  /** The parameters that were worth most while the run trained, where it looked for them. */
  public Checkpoints best() {
    return new Checkpoints(path.resolve("best"));
  }

  /** The checkpoints whose newest has what the run keeps: the best parameters, or the last. */
  public Checkpoints kept() {
    return best().newest() == null ? checkpoints() : best();
  }

  /** The checkpoints. */
  public Checkpoints checkpoints() {
    return new Checkpoints(path.resolve("checkpoints"));
  }

  /** The metrics. */
  public MetricsLog metrics() {
    return new MetricsLog(path.resolve("metrics.jsonl"));
  }

  /** A file in the folder. */
  public Path file(String name) {
    return path.resolve(name);
  }

  /** A file in {@code plots/}. */
  public Path plot(String name) {
    return path.resolve("plots").resolve(name);
  }

  /**
   * The text of a file that the run was begun with.
   *
   * @throws UserException if it cannot be read
   */
  public String text(String name) {
    try {
      return TextLines.whole(file(name));
    } catch (IllegalArgumentException e) {
      throw damaged(Texts.reason(e), e);
    } catch (IOException e) {
      throw damaged(InputFiles.sentence(file(name), e), e);
    }
  }

  /**
   * The object in a file that the run was begun with.
   *
   * @throws UserException if it cannot be read or holds no object
   */
  public JsonNode json(String name) {
    try {
      JsonNode node = Json.parse(text(name));
      if (node.isObject()) {
        return node;
      }
      throw damaged(file(name) + ": holds no JSON object", null);
    } catch (JacksonException e) {
      throw damaged(file(name) + ": not valid JSON: " + JsonFaults.inWords(e), e);
    }
  }

  private static UserException damaged(String what, @Nullable Exception cause) {
    return new UserException(
        what + ". The run cannot be opened without this file; take it from a copy of the run",
        cause);
  }

  /** Writes a JSON file, whole or not at all. */
  public void write(String name, JsonNode node) {
    try {
      AtomicFiles.write(path.resolve(name), file -> Files.write(file, Json.bytes(node)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

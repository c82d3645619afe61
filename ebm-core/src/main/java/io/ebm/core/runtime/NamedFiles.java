package io.ebm.core.runtime;

import io.ebm.api.InputFiles;
import io.ebm.core.UserException;
import io.ebm.core.io.FileHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files that the components of an experiment ask for, by the names that the experiment gives
 * them. Those of a run that is opened must be what they were when it began. Thread-safe.
 */
public final class NamedFiles {

  private final Path run;
  private final Map<String, FileHash> then;
  private final SortedMap<String, Path> used = new TreeMap<>();

  private NamedFiles(Path run, Map<String, FileHash> then) {
    this.run = run;
    this.then = Map.copyOf(then);
  }

  /** Those of a new run, which may be any. */
  public static NamedFiles any() {
    return new NamedFiles(Path.of(""), Map.of());
  }

  /**
   * Those of a run that is opened.
   *
   * @param run its folder, for messages
   * @param then what they were when it began; others may be any
   */
  public static NamedFiles of(Path run, Map<String, FileHash> then) {
    return new NamedFiles(run, then);
  }

  /** The files and folders that were asked for, by name. */
  public synchronized SortedMap<String, Path> used() {
    return Collections.unmodifiableSortedMap(new TreeMap<>(used));
  }

  /**
   * Notes that a file is asked for.
   *
   * @param name the experiment's
   * @param file where it was found
   * @throws UserException if it is not what it was
   */
  public synchronized void use(String name, Path file) {
    if (used.put(name, file) != null || !then.containsKey(name) || !isHashed(file)) {
      return;
    }
    FileHash before = then.get(name);
    FileHash now = hash(file);
    if (!now.equals(before)) {
      throw new UserException(
          file
              + ": is not the '"
              + name
              + "' that "
              + run
              + " was made with: that had "
              + before.inWords()
              + ", this has "
              + now.inWords()
              + ". Put the old contents back; or give the new ones a name of their own, and train a"
              + " new run on them, or evaluate this run on them with --set and that name");
    }
  }

  /** Whether what was asked for has contents that can be told apart: a file or a folder. */
  public static boolean isHashed(Path file) {
    return Files.isRegularFile(file) || Files.isDirectory(file);
  }

  /** The hash of a file or a folder that was asked for. */
  public static FileHash hash(Path file) {
    try {
      return FileHash.of(file);
    } catch (IOException e) {
      throw new UserException(InputFiles.sentence(file, e), e);
    }
  }
}

package io.ebm.bench.reliability;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A numbered series of cases, in a folder of small files that each restores. */
interface Cases {

  /** Prepares a case and returns the command to try. */
  List<String> prepare(long number) throws IOException;

  /** Removes what the case and its command left. */
  void restore() throws IOException;

  /** The cases of that name, in a folder that becomes a copy of the small files. */
  static Cases of(String name, long seed, Path smallFiles, Path folder) throws IOException {
    SmallFiles.delete(folder);
    SmallFiles.copy(smallFiles, folder);
    return switch (name) {
      case "experiments" -> new ExperimentCases(seed, folder);
      case "files" -> new FileCases(seed, smallFiles, folder);
      default -> throw new IllegalArgumentException(name);
    };
  }
}

package io.ebm.dist;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where the project's files are. */
final class Project {

  private Project() {}

  /** The root of the checkout: tests run in the folder of their module. */
  static Path root() {
    Path here = Path.of("").toAbsolutePath();
    Path parent = here.getParent();
    return Files.isDirectory(here.resolve("examples")) || parent == null ? here : parent;
  }

  /** An example experiment. */
  static Path example(String name) {
    return root().resolve("examples").resolve(name);
  }

  /** The folder of real data, or null where there is none. */
  static @Nullable Path data() {
    String data = System.getenv("EBM_DATA");
    return data == null || data.isBlank() ? null : Path.of(data);
  }
}

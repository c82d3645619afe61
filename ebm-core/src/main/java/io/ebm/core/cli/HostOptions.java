package io.ebm.core.cli;

import io.ebm.core.Ebm;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that every command has. */
final class HostOptions {

  @Option(
      names = "--plugins",
      paramLabel = "DIR",
      description = "Folder of plugin folders (default: plugins/ beside ebm)")
  private @Nullable Path plugins;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads to use (default: all processors); results do not depend on it")
  private int threads = Runtime.getRuntime().availableProcessors();

  Ebm open() {
    Ebm.Builder builder = Ebm.builder().threads(threads);
    if (plugins != null) {
      builder.plugins(plugins);
    }
    return builder.open();
  }
}

package io.ebm.core.cli;

import io.ebm.core.io.AtomicFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;

/** {@code ebm study}: each study is a command of its own. */
@Command(
    name = "study",
    description = "Measures what cannot be seen in training.",
    mixinStandardHelpOptions = true,
    subcommands = {GradientBiasCommand.class, EnergyOrScoreCommand.class},
    synopsisSubcommandLabel = "STUDY")
final class StudyCommand {

  /** Writes a study's table and picture, as {@code name.csv} and {@code name.png}. */
  static void write(Path folder, String name, CharSequence csv, byte[] png) {
    try {
      Files.createDirectories(folder);
      AtomicFiles.write(folder.resolve(name + ".csv"), path -> Files.writeString(path, csv));
      AtomicFiles.write(folder.resolve(name + ".png"), path -> Files.write(path, png));
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be written", e);
    }
  }
}

package io.ebm.bench.reliability;

import io.ebm.core.Ebm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Mutated experiments: three of four are changed in any way and validated; the others only swap
 * components and take moderate settings, and are run for a few steps.
 */
final class ExperimentCases implements Cases {

  private final long seed;
  private final Path folder;
  private final ExperimentMutations mutations;

  ExperimentCases(long seed, Path folder) {
    this.seed = seed;
    this.folder = folder;
    try (Ebm ebm = Ebm.builder().threads(1).open();
        Stream<Path> files = Files.list(folder)) {
      mutations =
          new ExperimentMutations(
              ebm.registry(), files.map(file -> file.getFileName().toString()).sorted().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<String> prepare(long number) throws IOException {
    Choice choice = new Choice(seed, number);
    Path file = folder.resolve("case.json");
    if (number % 4 != 3) {
      Files.write(file, mutations.wild(choice));
      return List.of("validate", file.toString(), "--threads", "1");
    }
    byte[] experiment = mutations.mild(choice);
    Files.write(file, experiment);
    boolean learns = new String(experiment, StandardCharsets.UTF_8).contains("\"objective\"");
    List<String> command = new ArrayList<>();
    if (learns) {
      command.addAll(List.of("train", file.toString(), "--out", folder.resolve("case").toString()));
      command.addAll(List.of("--set", "training.steps=2"));
      command.addAll(List.of("--set", "sampling.steps=3", "--set", "sampling.count=4"));
    } else {
      command.addAll(
          List.of("sample", file.toString(), "--out", folder.resolve("case.npy").toString()));
      command.addAll(List.of("--steps", "3", "--count", "4"));
    }
    command.addAll(List.of("--threads", "1"));
    return command;
  }

  @Override
  public void restore() throws IOException {
    Files.deleteIfExists(folder.resolve("case.json"));
    Files.deleteIfExists(folder.resolve("case.npy"));
    SmallFiles.delete(folder.resolve("case"));
  }
}

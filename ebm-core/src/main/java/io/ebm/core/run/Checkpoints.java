package io.ebm.core.run;

import io.ebm.api.Checkpointed;
import io.ebm.api.InputFiles;
import io.ebm.api.Parameters;
import io.ebm.api.StateReader;
import io.ebm.api.StateSpace;
import io.ebm.api.TextLines;
import io.ebm.core.Texts;
import io.ebm.core.UserException;
import io.ebm.core.io.FileHash;
import io.ebm.core.io.JsonFaults;
import io.ebm.core.io.Safetensors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The checkpoints of a run. Each is a folder {@code step-NNNNNNNNN} with the parameters, the state
 * of the optimizer, objectives and chains, and a list of both files' hashes. It is written under
 * another name, forced to the device and renamed, so a folder of that name is whole unless the disk
 * failed; the hashes find that out.
 */
public final class Checkpoints {

  /** What has another name, or a number that no step has, is not of the run. */
  private static final Pattern NAME = Pattern.compile("step-[0-9]{1,18}");

  private static final String PARAMETERS = "parameters.safetensors";
  private static final String STATE = "state.safetensors";
  private static final String INDEX = "checkpoint.json";

  private final Path folder;

  Checkpoints(Path folder) {
    this.folder = folder;
  }

  /**
   * Writes a checkpoint and removes the oldest beyond {@code keep}.
   *
   * @param space of the model's states, or null for a model that has none by itself
   */
  public void save(
      long step, Parameters parameters, @Nullable StateSpace space, Checkpointed state, int keep) {
    Path target = folder.resolve(String.format(Locale.ROOT, "step-%09d", step));
    Path temporary = folder.resolve("." + target.getFileName() + ".tmp");
    try {
      delete(temporary);
      Files.createDirectories(temporary);
      ParameterFiles.write(temporary.resolve(PARAMETERS), parameters, space);
      StateMap map = StateMap.empty();
      state.save(map.writer());
      Safetensors.write(temporary.resolve(STATE), map.tensors(), Map.of("format", "ebm"));
      ObjectNode index = Json.object();
      index.put("step", step);
      ObjectNode files = index.putObject("sha256");
      files.put(PARAMETERS, FileHash.of(temporary.resolve(PARAMETERS)).sha256());
      files.put(STATE, FileHash.of(temporary.resolve(STATE)).sha256());
      writeForced(temporary.resolve(INDEX), Json.bytes(index));
      delete(target);
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      forceFolder();
      List<Path> all = list();
      for (int i = keep; i < all.size(); i++) {
        delete(all.get(i));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("checkpoint " + target + " cannot be written", e);
    }
  }

  private static void writeForced(Path file, byte[] bytes) throws IOException {
    Files.write(file, bytes);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  private void forceFolder() {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Not every system lets a folder be opened; the files themselves are safe.
    }
  }

  /** The newest checkpoint's folder, or null. */
  public @Nullable Path newest() {
    try {
      List<Path> all = list();
      return all.isEmpty() ? null : all.get(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The file of the parameters of the newest checkpoint.
   *
   * @throws UserException if there is none, or it is damaged
   */
  public Path newestParameters() {
    Path newest = newest();
    if (newest == null) {
      throw new UserException(folder + ": there is no checkpoint of this run yet");
    }
    String damage = damage(newest);
    if (damage != null) {
      throw new UserException(
          newest
              + ": this checkpoint is damaged ("
              + damage
              + "); name the file "
              + PARAMETERS
              + " of another one instead of the run");
    }
    return newest.resolve(PARAMETERS);
  }

  /** The step of the newest checkpoint, or -1. */
  public long newestStep() {
    Path newest = newest();
    return newest == null ? -1 : step(newest);
  }

  /** Removes the newest checkpoint unless it is the only one. */
  public void removeNewestOfSeveral() {
    try {
      List<Path> all = list();
      if (all.size() > 1) {
        delete(all.get(0));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("checkpoints in " + folder + " cannot be removed", e);
    }
  }

  /**
   * Restores the newest checkpoint that is whole.
   *
   * @param state reads what there is besides the parameters
   * @param warn told of every damaged checkpoint that was passed over
   * @return the step, or -1 where there is no whole checkpoint
   */
  public long restore(Parameters parameters, Consumer<StateReader> state, Consumer<String> warn) {
    try {
      List<Path> all = list();
      for (int i = 0; i < all.size(); i++) {
        String damage = damage(all.get(i));
        if (damage == null) {
          ParameterFiles.read(all.get(i).resolve(PARAMETERS), parameters);
          state.accept(StateMap.of(Safetensors.read(all.get(i).resolve(STATE))).reader());
          return step(all.get(i));
        }
        warn.accept(
            "checkpoint "
                + all.get(i)
                + " is damaged ("
                + damage
                + "); "
                + (i + 1 < all.size() ? "using the one before it" : "there is none before it"));
      }
      return -1;
    } catch (IOException e) {
      throw new UncheckedIOException("checkpoints in " + folder + " cannot be read", e);
    }
  }

  /** What is wrong with a checkpoint, or null. */
  private static @Nullable String damage(Path checkpoint) {
    try {
      JsonNode index = Json.parse(TextLines.whole(checkpoint.resolve(INDEX)));
      if (index.path("step").asLong(-1) != step(checkpoint)) {
        return index.path("step").isIntegralNumber()
            ? "its folder has another name than it was written under"
            : INDEX + " says no step";
      }
      for (String name : List.of(PARAMETERS, STATE)) {
        String expected = index.path("sha256").path(name).asString("");
        if (!FileHash.of(checkpoint.resolve(name)).sha256().equals(expected)) {
          return name + " has not the contents it was written with";
        }
      }
      return null;
    } catch (IOException e) {
      return InputFiles.why(e);
    } catch (JacksonException e) {
      return INDEX + ": not valid JSON: " + JsonFaults.inWords(e);
    } catch (IllegalArgumentException e) {
      return Texts.reason(e);
    }
  }

  private static long step(Path checkpoint) {
    return Long.parseLong(String.valueOf(checkpoint.getFileName()).substring("step-".length()));
  }

  /** All checkpoints, newest first. */
  private List<Path> list() throws IOException {
    List<Path> all = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> stream =
          Files.newDirectoryStream(
              folder,
              path ->
                  NAME.matcher(String.valueOf(path.getFileName())).matches()
                      && Files.isDirectory(path))) {
        stream.forEach(all::add);
      }
    }
    all.sort((a, b) -> Long.compare(step(b), step(a)));
    return all;
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      for (Path file : stream) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}

package io.ebm.core.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Writes files so that a reader, or a machine that lost power, finds the old or the new one. */
public final class AtomicFiles {

  /** Writes the contents of a file. */
  @FunctionalInterface
  public interface Content {

    /**
     * Creates the file and writes all of it.
     *
     * @param file a path at which nothing exists
     */
    void writeTo(Path file) throws IOException;
  }

  private AtomicFiles() {}

  /**
   * Writes a file under a temporary name in the target's folder (which is created where it does not
   * exist), forces it to the device and renames it over the target. On failure the target is as it
   * was and the temporary file is gone.
   *
   * @throws IOException if writing or renaming fails
   */
  public static void write(Path target, Content content) throws IOException {
    Path absolute = target.toAbsolutePath();
    Path folder = absolute.getParent();
    Path name = absolute.getFileName();
    if (folder == null || name == null) {
      throw new IllegalArgumentException(target + " is no name for a file");
    }
    Files.createDirectories(folder);
    Path temporary = folder.resolve("." + name + "." + UUID.randomUUID() + ".tmp");
    try {
      content.writeTo(temporary);
      try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(
          temporary, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
    forceFolder(folder);
  }

  /** Makes the renaming durable; not every system lets a folder be opened. */
  private static void forceFolder(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // The file itself is safe; its name will be as soon as the system writes the folder.
    }
  }
}

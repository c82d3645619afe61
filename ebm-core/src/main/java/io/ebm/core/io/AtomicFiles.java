package io.ebm.core.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.regex.Pattern;

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

  private static final int MOST_LINKS = 40;
  private static final Pattern TEMPORARY = Pattern.compile("\\..+\\.[0-9a-f-]{36}\\.tmp");

  private AtomicFiles() {}

  /**
   * Writes a file under a temporary name in the target's folder (which is created where it does not
   * exist), forces it to the device and renames it over the target, whose permissions stay. On
   * failure the target is as it was and the temporary file is gone.
   *
   * <p>Symbolic links are followed. A target that is no regular file, a device or a pipe, is
   * written to as it stands.
   *
   * @throws IOException if writing or renaming fails
   */
  public static void write(Path target, Content content) throws IOException {
    Path absolute = followed(target.toAbsolutePath());
    if (Files.isDirectory(absolute)) {
      throw new FileSystemException(target.toString(), null, "it is a folder");
    }
    if (Files.exists(absolute) && !Files.isRegularFile(absolute)) {
      writeInto(absolute, content);
      return;
    }
    Path folder = absolute.getParent();
    Path name = absolute.getFileName();
    if (folder == null || name == null) {
      throw new IllegalArgumentException(target + " is no name for a file");
    }
    if (!Files.isDirectory(folder)) { // a link to one is good, which createDirectories refuses
      Files.createDirectories(folder);
    }
    Path temporary = folder.resolve("." + name + "." + UUID.randomUUID() + ".tmp");
    try {
      content.writeTo(temporary);
      keepPermissions(absolute, temporary);
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

  /** Where symbolic links lead, also one that leads to nothing yet. */
  private static Path followed(Path path) throws IOException {
    Path at = path;
    for (int i = 0; Files.isSymbolicLink(at); i++) {
      if (i == MOST_LINKS) {
        throw new FileSystemLoopException(path.toString());
      }
      at = at.resolveSibling(Files.readSymbolicLink(at));
    }
    return at;
  }

  private static void writeInto(Path device, Content content) throws IOException {
    Path folder = Files.createTempDirectory("ebm");
    Path whole = folder.resolve("content");
    try {
      content.writeTo(whole);
      try (OutputStream out = Files.newOutputStream(device, StandardOpenOption.WRITE)) {
        Files.copy(whole, out);
      }
    } finally {
      Files.deleteIfExists(whole);
      Files.deleteIfExists(folder);
    }
  }

  private static void keepPermissions(Path from, Path to) throws IOException {
    if (Files.exists(from) && Files.getFileStore(from).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(from));
    }
  }

  /** Whether a file is what a write that was killed left behind. */
  public static boolean isLeftOver(Path file) {
    return TEMPORARY.matcher(String.valueOf(file.getFileName())).matches();
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

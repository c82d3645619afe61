package io.ebm.api;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The one place where files are opened for reading.
 *
 * <p>Only regular files are read, or what links lead to such: they are read more than once, to hash
 * them and to read them again when a run is opened, and their end must come. Pipes and devices are
 * refused.
 */
public final class InputFiles {

  private static final int CHUNK = 1 << 16;

  private InputFiles() {}

  /**
   * Opens a file as it lies there, packed or not.
   *
   * @throws IOException if it is no regular file or cannot be opened
   */
  public static InputStream open(Path file) throws IOException {
    check(file);
    return Files.newInputStream(file);
  }

  /**
   * Requires a file that exists to be a regular one.
   *
   * @throws FileSystemException if it is not, with the reason in words
   */
  public static void check(Path file) throws FileSystemException {
    if (Files.isDirectory(file)) {
      throw new FileSystemException(file.toString(), null, "it is a folder, not a file");
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new FileSystemException(
          file.toString(),
          null,
          "it is a pipe or a device, which cannot be read twice; copy what it gives into a file");
    }
  }

  /**
   * What a stream holds, unpacked where it is packed by gzip. What is returned throws a {@link
   * java.util.zip.ZipException} with the reason in words where the packed data are damaged, are cut
   * off or are followed by anything else.
   */
  public static InputStream unpacked(InputStream in) throws IOException {
    InputStream buffered = new BufferedInputStream(in, CHUNK);
    buffered.mark(2);
    boolean packed = buffered.read() == 0x1f && buffered.read() == 0x8b; // never a text in UTF-8
    buffered.reset();
    return packed ? GzipStream.of(buffered) : buffered;
  }

  /** Why a file cannot be read or written, in words and without its name. */
  public static String why(IOException failure) {
    if (failure instanceof AccessDeniedException) {
      return "permission is denied";
    }
    if (failure instanceof NoSuchFileException) {
      return "there is no such file";
    }
    if (failure instanceof CharacterCodingException) {
      return "it is not text in UTF-8";
    }
    String reason =
        failure instanceof FileSystemException file ? file.getReason() : failure.getMessage();
    return reason == null || reason.isBlank() ? failure.getClass().getSimpleName() : reason;
  }

  /** A sentence on a file that could not be read, which it names once. */
  public static String sentence(Path file, IOException failure) {
    String why = why(failure);
    if (failure instanceof NoSuchFileException) {
      return file + ": " + why;
    }
    return why.contains(file.toString()) ? why : file + ": cannot be read (" + why + ")";
  }
}

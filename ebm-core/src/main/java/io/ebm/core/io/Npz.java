package io.ebm.core.io;

import io.ebm.api.InputFiles;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * NumPy's npz format, as {@code numpy.savez} and {@code savez_compressed} write it: a zip file
 * whose entries {@code NAME.npy} are {@link Npy} files.
 */
public final class Npz {

  private static final String ENDING = ".npy";

  private Npz() {}

  /**
   * Reads one array.
   *
   * @param array its name, without {@code .npy}; null for the only one that there is
   * @throws MalformedFileException if it is no zip file, has no such array, or that is no npy file
   * @throws UnknownArrayException if there is no array of that name, or not one alone
   */
  public static NumberArray read(Path file, @Nullable String array) throws IOException {
    InputFiles.check(file);
    try (ZipFile zip = new ZipFile(file.toFile())) {
      List<String> names =
          zip.stream()
              .map(ZipEntry::getName)
              .filter(name -> name.endsWith(ENDING))
              .map(name -> name.substring(0, name.length() - ENDING.length()))
              .toList();
      String name = array == null && names.size() == 1 ? names.get(0) : array;
      ZipEntry entry = name == null ? null : zip.getEntry(name + ENDING);
      if (name == null || entry == null) {
        throw new UnknownArrayException(names);
      }
      String where = file + ", array '" + name + "'";
      try (NumberSource source =
          NumberSource.of(where, zip.getInputStream(entry), entry.getCompressedSize())) {
        return Npy.read(source);
      }
    } catch (ZipException | EOFException e) {
      throw new MalformedFileException(
          file,
          "an npz file is a zip file of npy files; this cannot be read: "
              + (e instanceof EOFException ? "it ends too early" : InputFiles.why(e)));
    }
  }

  /** There is no array of a name, or without a name not one alone. */
  public static final class UnknownArrayException extends IOException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> names;

    UnknownArrayException(List<String> names) {
      super("it holds the arrays " + names);
      this.names = List.copyOf(names);
    }

    /** Those that there are. */
    public List<String> names() {
      return names;
    }
  }
}

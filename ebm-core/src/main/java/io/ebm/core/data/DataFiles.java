package io.ebm.core.data;

import io.ebm.api.ComponentContext;
import io.ebm.api.InputFiles;
import io.ebm.api.Sizes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads files that an experiment names; their problems are the user's and name the file. */
final class DataFiles {

  interface Reader<T> {
    T read(Path file) throws IOException;
  }

  private DataFiles() {}

  static <T> T read(ComponentContext context, String file, Reader<T> reader) {
    Path path = context.resolve(file);
    try {
      InputFiles.check(path);
      return reader.read(path);
    } catch (IOException e) {
      throw new IllegalArgumentException(InputFiles.sentence(path, e), e);
    }
  }

  /**
   * A folder that an experiment names.
   *
   * @throws IllegalArgumentException if it is a file
   */
  static Path folder(ComponentContext context, String folder) {
    Path path = context.resolve(folder);
    if (!Files.isDirectory(path)) {
      throw new IllegalArgumentException(
          path
              + (Files.exists(path) ? ": is a file, not a folder" : ": there is no such folder")
              + "; give a folder of images, or of folders of images, one for each class");
    }
    return path;
  }

  /** The shape of one row of an array whose first extent counts the rows. */
  static List<Integer> rowShape(String file, List<Integer> shape) {
    if (shape.isEmpty() || shape.contains(0)) {
      throw new IllegalArgumentException(
          file + ": must hold at least one example, but has the shape " + shape);
    }
    return shape.size() == 1 ? List.of(1) : List.copyOf(shape.subList(1, shape.size()));
  }

  static void checkSameShape(
      String file, List<Integer> shape, String heldOutFile, List<Integer> heldOutShape) {
    if (!shape.equals(heldOutShape)) {
      throw new IllegalArgumentException(
          heldOutFile
              + ": its examples must have the shape "
              + shape
              + " of those of "
              + file
              + ", but have "
              + heldOutShape);
    }
  }

  /** The given shape, if it fits rows of that many numbers. */
  static List<Integer> reshape(String file, List<Integer> shape, int dim) {
    if (shape.isEmpty() || Sizes.product(file + ": a row of shape " + shape, shape) != dim) {
      throw new IllegalArgumentException(
          file + ": shape " + shape + " does not fit rows of " + dim + " numbers");
    }
    return List.copyOf(shape);
  }
}

package io.ebm.core.sampling;

import io.ebm.api.Batch;
import io.ebm.api.InputFiles;
import io.ebm.api.StateSpace;
import io.ebm.api.report.ImageShape;
import io.ebm.api.report.Picture;
import io.ebm.core.Texts;
import io.ebm.core.UserException;
import io.ebm.core.io.AtomicFiles;
import io.ebm.core.io.Csv;
import io.ebm.core.io.Idx;
import io.ebm.core.io.MalformedFileException;
import io.ebm.core.io.Npy;
import io.ebm.core.io.NumberArray;
import io.ebm.core.report.ImageGrid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Samples in files: {@code .npy}, {@code .csv}, or {@code .png} for images. */
public final class SampleFiles {

  private static final List<String> ENDINGS = List.of(".npy", ".csv", ".png");
  private static final int MOST_IMAGES = 256;

  private SampleFiles() {}

  /** Whether a name ends as files of samples do. */
  public static boolean isSampleFile(@Nullable Path file) {
    return file != null && ENDINGS.contains(ending(file));
  }

  /**
   * Checks that samples of a space can be written to a file of that name.
   *
   * @throws UserException if the ending is none of the known, or a picture is asked for of what is
   *     no image
   */
  public static void check(Path file, StateSpace space) {
    String ending = ending(file);
    if (!ENDINGS.contains(ending)) {
      throw new UserException(
          file
              + ": samples can be written to "
              + String.join(", ", ENDINGS)
              + ", not to '"
              + ending
              + "'");
    }
    if (ending.equals(".png") && ImageShape.of(space).isEmpty()) {
      throw new UserException(
          file
              + ": only images can be drawn, of shape [height, width] or [channels, height, width]; these"
              + " samples have the shape "
              + space.shape());
    }
  }

  /**
   * Reads rows to complete from a NPY or CSV file, in which NaN, or an empty cell, stands for what
   * is to be filled in.
   *
   * @throws UserException if there is no such file or it does not hold rows of the space
   */
  public static Batch readGiven(Path file, StateSpace space) {
    try {
      return ending(file).equals(".csv")
          ? ofTable(file, Csv.readWithGaps(file).numbers(), space)
          : rows(file, Npy.read(file), space);
    } catch (IllegalArgumentException | MalformedFileException e) {
      throw new UserException(Texts.reason(e), e);
    } catch (IOException e) {
      throw new UserException(InputFiles.sentence(file, e), e);
    }
  }

  /**
   * Reads states from a file of any kind: {@code .npy} or {@code .csv}, whose numbers are taken as
   * they are, with NaN (in a table also an empty cell) for what is not known; or else IDX, plain or
   * {@code .gz}, whose bytes become numbers from 0 to 1, and where the space has two values the
   * upper one from 0.5 on.
   *
   * @throws UserException if there is no such file or it does not hold rows of the space
   */
  public static Batch readStates(Path file, StateSpace space) {
    try {
      return switch (ending(file)) {
        case ".npy" -> rows(file, Npy.read(file), space);
        case ".csv" -> ofTable(file, Csv.readWithGaps(file).numbers(), space);
        default -> ofBytes(rows(file, Idx.read(file), space), space);
      };
    } catch (IllegalArgumentException | MalformedFileException e) {
      throw new UserException(Texts.reason(e), e);
    } catch (IOException e) {
      throw new UserException(InputFiles.sentence(file, e), e);
    }
  }

  private static Batch ofTable(Path file, Batch numbers, StateSpace space) {
    if (numbers.dim() != space.dim()) {
      throw new UserException(
          file + ": has rows of " + numbers.dim() + " numbers, not of " + space.dim());
    }
    return numbers;
  }

  private static Batch ofBytes(Batch bytes, StateSpace space) {
    float[] values = bytes.array();
    for (int i = 0; i < values.length; i++) {
      float share = values[i] / 255;
      if (space.levels() == 2) {
        values[i] = share > 0.5f ? 1 : space instanceof StateSpace.Spin ? -1 : 0;
      } else {
        values[i] = share;
      }
    }
    return bytes;
  }

  private static Batch rows(Path file, NumberArray array, StateSpace space) {
    int dim = space.dim();
    int rows = array.shape().isEmpty() ? 0 : array.shape().get(0);
    List<Integer> row = rows < 1 ? List.of() : array.shape().subList(1, array.shape().size());
    boolean fits = row.equals(List.of(dim)) || row.equals(space.shape());
    if (rows < 1 || !fits) {
      throw new UserException(
          file
              + ": an array of shape "
              + array.shape()
              + " does not hold rows of "
              + dim
              + " values, the shape of a state being "
              + space.shape());
    }
    Batch given = Batch.allocate(rows, dim);
    for (int i = 0; i < given.length(); i++) {
      given.array()[i] = (float) array.get(i);
    }
    return given;
  }

  /** Writes samples, whole or not at all. */
  public static void write(Path file, Batch samples, StateSpace space) {
    check(file, space);
    try {
      AtomicFiles.write(
          file,
          temporary -> {
            switch (ending(file)) {
              case ".npy" -> Npy.write(temporary, samples, space.shape());
              case ".csv" -> Csv.write(temporary, header(samples.dim()), samples);
              default -> Files.write(temporary, picture(samples, space));
            }
          });
    } catch (IOException e) {
      throw new UserException(file + ": cannot be written (" + InputFiles.why(e) + ")", e);
    }
  }

  /** The first samples as images, from the lowest value to the highest. */
  private static byte[] picture(Batch samples, StateSpace space) {
    Batch first = samples.slice(0, Math.min(samples.size(), MOST_IMAGES));
    ImageShape shape = ImageShape.of(space).orElseThrow();
    return ImageGrid.png(Picture.Images.of(first, shape, Math.max(1, 16 / shape.pictures())));
  }

  private static List<String> header(int dim) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < dim; i++) {
      names.add("x" + i);
    }
    return names;
  }

  private static String ending(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot);
  }
}

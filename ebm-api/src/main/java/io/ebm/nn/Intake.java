package io.ebm.nn;

import io.ebm.api.Batch;
import io.ebm.api.StateSpace;
import io.ebm.math.Matrices;
import java.util.Arrays;

/**
 * How rows of a batch enter a network: a number of a shape becomes a row of a tile, and a row of
 * the batch a column. The map must be affine where directions go through it. Thread-safe.
 */
public interface Intake {

  /** How many numbers of a network's input a row of the batch becomes. */
  int units();

  /**
   * Writes rows of a batch into the columns of a tile.
   *
   * @param from the first row
   * @param rows how many
   * @param at where the first number's row of the tile begins
   * @param columns how many columns the tile has; those behind the rows are not written
   */
  void write(Batch x, int from, int rows, float[] tile, int at, int columns);

  /** The same for directions, without the constant part of the map. */
  default void writeDirections(Batch v, int from, int rows, float[] tile, int at, int columns) {
    write(v, from, rows, tile, at, columns);
  }

  /**
   * How many positions a row has, where rows vary: those before the first NaN.
   *
   * @param most how many there are at most
   */
  default int positions(Batch x, int row, int most) {
    int at = x.offset(row);
    int count = 0;
    while (count < most && !Float.isNaN(x.array()[at + count])) {
      count++;
    }
    return count;
  }

  /** Turns derivatives by the input, in the columns of a tile, into those by rows of a batch. */
  default void readSlopes(float[] tile, int at, int columns, int rows, Batch out, int from) {
    int dim = out.dim();
    Matrices.transpose(dim, rows, tile, at, columns, out.array(), out.offset(from), dim);
  }

  /** Numbers as they are. */
  static Intake plain(int dim) {
    return new Intake() {
      @Override
      public int units() {
        return dim;
      }

      @Override
      public void write(Batch x, int from, int rows, float[] tile, int at, int columns) {
        Matrices.transpose(rows, dim, x.array(), x.offset(from), dim, tile, at, columns);
      }
    };
  }

  /** Labels as they are, and NaN behind the end of a sequence. */
  static Intake labels(StateSpace.Categorical space) {
    Intake plain = plain(space.length());
    return space.end() < 0
        ? plain
        : new Intake() {
          @Override
          public int units() {
            return space.length();
          }

          @Override
          public int positions(Batch x, int row, int most) {
            return space.symbols(x, row);
          }

          @Override
          public void write(Batch x, int from, int rows, float[] tile, int at, int columns) {
            plain.write(x, from, rows, tile, at, columns);
            for (int i = 0; i < rows; i++) {
              for (int site = space.symbols(x, from + i); site < space.length(); site++) {
                tile[at + site * columns + i] = Float.NaN;
              }
            }
          }
        };
  }

  /**
   * Levels as one unit each: of {@code [levels, sites]}, the one of the level is 1 at each site; NaN
   * behind the end of a sequence. Slopes cannot be read by rows.
   */
  static Intake oneHot(StateSpace.Categorical space) {
    int sites = space.length();
    int levels = space.levels();
    return new Intake() {
      @Override
      public int units() {
        return sites * levels;
      }

      @Override
      public int positions(Batch x, int row, int most) {
        return space.symbols(x, row);
      }

      @Override
      public void write(Batch x, int from, int rows, float[] tile, int at, int columns) {
        for (int unit = 0; unit < sites * levels; unit++) {
          Arrays.fill(tile, at + unit * columns, at + unit * columns + rows, 0f);
        }
        for (int i = 0; i < rows; i++) {
          for (int site = space.symbols(x, from + i); site < sites; site++) {
            tile[at + site * columns + i] = Float.NaN;
          }
          for (int site = 0; site < space.symbols(x, from + i); site++) {
            int level = (int) x.get(from + i, site);
            tile[at + (level * sites + site) * columns + i] = 1f;
          }
        }
      }
    };
  }
}

package io.ebm.models.policy;

import io.ebm.api.Batch;
import io.ebm.api.ComponentContext;
import io.ebm.api.StateSpace;
import io.ebm.math.Matrices;
import io.ebm.math.Vectors;
import io.ebm.nn.Intake;
import io.ebm.nn.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How rows of a space enter a network: real numbers as they are, those of a box moved to ±1, labels
 * as one unit each; or numbers by their mean and deviation in the data. In a tile a unit is a row
 * and an example a column.
 */
final class Encoding implements Intake {

  private final StateSpace space;
  private final int levels;
  private final @Nullable Standard standard;

  /**
   * What is taken from each number, and what it is then divided by; null for numbers as they are.
   */
  private final float @Nullable [] middles;

  private final float[] halves;

  private Encoding(
      StateSpace space, float @Nullable [] middles, float[] halves, @Nullable Standard standard) {
    this.space = space;
    this.levels = space instanceof StateSpace.Categorical labels ? labels.levels() : 0;
    this.middles = middles;
    this.halves = halves;
    this.standard = standard;
  }

  static Encoding of(StateSpace space) {
    float[] middles = new float[space.dim()];
    float[] halves = new float[space.dim()];
    Arrays.fill(halves, 1);
    if (space instanceof StateSpace.Box box) {
      Arrays.fill(middles, (box.low() + box.high()) / 2);
      Arrays.fill(halves, (box.high() - box.low()) / 2);
      return new Encoding(space, middles, halves, null);
    }
    return new Encoding(space, null, halves, null);
  }

  /** Of observations, by mean and deviation where that is asked for. */
  static Encoding of(StateSpace space, boolean standardise, ComponentContext context) {
    if (!standardise) {
      return of(space);
    }
    Standard standard = Standard.of(context, space);
    return new Encoding(space, standard.means(), standard.deviations(), standard);
  }

  /** Keeps what was derived from the data. */
  void archive(Path folder) throws IOException {
    if (standard != null) {
      standard.archive(folder);
    }
  }

  StateSpace space() {
    return space;
  }

  /** In which shape they enter: labels as features, site after site. */
  Shape shape() {
    return levels == 0 ? Shape.ofStates(space.shape()) : Shape.of(units());
  }

  @Override
  public int units() {
    return levels == 0 ? space.dim() : space.dim() * levels;
  }

  /** What a number of the space is divided by. */
  float half(int k) {
    return halves[k];
  }

  /** A number of the space as a unit has it. */
  float inward(int k, float value) {
    return middles == null ? value : (value - middles[k]) / halves[k];
  }

  /** What a unit has as a number of the space. */
  float outward(int k, float value) {
    return middles == null ? value : middles[k] + halves[k] * value;
  }

  void check(Batch x) {
    if (x.dim() != space.dim()) {
      throw new IllegalArgumentException(
          x + " has not the " + space.dim() + " columns of " + space);
    }
  }

  @Override
  public void write(Batch x, int from, int rows, float[] tile, int at, int columns) {
    if (levels > 0) {
      for (int i = 0; i < rows; i++) {
        write(x, from + i, tile, at, i, columns);
      }
      return;
    }
    int dim = space.dim();
    Matrices.transpose(rows, dim, x.array(), x.offset(from), dim, tile, at, columns);
    for (int k = 0; k < dim && middles != null; k++) {
      float middle = middles[k];
      float half = halves[k];
      int row = at + k * columns;
      for (int i = row; i < row + rows; i++) {
        tile[i] = (tile[i] - middle) / half;
      }
    }
  }

  @Override
  public void writeDirections(Batch v, int from, int rows, float[] tile, int at, int columns) {
    if (levels > 0) {
      throw new IllegalStateException("labels have no directions");
    }
    int dim = space.dim();
    Matrices.transpose(rows, dim, v.array(), v.offset(from), dim, tile, at, columns);
    for (int k = 0; k < dim && middles != null; k++) {
      int row = at + k * columns;
      Vectors.scale(rows, 1 / halves[k], tile, row, tile, row);
    }
  }

  @Override
  public void readSlopes(float[] tile, int at, int columns, int rows, Batch out, int from) {
    int dim = space.dim();
    for (int k = 0; k < dim && middles != null; k++) {
      int row = at + k * columns;
      Vectors.scale(rows, 1 / halves[k], tile, row, tile, row);
    }
    Matrices.transpose(dim, rows, tile, at, columns, out.array(), out.offset(from), dim);
  }

  /** Writes one row into a column of a tile. */
  void write(Batch x, int row, float[] tile, int at, int column, int columns) {
    float[] array = x.array();
    int source = x.offset(row);
    int target = at + column;
    for (int k = 0; k < space.dim(); k++) {
      float value = array[source + k];
      if (levels == 0) {
        tile[target] = inward(k, value);
        target += columns;
      } else {
        for (int level = 0; level < levels; level++) {
          tile[target] = level == (int) value ? 1 : 0;
          target += columns;
        }
      }
    }
  }
}

package io.ebm.models.policy;

import io.ebm.api.Batch;
import io.ebm.api.ComponentContext;
import io.ebm.api.StateSpace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How rows of a space enter a network: real numbers as they are, those of a box moved to ±1, labels
 * as one unit each; or numbers by their mean and deviation in the data. In a tile a unit is a row
 * and an example a column.
 */
final class Encoding {

  private final StateSpace space;
  private final int levels;
  private final float middle;
  private final float half;
  private final @Nullable Standard standard;

  private Encoding(
      StateSpace space, int levels, float middle, float half, @Nullable Standard standard) {
    this.space = space;
    this.levels = levels;
    this.middle = middle;
    this.half = half;
    this.standard = standard;
  }

  static Encoding of(StateSpace space) {
    if (space instanceof StateSpace.Categorical labels) {
      return new Encoding(space, labels.levels(), 0, 1, null);
    }
    return space instanceof StateSpace.Box box
        ? new Encoding(space, 0, (box.low() + box.high()) / 2, (box.high() - box.low()) / 2, null)
        : new Encoding(space, 0, 0, 1, null);
  }

  /** Of observations, by mean and deviation where that is asked for. */
  static Encoding of(StateSpace space, boolean standardise, ComponentContext context) {
    return standardise ? new Encoding(space, 0, 0, 1, Standard.of(context, space)) : of(space);
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

  /** How many units there are. */
  int units() {
    return levels == 0 ? space.dim() : space.dim() * levels;
  }

  /** What a number of the space is divided by. */
  float half() {
    return half;
  }

  /** A number of the space as a unit has it. */
  float inward(float value) {
    return (value - middle) / half;
  }

  /** What a unit has as a number of the space. */
  float outward(float value) {
    return middle + half * value;
  }

  void check(Batch x) {
    if (x.dim() != space.dim()) {
      throw new IllegalArgumentException(
          x + " has not the " + space.dim() + " columns of " + space);
    }
  }

  /**
   * Writes some rows into the columns of a tile.
   *
   * @param at where the first unit's row begins
   * @param column the first column
   * @param stride columns of the tile
   */
  void write(Batch x, int from, int count, float[] tile, int at, int column, int stride) {
    for (int i = 0; i < count; i++) {
      write(x, from + i, tile, at, column + i, stride);
    }
  }

  /** Writes one row into a column of a tile. */
  void write(Batch x, int row, float[] tile, int at, int column, int stride) {
    float[] array = x.array();
    int source = x.offset(row);
    int target = at + column;
    for (int k = 0; k < space.dim(); k++) {
      float value = array[source + k];
      if (levels == 0) {
        tile[target] = standard == null ? (value - middle) / half : standard.apply(k, value);
        target += stride;
      } else {
        for (int level = 0; level < levels; level++) {
          tile[target] = level == (int) value ? 1 : 0;
          target += stride;
        }
      }
    }
  }

  /** Empties the columns from some one on. */
  void clear(float[] tile, int at, int column, int stride) {
    for (int unit = 0; unit < units(); unit++) {
      int row = at + unit * stride;
      Arrays.fill(tile, row + column, row + stride, 0f);
    }
  }
}

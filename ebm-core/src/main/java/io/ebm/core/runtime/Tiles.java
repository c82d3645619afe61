package io.ebm.core.runtime;

/**
 * How rows are cut: into tiles of about {@value #ROWS} rows, small enough to stay in a core's own
 * cache; and tiles into lanes, each of which sums what its tiles give. The cut depends on the
 * number of rows alone.
 *
 * @param rows how many rows
 * @param count how many tiles
 */
public record Tiles(int rows, int count) {

  /** The most rows of a tile. */
  public static final int ROWS = 64;

  private static final int FEW = 16;
  private static final int MOST_LANES = 16;
  private static final int ALIGNED = 8;

  /** The cut of that many rows. */
  public static Tiles of(int rows) {
    return new Tiles(rows, Math.max(1, (rows + ROWS - 1) / ROWS));
  }

  /** The cut of that many rows for a model of which a few are much work. */
  public static Tiles ofFew(int rows) {
    return new Tiles(rows, Math.max(1, (rows + FEW - 1) / FEW));
  }

  /** One tile of all rows, for work that cannot be cut. */
  public static Tiles whole(int rows) {
    return new Tiles(rows, 1);
  }

  /**
   * The first row of a tile; that of tile {@code count} is the number of rows. Tiles begin at
   * multiples of {@value #ALIGNED} where they can, which suits matrix kernels.
   */
  public int from(int tile) {
    if (tile == count) {
      return rows;
    }
    if (rows > ROWS * count) {
      return (int) ((long) rows * tile / count);
    }
    int even = (int) ((long) rows * tile / count);
    int aligned = (even + ALIGNED / 2) / ALIGNED * ALIGNED;
    return Math.max(aligned, rows - ROWS * (count - tile));
  }

  /** How many lanes there are. */
  public int lanes() {
    return Math.min(count, MOST_LANES);
  }

  /** The lane that a tile belongs to. */
  public int lane(int tile) {
    int lane = 0;
    while (firstTile(lane + 1) <= tile) {
      lane++;
    }
    return lane;
  }

  /** The first tile of a lane; that of lane {@code lanes()} is the number of tiles. */
  public int firstTile(int lane) {
    return (int) ((long) count * lane / lanes());
  }
}

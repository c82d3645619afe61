package io.ebm.core.estimation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settled cells over one grid. It keeps a mesh graded: beside cells that are halved none stays
 * that is more than twice as large, for what reaches into a large cell from a narrow mode beside it
 * would fall between its nodes.
 */
final class Mesh {

  /** A place in the grid halved {@code level} times; unused coordinates are 0. */
  private record Key(int level, int i, int j, int k) {
    static Key of(int level, int[] place) {
      return new Key(
          level, place[0], place.length > 1 ? place[1] : 0, place.length > 2 ? place[2] : 0);
    }
  }

  private final Map<Key, Cell> cells = new LinkedHashMap<>();

  /** Gives cells of one size their places in a grid. */
  static void place(List<Cell> grid) {
    int dim = grid.get(0).low.length;
    double[] origin = grid.get(0).low.clone();
    for (Cell cell : grid) {
      for (int k = 0; k < dim; k++) {
        origin[k] = Math.min(origin[k], cell.low[k]);
      }
    }
    for (Cell cell : grid) {
      cell.place = new int[dim];
      for (int k = 0; k < dim; k++) {
        double size = cell.high[k] - cell.low[k];
        cell.place[k] = (int) Math.rint((cell.low[k] - origin[k]) / size);
      }
    }
  }

  void settle(Cell cell) {
    cells.put(Key.of(cell.level, cell.place), cell);
  }

  /** The settled cells, in an order that depends on them alone. */
  List<Cell> cells() {
    return new ArrayList<>(cells.values());
  }

  /** Takes back settled cells that are too large beside cells about to be halved. */
  List<Cell> unsettleBeside(List<Cell> halved) {
    List<Cell> taken = new ArrayList<>();
    Set<Key> seen = new HashSet<>();
    Deque<Cell> queue = new ArrayDeque<>(halved);
    while (!queue.isEmpty()) {
      Cell cell = queue.remove();
      if (cell.level == 0) {
        continue;
      }
      int dim = cell.place.length;
      int neighbours = (int) Math.pow(3, dim);
      for (int n = 0; n < neighbours; n++) {
        int[] place = new int[dim];
        boolean inGrid = true;
        for (int k = 0, rest = n; k < dim; k++, rest /= 3) {
          int beside = cell.place[k] + rest % 3 - 1;
          inGrid &= beside >= 0;
          place[k] = beside >> 1;
        }
        Cell found = inGrid ? find(cell.level - 1, place, seen) : null;
        if (found != null && found.divisible()) {
          cells.remove(Key.of(found.level, found.place));
          taken.add(found);
          queue.add(found);
        }
      }
    }
    return taken;
  }

  /** The settled cell at a place of a level or above; none if the place was looked at before. */
  private @Nullable Cell find(int level, int[] place, Set<Key> seen) {
    int[] at = place.clone();
    for (int l = level; l >= 0 && seen.add(Key.of(l, at)); l--) {
      Cell cell = cells.get(Key.of(l, at));
      if (cell != null) {
        return cell;
      }
      for (int k = 0; k < at.length; k++) {
        at[k] >>= 1;
      }
    }
    return null;
  }
}

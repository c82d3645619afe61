package io.ebm.core.sampling;

import io.ebm.api.Batch;
import io.ebm.core.runtime.Tiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows of one tile, which lack the same coordinates.
 *
 * @param free which coordinates are missing, rising
 * @param rows which rows these are, rising
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record Gaps(int[] free, int[] rows) {

  /**
   * Puts rows together whose gaps (NaN) are the same, in the order of the first of each; rows
   * without gaps are left out.
   *
   * @param together whether a tile may have several rows
   */
  static List<Gaps> of(Batch given, boolean together) {
    Map<BitSet, List<Integer>> groups = new LinkedHashMap<>();
    for (int i = 0; i < given.size(); i++) {
      BitSet missing = new BitSet(given.dim());
      for (int k = 0; k < given.dim(); k++) {
        missing.set(k, Float.isNaN(given.get(i, k)));
      }
      if (!missing.isEmpty()) {
        groups.computeIfAbsent(missing, mask -> new ArrayList<>()).add(i);
      }
    }
    List<Gaps> all = new ArrayList<>();
    groups.forEach(
        (missing, rows) -> {
          int[] free = missing.stream().toArray();
          int[] numbers = rows.stream().mapToInt(Integer::intValue).toArray();
          Tiles tiles = Tiles.of(numbers.length);
          int parts = together ? tiles.count() : numbers.length;
          for (int part = 0; part < parts; part++) {
            int from = together ? tiles.from(part) : part;
            int to = together ? tiles.from(part + 1) : part + 1;
            all.add(new Gaps(free, Arrays.copyOfRange(numbers, from, to)));
          }
        });
    return all;
  }

  /** These rows of a batch: a view where they lie behind each other, else a copy. */
  Batch in(Batch all) {
    int last = rows[rows.length - 1];
    if (last - rows[0] == rows.length - 1) {
      return all.slice(rows[0], last + 1);
    }
    Batch some = Batch.allocate(rows.length, all.dim());
    for (int i = 0; i < rows.length; i++) {
      some.copyRow(i, all, rows[i]);
    }
    return some;
  }
}

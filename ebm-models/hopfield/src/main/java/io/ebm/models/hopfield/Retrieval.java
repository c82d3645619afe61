package io.ebm.models.hopfield;

import io.ebm.api.Batch;
import io.ebm.api.NonFiniteException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What {@link Retrieving} found, row by row.
 *
 * @param steps how many steps changed the state
 * @param settled whether the last state is a fixed point
 * @param energies of the last states
 * @param nearest the index of the stored pattern nearest to the last state; -1 if none are known
 * @param overlaps with that pattern: the cosine of the angle between them, from -1 to 1; for spins
 *     1 - 2 d/N at Hamming distance d. NaN if no patterns are known
 * @param spurious whether the last state is none of the stored patterns
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record Retrieval(
    int[] steps,
    boolean[] settled,
    double[] energies,
    int[] nearest,
    double[] overlaps,
    boolean[] spurious) {

  /** Room for {@code rows} results. */
  public static Retrieval allocate(int rows) {
    return new Retrieval(
        new int[rows],
        new boolean[rows],
        new double[rows],
        new int[rows],
        new double[rows],
        new boolean[rows]);
  }

  /** Copies the results of {@code part} to rows {@code at}, {@code at + 1}, … of this. */
  public void put(int at, Retrieval part) {
    int rows = part.steps.length;
    System.arraycopy(part.steps, 0, steps, at, rows);
    System.arraycopy(part.settled, 0, settled, at, rows);
    System.arraycopy(part.energies, 0, energies, at, rows);
    System.arraycopy(part.nearest, 0, nearest, at, rows);
    System.arraycopy(part.overlaps, 0, overlaps, at, rows);
    System.arraycopy(part.spurious, 0, spurious, at, rows);
  }

  /** The names of {@link #cells}. */
  static final List<String> COLUMNS =
      List.of("steps", "settled", "energy", "nearest", "overlap", "spurious");

  /**
   * Retrieves what probes resemble. Of a row that is not wholly known, what is known is held; a row
   * without NaN moves as a whole.
   *
   * @param probes rows of the memory's space, with NaN for what is not known; overwritten
   * @param steps the most steps
   * @throws NonFiniteException if an energy is not finite
   */
  static Retrieval ofProbes(Retrieving memory, Batch probes, int steps) {
    Retrieval found = memory.retrieve(probes, held(probes), steps);
    for (int row = 0; row < probes.size(); row++) {
      if (!Double.isFinite(found.energies[row])) {
        throw new NonFiniteException(
            "the energy of row "
                + row
                + " is "
                + found.energies[row]
                + "; the memory's parameters or settings are out of range");
      }
    }
    return found;
  }

  /** What stays as it is: the known values of rows that are not wholly known. */
  private static Batch held(Batch probes) {
    Batch given = probes.copy();
    for (int row = 0; row < given.size(); row++) {
      int at = given.offset(row);
      boolean known = true;
      for (int i = at; i < at + given.dim(); i++) {
        known &= !Float.isNaN(given.array()[i]);
      }
      if (known) {
        given.slice(row, row + 1).fill(Float.NaN);
      }
    }
    return given;
  }

  /** The results as text, row by row. */
  List<List<String>> cells() {
    List<List<String>> cells = new ArrayList<>();
    for (int row = 0; row < steps.length; row++) {
      cells.add(
          List.of(
              Integer.toString(steps[row]),
              Boolean.toString(settled[row]),
              String.format(Locale.ROOT, "%.6g", energies[row]),
              Integer.toString(nearest[row]),
              String.format(Locale.ROOT, "%.6f", overlaps[row]),
              Boolean.toString(spurious[row])));
    }
    return cells;
  }
}

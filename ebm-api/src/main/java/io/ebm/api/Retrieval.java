package io.ebm.api;

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
}

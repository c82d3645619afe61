package io.ebm.bench;

/**
 * What one operation of a benchmark must at least do, whatever the program: the arithmetic and the
 * traffic of the problem, not of our code. Products of matrices {@code m × k} and {@code k × n} are
 * {@code 2 m n k}.
 *
 * @param flops additions and multiplications of floats; 0 where they are not counted
 * @param bytes read and written; 0 where they are not counted
 * @param span the bytes of the arrays that are read and written again and again: what tells which
 *     cache they fit
 * @param why why nothing is counted; empty where something is
 */
record Work(double flops, double bytes, double span, String why) {

  private static final int FLOAT = 4;

  /** What a benchmark says that says nothing. */
  static final Work UNSTATED = uncounted("not stated");

  /** Arithmetic on operands that are used often. */
  static Work flops(double flops) {
    return new Work(flops, 0, 0, "");
  }

  /** Multiplications that are each followed by an addition. */
  static Work products(double multiplyAdds) {
    return flops(2 * multiplyAdds);
  }

  /** Floats that are read or written once, of arrays of so many floats. */
  static Work floats(double moved, double span) {
    return new Work(0, FLOAT * moved, FLOAT * span, "");
  }

  /** Nothing, for a reason: the work is not known, or is no arithmetic of floats. */
  static Work uncounted(String why) {
    return new Work(0, 0, 0, why);
  }

  /** Both. */
  Work and(Work other) {
    return new Work(
        flops + other.flops, bytes + other.bytes, Math.max(span, other.span), why + other.why);
  }

  /** Whether something is counted. */
  boolean counted() {
    return flops > 0 || bytes > 0;
  }
}

package io.ebm.core.estimation;

/**
 * A place where the energy is low.
 *
 * @param at where, in floats
 * @param width about how far it is from there to where the energy has risen by half a nat
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares it
record Well(double[] at, double energy, double[] width) {

  /** Whether another well lies within a few widths of this one. */
  boolean isAt(Well other) {
    for (int k = 0; k < at.length; k++) {
      if (!(Math.abs(at[k] - other.at[k]) <= 3 * Math.max(width[k], other.width[k]))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("(");
    for (int k = 0; k < at.length; k++) {
      text.append(k == 0 ? "" : ", ").append((float) at[k]);
    }
    return text.append(')').toString();
  }
}

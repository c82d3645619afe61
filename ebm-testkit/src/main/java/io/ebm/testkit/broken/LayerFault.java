package io.ebm.testkit.broken;

/** One mistake that layers are made with. */
public enum LayerFault {
  /** No mistake: the control. */
  NONE,

  /** The biases have no slopes. */
  BIAS_GRADIENT_FORGOTTEN,

  /** Slopes go back to the neighbour on the wrong side, as with a wrong padding. */
  SHIFTED_THE_WRONG_WAY,

  /** The biases are added to derivatives too. */
  BIAS_IN_EVERY_ORDER,

  /** The second derivative lacks the square of the first. */
  SECOND_ORDER_TERM_DROPPED,

  /** Slopes of the first order lack what the second one gives. */
  SLOPE_TERM_DROPPED,

  /** What goes back is kept in a field that threads share. */
  STATE_IN_FIELD,

  /** Slopes of inputs are added to what lies there. */
  SLOPES_ADDED,

  /** Slopes by parameters are written over what others added. */
  GRADIENT_WRITTEN,

  /** The input is declared as not read again, and is. */
  INPUT_NOT_DECLARED,

  /** More is kept than was declared. */
  KEPT_TOO_MUCH,

  /** A row depends on the first one of its tile. */
  ROWS_MIXED
}

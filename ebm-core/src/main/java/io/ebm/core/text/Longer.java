package io.ebm.core.text;

/** What becomes of texts with more tokens than rows have places. */
public enum Longer {
  /** Their first tokens are taken. */
  CUT,
  /** They are an error. */
  REFUSE;

  static final String DOC =
      "What becomes of texts with more tokens: cut keeps their first ones, refuse makes them an"
          + " error";
}

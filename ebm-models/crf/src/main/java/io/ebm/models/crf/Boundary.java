package io.ebm.models.crf;

/** What a template makes of places before or after the sentence. */
public enum Boundary {
  /** As CRF++: they read {@code _B-1}, {@code _B-2}, {@code _B+1}, … */
  MARKERS,
  /**
   * As CRFsuite's example programs: such an attribute is left out, and the first token has the
   * attribute {@code __BOS__}, the last {@code __EOS__}.
   */
  OMIT
}

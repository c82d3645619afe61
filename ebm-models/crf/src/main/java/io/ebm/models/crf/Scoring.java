package io.ebm.models.crf;

/** How predictions of labels are scored. */
public enum Scoring {
  /** Chunks if all labels are those of chunks, tags otherwise. */
  AUTO,
  /** Chunks, and tags besides. */
  CHUNKS,
  /** Tags. */
  TAGS
}

package io.ebm.api.text;

/**
 * Cuts texts into tokens (characters, words, bytes), learns which there are, and gives each a
 * label. Immutable and safe for all threads; what it learned is in the {@link Vocabulary}, which
 * runs keep.
 */
public interface Tokenizer {

  /**
   * Learns the tokens of some texts. The vocabulary depends on the texts, not on their order.
   *
   * @param texts may be gone through more than once
   * @return a vocabulary without marks of the begin and the end
   * @throws IllegalArgumentException if the texts have no token that it keeps
   */
  Vocabulary learn(Iterable<String> texts);

  /**
   * The labels of a text's tokens, in order, without marks. A token that is not in the vocabulary
   * gets the label {@link Vocabulary#unknown()}.
   *
   * @param vocabulary one that this tokenizer learned, with or without marks
   * @return labels from 0 to {@code vocabulary.size() - 1}; empty if the text has no token
   */
  int[] encode(String text, Vocabulary vocabulary);

  /**
   * A text whose tokens have those labels: {@link #encode} of it gives the labels again, if they
   * are those of a text and none is unknown. Marks are left out.
   *
   * @throws IllegalArgumentException if a label is out of range
   */
  String decode(int[] labels, Vocabulary vocabulary);
}

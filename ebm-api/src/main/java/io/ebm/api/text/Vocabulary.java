package io.ebm.api.text;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tokens in the order of their labels, from 0: what is unknown, the marks of a text's begin and end
 * (each of the three if there is such a label), then the tokens. Immutable, compared by value.
 */
public final class Vocabulary {

  /** The name of the label of tokens that are in no vocabulary. */
  public static final String UNKNOWN = "<unknown>";

  /** The name of the mark before the first token. */
  public static final String BEGIN = "<begin>";

  /** The name of the mark behind the last token. */
  public static final String END = "<end>";

  private final boolean unknown;
  private final boolean begin;
  private final boolean end;
  private final List<String> tokens;
  private final Map<String, Integer> places;

  private Vocabulary(boolean unknown, boolean begin, boolean end, List<String> tokens) {
    this.unknown = unknown;
    this.begin = begin;
    this.end = end;
    this.tokens = List.copyOf(tokens);
    this.places = new HashMap<>(2 * tokens.size());
    for (String token : this.tokens) {
      if (places.putIfAbsent(token, places.size()) != null) {
        throw new IllegalArgumentException(
            "the token '" + token + "' stands twice in a vocabulary");
      }
    }
    if (tokens.isEmpty()) {
      throw new IllegalArgumentException("a vocabulary needs at least one token");
    }
  }

  /**
   * A vocabulary without marks.
   *
   * @param unknown whether there is a label for tokens that it has not
   * @param tokens all different
   * @throws IllegalArgumentException if there is none, or one stands twice
   */
  public static Vocabulary of(boolean unknown, List<String> tokens) {
    return new Vocabulary(unknown, false, false, tokens);
  }

  /**
   * The commonest tokens, the most frequent first and those of one count in the order of their
   * texts, and a label for the unknown.
   *
   * @param counts how often each token occurs
   * @param minimumCount how often a token must occur
   * @param most how many tokens at most, or null for all
   * @throws IllegalArgumentException if no token is left
   */
  public static Vocabulary counted(
      Map<String, Long> counts, int minimumCount, @Nullable Integer most) {
    List<String> tokens =
        counts.entrySet().stream()
            .filter(entry -> entry.getValue() >= minimumCount)
            .sorted(
                Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(most == null ? Long.MAX_VALUE : most)
            .map(Map.Entry::getKey)
            .toList();
    if (tokens.isEmpty()) {
      throw new IllegalArgumentException(
          counts.isEmpty()
              ? "the training texts have no token"
              : "no token occurs " + minimumCount + " times in the training texts");
    }
    return of(true, tokens);
  }

  /** The same tokens, with these marks and no others. */
  public Vocabulary marked(boolean withBegin, boolean withEnd) {
    return new Vocabulary(unknown, withBegin, withEnd, tokens);
  }

  /** How many labels there are. */
  public int size() {
    return specials() + tokens.size();
  }

  private int specials() {
    return (unknown ? 1 : 0) + (begin ? 1 : 0) + (end ? 1 : 0);
  }

  /** The tokens, without the unknown and without marks. */
  public List<String> tokens() {
    return tokens;
  }

  /** The label of what is unknown, or -1 if there is none. */
  public int unknown() {
    return unknown ? 0 : -1;
  }

  /** The label of the mark of the begin, or -1 if there is none. */
  public int begin() {
    return begin ? (unknown ? 1 : 0) : -1;
  }

  /** The label of the mark of the end, or -1 if there is none. */
  public int end() {
    return end ? specials() - 1 : -1;
  }

  /** Whether a label is a mark. */
  public boolean isMark(int label) {
    return label >= 0 && (label == begin() || label == end());
  }

  /** The label of a token: {@link #unknown()} if it is not in the vocabulary. */
  public int label(String token) {
    Integer place = places.get(token);
    return place == null ? unknown() : specials() + place;
  }

  /**
   * The token of a label; of one that is none, its name in angle brackets.
   *
   * @throws IllegalArgumentException if there is no such label
   */
  public String token(int label) {
    if (label < 0 || label >= size()) {
      throw new IllegalArgumentException(
          "there is no label " + label + "; labels of this vocabulary are 0 to " + (size() - 1));
    }
    if (label >= specials()) {
      return tokens.get(label - specials());
    }
    return label == unknown() ? UNKNOWN : label == begin() ? BEGIN : END;
  }

  /** Labels between the marks that there are. */
  public int[] mark(int[] labels) {
    int[] marked = new int[labels.length + (begin ? 1 : 0) + (end ? 1 : 0)];
    System.arraycopy(labels, 0, marked, begin ? 1 : 0, labels.length);
    if (begin) {
      marked[0] = begin();
    }
    if (end) {
      marked[marked.length - 1] = end();
    }
    return marked;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Vocabulary that
        && unknown == that.unknown
        && begin == that.begin
        && end == that.end
        && tokens.equals(that.tokens);
  }

  @Override
  public int hashCode() {
    return tokens.hashCode();
  }

  @Override
  public String toString() {
    return "vocabulary of " + size() + " labels";
  }
}

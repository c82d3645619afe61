package io.ebm.core.text;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.Setting;
import io.ebm.api.text.Tokenizer;
import io.ebm.api.text.TokenizerFactory;
import io.ebm.api.text.Vocabulary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code words}: what white space separates is a token; letters, digits and the marks on them stay
 * together, and every other character is a token by itself, unless {@code splitPunctuation} is
 * false.
 *
 * @param lowerCase whether texts are made lower-case first
 * @param splitPunctuation whether what is no letter, digit or mark stands by itself
 * @param minimumCount how often a word must occur to have a label of its own
 * @param most how many words have labels, the most frequent ones; null for all
 */
public record Words(
    @Setting(value = "true", doc = "Whether texts are made lower-case") boolean lowerCase,
    @Setting(
            value = "true",
            doc =
                "Whether each character that is no letter, digit or mark is a token of its own; else"
                    + " white space alone separates tokens")
        boolean splitPunctuation,
    @Setting(value = "1", doc = "How often a word must occur to be known, at least 1")
        int minimumCount,
    @Setting(doc = "How many words are known at most, the most frequent ones; without it all")
        @Nullable Integer most)
    implements Tokenizer {

  /** Checks the values. */
  public Words {
    Checks.atLeast("minimumCount", minimumCount, 1);
    if (most != null) {
      Checks.atLeast("most", most, 1);
    }
  }

  /** The words of a text, in order. */
  List<String> split(String text) {
    String form = lowerCase ? text.toLowerCase(Locale.ROOT) : text;
    List<String> words = new ArrayList<>();
    int begin = 0; // of the word that goes on
    int at = 0;
    while (at < form.length()) {
      int point = form.codePointAt(at);
      int next = at + Character.charCount(point);
      boolean space = Character.isWhitespace(point) || Character.isSpaceChar(point);
      if (space || (splitPunctuation && !ofWords(point))) {
        if (at > begin) {
          words.add(form.substring(begin, at));
        }
        if (!space) {
          words.add(form.substring(at, next));
        }
        begin = next;
      }
      at = next;
    }
    if (at > begin) {
      words.add(form.substring(begin));
    }
    return words;
  }

  private static boolean ofWords(int point) {
    return Character.isLetterOrDigit(point)
        || switch (Character.getType(point)) {
          case Character.NON_SPACING_MARK,
              Character.COMBINING_SPACING_MARK,
              Character.ENCLOSING_MARK ->
              true;
          default -> false;
        };
  }

  @Override
  public Vocabulary learn(Iterable<String> texts) {
    Map<String, Long> counts = new HashMap<>();
    for (String text : texts) {
      for (String word : split(text)) {
        counts.merge(word, 1L, Long::sum);
      }
    }
    return Vocabulary.counted(counts, minimumCount, most);
  }

  @Override
  public int[] encode(String text, Vocabulary vocabulary) {
    return split(text).stream().mapToInt(vocabulary::label).toArray();
  }

  /** The words, with blanks between them; what is unknown by its name. */
  @Override
  public String decode(int[] labels, Vocabulary vocabulary) {
    StringBuilder text = new StringBuilder();
    for (int label : labels) {
      if (!vocabulary.isMark(label)) {
        text.append(text.isEmpty() ? "" : " ").append(vocabulary.token(label));
      }
    }
    return text.toString();
  }

  /** The factory. */
  @SuppressWarnings("rawtypes") // a provider class has no type arguments
  @AutoService(TokenizerFactory.class)
  public static final class Factory implements TokenizerFactory<Words> {
    @Override
    public String name() {
      return "words";
    }

    @Override
    public String description() {
      return "Words and, apart from them, punctuation.";
    }

    @Override
    public Class<Words> configType() {
      return Words.class;
    }

    @Override
    public Tokenizer create(Words config) {
      return config;
    }
  }
}

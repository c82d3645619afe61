package io.ebm.core.text;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.Setting;
import io.ebm.api.text.Tokenizer;
import io.ebm.api.text.TokenizerFactory;
import io.ebm.api.text.Vocabulary;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * {@code characters}: every Unicode code point is a token, those of blanks and ends of lines too.
 *
 * @param lowerCase whether texts are made lower-case first
 * @param minimumCount how often a character must occur to have a label of its own
 */
public record Characters(
    @Setting(value = "false", doc = "Whether texts are made lower-case") boolean lowerCase,
    @Setting(value = "1", doc = "How often a character must occur to be known, at least 1")
        int minimumCount)
    implements Tokenizer {

  private static final int REPLACEMENT = 0xfffd;

  /** Checks the values. */
  public Characters {
    Checks.atLeast("minimumCount", minimumCount, 1);
  }

  private String form(String text) {
    return lowerCase ? text.toLowerCase(Locale.ROOT) : text;
  }

  @Override
  public Vocabulary learn(Iterable<String> texts) {
    Map<Integer, Long> points = new HashMap<>();
    for (String text : texts) {
      form(text).codePoints().forEach(point -> points.merge(point, 1L, Long::sum));
    }
    Map<String, Long> counts = new HashMap<>();
    points.forEach((point, count) -> counts.put(Character.toString(point), count));
    return Vocabulary.counted(counts, minimumCount, null);
  }

  @Override
  public int[] encode(String text, Vocabulary vocabulary) {
    return form(text)
        .codePoints()
        .map(point -> vocabulary.label(Character.toString(point)))
        .toArray();
  }

  /** What is unknown becomes the replacement character, U+FFFD. */
  @Override
  public String decode(int[] labels, Vocabulary vocabulary) {
    StringBuilder text = new StringBuilder();
    for (int label : labels) {
      if (label == vocabulary.unknown()) {
        text.appendCodePoint(REPLACEMENT);
      } else if (!vocabulary.isMark(label)) {
        text.append(vocabulary.token(label));
      }
    }
    return text.toString();
  }

  /** The factory. */
  @SuppressWarnings("rawtypes") // a provider class has no type arguments
  @AutoService(TokenizerFactory.class)
  public static final class Factory implements TokenizerFactory<Characters> {
    @Override
    public String name() {
      return "characters";
    }

    @Override
    public String description() {
      return "Every character is a token.";
    }

    @Override
    public Class<Characters> configType() {
      return Characters.class;
    }

    @Override
    public Tokenizer create(Characters config) {
      return config;
    }
  }
}

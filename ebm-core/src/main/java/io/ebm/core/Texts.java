package io.ebm.core;

import io.ebm.api.TextLines;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Words for messages. */
public final class Texts {

  private static final int BRIEF = 80;
  private static final int LONGEST = 200;

  private static final Pattern LONG_WORD = Pattern.compile("\\S{1000,}");
  private static final Pattern LONG_LINE = Pattern.compile("(.{10000}).+");

  private Texts() {}

  /**
   * Which of the allowed names was probably meant: those within a third of the length in edits, or
   * that begin alike; nearest first, at most three.
   */
  public static List<String> nearest(String name, Collection<String> allowed) {
    if (name.length() > LONGEST) {
      return List.of(); // nobody meant that, and to compare takes the square of its length
    }
    String lower = name.toLowerCase(Locale.ROOT);
    record Near(String name, int distance) {}
    List<Near> near = new ArrayList<>();
    for (String candidate : allowed) {
      String other = candidate.toLowerCase(Locale.ROOT);
      int distance = distance(lower, other);
      boolean prefix = lower.length() >= 3 && (other.startsWith(lower) || lower.startsWith(other));
      if (prefix || distance <= Math.max(1, Math.max(lower.length(), other.length()) / 3)) {
        near.add(new Near(candidate, distance));
      }
    }
    near.sort(
        (a, b) ->
            a.distance != b.distance
                ? Integer.compare(a.distance, b.distance)
                : a.name.compareTo(b.name));
    return near.stream().limit(3).map(Near::name).toList();
  }

  /** {@code "; did you mean 'x'?"} or nothing. */
  public static String didYouMean(String name, Collection<String> allowed) {
    List<String> near = nearest(name, allowed);
    if (near.isEmpty()) {
      return "";
    }
    return "; did you mean '" + String.join("' or '", near) + "'?";
  }

  /** {@code BERNOULLI_UNITS} as {@code bernoulli-units}. */
  public static String dashed(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A text as a message quotes it: the beginning of one that is long. */
  public static String brief(String text) {
    return text.length() <= BRIEF
        ? text
        : text.substring(0, BRIEF) + "… (" + text.length() + " characters)";
  }

  /**
   * A message without the most of what it quotes: of a word that is longer than any path its
   * beginning, and of a long line too.
   */
  public static String abridged(String message) {
    String words =
        LONG_WORD
            .matcher(message)
            .replaceAll(word -> Matcher.quoteReplacement(brief(word.group())));
    return LONG_LINE.matcher(words).replaceAll("$1 …");
  }

  /** Lines as {@link TextLines#visible} shows each, so that no text has power over a terminal. */
  public static String visible(String text) {
    return Arrays.stream(text.split("\n", -1))
        .map(TextLines::visible)
        .collect(Collectors.joining("\n"));
  }

  /** The message of a failure, or its class where it has none. */
  public static String reason(Throwable failure) {
    if (failure instanceof InvalidPathException path) {
      return unusable(path);
    }
    String message = failure.getMessage();
    if (message == null || message.isBlank()) {
      return failure instanceof IllegalArgumentException
          ? "it is refused, without a reason (" + failure.getClass().getSimpleName() + ")"
          : failure.getClass().getSimpleName();
    }
    return message;
  }

  private static String unusable(InvalidPathException path) {
    String charset = System.getProperty("sun.jnu.encoding", "UTF-8");
    return "'"
        + path.getInput()
        + "' cannot be the name of a file"
        + (charset.equalsIgnoreCase("UTF-8")
            ? " (" + path.getReason() + ")"
            : ", as the charset of the locale is " + charset + "; set LC_ALL=C.UTF-8");
  }

  /** Optimal string alignment: insert, delete, replace, swap neighbours. */
  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int replace = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        d[i][j] = Math.min(replace, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}

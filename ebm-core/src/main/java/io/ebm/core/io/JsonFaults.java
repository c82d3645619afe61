package io.ebm.core.io;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;

/** What the JSON parser says of a text, in words for people who never heard of the parser. */
public final class JsonFaults {

  private record Rule(Pattern pattern, String words) {
    static Rule of(String pattern, String words) {
      return new Rule(Pattern.compile(pattern, Pattern.DOTALL), words);
    }
  }

  private static final String VALUE =
      "a text in double quotes, a number, a list, an object, true, false or null";

  /** {@code $1} is what the parser found. The first that fits holds. */
  private static final List<Rule> RULES =
      List.of(
          Rule.of(
              ".*StreamReadConstraints.*|.*exceeds the maximum.*",
              "something in it is longer, or nested more deeply, than anybody writes"),
          Rule.of(".*comment.*", "it has no comments; remove them"),
          Rule.of(
              "Unexpected character \\('(.+?)' \\(code.*in numeric value.*",
              "unexpected '$1' in a number; numbers are written as -1, 0.5 or 1e-3"),
          Rule.of(
              "Unexpected character \\('[}]' \\(code.*double-quote to start.*",
              "unexpected '}' after a comma; take the comma away, or write another key"),
          Rule.of(
              "Unexpected character \\('(.+?)' \\(code.*double-quote to start.*",
              "unexpected '$1' where a key in double quotes must stand"),
          Rule.of(
              "Unexpected character \\('(.+?)' \\(code.*expecting comma.*",
              "unexpected '$1'; is a comma or a bracket missing before it?"),
          Rule.of(
              "Unexpected character \\('(.+?)' \\(code.*expecting a colon.*",
              "unexpected '$1' where the colon after a key must stand"),
          Rule.of(
              "Unexpected character \\('(.+?)' \\(code.*",
              "unexpected '$1' where a value must stand: " + VALUE),
          Rule.of("Unexpected close marker '(.+?)'.*", "unexpected '$1'; what does it close?"),
          Rule.of(
              "(?:Non-standard|Unrecognized) token '(.+?)'.*",
              "'$1' is no value; values are " + VALUE),
          Rule.of(
              ".*[Ee]nd-of-input.*",
              "it ends within a value: a quote or a bracket is not closed, or it was cut off"),
          Rule.of(".*Leading zeroes.*", "a number must not begin with zeros, as in 01"),
          Rule.of(
              "Illegal unquoted character.*",
              "a text holds a control character, as a tab or the end of a line; write \\\\t or \\\\n,"
                  + " or close the quote"),
          Rule.of(
              "Illegal character.*",
              "a control character stands between its values; remove it, or save the file in UTF-8"),
          Rule.of(
              "Unrecognized character escape '(.+?)'.*",
              "'\\\\$1' means nothing in a text; for a backslash write \\\\\\\\"));

  private JsonFaults() {}

  /** The parser's message, reworded. */
  public static String inWords(JacksonException failure) {
    String message = String.valueOf(failure.getOriginalMessage());
    for (Rule rule : RULES) {
      Matcher matcher = rule.pattern.matcher(message);
      if (matcher.matches()) {
        return matcher.replaceFirst(rule.words);
      }
    }
    return message.replaceAll("\\s*[(\\[]?(Source|start marker at):.*", "");
  }
}

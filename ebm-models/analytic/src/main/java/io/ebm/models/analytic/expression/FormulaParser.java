package io.ebm.models.analytic.expression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads a formula and writes it onto a {@link Tape}.
 *
 * <pre>{@code
 * sum   := term (('+' | '-') term)*
 * term  := sign (('*' | '/') sign)*
 * sign  := ('-' | '+') sign | power
 * power := atom ('^' sign)?
 * atom  := number | name | name '[' sum ']' | name '(' sum (',' sum)* ')' | '(' sum ')'
 *        | 'sum' '(' name ',' sum ',' sum ',' sum ')'
 * }</pre>
 *
 * {@code sum(i, 0, dim - 2, f)} is {@code f} at {@code i = 0, …, dim - 2}, both ends included,
 * added up. Known names are {@code x[…]}, the coefficients, {@code dim}, {@code pi}, {@code e}, and
 * the variables of sums around.
 */
final class FormulaParser {

  private static final String SUM = "sum";
  private static final String STATE = "x";
  private static final int DEEPEST = 500;

  private final String text;
  private final int dim;
  private final Map<String, int[]> coefficients;
  private final Tape tape;
  private final Map<String, Double> variables = new HashMap<>();
  private int at;
  private int depth;

  private FormulaParser(String text, int dim, Map<String, int[]> coefficients, Tape tape) {
    this.text = text;
    this.dim = dim;
    this.coefficients = coefficients;
    this.tape = tape;
    variables.put("dim", (double) dim);
    variables.put("pi", Math.PI);
    variables.put("e", Math.E);
  }

  /**
   * Writes a formula onto a tape; returns the place of its value.
   *
   * @param coefficients by name: the index of its first value, and how many it has
   * @throws IllegalArgumentException that says what is wrong and where in the text
   */
  static int parse(String text, int dim, Map<String, int[]> coefficients, Tape tape) {
    FormulaParser parser = new FormulaParser(text, dim, coefficients, tape);
    int result = parser.sum();
    parser.skipBlanks();
    if (parser.at < text.length()) {
      throw parser.wrong("expected an operator or the end");
    }
    return result;
  }

  private IllegalArgumentException wrong(String what) {
    return wrong(what, at);
  }

  private IllegalArgumentException wrong(String what, int where) {
    String rest = text.substring(Math.min(where, text.length()));
    String near =
        rest.isEmpty() ? "its end" : "'" + rest.substring(0, Math.min(12, rest.length())) + "'";
    return new IllegalArgumentException(what + " at character " + (where + 1) + ", before " + near);
  }

  private void skipBlanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private boolean take(char symbol) {
    skipBlanks();
    if (at < text.length() && text.charAt(at) == symbol) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(char symbol) {
    if (!take(symbol)) {
      throw wrong("expected '" + symbol + "'");
    }
  }

  private int sum() {
    int left = term();
    while (true) {
      if (take('+')) {
        left = tape.apply(Function.ADD, left, term());
      } else if (take('-')) {
        left = tape.apply(Function.SUBTRACT, left, term());
      } else {
        return left;
      }
    }
  }

  private int term() {
    int left = sign();
    while (true) {
      if (take('*')) {
        left = tape.apply(Function.MULTIPLY, left, sign());
      } else if (take('/')) {
        left = tape.apply(Function.DIVIDE, left, sign());
      } else {
        return left;
      }
    }
  }

  /** Everything that nests passes here. */
  private int sign() {
    if (++depth > DEEPEST) {
      throw wrong("parentheses, signs and functions are nested more than " + DEEPEST + " deep");
    }
    int value = take('-') ? tape.apply(Function.NEGATE, sign(), -1) : take('+') ? sign() : power();
    depth--;
    return value;
  }

  private int power() {
    int base = atom();
    return take('^') ? tape.apply(Function.POWER, base, sign()) : base;
  }

  private int atom() {
    skipBlanks();
    if (take('(')) {
      int inside = sum();
      expect(')');
      return inside;
    }
    char next = at < text.length() ? text.charAt(at) : ' ';
    if (Character.isDigit(next) || next == '.') {
      return tape.constant(number());
    }
    int start = at;
    String name = name();
    if (take('(')) {
      return name.equals(SUM) ? sumOver() : call(name, start);
    }
    return take('[') ? element(name, start) : single(name, start);
  }

  private double number() {
    int start = at;
    while (at < text.length() && isPartOfNumber(start)) {
      at++;
    }
    try {
      double value = Double.parseDouble(text.substring(start, at));
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw wrong("'" + text.substring(start, at) + "' is no number", start);
    }
    throw wrong("'" + text.substring(start, at) + "' is too large a number", start);
  }

  private boolean isPartOfNumber(int start) {
    char c = text.charAt(at);
    boolean exponent = at > start && (text.charAt(at - 1) == 'e' || text.charAt(at - 1) == 'E');
    return Character.isDigit(c)
        || c == '.'
        || ((c == 'e' || c == 'E') && at > start)
        || ((c == '-' || c == '+') && exponent);
  }

  private String name() {
    skipBlanks();
    int start = at;
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
      at++;
    }
    if (at == start) {
      throw wrong("expected a number, a name or '('");
    }
    return text.substring(start, at);
  }

  private int call(String name, int start) {
    Function function =
        Arrays.stream(Function.values())
            .filter(f -> written(f).equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    wrong("there is no function '" + name + "'; there are " + functions(), start));
    List<Integer> arguments = new ArrayList<>(List.of(sum()));
    while (take(',')) {
      arguments.add(sum());
    }
    expect(')');
    boolean many =
        function == Function.MIN || function == Function.MAX || function == Function.LOGADDEXP;
    if (many ? arguments.size() < 2 : arguments.size() != function.arity) {
      throw wrong(
          name
              + " takes "
              + (many ? "two arguments or more" : function.arity + " argument(s)")
              + ", not "
              + arguments.size(),
          start);
    }
    int result = arguments.get(0);
    if (function.arity == 1) {
      return tape.apply(function, result, -1);
    }
    for (int argument : arguments.subList(1, arguments.size())) {
      result = tape.apply(function, result, argument);
    }
    return result;
  }

  private static String written(Function function) {
    return function == Function.POWER ? "pow" : function.name().toLowerCase(Locale.ROOT);
  }

  private static String functions() {
    TreeSet<String> names = new TreeSet<>(List.of(SUM));
    for (Function function : Function.values()) {
      names.add(written(function));
    }
    names.removeAll(List.of("add", "subtract", "multiply", "divide", "negate"));
    return String.join(", ", names);
  }

  private int sumOver() {
    int start = at;
    String variable = name();
    if (variables.containsKey(variable)
        || coefficients.containsKey(variable)
        || variable.equals(STATE)) {
      throw wrong(
          "the variable of a sum needs a name that means nothing yet, not '" + variable + "'",
          start);
    }
    expect(',');
    int from = whole("a sum begins at");
    expect(',');
    int to = whole("a sum ends at");
    expect(',');
    int body = at;
    if (to < from) {
      throw wrong("a sum from " + from + " to " + to + " has no terms", start);
    }
    int total = -1;
    for (int i = from; i <= to; i++) {
      at = body;
      variables.put(variable, (double) i);
      int value = sum();
      total = total < 0 ? value : tape.apply(Function.ADD, total, value);
    }
    variables.remove(variable);
    expect(')');
    return total;
  }

  /** The value of a formula that must be a whole number. */
  private int whole(String what) {
    int start = at;
    Double value = tape.constantAt(sum());
    if (value == null || value != Math.rint(value)) {
      throw wrong(what + " a whole number" + (value == null ? "" : ", not " + value), start);
    }
    if (Math.abs(value) > Tape.MOST) {
      throw wrong(
          String.format(
              Locale.ROOT, "%s a whole number of at most %d, not %.0f", what, Tape.MOST, value),
          start);
    }
    return value.intValue();
  }

  private int element(String name, int start) {
    int index = whole("an index is");
    expect(']');
    int[] known = name.equals(STATE) ? new int[] {0, dim} : coefficients.get(name);
    if (known == null) {
      throw unknown(name, start);
    }
    if (index < 0 || index >= known[1]) {
      throw wrong(
          name
              + "["
              + index
              + "] is outside of "
              + name
              + "[0] … "
              + name
              + "["
              + (known[1] - 1)
              + "]",
          start);
    }
    return name.equals(STATE) ? tape.state(index) : tape.coefficient(known[0] + index);
  }

  private int single(String name, int start) {
    Double value = variables.get(name);
    if (value != null) {
      return tape.constant(value);
    }
    int[] known = coefficients.get(name);
    if (known != null && known[1] == 1) {
      return tape.coefficient(known[0]);
    }
    if (known != null || name.equals(STATE)) {
      throw wrong(name + " has several values: write " + name + "[0]", start);
    }
    throw unknown(name, start);
  }

  private IllegalArgumentException unknown(String name, int start) {
    TreeSet<String> names = new TreeSet<>(variables.keySet());
    names.addAll(coefficients.keySet());
    names.add(STATE);
    return wrong("nothing is named '" + name + "'; known are " + String.join(", ", names), start);
  }

  /** A coefficient's name that a formula could not read, and why; null if it can. */
  static @Nullable String fault(String name) {
    if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
      return "a name is letters, digits and _, and begins with no digit; '" + name + "' does not";
    }
    return List.of(STATE, SUM, "dim", "pi", "e").contains(name)
        ? "'" + name + "' means something else in formulas"
        : null;
  }
}

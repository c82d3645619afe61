package io.ebm.api;

/** Numbers in texts. */
public final class Decimals {

  private Decimals() {}

  /**
   * Whether a text is a number as every language writes it: decimal digits, perhaps a sign, a point
   * and an exponent. Java's own readers take more for a number: {@code 1f}, {@code 0x1p3}, {@code
   * NaN}, digits of other scripts.
   */
  public static boolean isNumber(String text) {
    int at = sign(text, 0);
    int whole = digits(text, at);
    int end = at + whole;
    int fraction = 0;
    if (end < text.length() && text.charAt(end) == '.') {
      fraction = digits(text, end + 1);
      end += 1 + fraction;
    }
    if (whole + fraction == 0) {
      return false;
    }
    if (end < text.length() && (text.charAt(end) == 'e' || text.charAt(end) == 'E')) {
      int from = sign(text, end + 1);
      int exponent = digits(text, from);
      return exponent > 0 && from + exponent == text.length();
    }
    return end == text.length();
  }

  private static int sign(String text, int at) {
    return at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+') ? at + 1 : at;
  }

  private static int digits(String text, int from) {
    int to = from;
    while (to < text.length() && text.charAt(to) >= '0' && text.charAt(to) <= '9') {
      to++;
    }
    return to - from;
  }
}

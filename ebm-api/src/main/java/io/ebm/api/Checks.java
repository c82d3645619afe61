package io.ebm.api;

/**
 * Range checks for the compact constructors of config records. Each throws {@link SettingException}
 * with the setting's name, the rule and the value.
 */
public final class Checks {

  private Checks() {}

  /** Fails with a sentence of the caller's unless the condition holds. */
  public static void that(boolean condition, String setting, String rule) {
    if (!condition) {
      throw new SettingException(setting, rule);
    }
  }

  /** Requires a finite number above zero. */
  public static void positive(String setting, double value) {
    that(value > 0 && Double.isFinite(value), setting, "must be positive, but is " + text(value));
  }

  /** Requires a finite number of at least zero. */
  public static void notNegative(String setting, double value) {
    that(
        value >= 0 && Double.isFinite(value),
        setting,
        "must not be negative, but is " + text(value));
  }

  /** Requires a number from {@code low} to {@code high}, both allowed. */
  public static void between(String setting, double value, double low, double high) {
    that(
        value >= low && value <= high,
        setting,
        "must lie between " + text(low) + " and " + text(high) + ", but is " + text(value));
  }

  /** Requires a whole number of at least {@code low}. */
  public static void atLeast(String setting, long value, long low) {
    that(value >= low, setting, "must be at least " + low + ", but is " + value);
  }

  /**
   * Requires an array, and the heap, to hold so many of something.
   *
   * @param each the least number of bytes that one of them takes
   */
  public static void fitsMemory(String setting, double count, double each) {
    that(
        count <= Sizes.MOST,
        setting,
        "is too large: " + text(count) + " values are more than an array can have, " + Sizes.MOST);
    Sizes.lack(text(count) + " of them", each * count)
        .ifPresent(
            why -> {
              throw new SettingException(setting, "is too large: " + why);
            });
  }

  /** Requires every value of a schedule to be finite and above zero. */
  public static void positive(String setting, Schedule schedule) {
    positive(setting, worse(schedule));
  }

  /** Requires every value of a schedule to be finite and at least zero. */
  public static void notNegative(String setting, Schedule schedule) {
    notNegative(setting, worse(schedule));
  }

  private static double worse(Schedule schedule) {
    return Double.isFinite(schedule.highest()) ? schedule.lowest() : schedule.highest();
  }

  private static String text(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}

package io.ebm.api.noise;

import io.ebm.api.Checks;

/** What settings of levels and times must obey. */
final class Levels {

  private Levels() {}

  static void check(double lowest, double highest) {
    Checks.positive("lowest", lowest);
    Checks.positive("highest", highest);
    Checks.that(
        highest > lowest,
        "highest",
        "must be above the lowest level, " + lowest + ", but is " + highest);
  }

  static void checkBetas(double first, double last, double from) {
    Checks.positive("betaFirst", first);
    Checks.positive("betaLast", last);
    Checks.that(
        last >= first, "betaLast", "must not be below betaFirst, " + first + ", but is " + last);
    checkFrom(from);
  }

  static void checkFrom(double from) {
    Checks.that(from > 0 && from < 0.5, "from", "must be above 0 and below 0.5, but is " + from);
  }
}

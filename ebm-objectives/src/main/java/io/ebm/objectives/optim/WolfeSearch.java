package io.ebm.objectives.optim;

/**
 * A line search for the strong Wolfe conditions (Nocedal and Wright 2006, algorithms 3.5 and 3.6,
 * with cubic interpolation), and for the approximate ones of Hager and Zhang (2005, eq. 4.1) where
 * the function hardly changes and differences of its values are rounding errors.
 */
final class WolfeSearch {

  /** A function along a line; evaluating it moves to the point. */
  interface Line {
    /** Moves to the point and sets {@link Point#value} and {@link Point#slope}. */
    void evaluate(Point point);
  }

  /** A point of the line. */
  static final class Point {
    final double t;
    double value;
    double slope;

    Point(double t) {
      this.t = t;
    }

    boolean isFinite() {
      return Double.isFinite(value) && Double.isFinite(slope);
    }
  }

  private static final double NOISE = 1e-8;
  private static final double GROWTH = 4;

  private final double armijo;
  private final double wolfe;
  private final int most;
  private int evaluations;

  WolfeSearch(double armijo, double wolfe, int most) {
    this.armijo = armijo;
    this.wolfe = wolfe;
    this.most = most;
  }

  /** How many evaluations the last search took. */
  int evaluations() {
    return evaluations;
  }

  /**
   * Searches from a start of negative slope.
   *
   * @return the point where the line was last evaluated, if it is acceptable; or the start if no
   *     better point was found, the line then being anywhere
   */
  Point search(Line line, Point start, double first) {
    evaluations = 0;
    Point low = start; // the best point that the interval has an end at
    Point high = null;
    double t = first;
    while (evaluations < most) {
      Point point = at(line, t);
      if (!point.isFinite()) {
        high = point;
        t = low.t + (t - low.t) / 10;
        continue;
      }
      if (accepted(point, start)) {
        return point;
      }
      if (!falls(point, start) || point.value >= low.value) {
        high = point;
      } else {
        if (high == null ? point.slope >= 0 : point.slope * (high.t - low.t) >= 0) {
          high = low;
        }
        low = point;
      }
      t = high == null ? t * GROWTH : between(low, high);
      if (high != null && Math.abs(high.t - low.t) <= 1e-12 * Math.abs(low.t)) {
        break;
      }
    }
    if (low == start) {
      return start;
    }
    return at(line, low.t);
  }

  private Point at(Line line, double t) {
    Point point = new Point(t);
    evaluations++;
    line.evaluate(point);
    return point;
  }

  private boolean falls(Point point, Point start) {
    return point.value <= start.value + armijo * point.t * start.slope;
  }

  private boolean accepted(Point point, Point start) {
    if (falls(point, start)) {
      return Math.abs(point.slope) <= -wolfe * start.slope;
    }
    return point.value <= start.value + NOISE * Math.abs(start.value)
        && point.slope <= (2 * armijo - 1) * start.slope
        && point.slope >= wolfe * start.slope;
  }

  /** The minimum of the cubic through both ends, kept away from them. */
  private static double between(Point low, Point high) {
    double width = high.t - low.t;
    double t = Double.NaN;
    if (high.isFinite()) {
      double d1 = low.slope + high.slope - 3 * (low.value - high.value) / (low.t - high.t);
      double square = d1 * d1 - low.slope * high.slope;
      double d2 = Math.signum(width) * Math.sqrt(square);
      t = high.t - width * (high.slope + d2 - d1) / (high.slope - low.slope + 2 * d2);
    }
    double share = (t - low.t) / width;
    return share > 0.05 && share < 0.95 ? t : low.t + width / 2;
  }
}

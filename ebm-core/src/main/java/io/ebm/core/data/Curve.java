package io.ebm.core.data;

/** A smooth curve in the plane, given for {@code t} in {@code [0, 1]}. */
interface Curve {

  /** The first coordinate at {@code t}. */
  double x(double t);

  /** The second coordinate at {@code t}. */
  double y(double t);

  /**
   * An arc of a circle.
   *
   * @param from the angle at {@code t = 0}, in radians
   * @param to the angle at {@code t = 1}
   */
  static Curve arc(double centreX, double centreY, double radius, double from, double to) {
    return new Curve() {
      @Override
      public double x(double t) {
        return centreX + radius * Math.cos(from + (to - from) * t);
      }

      @Override
      public double y(double t) {
        return centreY + radius * Math.sin(from + (to - from) * t);
      }
    };
  }

  /**
   * A spiral of Archimedes, {@code r = pitch · φ}, about the origin. {@code φ²} grows linearly with
   * {@code t}, so that equal steps of {@code t} are pieces of nearly equal length.
   *
   * @param from the angle φ at {@code t = 0}
   * @param to the angle at {@code t = 1}
   * @param turn by how much the whole spiral is turned, in radians
   */
  static Curve spiral(double pitch, double from, double to, double turn) {
    return new Curve() {
      private double angle(double t) {
        return Math.sqrt(from * from + (to * to - from * from) * t);
      }

      @Override
      public double x(double t) {
        return pitch * angle(t) * Math.cos(angle(t) + turn);
      }

      @Override
      public double y(double t) {
        return pitch * angle(t) * Math.sin(angle(t) + turn);
      }
    };
  }
}

package io.ebm.objectives.optim;

import io.ebm.api.Gradient;
import io.ebm.api.Parameters;
import io.ebm.math.Vectors;
import org.jspecify.annotations.Nullable;

/** The optimizer of {@link OwlQnFactory}. */
final class OwlQn extends QuasiNewton {

  private final double c1;
  private final double armijo;
  private final int most;
  private float[] slopes = new float[0];

  OwlQn(OwlQnFactory.Config config) {
    super(config.c2(), config.history(), config.stop());
    this.c1 = config.c1();
    this.armijo = config.armijo();
    this.most = config.searchSteps();
  }

  @Override
  double total(double smooth, float[] x) {
    double sum = 0;
    for (float value : x) {
      sum += Math.abs(value);
    }
    return smooth + c1 * sum;
  }

  @Override
  Iteration move(Parameters parameters, Loss loss) {
    float[] x = parameters.values();
    int n = x.length;
    slopes = Moments.sized(slopes, n);
    subgradient(x, gradient().values(), slopes);
    if (Vectors.sumOfSquares(n, slopes, 0) == 0) {
      return new Iteration(value(), 0, 0, "the subgradient is zero");
    }
    float[] x0 = before(x);
    Gradient trial = trial(parameters);
    boolean fresh = memory().isEmpty();
    float[] direction = direction();
    double t = fresh ? 1 / Math.sqrt(Vectors.sumOfSquares(n, direction, 0)) : 1;
    int evaluations = 0;
    boolean found = false;
    double reached = value();
    while (!found && evaluations < most && t > 0 && Double.isFinite(t)) {
      double fall = project(x, x0, direction, t);
      reached = total(evaluate(parameters, loss, trial), x);
      evaluations++;
      found = reached <= value() + armijo * fall && fall < 0;
      t *= Double.isFinite(reached) ? 0.5 : 0.1;
    }
    @Nullable String stop = null;
    if (found) {
      accept(x, x0, reached);
    } else {
      System.arraycopy(x0, 0, x, 0, n);
      if (fresh) {
        stop = "the line search finds no lower value";
      }
      memory().clear(); // another try along the subgradient itself
    }
    subgradient(x, gradient().values(), slopes);
    double norm = Math.sqrt(Vectors.sumOfSquares(n, slopes, 0));
    return new Iteration(value(), norm, evaluations, stop == null ? stop(norm, x) : stop);
  }

  /** The subgradient of least norm (Andrew and Gao 2007, eq. 4). */
  private void subgradient(float[] x, float[] g, float[] out) {
    float c = (float) c1;
    for (int i = 0; i < x.length; i++) {
      float right = g[i] + c;
      float left = g[i] - c;
      out[i] = x[i] > 0 ? right : x[i] < 0 ? left : right < 0 ? right : left > 0 ? left : 0f;
    }
  }

  /** The quasi-Newton direction, without components that would climb. */
  private float[] direction() {
    int n = slopes.length;
    float[] d = scratch(n);
    Vectors.scale(n, -1f, slopes, 0, d, 0);
    memory().apply(d);
    for (int i = 0; i < n; i++) {
      if (d[i] * slopes[i] >= 0) {
        d[i] = 0;
      }
    }
    return d;
  }

  /**
   * Moves along the direction and back to zero where that leaves the orthant of the start; returns
   * the derivative along the whole move.
   */
  private double project(float[] x, float[] x0, float[] direction, double t) {
    float step = (float) t;
    double fall = 0;
    for (int i = 0; i < x.length; i++) {
      float moved = x0[i] + step * direction[i];
      float side = x0[i] != 0 ? x0[i] : -slopes[i];
      x[i] = moved * side > 0 ? moved : 0f;
      fall += (double) (x[i] - x0[i]) * slopes[i];
    }
    return fall;
  }
}

package io.ebm.objectives.optim;

import io.ebm.api.Gradient;
import io.ebm.api.Parameters;
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
  double total(double smooth, float[] x, Loss work) {
    return smooth + c1 * work.sum(x.length, (from, to) -> size(from, to, x));
  }

  private static double size(int from, int to, float[] x) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += Math.abs(x[i]);
    }
    return sum;
  }

  @Override
  Iteration move(Parameters parameters, Loss loss) {
    float[] x = parameters.values();
    int n = x.length;
    slopes = Moments.sized(slopes, n);
    subgradient(x, gradient().values(), loss);
    if (norm(slopes, loss) == 0) {
      return new Iteration(value(), 0, 0, "the subgradient is zero");
    }
    float[] x0 = before(x);
    Gradient trial = trial(parameters);
    boolean fresh = memory().isEmpty();
    float[] direction = direction(loss);
    double t = fresh ? 1 / norm(direction, loss) : 1;
    int evaluations = 0;
    boolean found = false;
    double reached = value();
    while (!found && evaluations < most && t > 0 && Double.isFinite(t)) {
      float step = (float) t;
      double fall = loss.sum(n, (from, to) -> project(from, to, x, x0, direction, step));
      reached = total(evaluate(parameters, loss, trial), x, loss);
      evaluations++;
      found = reached <= value() + armijo * fall && fall < 0;
      t *= Double.isFinite(reached) ? 0.5 : 0.1;
    }
    @Nullable String stop = null;
    if (found) {
      accept(x, x0, reached, loss);
    } else {
      System.arraycopy(x0, 0, x, 0, n);
      if (fresh) {
        stop = "the line search finds no lower value";
      }
      memory().clear(); // another try along the subgradient itself
    }
    subgradient(x, gradient().values(), loss);
    double norm = norm(slopes, loss);
    return new Iteration(value(), norm, evaluations, stop == null ? stop(norm, x, loss) : stop);
  }

  /** The subgradient of least norm (Andrew and Gao 2007, eq. 4). */
  private void subgradient(float[] x, float[] g, Loss work) {
    float[] out = slopes;
    float c = (float) c1;
    work.sum(
        x.length,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            float right = g[i] + c;
            float left = g[i] - c;
            out[i] = x[i] > 0 ? right : x[i] < 0 ? left : right < 0 ? right : left > 0 ? left : 0f;
          }
          return 0;
        });
  }

  /** The quasi-Newton direction, without components that would climb. */
  private float[] direction(Loss work) {
    float[] g = slopes;
    float[] d = scratch(g.length);
    memory().descend(g, d, work);
    work.sum(
        d.length,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            d[i] = d[i] * g[i] >= 0 ? 0 : d[i];
          }
          return 0;
        });
    return d;
  }

  /**
   * Moves along the direction and back to zero where that leaves the orthant of the start; returns
   * the derivative along the whole move.
   */
  private double project(int from, int to, float[] x, float[] x0, float[] direction, float step) {
    double fall = 0;
    for (int i = from; i < to; i++) {
      float moved = x0[i] + step * direction[i];
      float side = x0[i] != 0 ? x0[i] : -slopes[i];
      x[i] = moved * side > 0 ? moved : 0f;
      fall += (double) (x[i] - x0[i]) * slopes[i];
    }
    return fall;
  }
}

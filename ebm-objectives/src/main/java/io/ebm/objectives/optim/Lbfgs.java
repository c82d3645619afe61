package io.ebm.objectives.optim;

import io.ebm.api.Gradient;
import io.ebm.api.Parameters;
import io.ebm.math.Vectors;
import org.jspecify.annotations.Nullable;

/** The optimizer of {@link LbfgsFactory}. */
final class Lbfgs extends QuasiNewton {

  private final WolfeSearch search;

  Lbfgs(LbfgsFactory.Config config) {
    super(config.c2(), config.history(), config.stop());
    this.search = new WolfeSearch(config.armijo(), config.wolfe(), config.searchSteps());
  }

  @Override
  Iteration move(Parameters parameters, Loss loss) {
    float[] x = parameters.values();
    int n = x.length;
    if (gradient().norm() == 0) {
      return new Iteration(value(), 0, 0, "the gradient is zero");
    }
    float[] direction = direction(gradient().values());
    double slope = Vectors.dot(n, direction, 0, gradient().values(), 0);
    if (!(slope < 0)) {
      memory().clear();
      direction = direction(gradient().values());
      slope = Vectors.dot(n, direction, 0, gradient().values(), 0);
    }
    float[] along = direction;
    WolfeSearch.Point start = new WolfeSearch.Point(0);
    start.value = value();
    start.slope = slope;
    float[] x0 = before(x);
    Gradient trial = trial(parameters);
    double first = memory().isEmpty() ? 1 / Math.sqrt(Vectors.sumOfSquares(n, along, 0)) : 1;
    WolfeSearch.Point end =
        search.search(
            point -> {
              System.arraycopy(x0, 0, x, 0, n);
              Vectors.axpy(n, (float) point.t, along, 0, x, 0);
              point.value = evaluate(parameters, loss, trial);
              point.slope = Vectors.dot(n, along, 0, trial.values(), 0);
            },
            start,
            first);
    @Nullable String stop = null;
    if (end == start) {
      System.arraycopy(x0, 0, x, 0, n);
      if (memory().isEmpty()) {
        stop = "the line search finds no lower value";
      }
      memory().clear(); // another try along the gradient itself
    } else {
      accept(x, x0, end.value);
    }
    double norm = gradient().norm();
    return new Iteration(value(), norm, search.evaluations(), stop == null ? stop(norm, x) : stop);
  }

  private float[] direction(float[] g) {
    float[] d = scratch(g.length);
    Vectors.scale(g.length, -1f, g, 0, d, 0);
    memory().apply(d);
    return d;
  }
}

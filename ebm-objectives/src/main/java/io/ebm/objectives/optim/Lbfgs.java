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
    if (norm() == 0) {
      return new Iteration(value(), 0, 0, "the gradient is zero");
    }
    float[] direction = scratch(n);
    double slope = memory().descend(gradient().values(), direction, loss);
    if (!(slope < 0)) {
      memory().clear();
      slope = memory().descend(gradient().values(), direction, loss);
    }
    WolfeSearch.Point start = new WolfeSearch.Point(0);
    start.value = value();
    start.slope = slope;
    float[] x0 = before(x);
    Gradient trial = trial(parameters);
    double first = memory().isEmpty() ? 1 / norm() : 1;
    WolfeSearch.Point end =
        search.search(
            point -> {
              loss.sum(n, (from, to) -> advance(from, to, point.t, direction, x0, x));
              point.value = evaluate(parameters, loss, trial);
              point.slope = dot(direction, trial.values(), loss);
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
      accept(x, x0, end.value, loss);
    }
    return new Iteration(
        value(), norm(), search.evaluations(), stop == null ? stop(norm(), x, loss) : stop);
  }

  /** {@code x = x0 + t · direction}. */
  private static double advance(
      int from, int to, double t, float[] direction, float[] x0, float[] x) {
    System.arraycopy(x0, from, x, from, to - from);
    Vectors.axpy(to - from, (float) t, direction, from, x, from);
    return 0;
  }

  private static double dot(float[] a, float[] b, Loss work) {
    return work.sum(a.length, (from, to) -> Vectors.dot(to - from, a, from, b, from));
  }
}

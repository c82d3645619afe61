package io.ebm.objectives.optim;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.Optimizer;
import io.ebm.api.OptimizerFactory;
import io.ebm.api.Setting;

/**
 * {@code owl-qn}: the orthant-wise limited-memory quasi-Newton method (Andrew and Gao 2007). It
 * minimises
 *
 * <pre>{@code Σ_i loss_i(θ) + c1 · Σ_j |θ_j| + c2 · Σ_j θ_j²}</pre>
 *
 * over all examples, and leaves parameters that are not worth their penalty at exactly zero. The
 * penalties and the rules for stopping mean what they mean in CRFsuite.
 *
 * <p><b>Metrics.</b> {@code objective}, the sum above; {@code loss} is that per example; {@code
 * evaluations} of the loss in a step. The gradient's norm is that of the subgradient of least norm.
 */
@AutoService(OptimizerFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class OwlQnFactory implements OptimizerFactory<OwlQnFactory.Config> {

  /**
   * Settings of {@code owl-qn}.
   *
   * @param c1 factor of the sum of absolute values, not negative
   * @param c2 factor of the squared norm, not negative
   * @param history how many steps to remember, at least 1
   * @param armijo sufficient fall, above 0 and below 1
   * @param searchSteps most evaluations of a search, at least 2
   * @param stop when to stop
   */
  public record Config(
      @Setting(value = "1", doc = "Factor c1 of the penalty c1·Σ|θ|, not negative.") double c1,
      @Setting(value = "0", doc = "Factor c2 of the penalty c2·Σθ², not negative.") double c2,
      @Setting(value = "6", doc = "Steps remembered to approximate the Hessian, at least 1.")
          int history,
      @Setting(value = "1e-4", doc = "Sufficient fall (Armijo) of the line search, in (0, 1).")
          double armijo,
      @Setting(value = "20", doc = "Most evaluations of a line search, at least 2.")
          int searchSteps,
      @Setting(value = "{}", doc = "When to stop.") Stopping stop) {

    /** Checks the ranges. */
    public Config {
      Checks.notNegative("c1", c1);
      Checks.notNegative("c2", c2);
      Checks.atLeast("history", history, 1);
      Checks.that(
          armijo > 0 && armijo < 1, "armijo", "must be above 0 and below 1, but is " + armijo);
      Checks.atLeast("searchSteps", searchSteps, 2);
    }
  }

  @Override
  public String name() {
    return "owl-qn";
  }

  @Override
  public String description() {
    return "Orthant-wise L-BFGS on the loss of all examples, with L1 and L2 penalties.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Optimizer create(Config config, ComponentContext context) {
    return new OwlQn(config);
  }
}

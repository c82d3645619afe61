package io.ebm.objectives.optim;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.Optimizer;
import io.ebm.api.OptimizerFactory;
import io.ebm.api.Setting;

/**
 * {@code lbfgs}: the limited-memory method of Broyden, Fletcher, Goldfarb and Shanno (Liu and
 * Nocedal 1989) with a line search for the strong Wolfe conditions. It minimises
 *
 * <pre>{@code Σ_i loss_i(θ) + c2 · Σ_j θ_j²}</pre>
 *
 * over all examples, so it suits objectives that are deterministic: exact likelihood,
 * pseudo-likelihood, a margin. The penalty and the rules for stopping mean what they mean in
 * CRFsuite. Parameters are single precision; sums and the search are double.
 *
 * <p><b>Metrics.</b> {@code objective}, the sum above; {@code loss} is that per example; {@code
 * evaluations} of the loss in a step.
 */
@AutoService(OptimizerFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class LbfgsFactory implements OptimizerFactory<LbfgsFactory.Config> {

  /**
   * Settings of {@code lbfgs}.
   *
   * @param c2 factor of the squared norm, not negative
   * @param history how many steps to remember, at least 1
   * @param armijo sufficient fall, above 0 and below {@code wolfe}
   * @param wolfe sufficient flattening, below 1
   * @param searchSteps most evaluations of a search, at least 2
   * @param stop when to stop
   */
  public record Config(
      @Setting(value = "0", doc = "Factor c2 of the penalty c2·Σθ², not negative.") double c2,
      @Setting(value = "6", doc = "Steps remembered to approximate the Hessian, at least 1.")
          int history,
      @Setting(value = "1e-4", doc = "Sufficient fall (Armijo) of the line search, in (0, 1/2).")
          double armijo,
      @Setting(
              value = "0.9",
              doc = "Sufficient flattening (Wolfe) of the line search, above 'armijo', below 1.")
          double wolfe,
      @Setting(value = "20", doc = "Most evaluations of a line search, at least 2.")
          int searchSteps,
      @Setting(value = "{}", doc = "When to stop.") Stopping stop) {

    /** Checks the ranges. */
    public Config {
      Checks.notNegative("c2", c2);
      Checks.atLeast("history", history, 1);
      Checks.that(
          armijo > 0 && armijo < 0.5, "armijo", "must be above 0 and below 0.5, but is " + armijo);
      Checks.that(
          wolfe > armijo && wolfe < 1,
          "wolfe",
          "must be above 'armijo' and below 1, but is " + wolfe);
      Checks.atLeast("searchSteps", searchSteps, 2);
    }
  }

  @Override
  public String name() {
    return "lbfgs";
  }

  @Override
  public String description() {
    return "Limited-memory BFGS on the loss of all examples, with an L2 penalty.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Optimizer create(Config config, ComponentContext context) {
    return new Lbfgs(config);
  }
}

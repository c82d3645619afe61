package io.ebm.objectives.unrolled;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.FitContext;
import io.ebm.api.NamedFactory;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveFactory;
import io.ebm.api.ScoreLearnable;
import io.ebm.api.Setting;
import io.ebm.api.StateSpace;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code unrolled}: descent that is learned end to end. Targets are found by {@code K} steps down
 * the slope of the energy,
 *
 * <pre>{@code y_{k+1} = y_k - α ∇E(y_k),    loss = 1/d |y_K - y|²,}</pre>
 *
 * and the energy is taught by how far they end from the target {@code y} of {@code d} coordinates
 * (Belanger, Yang and McCallum 2017, "End-to-end learning for structured prediction energy
 * networks"; Gladstone et al. 2025, "Energy-based transformers are scalable learners and thinkers",
 * who add noise to the steps and learn {@code α}). The same steps predict, and may then be more or
 * fewer ({@link io.ebm.api.Refining}).
 *
 * <p><b>Gradient.</b> Backwards through all steps, with {@code λ_K} the slope of the loss by {@code
 * y_K} and {@code H_k} the Hessian of the energy at {@code y_k}:
 *
 * <pre>{@code λ_k = λ_{k+1} - α H_k λ_{k+1},
 * ∇θ loss = -α Σ_k ∇θ (λ_{k+1} · ∇E(y_k)),    ∂loss/∂α = -Σ_k λ_{k+1} · ∇E(y_k).}</pre>
 *
 * It is exact for an energy that knows its Hessian's products, as networks do, and takes them from
 * differences of slopes for others. A network must be smooth: of a piecewise linear one {@code H}
 * is 0. Kept are the states and slopes of all steps, {@code 2K + 1} rows for each row of data.
 *
 * <p><b>Cost.</b> Per row {@code K} gradients by the state and {@code K} directional derivatives by
 * the parameters.
 *
 * <p><b>Value.</b> The loss itself; its gradient is exact for the start and the noise drawn. With
 * {@code losses = all} it is the mean of the squared errors after every step. Rows are multiplied
 * by their weights.
 *
 * <p><b>Parameters.</b> With {@code learnStep} the logarithm of {@code α}, {@code log-step-size}.
 *
 * <p><b>Metrics.</b> {@code step-size} (α), {@code last-error} (mean squared error after the last
 * step).
 *
 * <p><b>Errors.</b> {@link IllegalArgumentException} for states that are not real or have bounds;
 * {@link io.ebm.api.NonFiniteException} when an energy or the loss is not finite.
 */
@AutoService(ObjectiveFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class UnrolledFactory extends NamedFactory<UnrolledFactory.Config>
    implements ObjectiveFactory<UnrolledFactory.Config> {

  private static final int MOST_STEPS = 10_000;

  /** Where descent begins. */
  public enum Start {
    /** Normal noise, drawn anew at every training step. */
    NOISE,
    /** Zeros. */
    ZEROS
  }

  /** After which steps the error counts. */
  public enum Losses {
    /** After the last alone. */
    LAST,
    /** After every step, all alike. */
    ALL
  }

  /**
   * Settings of {@code unrolled}.
   *
   * @param steps K, from 1 to {@value #MOST_STEPS}
   * @param step α, or where it starts; positive
   * @param learnStep whether α is learned
   * @param start where descent begins
   * @param scale the standard deviation of the noise that it begins with, positive
   * @param losses after which steps the error counts
   * @param noise the standard deviation of the noise added to every step in training, not negative
   */
  public record Config(
      @Setting(value = "10", doc = "Steps K of descent in training, from 1 to 10000.") int steps,
      @Setting(
              value = "0.1",
              doc = "The step size α, or where it starts if it is learned; positive.")
          double step,
      @Setting(value = "true", doc = "Whether the step size is learned.") boolean learnStep,
      @Setting(
              value = "\"noise\"",
              doc = "Where descent begins: noise, which is normal and drawn anew, or zeros.")
          Start start,
      @Setting(
              value = "1",
              doc = "Standard deviation of the noise that descent begins with, positive.")
          double scale,
      @Setting(
              value = "\"last\"",
              doc = "After which steps the squared error counts: last, or all of them alike.")
          Losses losses,
      @Setting(
              value = "0",
              doc =
                  "Standard deviation of normal noise that is added to every step in training, at"
                      + " least 0.")
          double noise) {

    /** Checks the ranges. */
    public Config {
      Checks.between("steps", steps, 1, MOST_STEPS);
      Checks.positive("step", step);
      Checks.positive("scale", scale);
      Checks.notNegative("noise", noise);
    }
  }

  /** For the service loader. */
  public UnrolledFactory() {
    super(
        "unrolled",
        "The squared error that some steps down the slope of the energy end with, learned through them.",
        Config.class);
  }

  static Optional<String> misfit(StateSpace space) {
    return space instanceof StateSpace.Real
        ? Optional.empty()
        : Optional.of("is for real states without bounds, not for those of " + space);
  }

  @Override
  public Optional<String> misfit(@Nullable Config config, FitContext context) {
    return misfit(context.energy().space()).or(() -> context.lacks(ScoreLearnable.class));
  }

  @Override
  public Objective create(Config config, ComponentContext context) {
    return new UnrolledDescent(config);
  }
}

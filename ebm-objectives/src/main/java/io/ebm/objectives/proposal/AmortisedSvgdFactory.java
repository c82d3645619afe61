package io.ebm.objectives.proposal;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.Differentiable;
import io.ebm.api.FitContext;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveFactory;
import io.ebm.api.Proposing;
import io.ebm.api.Setting;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code amortised-svgd}: teaches the generator of a {@link Proposing} energy to draw from {@code
 * exp(-E)} (Wang and Liu 2016, "Learning to draw samples"; Haarnoja, Tang, Abbeel and Levine 2017,
 * equations 13 and 14). The energy itself it leaves alone: add it by {@code sum} to what teaches
 * that.
 *
 * <p>For each row of data it draws n proposals {@code x_j}, given the row's context if it has one;
 * the row itself counts for nothing. Each is to move along the Stein direction of the others,
 *
 * <pre>{@code
 * φ(x_j) = 1/(n-1) Σ_{i≠j} [-k(x_i, x_j) ∇E(x_i) + ∇_{x_i} k(x_i, x_j)],
 * k(x, y) = exp(-|x - y|² / h),   h = m² / log n,   m the median distance of two,
 * }</pre>
 *
 * which goes down the energy and away from other proposals (Liu and Wang 2016, "Stein variational
 * gradient descent", equation 8 and section 5). The gradient is that of {@code -1/n Σ_j ⟨φ(x_j),
 * x_j⟩} by the generator, with the directions held.
 *
 * <p>Haarnoja et al. split the proposals into those that are moved and those that make up the mean.
 * Here all are both, as with Wang and Liu, which takes nearly four times the pairs from the same
 * energies; and none counts for itself, so that, the width h apart, a direction still is an
 * unbiased estimate of that of the generator's law. With itself included each is drawn to a mode,
 * the more the fewer there are.
 *
 * <p><b>Boundary.</b> Where {@code exp(-E)} does not vanish at the edge of its space, the identity
 * that makes φ zero at the target does not hold. So states of a {@link io.ebm.api.StateSpace.Box}
 * are taken to {@code u = log((x - low) / (high - x))}, coordinate by coordinate, with the density
 * {@code exp(-E) dx/du}; what lies within a millionth of an edge counts as there.
 *
 * <p><b>Value.</b> A stand-in: the square of the kernelised Stein discrepancy between the
 * generator's law and the target, as a mean over pairs (Liu, Lee and Jordan 2016, "A kernelized
 * Stein discrepancy for goodness-of-fit tests", equations 9 and 14), in the coordinates above.
 * Unbiased given h: 0 in the mean, and as often below, where the generator is right.
 *
 * <p><b>Metrics.</b> {@code proposal-energy}, the mean; {@code proposal-distance}, the mean of m.
 *
 * <p><b>Errors.</b> {@link io.ebm.api.NonFiniteException}, naming the row, when the energy or its
 * gradient at a proposal is not finite.
 */
@AutoService(ObjectiveFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class AmortisedSvgdFactory implements ObjectiveFactory<AmortisedSvgdFactory.Config> {

  /**
   * Settings of {@code amortised-svgd}.
   *
   * @param particles n
   */
  public record Config(
      @Setting(
              value = "32",
              doc = "Proposals that are drawn for each row of data and compared, at least 2.")
          int particles) {

    /** Checks the range. */
    public Config {
      Checks.atLeast("particles", particles, 2);
      Checks.fitsMemory("particles", particles, 8);
    }
  }

  @Override
  public String name() {
    return "amortised-svgd";
  }

  @Override
  public String description() {
    return "Teaches an energy's generator to draw from it, by Stein variational gradients.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Optional<String> misfit(@Nullable Config config, FitContext context) {
    return context.lacks(Differentiable.class, Proposing.class);
  }

  @Override
  public Objective create(Config config, ComponentContext context) {
    return new AmortisedSvgd(config.particles());
  }
}

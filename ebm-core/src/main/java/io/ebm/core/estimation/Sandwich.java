package io.ebm.core.estimation;

import io.ebm.api.EnergyFunction;
import io.ebm.api.EstimationContext;
import io.ebm.api.FitContext;
import io.ebm.api.LogPartition;
import io.ebm.api.NonFiniteException;
import io.ebm.api.PartitionEstimator;
import io.ebm.core.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@link Ais} from below and {@link ReverseAis} from above, along the same path (Grosse, Ghahramani
 * and Adams 2015, "Sandwiching the marginal likelihood using bidirectional Monte Carlo"). The
 * interval goes from the lower end of the forward interval to the upper end of the reverse one; the
 * value is midway between the two estimates, whose biases are of opposite sign and, for symmetric
 * walks, of equal size to first order.
 *
 * <p>Flagged where either side is, or where the two intervals do not meet: then chains of at least
 * one side have missed what the other saw. Where the sides crossed, the forward estimate being the
 * larger, the interval is the hull of both. Immutable and thread-safe.
 */
public final class Sandwich implements PartitionEstimator {

  private final ReverseConfig config;

  /** Creates the method. */
  public Sandwich(ReverseConfig config) {
    this.config = config;
  }

  /** With 5,000 temperatures and 100 chains. */
  public static Sandwich standard() {
    return new Sandwich(ReverseConfig.of(AisConfig.of(5000, 100)));
  }

  @Override
  public String method() {
    return "sandwich";
  }

  @Override
  public LogPartition estimate(EnergyFunction energy, EstimationContext context) {
    FitContext.require(
        "estimator '" + method() + "'", ReverseAis.misfit(config, Estimators.fit(energy, context)));
    try {
      Path path = Path.of(energy, config.sampler(), context);
      AnnealedWeights walk =
          AnnealedWeights.prepare(path, config.walk(), 2, config.burnIn(), context);
      AnnealedWeights.Forward ends = walk.forward();
      LogPartition forward = walk.forwardResult("ais", ends.logWeights());
      LogPartition reverse =
          walk.reverseResult(
              "reverse-ais", walk.reverse(walk.starts(config.start(), config.burnIn(), ends)));
      return join(forward, reverse);
    } catch (NonFiniteException | FailedEstimate e) {
      return LogPartition.invalid(method(), Texts.reason(e));
    }
  }

  static LogPartition join(LogPartition forward, LogPartition reverse) {
    Map<String, LogPartition> parts = new LinkedHashMap<>();
    parts.put("forward", forward);
    parts.put("reverse", reverse);
    List<String> problems = problems(forward, reverse);
    double value = (forward.value() + reverse.value()) / 2;
    boolean ordered = forward.value() <= reverse.value();
    double lower = ordered ? forward.lower() : Math.min(forward.lower(), reverse.lower());
    double upper = ordered ? reverse.upper() : Math.max(forward.upper(), reverse.upper());
    double ess = Math.min(forward.ess(), reverse.ess());
    LogPartition joined =
        LogPartition.of(value, lower, upper, "sandwich", ess)
            .assuming(reverse.assumes())
            .withParts(parts);
    return problems.isEmpty() ? joined : joined.invalidBecause(String.join("; ", problems));
  }

  private static List<String> problems(LogPartition forward, LogPartition reverse) {
    List<String> problems = new ArrayList<>();
    if (forward.lower() > reverse.upper()) {
      problems.add(
          said(
              "forward and reverse crossed: the lower bound is %.6g nats, the upper one %.6g, and"
                  + " their intervals do not meet; more temperatures or transitions may help",
              forward, reverse));
    } else if (forward.upper() < reverse.lower() && forward.valid() && reverse.valid()) {
      problems.add(
          said(
              "forward and reverse disagree: they say %.6g and %.6g nats, and their intervals do"
                  + " not meet; more temperatures or transitions may help",
              forward, reverse));
    }
    if (!forward.valid()) {
      problems.add("forward: " + forward.reason());
    }
    if (!reverse.valid() && !reverse.reason().equals(forward.reason())) {
      problems.add("reverse: " + reverse.reason());
    }
    return problems;
  }

  private static String said(String text, LogPartition forward, LogPartition reverse) {
    return String.format(Locale.ROOT, text, forward.value(), reverse.value());
  }
}

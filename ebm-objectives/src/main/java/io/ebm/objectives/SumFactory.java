package io.ebm.objectives;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.Component;
import io.ebm.api.ComponentContext;
import io.ebm.api.FitContext;
import io.ebm.api.Learnable;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveFactory;
import io.ebm.api.Schedule;
import io.ebm.api.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code sum}: a weighted sum of objectives, {@code Σ_t weight_t · L_t}; weights may change during
 * a run. A joint energy model's loss is {@code cross-entropy} plus {@code marginal} of a likelihood
 * objective (Grathwohl et al. 2020, equation 9); {@code energy-magnitude} and {@code
 * gradient-penalty} are terms that regularise.
 *
 * <p>A term of weight 0 is not evaluated, and its chains stand still. What terms learn besides the
 * model (the normaliser of {@code nce}, a temperature) is learned in a sum too, by gradients times
 * their weights. Such parameters keep their names; of a name that an earlier term has already, the
 * later ones are {@code terms.i.NAME}.
 *
 * <p><b>Value.</b> The weighted sum of what the terms return.
 *
 * <p><b>Cost.</b> That of the terms; a term whose weight is not 1 has a gradient of its own, which
 * is scaled and added.
 *
 * <p><b>Metrics.</b> Those of the terms, and {@code loss-TYPE} of each, per row and without its
 * weight. Metrics of one name are averaged.
 */
@AutoService(ObjectiveFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class SumFactory implements ObjectiveFactory<SumFactory.Config> {

  /**
   * A term of the sum.
   *
   * @param objective what to add
   * @param weight by what factor, not negative
   */
  public record Term(
      @Setting(doc = "The objective to add.") Component<Objective> objective,
      @Setting(value = "1", doc = "Its factor, not negative.") Schedule weight) {

    /** Checks the range. */
    public Term {
      Checks.that(
          weight.lowest() >= 0 && Double.isFinite(weight.highest()),
          "weight",
          "must not be negative, but is "
              + (weight.lowest() >= 0 ? weight.highest() : weight.lowest()));
    }
  }

  /**
   * Settings of {@code sum}.
   *
   * @param terms at least one
   */
  public record Config(
      @Setting(doc = "The terms, each {\"objective\": …, \"weight\": …}; at least one.")
          List<Term> terms) {

    /** Checks that there is a term. */
    public Config {
      terms = List.copyOf(terms);
      Checks.that(!terms.isEmpty(), "terms", "must have at least one term");
    }
  }

  @Override
  public String name() {
    return "sum";
  }

  @Override
  public String description() {
    return "A weighted sum of objectives, with weights that may change during a run.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Optional<String> misfit(@Nullable Config config, FitContext context) {
    return context.lacks(Learnable.class);
  }

  @Override
  public Objective create(Config config, ComponentContext context) {
    List<WeightedSum.Part> parts = new ArrayList<>();
    for (int i = 0; i < config.terms().size(); i++) {
      Term term = config.terms().get(i);
      parts.add(
          new WeightedSum.Part(
              term.objective().type(),
              context.create("terms[" + i + "].objective", term.objective()),
              term.weight()));
    }
    return new WeightedSum(parts, context.progress());
  }
}

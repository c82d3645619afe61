package io.ebm.models.policy;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.Component;
import io.ebm.api.ComponentContext;
import io.ebm.api.FitContext;
import io.ebm.api.Learnable;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveFactory;
import io.ebm.api.Sampler;
import io.ebm.api.Setting;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code implicit-behavioural-cloning} (Florence et al. 2021, "Implicit behavioral cloning",
 * equation 3): what was done among {@code negatives} other actions in the same state,
 *
 * <pre>{@code loss = -log [exp(-E(s, a)) / (exp(-E(s, a)) + Σ_k exp(-E(s, a_k)))].}</pre>
 *
 * <p>The others are uniform in their box, and, if there is a {@code refine}, the first {@code
 * refined} of them are then moved by {@code refineSteps} of that sampler on the energy itself
 * (Langevin dynamics in their section B.3); no gradient goes through that. At its best the energy
 * is the negative logarithm of the density of actions, up to a function of the state, for uniform
 * ones.
 *
 * <p><b>Cost.</b> {@code negatives + 1} energies and as many gradients of every row. <b>Value.</b>
 * The loss itself. Weights sum to zero. <b>Metrics.</b> {@code chosen}: the share of rows whose own
 * action has the least energy.
 */
@AutoService(ObjectiveFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class ImplicitCloningFactory
    implements ObjectiveFactory<ImplicitCloningFactory.Config> {

  /**
   * Settings of {@code implicit-behavioural-cloning}.
   *
   * @param negatives other actions for each row
   * @param refine what moves them, or null
   * @param refineSteps its transitions
   * @param refined how many it moves, or null for all
   * @param refineFromData whether those begin at the data
   */
  public record Config(
      @Setting(value = "32", doc = "Other actions for each row, at least 1.") int negatives,
      @Setting(doc = "Sampler that moves them to lower energies; left out, they stay uniform.")
          @Nullable Component<Sampler> refine,
      @Setting(value = "10", doc = "Transitions of that sampler, at least 0.") int refineSteps,
      @Setting(doc = "How many of the negatives it moves, at most all; all where absent.")
          @Nullable Integer refined,
      @Setting(
              value = "false",
              doc =
                  "Whether those begin at what was done, as in contrastive divergence, instead of"
                      + " anywhere: then the energy learns to be exact there.")
          boolean refineFromData) {

    /** Checks the ranges. */
    public Config {
      Checks.atLeast("negatives", negatives, 1);
      Checks.atLeast("refineSteps", refineSteps, 0);
      if (refined != null) {
        Checks.between("refined", refined, 0, negatives);
      }
    }
  }

  @Override
  public String name() {
    return "implicit-behavioural-cloning";
  }

  @Override
  public String description() {
    return "What was done among other actions in the same state; for continuous actions.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Optional<String> misfit(@Nullable Config config, FitContext context) {
    return context
        .lacks(Learnable.class)
        .or(() -> ImplicitCloning.misfit(context.conditional(), context.energy().space()));
  }

  @Override
  public Objective create(Config config, ComponentContext context) {
    Component<Sampler> refine = config.refine();
    return new ImplicitCloning(config, refine == null ? null : context.create("refine", refine));
  }
}

package io.ebm.models.policy;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.Component;
import io.ebm.api.ComponentContext;
import io.ebm.api.Dataset;
import io.ebm.api.DatasetFactory;
import io.ebm.api.Environment;
import io.ebm.api.Setting;
import org.jspecify.annotations.Nullable;

/**
 * The data {@code replay}: transitions that the policy which is trained lives through (Lin 1992).
 * It begins with {@code start} transitions of random actions; before every {@code every}-th
 * training step each of {@code rows} episodes makes one step, with actions of the policy as it is
 * then. A minibatch is drawn uniformly from the last {@code capacity} transitions.
 *
 * <p>With {@code steps} of n, a transition has the reward {@code r_1 + γ r_2 + … + γ^(n-1) r_n} and
 * the observation n steps on, or that of the episode's end. The entropies of the steps between are
 * left out, and they were chosen by an older policy, so n above 1 is quicker and biased.
 *
 * <p><b>Metrics.</b> {@code return}: mean sum of rewards of the last hundred episodes that ended;
 * {@code episodes} that ended; {@code environment-steps}.
 *
 * <p><b>Errors.</b> {@link io.ebm.api.NonFiniteException} for a reward that is not finite.
 */
@AutoService(DatasetFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class ReplayFactory implements DatasetFactory<ReplayFactory.Config> {

  /**
   * Settings of {@code replay}.
   *
   * @param environment where to act
   * @param acting how to act while training
   * @param evaluation how to act when evaluated, or null for the same
   * @param evaluationEpisodes episodes of an evaluation
   * @param rows episodes side by side
   * @param every training steps for each step of the episodes
   * @param start transitions of random actions to begin with
   * @param capacity transitions that are kept
   * @param steps that a transition spans
   * @param discount γ
   */
  public record Config(
      @Setting(doc = "The environment to act in.") Component<Environment> environment,
      @Setting(value = "{}", doc = "How to act while training.") Acting acting,
      @Setting(doc = "How to act when evaluated; as while training where absent.")
          @Nullable Acting evaluation,
      @Setting(value = "100", doc = "Episodes of an evaluation, at least 1.")
          int evaluationEpisodes,
      @Setting(value = "1", doc = "Episodes that run side by side, at least 1.") int rows,
      @Setting(value = "1", doc = "Training steps for each step of the episodes, at least 1.")
          int every,
      @Setting(value = "1000", doc = "Transitions of random actions to begin with, at least 1.")
          int start,
      @Setting(value = "50000", doc = "Transitions that are kept, at least 1.") int capacity,
      @Setting(value = "1", doc = "Steps n that a transition spans, at least 1.") int steps,
      @Setting(value = "0.99", doc = "Discount γ of future rewards, from 0 to 1.")
          double discount) {

    /** Checks the ranges. */
    public Config {
      Checks.atLeast("evaluationEpisodes", evaluationEpisodes, 1);
      Checks.atLeast("rows", rows, 1);
      Checks.fitsMemory("rows", rows, 8);
      Checks.atLeast("every", every, 1);
      Checks.atLeast("start", start, 1);
      Checks.atLeast("capacity", capacity, 1);
      Checks.fitsMemory("capacity", capacity, 8);
      Checks.atLeast("steps", steps, 1);
      Checks.between("discount", discount, 0, 1);
    }
  }

  @Override
  public String name() {
    return "replay";
  }

  @Override
  public String description() {
    return "What the policy that is trained lives through in an environment; grows while training.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Dataset create(Config config, ComponentContext context) {
    Environment world = context.create("environment", config.environment());
    Actions acting = Actions.of("data 'replay'", "acting", world, config.acting(), context);
    Acting evaluation = config.evaluation();
    return new Replay(
        config,
        world,
        acting,
        evaluation == null
            ? acting
            : Actions.of("data 'replay'", "evaluation", world, evaluation, context),
        context.random());
  }
}

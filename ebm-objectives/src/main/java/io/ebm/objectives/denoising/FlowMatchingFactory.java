package io.ebm.objectives.denoising;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.FitContext;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveFactory;
import io.ebm.api.Setting;
import io.ebm.api.noise.LinearPath;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code flow-matching}: the velocity of the straight path from data to noise, {@code x_t = (1 - t)
 * x_0 + tε} (Lipman et al. 2023, "Flow matching for generative modeling"; Liu, Gong and Liu 2023),
 *
 * <pre>{@code loss = ½ |v(x_t, t) - (ε - x_0)|²}</pre>
 *
 * at times whose logit is normal. In states that are not shrunk, {@code x_t / (1 - t) = x_0 + σε}
 * with {@code σ = t / (1 - t)}, and an error of the velocity is {@code (1 + σ)/σ} times that of
 * what is denoised: so it is {@code denoising} with the schedule {@code linear-path} and the weight
 * of the velocity, for every model that denoises; a {@code score-network} that gives the velocity
 * itself is the usual one.
 *
 * <p><b>Cost, value, errors.</b> As of {@link DenoisingFactory denoising}.
 */
@AutoService(ObjectiveFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class FlowMatchingFactory implements ObjectiveFactory<FlowMatchingFactory.Config> {

  /**
   * Settings of {@code flow-matching}.
   *
   * @param mean the mean of {@code logit t}
   * @param deviation its standard deviation
   * @param dropContext the probability that a row forgets what it is given
   */
  public record Config(
      @Setting(value = "0", doc = "Mean of logit t, the times that are learned.") double mean,
      @Setting(value = "1", doc = "Standard deviation of logit t, positive.") double deviation,
      @Setting(value = "0", doc = DenoisingFactory.DROP) double dropContext) {

    /** Checks the ranges. */
    public Config {
      Checks.that(Double.isFinite(mean), "mean", "must be a number, but is " + mean);
      Checks.positive("deviation", deviation);
      Checks.between("dropContext", dropContext, 0, 1);
    }
  }

  @Override
  public String name() {
    return "flow-matching";
  }

  @Override
  public String description() {
    return "The velocity of the straight path from data to noise.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Optional<String> misfit(@Nullable Config config, FitContext context) {
    return Denoising.misfit(context, config == null ? 0 : config.dropContext());
  }

  @Override
  public Objective create(Config config, ComponentContext context) {
    LinearPath path = new LinearPath(0.002, config.mean(), config.deviation());
    return new Denoising(name(), path, LevelWeight.VELOCITY, config.dropContext());
  }
}

package io.ebm.core.estimation;

import io.ebm.api.Checks;
import io.ebm.api.Component;
import io.ebm.api.Sampler;
import io.ebm.api.Setting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How to walk from a model to a base; the config of {@code reverse-ais} and {@code sandwich}. */
public record ReverseConfig(
    @Setting(
            value = "5000",
            doc =
                "Steps between the base and the model; with spacing adaptive at least so many. More of"
                    + " them narrow the interval")
        int temperatures,
    @Setting(value = "100", doc = "Independent chains, each of which gives one weight; at least 10")
        int chains,
    @Setting(value = "1", doc = "Transitions at every temperature") int transitions,
    @Setting(
            value = "\"linear\"",
            doc =
                "Where the temperatures lie: evenly, denser at both ends (sigmoid), or where a pilot"
                    + " run finds that they are needed")
        AisConfig.Spacing spacing,
    @Setting(
            value = "0.99",
            doc =
                "With spacing adaptive: the effective sample size, as a share of the chains, that a"
                    + " step of the pilot run leaves; above 0.1 and below 1")
        double share,
    @Setting(
            doc =
                "Chosen inverse temperatures, rising, from 0 to 1; with them temperatures, spacing and"
                    + " share are not used")
        @Nullable List<Double> betas,
    @Setting(
            doc =
                "What moves the chains; the energy's own Gibbs sweeps where absent, or else the"
                    + " sampler the experiment draws with. Its schedules run with the inverse"
                    + " temperature")
        @Nullable Component<Sampler> sampler,
    @Setting(
            doc =
                "Where reverse chains start: at exact samples of the model, at training data, or at"
                    + " the ends of forward chains, resampled by their weights (forward); where"
                    + " absent the first of these that is possible")
        @Nullable Start start,
    @Setting(
            value = "1000",
            doc =
                "Transitions at the model that reverse chains make first, unless they start exact")
        int burnIn) {

  /** Where reverse chains start. */
  public enum Start {
    /** At exact samples of the model. */
    EXACT,
    /** At training data drawn at random. */
    DATA,
    /** At the ends of forward chains, resampled by their weights. */
    FORWARD
  }

  public ReverseConfig {
    Checks.atLeast("burnIn", burnIn, 0);
    new AisConfig(temperatures, chains, transitions, spacing, share, betas, sampler); // its checks
  }

  /** Like {@code walk}, with starts as good as they can be had. */
  public static ReverseConfig of(AisConfig walk) {
    return of(walk, null, 1000);
  }

  /** Like {@code walk}, with chosen starts. */
  public static ReverseConfig of(AisConfig walk, @Nullable Start start, int burnIn) {
    return new ReverseConfig(
        walk.temperatures(),
        walk.chains(),
        walk.transitions(),
        walk.spacing(),
        walk.share(),
        walk.betas(),
        walk.sampler(),
        start,
        burnIn);
  }

  /** The walk alone. */
  AisConfig walk() {
    return new AisConfig(temperatures, chains, transitions, spacing, share, betas, sampler);
  }
}

package io.ebm.core.estimation;

import io.ebm.api.Checks;
import io.ebm.api.Component;
import io.ebm.api.Sampler;
import io.ebm.api.Setting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How to walk from a base to a model; the config of {@code ais}. */
public record AisConfig(
    @Setting(
            value = "5000",
            doc =
                "Steps from the base to the model; with spacing adaptive at least so many. More of"
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
        Spacing spacing,
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
        @Nullable Component<Sampler> sampler) {

  /** Where temperatures lie. */
  public enum Spacing {
    /** Evenly. */
    LINEAR,
    /** Denser at both ends: {@code σ(4 (2 k / K - 1))}, stretched to end at 0 and 1. */
    SIGMOID,
    /** Each step of a pilot run leaves the same effective sample size. */
    ADAPTIVE
  }

  public AisConfig {
    Checks.atLeast("temperatures", temperatures, 1);
    Checks.fitsMemory("temperatures", temperatures, 8);
    Checks.atLeast("chains", chains, 10);
    Checks.fitsMemory("chains", chains, 8);
    Checks.atLeast("transitions", transitions, 1);
    Checks.that(share > 0.1 && share < 1, "share", "must lie between 0.1 and 1, but is " + share);
    if (betas != null) {
      Checks.that(
          betas.size() >= 2 && betas.get(0) == 0 && betas.get(betas.size() - 1) == 1,
          "betas",
          "must begin with 0 and end with 1, but is " + betas);
      for (int k = 1; k < betas.size(); k++) {
        Checks.that(
            betas.get(k) > betas.get(k - 1),
            "betas",
            "must rise, but " + betas.get(k - 1) + " is followed by " + betas.get(k));
      }
    }
  }

  /** Evenly spaced temperatures, one transition at each, moving by the energy's own sweeps. */
  public static AisConfig of(int temperatures, int chains) {
    return new AisConfig(temperatures, chains, 1, Spacing.LINEAR, 0.99, null, null);
  }

  /** The same with another spacing. */
  public AisConfig with(Spacing other) {
    return new AisConfig(temperatures, chains, transitions, other, share, betas, sampler);
  }

  /** The same with a sampler that moves the chains. */
  public AisConfig with(Component<Sampler> moving) {
    return new AisConfig(temperatures, chains, transitions, spacing, share, betas, moving);
  }
}

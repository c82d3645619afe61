package io.ebm.core.estimation;

import io.ebm.api.Checks;
import io.ebm.api.Component;
import io.ebm.api.Sampler;
import io.ebm.api.Setting;
import org.jspecify.annotations.Nullable;

/** Settings of {@code smc}. */
public record SmcConfig(
    @Setting(
            value = "32",
            doc = "Independent populations, each of which gives one estimate; at least 10")
        int populations,
    @Setting(value = "64", doc = "Particles of a population, at least 2") int particles,
    @Setting(
            value = "0.9",
            doc =
                "Every temperature is where a step leaves this share of the effective sample size in a"
                    + " pilot run; above 0.1 and below 1")
        double share,
    @Setting(
            value = "1",
            doc =
                "Fewest steps from the base to the model; those of the pilot run are divided to give them")
        int temperatures,
    @Setting(value = "5", doc = "Transitions at every temperature, at least 1") int transitions,
    @Setting(
            value = "0.5",
            doc =
                "A population is resampled when its effective sample size falls below this share, from"
                    + " 0 (never: annealed importance sampling) to 1 (always)")
        double resample,
    @Setting(
            doc =
                "What moves the particles; the energy's own Gibbs sweeps where absent, or else the"
                    + " sampler the experiment draws with. Its schedules run with the inverse"
                    + " temperature")
        @Nullable Component<Sampler> sampler) {

  public SmcConfig {
    Checks.atLeast("populations", populations, 10);
    Checks.fitsMemory("populations", populations, 8);
    Checks.atLeast("particles", particles, 2);
    Checks.fitsMemory("particles", particles, 8);
    Checks.that(share > 0.1 && share < 1, "share", "must lie between 0.1 and 1, but is " + share);
    Checks.atLeast("temperatures", temperatures, 1);
    Checks.fitsMemory("temperatures", temperatures, 8);
    Checks.atLeast("transitions", transitions, 1);
    Checks.between("resample", resample, 0, 1);
  }

  /** The defaults. */
  public static SmcConfig standard() {
    return new SmcConfig(32, 64, 0.9, 1, 5, 0.5, null);
  }

  /** How the ladder of temperatures is chosen. */
  AisConfig ladder() {
    return new AisConfig(
        temperatures,
        Math.max(10, particles),
        transitions,
        AisConfig.Spacing.ADAPTIVE,
        share,
        null,
        sampler);
  }
}

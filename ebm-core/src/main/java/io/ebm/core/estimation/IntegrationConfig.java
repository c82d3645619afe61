package io.ebm.core.estimation;

import io.ebm.api.Checks;
import io.ebm.api.Component;
import io.ebm.api.Sampler;
import io.ebm.api.Setting;
import org.jspecify.annotations.Nullable;

/** The config of {@code thermodynamic-integration}. */
public record IntegrationConfig(
    @Setting(
            value = "40",
            doc = "Intervals between the points of the path, evenly spaced: a multiple of 4")
        int temperatures,
    @Setting(value = "100", doc = "Independent chains, at least 10") int chains,
    @Setting(value = "20", doc = "Transitions at every point before its samples") int burnIn,
    @Setting(value = "20", doc = "Samples of every chain at every point, a transition apart")
        int samples,
    @Setting(
            doc =
                "What moves the chains; the energy's own Gibbs sweeps where absent, or else the"
                    + " sampler the experiment draws with. Its schedules run with the inverse"
                    + " temperature")
        @Nullable Component<Sampler> sampler) {

  public IntegrationConfig {
    Checks.that(
        temperatures >= 4 && temperatures % 4 == 0,
        "temperatures",
        "must be a positive multiple of 4, but is " + temperatures);
    Checks.atLeast("chains", chains, 10);
    Checks.fitsMemory("chains", chains, 16.0 * temperatures);
    Checks.atLeast("burnIn", burnIn, 0);
    Checks.atLeast("samples", samples, 2);
  }

  StagedWalk.Plan plan() {
    return new StagedWalk.Plan(temperatures, chains, burnIn, samples, sampler);
  }
}

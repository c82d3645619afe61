package io.ebm.samplers;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.GibbsSampled;
import io.ebm.api.Sampler;
import io.ebm.api.SamplerFactory;
import io.ebm.api.Schedule;
import io.ebm.api.Setting;
import java.util.Set;

/**
 * {@code gibbs}: sweeps of the energy's own Gibbs sampler (Geman and Geman 1984), one per step. The
 * chain leaves {@code exp(-beta E)} invariant and refuses nothing. A random scan draws single sites
 * in random order, and is reversible; it needs an energy that is {@link io.ebm.api.SiteSampled}.
 *
 * <p><b>Errors.</b> {@link io.ebm.api.NonFiniteException}, naming chain and step, when a state is
 * not finite at the end of an advance.
 */
@AutoService(SamplerFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class GibbsFactory implements SamplerFactory<GibbsFactory.Config> {

  /** The order in which sites are drawn. */
  public enum Scan {
    /** The energy's own sweep. */
    SYSTEMATIC,
    /** As many sites as there are, each drawn at random, the same ones for all chains of a tile. */
    RANDOM
  }

  /**
   * Settings of {@code gibbs}.
   *
   * @param beta inverse temperature, not negative
   * @param scan the order of the sites
   */
  public record Config(
      @Setting(value = "1", doc = "Inverse temperature, not negative; 0 is no energy at all.")
          Schedule beta,
      @Setting(
              value = "\"systematic\"",
              doc =
                  "The order of the sites: systematic, the energy's own sweep (which may draw blocks"
                      + " at once), or random, as many sites as there are, each drawn at random; an"
                      + " energy must be SiteSampled for that.")
          Scan scan) {

    /** Systematic sweeps. */
    public Config(Schedule beta) {
      this(beta, Scan.SYSTEMATIC);
    }

    /** Checks the range. */
    public Config {
      Checks.notNegative("beta", beta);
    }
  }

  @Override
  public String name() {
    return "gibbs";
  }

  @Override
  public String description() {
    return "Gibbs sweeps, for energies that know the conditionals of their own units.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Set<Class<?>> needs() {
    return Set.of(GibbsSampled.class);
  }

  @Override
  public Sampler create(Config config, ComponentContext context) {
    return (energy, states, random) ->
        new GibbsChain(config, context.progress(), energy, states, random);
  }
}

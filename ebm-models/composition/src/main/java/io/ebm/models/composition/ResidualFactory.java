package io.ebm.models.composition;

import com.google.auto.service.AutoService;
import io.ebm.api.Capabilities;
import io.ebm.api.Component;
import io.ebm.api.ComponentContext;
import io.ebm.api.EnergyFactory;
import io.ebm.api.EnergyFunction;
import io.ebm.api.ExactDraws;
import io.ebm.api.Learnable;
import io.ebm.api.Model;
import io.ebm.api.Setting;
import io.ebm.api.SettingException;
import io.ebm.api.Tractable;
import java.util.List;

/**
 * {@code residual}: {@code p(x) ∝ q(x) exp(-r(x))} (Rosenfeld, Chen and Zhu 2001, "Whole-sentence
 * exponential language models"; Deng et al. 2020, "Residual energy-based models for text
 * generation"). The base q is normalised and keeps its parameters; the correction r is learned, for
 * instance by telling data from the base's draws ({@code nce}, whose noise is the base where it
 * names none). Then {@code importance} estimates Z, and {@code importance-resampling} and {@code
 * independence} draw.
 */
@AutoService(EnergyFactory.class)
@SuppressWarnings("rawtypes") // a service is named by its raw type
public final class ResidualFactory implements EnergyFactory<ResidualFactory.Config> {

  static final String BASE = "base";
  static final String CORRECTION = "correction";

  /**
   * Settings of {@code residual}.
   *
   * @param base q
   * @param correction r
   */
  public record Config(
      @Setting(
              doc =
                  "What is corrected: an energy whose partition function is known and that draws exact"
                      + " samples; 'parameters' in it names the file of trained ones.")
          Component<Model> base,
      @Setting(doc = "What corrects it: an energy that can be learned.")
          Component<Model> correction) {}

  @Override
  public String name() {
    return "residual";
  }

  @Override
  public String description() {
    return "A learned correction of a normalised base, as of an n-gram.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public EnergyFunction create(Config config, ComponentContext context) {
    List<EnergyFunction> parts =
        Part.make(
            "energy 'residual'",
            List.of(BASE, CORRECTION),
            List.of(config.base(), config.correction()),
            context);
    require(BASE, parts.get(0), Tractable.class, ExactDraws.class);
    require(CORRECTION, parts.get(1), Learnable.class);
    return new Corrected(parts.get(0), parts.get(1));
  }

  private static void require(String setting, EnergyFunction part, Class<?>... needs) {
    Capabilities.lacks(part, needs)
        .ifPresent(
            why -> {
              throw new SettingException(setting, why);
            });
  }
}

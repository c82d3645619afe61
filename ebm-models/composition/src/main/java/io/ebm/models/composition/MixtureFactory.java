package io.ebm.models.composition;

import com.google.auto.service.AutoService;
import io.ebm.api.Capabilities;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.EnergyFactory;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Setting;
import io.ebm.api.SettingException;
import io.ebm.api.Tractable;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * {@code mixture}: one of several laws, {@code E = -log Σ_k w_k exp(-E_k) / Z_k}. Weights mean
 * something only with the parts' partition functions: those that know theirs ({@link
 * io.ebm.api.Tractable}) need no {@code logZ}; others must be given one, as {@code ebm evaluate}
 * finds it. At noise levels a mixture needs parts that know it there.
 */
@AutoService(EnergyFactory.class)
@SuppressWarnings("rawtypes") // a service is named by its raw type
public final class MixtureFactory implements EnergyFactory<MixtureFactory.Config> {

  /**
   * Settings of {@code mixture}.
   *
   * @param parts at least one
   * @param logZ of each part, or null
   */
  public record Config(
      @Setting(doc = "The parts, each {\"energy\": …, \"weight\": …}; at least one.")
          List<Part> parts,
      @Setting(doc = "log Z of each part; left out, all parts must know theirs.")
          @Nullable List<Double> logZ) {

    /** Checks that there is a part, and as many constants. */
    public Config {
      parts = List.copyOf(parts);
      Checks.that(!parts.isEmpty(), "parts", "must have at least one part");
      if (logZ != null) {
        logZ = List.copyOf(logZ);
        Checks.that(
            logZ.size() == parts.size(),
            "logZ",
            "must have one number for each of the " + parts.size() + " parts");
        for (double value : logZ) {
          Checks.that(Double.isFinite(value), "logZ", "must be numbers, but are " + logZ);
        }
      }
    }
  }

  @Override
  public String name() {
    return "mixture";
  }

  @Override
  public String description() {
    return "One of several energies: the mixture of what they are densities of.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public EnergyFunction create(Config config, ComponentContext context) {
    List<String> keys =
        IntStream.range(0, config.parts().size()).mapToObj(k -> "parts[" + k + "].energy").toList();
    List<EnergyFunction> parts =
        Part.make(
            "energy 'mixture'", keys, config.parts().stream().map(Part::energy).toList(), context);
    double[] weights = config.parts().stream().mapToDouble(Part::weight).toArray();
    double[] constants = new double[weights.length];
    for (int k = 0; k < constants.length; k++) {
      if (config.logZ() != null) {
        constants[k] = config.logZ().get(k);
      } else if (Capabilities.has(parts.get(k), Tractable.class)) {
        constants[k] = Mixed.logPartition(parts.get(k), "energy 'mixture'");
      } else {
        throw new SettingException(
            "logZ",
            "is needed: part "
                + k
                + " does not know its partition function, without which its weight means nothing");
      }
    }
    return new Mixed(parts, weights, constants);
  }
}

package io.ebm.models.composition;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.EnergyFactory;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Setting;
import java.util.List;
import java.util.stream.IntStream;

/**
 * {@code product}: what several energies agree on, {@code E = Σ_k w_k E_k} (Hinton 2002, "Training
 * products of experts by minimizing contrastive divergence"; Du, Li and Mordatch 2020,
 * "Compositional visual generation with energy based models"). At a noise level it is the sum of
 * the parts' energies there, which is not the product blurred: {@code predictor-corrector} with a
 * {@code corrector} that refuses steps makes up for it.
 */
@AutoService(EnergyFactory.class)
@SuppressWarnings("rawtypes") // a service is named by its raw type
public final class ProductFactory implements EnergyFactory<ProductFactory.Config> {

  /**
   * Settings of {@code product}.
   *
   * @param parts at least one
   */
  public record Config(
      @Setting(doc = "The parts, each {\"energy\": …, \"weight\": …}; at least one.")
          List<Part> parts) {

    /** Checks that there is a part. */
    public Config {
      parts = List.copyOf(parts);
      Checks.that(!parts.isEmpty(), "parts", "must have at least one part");
    }
  }

  @Override
  public String name() {
    return "product";
  }

  @Override
  public String description() {
    return "Several energies at once: the product of what they are densities of.";
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
            "energy 'product'", keys, config.parts().stream().map(Part::energy).toList(), context);
    double[] weights = config.parts().stream().mapToDouble(Part::weight).toArray();
    return new WeightedSum(parts, weights);
  }
}

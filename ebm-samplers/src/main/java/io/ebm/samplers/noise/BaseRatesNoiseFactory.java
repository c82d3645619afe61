package io.ebm.samplers.noise;

import com.google.auto.service.AutoService;
import io.ebm.api.Batch;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.Dataset;
import io.ebm.api.Noise;
import io.ebm.api.NoiseFactory;
import io.ebm.api.RandomStream;
import io.ebm.api.Setting;
import io.ebm.api.Sizes;
import io.ebm.api.StateSpace;
import java.util.Arrays;

/**
 * {@code base-rates}: independent units of discrete spaces, each level as frequent as in the
 * training data: {@code (count + smoothing) / (n + levels · smoothing)}.
 */
@AutoService(NoiseFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class BaseRatesNoiseFactory implements NoiseFactory<BaseRatesNoiseFactory.Config> {

  private static final int CHUNK = 256;

  /**
   * Settings of {@code base-rates}.
   *
   * @param smoothing what is added to every count, positive
   */
  public record Config(
      @Setting(value = "1", doc = "Added to the count of every level, positive.")
          double smoothing) {

    /** Checks the range. */
    public Config {
      Checks.positive("smoothing", smoothing);
    }
  }

  /** Probabilities by unit, then level. */
  private static final class Rates implements Noise.Density {
    private final StateSpace space;
    private final double[] rates;

    Rates(StateSpace space, double[] rates) {
      this.space = space;
      this.rates = rates;
    }

    @Override
    public void sample(Batch into, RandomStream random) {
      int levels = space.levels();
      for (int i = 0; i < into.size(); i++) {
        for (int j = 0; j < into.dim(); j++) {
          double u = random.nextDouble();
          int level = 0;
          while (level < levels - 1 && u >= rates[j * levels + level]) {
            u -= rates[j * levels + level];
            level++;
          }
          into.set(i, j, space instanceof StateSpace.Spin ? 2 * level - 1 : level);
        }
      }
    }

    @Override
    public void logDensities(Batch x, double[] out) {
      int levels = space.levels();
      for (int i = 0; i < x.size(); i++) {
        double sum = 0;
        for (int j = 0; j < x.dim(); j++) {
          sum += Math.log(rates[j * levels + level(space, x.get(i, j))]);
        }
        out[i] = sum;
      }
    }
  }

  private static int level(StateSpace space, float value) {
    return space instanceof StateSpace.Spin ? (value > 0 ? 1 : 0) : (int) value;
  }

  @Override
  public String name() {
    return "base-rates";
  }

  @Override
  public String description() {
    return "Independent units with the frequencies of the data; for discrete spaces.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Noise create(Config config, ComponentContext context) {
    Dataset data =
        context
            .data()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "noise 'base-rates' needs data to count; 'uniform' needs none"));
    StateSpace counted = data.space();
    if (counted.levels() == 0) {
      throw new IllegalArgumentException(
          "noise 'base-rates' is for discrete states, not for those of "
              + counted
              + "; 'gaussian' with 'fit' is for real ones");
    }
    if (counted instanceof StateSpace.Categorical labels && labels.end() >= 0) {
      throw new IllegalArgumentException(
          "noise 'base-rates' draws units alone, which gives no sequences that an end ends; 'energy'"
              + " with an n-gram does, and 'uniform'");
    }
    Rates rates = new Rates(counted, count(data, config.smoothing()));
    return space -> {
      if (!space.equals(counted)) {
        throw new IllegalArgumentException(
            "noise 'base-rates' was counted on " + counted + ", not on " + space);
      }
      return rates;
    };
  }

  private static double[] count(Dataset data, double smoothing) {
    StateSpace space = data.space();
    int dim = space.dim();
    int levels = space.levels();
    int n = data.train().size();
    double[] rates = new double[Sizes.product("the rates of all levels", dim, levels)];
    Arrays.fill(rates, smoothing / (n + levels * smoothing));
    for (int from = 0; from < n; from += CHUNK) {
      Batch rows = data.train().range(from, Math.min(n, from + CHUNK), dim);
      for (int i = 0; i < rows.size(); i++) {
        for (int j = 0; j < dim; j++) {
          rates[j * levels + level(space, rows.get(i, j))] += 1 / (n + levels * smoothing);
        }
      }
    }
    return rates;
  }
}

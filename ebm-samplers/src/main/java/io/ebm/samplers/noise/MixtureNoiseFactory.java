package io.ebm.samplers.noise;

import com.google.auto.service.AutoService;
import io.ebm.api.Batch;
import io.ebm.api.Checks;
import io.ebm.api.Component;
import io.ebm.api.ComponentContext;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Noise;
import io.ebm.api.NoiseFactory;
import io.ebm.api.RandomStream;
import io.ebm.api.Setting;
import io.ebm.api.StateSpace;
import io.ebm.math.Scratch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code mixture}: each draw is from one of several noises, chosen with their weights. */
@AutoService(NoiseFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class MixtureNoiseFactory implements NoiseFactory<MixtureNoiseFactory.Config> {

  /**
   * Settings of {@code mixture}.
   *
   * @param parts the noises, at least one
   * @param weights positive, one each; null for equal ones
   */
  public record Config(
      @Setting(doc = "The noises, at least one.") List<Component<Noise>> parts,
      @Setting(doc = "Their weights, positive; equal if left out.")
          @Nullable List<Double> weights) {

    /** Checks the values. */
    public Config {
      parts = List.copyOf(parts);
      Checks.that(!parts.isEmpty(), "parts", "must not be empty");
      if (weights != null) {
        weights = List.copyOf(weights);
        Checks.that(
            weights.size() == parts.size(),
            "weights",
            "must be as many as parts: " + parts.size() + ", but are " + weights.size());
        for (double weight : weights) {
          Checks.positive("weights", weight);
        }
      }
    }
  }

  private static final class Mixture implements Noise.Density {
    private final List<Noise.Density> parts;
    private final double[] shares;

    Mixture(List<Noise.Density> parts, double[] shares) {
      this.parts = parts;
      this.shares = shares;
    }

    @Override
    public void sample(Batch into, RandomStream random) {
      for (int i = 0; i < into.size(); i++) {
        double u = random.nextDouble();
        int part = 0;
        while (part < shares.length - 1 && u >= shares[part]) {
          u -= shares[part];
          part++;
        }
        parts.get(part).sample(into.slice(i, i + 1), random);
      }
    }

    @Override
    public void logDensities(Batch x, double[] out) {
      int n = x.size();
      try (Scratch scratch = Scratch.open()) {
        double[] one = scratch.doubles(n);
        Arrays.fill(out, 0, n, Double.NEGATIVE_INFINITY);
        for (int part = 0; part < shares.length; part++) {
          parts.get(part).logDensities(x, one);
          double share = Math.log(shares[part]);
          for (int i = 0; i < n; i++) {
            double high = Math.max(out[i], one[i] + share);
            double low = Math.min(out[i], one[i] + share);
            out[i] =
                low == Double.NEGATIVE_INFINITY ? high : high + Math.log1p(Math.exp(low - high));
          }
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
    return "Draws from one of several noises.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Noise create(Config config, ComponentContext context) {
    List<Noise> parts = new ArrayList<>();
    double[] shares = new double[config.parts().size()];
    double total = 0;
    for (int i = 0; i < shares.length; i++) {
      parts.add(context.create("parts." + i, config.parts().get(i)));
      List<Double> weights = config.weights();
      shares[i] = weights == null ? 1 : weights.get(i);
      total += shares[i];
    }
    for (int i = 0; i < shares.length; i++) {
      shares[i] /= total;
    }
    return new Noise() {
      @Override
      public Density on(StateSpace space) {
        return new Mixture(parts.stream().map(part -> part.on(space)).toList(), shares);
      }

      @Override
      public Density on(EnergyFunction energy) {
        return new Mixture(parts.stream().map(part -> part.on(energy)).toList(), shares);
      }

      @Override
      public void check(StateSpace space) {
        parts.forEach(part -> part.check(space));
      }
    };
  }
}

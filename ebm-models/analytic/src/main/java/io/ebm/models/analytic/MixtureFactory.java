package io.ebm.models.analytic;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.EnergyFactory;
import io.ebm.api.Setting;
import io.ebm.api.SettingException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The energy {@code gaussian-mixture}. */
@AutoService(EnergyFactory.class)
@SuppressWarnings("rawtypes") // a service is named by its raw type
public final class MixtureFactory implements EnergyFactory<MixtureFactory.Config> {

  /**
   * One of the normal distributions.
   *
   * @param weight its share, before all are divided by their sum
   * @param mean its mean
   * @param sd its standard deviation in every direction, where no covariance is given
   * @param covariance its covariance
   */
  public record Part(
      @Setting(value = "1", doc = "Its share, positive; shares are divided by their sum.")
          double weight,
      @Setting(doc = "The mean of every coordinate.") List<Double> mean,
      @Setting(value = "1", doc = "Standard deviation where no covariance is given, positive.")
          double sd,
      @Setting(doc = "The covariance matrix, row by row.")
          @Nullable List<List<Double>> covariance) {

    /** Checks the ranges. */
    public Part {
      Checks.positive("weight", weight);
      Checks.positive("sd", sd);
      Checks.that(!mean.isEmpty(), "mean", "must have at least one number");
      Checks.that(
          covariance == null
              || (covariance.size() == mean.size()
                  && covariance.stream().allMatch(row -> row.size() == mean.size())),
          "covariance",
          "must have as many rows and columns as the mean has numbers, " + mean.size());
    }
  }

  /**
   * Settings of {@code gaussian-mixture}.
   *
   * @param parts the normal distributions
   */
  public record Config(@Setting(doc = "The normal distributions, at least one.") List<Part> parts) {

    /** Checks the parts against each other. */
    public Config {
      Checks.that(!parts.isEmpty(), "parts", "must have at least one part");
      for (Part part : parts) {
        Checks.that(
            part.mean().size() == parts.get(0).mean().size(),
            "parts",
            "must have means of one length, but there are "
                + parts.get(0).mean().size()
                + " and "
                + part.mean().size()
                + " numbers");
      }
    }
  }

  @Override
  public String name() {
    return "gaussian-mixture";
  }

  @Override
  public String description() {
    return "A mixture of normal distributions; log Z, moments and samples are exact.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Mixture create(Config config, ComponentContext context) {
    double total = config.parts().stream().mapToDouble(Part::weight).sum();
    double[] weights = config.parts().stream().mapToDouble(p -> p.weight() / total).toArray();
    List<Quadratic> forms = new ArrayList<>();
    for (Part part : config.parts()) {
      double[] mean = GaussianFactory.array(part.mean());
      List<List<Double>> given = part.covariance();
      double[][] covariance = new double[mean.length][mean.length];
      for (int i = 0; i < mean.length; i++) {
        covariance[i][i] = part.sd() * part.sd();
        if (given != null) {
          covariance[i] = GaussianFactory.array(given.get(i));
        }
      }
      try {
        forms.add(new Quadratic(mean, covariance));
      } catch (IllegalArgumentException e) {
        throw new SettingException(
            "parts", "part " + forms.size() + "'s covariance " + e.getMessage());
      }
    }
    return new Mixture(weights, List.copyOf(forms));
  }
}

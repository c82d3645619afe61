package io.ebm.models.analytic;

import com.google.auto.service.AutoService;
import io.ebm.api.Batch;
import io.ebm.api.Checks;
import io.ebm.api.Component;
import io.ebm.api.ComponentContext;
import io.ebm.api.Dataset;
import io.ebm.api.EnergyFactory;
import io.ebm.api.Labelled;
import io.ebm.api.Setting;
import io.ebm.api.SettingException;

/** The energy {@code bayesian-logistic-regression}: the posterior of the coefficients. */
@AutoService(EnergyFactory.class)
@SuppressWarnings("rawtypes") // a service is named by its raw type
public final class LogisticRegressionFactory
    implements EnergyFactory<LogisticRegressionFactory.Config> {

  /**
   * Settings of {@code bayesian-logistic-regression}.
   *
   * @param data the examples
   * @param priorSd the prior's standard deviation
   * @param intercept whether the last coefficient is a constant's
   * @param standardize whether columns are shifted and scaled first
   */
  public record Config(
      @Setting(doc = "Data with two classes, for example csv with a labelColumn.")
          Component<Dataset> data,
      @Setting(value = "1", doc = "Standard deviation of every coefficient's prior, positive.")
          double priorSd,
      @Setting(value = "true", doc = "Whether the last coefficient is that of a constant 1.")
          boolean intercept,
      @Setting(value = "true", doc = "Whether columns get mean 0 and standard deviation 1 first.")
          boolean standardize) {

    /** Checks the ranges. */
    public Config {
      Checks.positive("priorSd", priorSd);
    }
  }

  @Override
  public String name() {
    return "bayesian-logistic-regression";
  }

  @Override
  public String description() {
    return "The posterior of the coefficients of logistic regression on labelled data.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public LogisticRegression create(Config config, ComponentContext context) {
    Dataset data = context.create("data", config.data());
    if (!(data instanceof Labelled labelled)) {
      throw new SettingException(
          "data", "must have labels: csv needs a labelColumn, idx needs labels");
    }
    if (labelled.classes() != 2) {
      throw new SettingException("data", "must have two classes, but has " + labelled.classes());
    }
    int columns = data.space().dim();
    Batch rows = data.train().range(0, data.train().size(), columns);
    if (config.standardize()) {
      standardize(rows);
    }
    int dim = columns + (config.intercept() ? 1 : 0);
    float[] signed = new float[rows.size() * dim];
    for (int n = 0; n < rows.size(); n++) {
      int sign = labelled.trainLabels()[n] == 1 ? 1 : -1;
      for (int k = 0; k < columns; k++) {
        signed[n * dim + k] = sign * rows.get(n, k);
      }
      if (config.intercept()) {
        signed[n * dim + columns] = sign;
      }
    }
    return new LogisticRegression(signed, dim, config.priorSd());
  }

  /** A column that never changes becomes zeros. */
  private static void standardize(Batch rows) {
    for (int k = 0; k < rows.dim(); k++) {
      double mean = 0;
      for (int n = 0; n < rows.size(); n++) {
        mean += rows.get(n, k) / rows.size();
      }
      double variance = 0;
      for (int n = 0; n < rows.size(); n++) {
        variance += (rows.get(n, k) - mean) * (rows.get(n, k) - mean) / rows.size();
      }
      double scale = variance > 0 ? 1 / Math.sqrt(variance) : 0;
      for (int n = 0; n < rows.size(); n++) {
        rows.set(n, k, (float) ((rows.get(n, k) - mean) * scale));
      }
    }
  }
}

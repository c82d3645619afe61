package io.ebm.models.analytic;

import com.google.auto.service.AutoService;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.EnergyFactory;
import io.ebm.api.RandomStream;
import io.ebm.api.Setting;
import io.ebm.api.SettingException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The energy {@code gaussian}: a normal distribution of any covariance. */
@AutoService(EnergyFactory.class)
@SuppressWarnings("rawtypes") // a service is named by its raw type
public final class GaussianFactory implements EnergyFactory<GaussianFactory.Config> {

  /**
   * Settings of {@code gaussian}: either a covariance, or a dimension and a condition number.
   *
   * @param mean μ
   * @param covariance Σ
   * @param dim coordinates, where no covariance is given
   * @param condition greatest over least eigenvalue of Σ, where no covariance is given
   */
  public record Config(
      @Setting(doc = "The mean of every coordinate; without it, zeros.")
          @Nullable List<Double> mean,
      @Setting(doc = "The covariance matrix, row by row; without it, see dim and condition.")
          @Nullable List<List<Double>> covariance,
      @Setting(value = "2", doc = "Coordinates where no covariance is given, at least 1.") int dim,
      @Setting(
              value = "1",
              doc =
                  "Where no covariance is given: its greatest eigenvalue by its least, at least 1. The"
                      + " eigenvalues are a geometric sequence up to 1, in random directions.")
          double condition) {

    /** Checks the ranges. */
    public Config {
      Checks.atLeast("dim", dim, 1);
      Checks.that(
          condition >= 1 && Double.isFinite(condition),
          "condition",
          "must be at least 1, but is " + condition);
      int rows = covariance == null ? dim : covariance.size();
      Checks.that(rows > 0, "covariance", "must have at least one row");
      if (covariance != null) {
        for (List<Double> row : covariance) {
          Checks.that(
              row.size() == rows,
              "covariance",
              "must be square, but of its " + rows + " rows one has " + row.size() + " numbers");
        }
      }
      Checks.that(
          mean == null || mean.size() == rows,
          "mean",
          "must have " + rows + " numbers" + (mean == null ? "" : ", but has " + mean.size()));
    }
  }

  @Override
  public String name() {
    return "gaussian";
  }

  @Override
  public String description() {
    return "A normal distribution of any mean and covariance; log Z, moments and samples are exact.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Gaussian create(Config config, ComponentContext context) {
    List<List<Double>> given = config.covariance();
    double[][] covariance =
        given == null
            ? rotated(config.dim(), config.condition(), context.random())
            : given.stream().map(GaussianFactory::array).toArray(double[][]::new);
    double[] mean = config.mean() == null ? new double[covariance.length] : array(config.mean());
    try {
      return new Gaussian(new Quadratic(mean, covariance));
    } catch (IllegalArgumentException e) {
      throw new SettingException("covariance", String.valueOf(e.getMessage()));
    }
  }

  static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** A covariance with these eigenvalues in directions that are uniform over all rotations. */
  static double[][] rotated(int dim, double condition, RandomStream random) {
    double[][] axes = new double[dim][dim];
    for (int i = 0; i < dim; i++) { // Gram and Schmidt, twice for rounding
      for (int k = 0; k < dim; k++) {
        axes[i][k] = condition == 1 ? (i == k ? 1 : 0) : random.nextGaussian();
      }
      for (int pass = 0; pass < 2; pass++) {
        for (int j = 0; j < i; j++) {
          addScaled(-dot(axes[i], axes[j]), axes[j], axes[i]);
        }
        double length = Math.sqrt(dot(axes[i], axes[i]));
        addScaled(1 / length - 1, axes[i].clone(), axes[i]);
      }
    }
    double[][] covariance = new double[dim][dim];
    for (int i = 0; i < dim; i++) {
      double eigenvalue = dim == 1 ? 1 : Math.pow(condition, -i / (dim - 1.0));
      for (int j = 0; j < dim; j++) {
        addScaled(eigenvalue * axes[i][j], axes[i], covariance[j]);
      }
    }
    for (int i = 0; i < dim; i++) {
      for (int j = 0; j < i; j++) {
        covariance[i][j] = covariance[j][i];
      }
    }
    return covariance;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static void addScaled(double factor, double[] a, double[] to) {
    for (int i = 0; i < a.length; i++) {
      to[i] += factor * a[i];
    }
  }
}

package io.ebm.core.features;

import com.google.auto.service.AutoService;
import io.ebm.api.Batch;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.Dataset;
import io.ebm.api.Features;
import io.ebm.api.FeaturesFactory;
import io.ebm.api.Parallel;
import io.ebm.api.Setting;
import io.ebm.core.quality.Covariance;
import io.ebm.core.quality.PrincipalComponents;
import java.util.function.IntConsumer;

/**
 * {@code principal-components}: where a state lies along the directions in which the training
 * examples vary most.
 */
@AutoService(FeaturesFactory.class)
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class PrincipalComponentsFactory
    implements FeaturesFactory<PrincipalComponentsFactory.Config> {

  /** The most coordinates of a state, whose covariance is computed. */
  public static final int MOST_DIMENSIONS = 4096;

  private static final int MOST_ROWS = 10_000;
  private static final int FEWEST_ROWS = 1_000;

  /** Products that the covariance may cost unless that leaves too few rows. */
  private static final double WORK = 1e10;

  /**
   * Settings of {@code principal-components}.
   *
   * @param count how many, at least 1
   */
  public record Config(
      @Setting(value = "64", doc = "How many; all coordinates where there are fewer") int count) {

    /** Checks the range. */
    public Config {
      Checks.atLeast("count", count, 1);
    }
  }

  private record Projection(PrincipalComponents components, String description)
      implements Features {
    @Override
    public int dim() {
      return components.count();
    }

    @Override
    public void compute(Batch rows, Batch into) {
      components.project(rows, into);
    }
  }

  @Override
  public String name() {
    return "principal-components";
  }

  @Override
  public String description() {
    return "The directions in which the training examples vary most.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Features create(Config config, ComponentContext context) {
    PixelsFactory.numbers(name(), context.dataSpace());
    return of(config.count(), context.data().orElseThrow(), here());
  }

  /**
   * Of the training examples of data, the first {@value #MOST_ROWS} at most and fewer of long rows.
   *
   * @throws IllegalArgumentException if rows are longer than {@value #MOST_DIMENSIONS}
   */
  public static Features of(int count, Dataset data, Parallel threads) {
    int dim = data.space().dim();
    if (dim > MOST_DIMENSIONS) {
      throw new IllegalArgumentException(
          "principal components are of at most "
              + MOST_DIMENSIONS
              + " coordinates, and the states have "
              + dim
              + "; take features 'run', the layer of a network");
    }
    int rows = rows(data, dim);
    Covariance covariance = Covariance.of(data.train().range(0, rows, dim), threads);
    PrincipalComponents components = PrincipalComponents.of(covariance, count, threads);
    return new Projection(
        components, components.count() + " principal components of the training examples");
  }

  private static int rows(Dataset data, int dim) {
    int affordable = (int) Math.max(FEWEST_ROWS, Math.min(MOST_ROWS, WORK / dim / dim));
    return Math.min(data.train().size(), affordable);
  }

  /** On the thread that makes the component. */
  private static Parallel here() {
    return new Parallel() {
      @Override
      public void parallel(int count, IntConsumer task) {
        for (int i = 0; i < count; i++) {
          task.accept(i);
        }
      }

      @Override
      public void tiles(int rows, TileTask task) {
        task.run(0, 0, rows);
      }
    };
  }
}

package io.ebm.core.toy;

import com.google.auto.service.AutoService;
import io.ebm.api.Batch;
import io.ebm.api.Checks;
import io.ebm.api.ComponentContext;
import io.ebm.api.Dataset;
import io.ebm.api.DatasetFactory;
import io.ebm.api.Examples;
import io.ebm.api.KnownDensity;
import io.ebm.api.Setting;
import io.ebm.api.StateSpace;

/** A standard normal cloud around (3, 3, …). */
@SuppressWarnings("rawtypes") // a service is named by its raw class
@AutoService(DatasetFactory.class)
public final class CloudFactory implements DatasetFactory<CloudFactory.Config> {

  /** Its shape. */
  public enum Shape {
    ROUND,
    VERY_ROUND
  }

  /** Its settings. */
  public record Config(
      @Setting(value = "1000", doc = "Examples") int size,
      @Setting(value = "2", doc = "Dimensions") int dim,
      @Setting(value = "\"round\"", doc = "Shape") Shape shape) {
    public Config {
      Checks.atLeast("size", size, 1);
      Checks.atLeast("dim", dim, 1);
    }
  }

  @Override
  public String name() {
    return "cloud";
  }

  @Override
  public String description() {
    return "A normal cloud.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Dataset create(Config config, ComponentContext context) {
    Batch train = Batch.allocate(config.size(), config.dim());
    Batch heldOut = Batch.allocate(config.size(), config.dim());
    fill(train, context, "train");
    fill(heldOut, context, "held-out");
    return new Cloud(StateSpace.real(config.dim()), Examples.of(train), Examples.of(heldOut));
  }

  private static void fill(Batch rows, ComponentContext context, String name) {
    context.random().split(name).fillGaussian(rows.array(), 0, rows.length());
    for (int i = 0; i < rows.length(); i++) {
      rows.array()[i] += 3;
    }
  }

  private record Cloud(StateSpace space, Examples train, Examples heldOut)
      implements Dataset, KnownDensity {
    @Override
    public void logDensities(Batch x, double[] out) {
      for (int i = 0; i < x.size(); i++) {
        double sum = 0;
        for (int j = 0; j < x.dim(); j++) {
          sum += Math.pow(x.get(i, j) - 3, 2) + Math.log(2 * Math.PI);
        }
        out[i] = -sum / 2;
      }
    }
  }
}

package io.ebm.core.data;

import com.google.auto.service.AutoService;
import io.ebm.api.Archived;
import io.ebm.api.Batch;
import io.ebm.api.Checks;
import io.ebm.api.Component;
import io.ebm.api.ComponentContext;
import io.ebm.api.ConditionalExamples;
import io.ebm.api.Dataset;
import io.ebm.api.DatasetFactory;
import io.ebm.api.Examples;
import io.ebm.api.NamedFactory;
import io.ebm.api.RandomStream;
import io.ebm.api.Rescaled;
import io.ebm.api.Setting;
import io.ebm.api.StateSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * {@code with-latents}: examples of other data, each followed by units that it has no values for.
 * They hold standard normal noise, drawn once for each example: where a sampler of an energy {@code
 * E(x, z)} may start.
 */
@SuppressWarnings("rawtypes") // a provider class has no type arguments
@AutoService(DatasetFactory.class)
public final class WithLatentsFactory extends NamedFactory<WithLatentsFactory.Config>
    implements DatasetFactory<WithLatentsFactory.Config> {

  /** The config. */
  public record Config(
      @Setting(doc = "The data, of real numbers, without labels or contexts")
          Component<Dataset> data,
      @Setting(doc = "How many units follow those of an example; at least 1") int units) {

    /** Checks the number. */
    public Config {
      Checks.atLeast("units", units, 1);
    }
  }

  /** For the service loader. */
  public WithLatentsFactory() {
    super(
        "with-latents",
        "Examples of other data, each followed by units that it has no values for.",
        Config.class);
  }

  @Override
  public Dataset create(Config config, ComponentContext context) {
    Dataset whole = context.create("data", config.data());
    if (!(whole.space() instanceof StateSpace.Real)
        || whole.train() instanceof ConditionalExamples<?>) {
      throw new IllegalArgumentException(
          "data '"
              + config.data().type()
              + "' are no rows of real numbers by themselves, which units can follow");
    }
    int seen = whole.space().dim();
    return new Extended(
        whole,
        seen,
        config.units(),
        new Rows(whole.train(), seen, config.units(), context.random().split("train")),
        new Rows(whole.heldOut(), seen, config.units(), context.random().split("held out")));
  }

  private record Extended(Dataset whole, int seen, int units, Rows train, Rows heldOut)
      implements Dataset, Rescaled, Archived {

    @Override
    public StateSpace space() {
      return StateSpace.real(seen + units);
    }

    @Override
    public double centre(int coordinate) {
      return coordinate < seen && whole instanceof Rescaled scaled ? scaled.centre(coordinate) : 0;
    }

    @Override
    public double scale(int coordinate) {
      return coordinate < seen && whole instanceof Rescaled scaled ? scaled.scale(coordinate) : 1;
    }

    @Override
    public void archive(Path folder) throws IOException {
      if (whole instanceof Archived archived) {
        archived.archive(Files.createDirectories(folder.resolve("data")));
      }
    }
  }

  private record Rows(Examples whole, int seen, int units, RandomStream random)
      implements Examples {

    @Override
    public int size() {
      return whole.size();
    }

    @Override
    public void read(int[] indices, int from, Batch into) {
      Batch part = Batch.allocate(into.size(), seen);
      whole.read(indices, from, part);
      for (int i = 0; i < into.size(); i++) {
        for (int k = 0; k < seen; k++) {
          into.set(i, k, part.get(i, k));
        }
        random.split(indices[from + i]).fillGaussian(into.array(), into.offset(i) + seen, units);
      }
    }

    @Override
    public Optional<double[]> weights(int[] indices, int from, int count) {
      return whole.weights(indices, from, count);
    }
  }
}

package io.ebm.core.data;

import com.google.auto.service.AutoService;
import io.ebm.api.Archived;
import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.ComponentContext;
import io.ebm.api.ConditionalExamples;
import io.ebm.api.Dataset;
import io.ebm.api.DatasetFactory;
import io.ebm.api.Examples;
import io.ebm.api.Rescaled;
import io.ebm.api.Setting;
import io.ebm.api.StateSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code halves}: pairs made of the examples of other data, cut in the middle of their last extent:
 * the left half of an image is the context, the right half the target.
 */
@SuppressWarnings("rawtypes") // a provider class has no type arguments
@AutoService(DatasetFactory.class)
public final class HalvesFactory implements DatasetFactory<HalvesFactory.Config> {

  /** The config. */
  public record Config(
      @Setting(doc = "The data whose examples are cut; their last extent must be even")
          Component<Dataset> data) {}

  @Override
  public String name() {
    return "halves";
  }

  @Override
  public String description() {
    return "Examples of other data cut in two: the left half is the context, the right the target.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Dataset create(Config config, ComponentContext context) {
    Dataset whole = context.create("data", config.data());
    if (whole.space().varies()) {
      throw new IllegalArgumentException(
          "examples that are "
              + DataSummary.describe(whole.space())
              + " cannot be cut into halves: they must all have one shape");
    }
    List<Integer> shape = whole.space().shape();
    int width = shape.get(shape.size() - 1);
    if (width % 2 != 0) {
      throw new IllegalArgumentException(
          "examples of shape "
              + shape
              + " cannot be cut into halves: their last extent must be even");
    }
    List<Integer> half = new ArrayList<>(shape);
    half.set(half.size() - 1, width / 2);
    int dim = whole.space().dim();
    return new Halves(
        cut(whole.space(), half),
        new Cut(whole.train(), dim, width / 2),
        new Cut(whole.heldOut(), dim, width / 2),
        whole);
  }

  private static StateSpace cut(StateSpace space, List<Integer> shape) {
    if (space instanceof StateSpace.Real) {
      return new StateSpace.Real(shape);
    }
    if (space instanceof StateSpace.Box box) {
      return new StateSpace.Box(shape, box.low(), box.high());
    }
    if (space instanceof StateSpace.Binary) {
      return new StateSpace.Binary(shape);
    }
    if (space instanceof StateSpace.Spin) {
      return new StateSpace.Spin(shape);
    }
    return new StateSpace.Categorical(shape.get(0), space.levels());
  }

  /** The right halves are the targets: likelihoods are of them. */
  private record Halves(StateSpace space, Cut train, Cut heldOut, Dataset whole)
      implements Dataset, Rescaled, Archived {

    @Override
    public double centre(int coordinate) {
      return whole instanceof Rescaled scaled ? scaled.centre(train.place(coordinate)) : 0;
    }

    @Override
    public double scale(int coordinate) {
      return whole instanceof Rescaled scaled ? scaled.scale(train.place(coordinate)) : 1;
    }

    @Override
    public void archive(Path folder) throws IOException {
      if (whole instanceof Archived archived) {
        archived.archive(Files.createDirectories(folder.resolve("data")));
      }
    }
  }

  private record Cut(Examples whole, int dim, int width) implements ConditionalExamples<Batch> {
    @Override
    public int size() {
      return whole.size();
    }

    @Override
    public void read(int[] indices, int from, Batch into) {
      copy(indices, from, into, width);
    }

    @Override
    public Optional<double[]> weights(int[] indices, int from, int count) {
      return whole.weights(indices, from, count);
    }

    @Override
    public Batch contexts(int[] indices, int from, int count) {
      Batch left = Batch.allocate(count, dim / 2);
      copy(indices, from, left, 0);
      return left;
    }

    private void copy(int[] indices, int from, Batch into, int offset) {
      Batch rows = Batch.allocate(into.size(), dim);
      whole.read(indices, from, rows);
      for (int i = 0; i < into.size(); i++) {
        for (int j = 0; j < into.dim(); j++) {
          into.set(i, j, rows.get(i, place(j) - width + offset));
        }
      }
    }

    /** Where a coordinate of the right half stands in the whole. */
    int place(int coordinate) {
      return coordinate / width * 2 * width + coordinate % width + width;
    }
  }
}

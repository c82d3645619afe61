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
import io.ebm.api.Labelled;
import io.ebm.api.Rescaled;
import io.ebm.api.Setting;
import io.ebm.api.StateSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * {@code given-classes}: pairs made of the labelled examples of other data: the class is the
 * context, the example itself the target, as for a model that draws examples of a class.
 */
@SuppressWarnings("rawtypes") // a provider class has no type arguments
@AutoService(DatasetFactory.class)
public final class GivenClassesFactory implements DatasetFactory<GivenClassesFactory.Config> {

  /** The config. */
  public record Config(@Setting(doc = "The data, with labels") Component<Dataset> data) {}

  @Override
  public String name() {
    return "given-classes";
  }

  @Override
  public String description() {
    return "Labelled examples of other data: the class is the context, the example the target.";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Dataset create(Config config, ComponentContext context) {
    Dataset whole = context.create("data", config.data());
    if (!(whole instanceof Labelled labelled) || whole.train() instanceof ConditionalExamples<?>) {
      throw new IllegalArgumentException(
          "data '" + config.data().type() + "' have no classes to be given; give labelled data");
    }
    StateSpace classes = new StateSpace.Categorical(1, Math.max(2, labelled.classes()));
    return new Given(
        whole,
        labelled,
        new Pairs(whole.train(), labelled.trainLabels(), classes),
        new Pairs(whole.heldOut(), labelled.heldOutLabels(), classes));
  }

  private record Given(Dataset whole, Labelled labelled, Pairs train, Pairs heldOut)
      implements Dataset, Labelled, Rescaled, Archived {

    @Override
    public StateSpace space() {
      return whole.space();
    }

    @Override
    public int classes() {
      return labelled.classes();
    }

    @Override
    public List<String> classNames() {
      return labelled.classNames();
    }

    @Override
    public int[] trainLabels() {
      return labelled.trainLabels();
    }

    @Override
    public int[] heldOutLabels() {
      return labelled.heldOutLabels();
    }

    @Override
    public double centre(int coordinate) {
      return whole instanceof Rescaled scaled ? scaled.centre(coordinate) : 0;
    }

    @Override
    public double scale(int coordinate) {
      return whole instanceof Rescaled scaled ? scaled.scale(coordinate) : 1;
    }

    @Override
    public void archive(Path folder) throws IOException {
      if (whole instanceof Archived archived) {
        archived.archive(Files.createDirectories(folder.resolve("data")));
      }
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // a view of what a data set holds, never compared
  private record Pairs(Examples whole, int[] labels, StateSpace classes)
      implements ConditionalExamples<Batch> {

    @Override
    public int size() {
      return whole.size();
    }

    @Override
    public void read(int[] indices, int from, Batch into) {
      whole.read(indices, from, into);
    }

    @Override
    public Optional<double[]> weights(int[] indices, int from, int count) {
      return whole.weights(indices, from, count);
    }

    @Override
    public Batch contexts(int[] indices, int from, int count) {
      Batch rows = Batch.allocate(count, 1);
      for (int i = 0; i < count; i++) {
        rows.set(i, 0, labels[indices[from + i]]);
      }
      return rows;
    }

    @Override
    public Optional<StateSpace> contextSpace() {
      return Optional.of(classes);
    }
  }
}

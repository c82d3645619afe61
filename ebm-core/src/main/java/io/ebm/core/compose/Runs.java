package io.ebm.core.compose;

import io.ebm.api.Dataset;
import io.ebm.api.Rescaled;
import io.ebm.api.TrainedModel;
import io.ebm.core.Texts;
import io.ebm.core.UserException;
import io.ebm.core.config.ExperimentFile;
import io.ebm.core.discovery.Registry;
import io.ebm.core.run.ArchivedFiles;
import io.ebm.core.run.ParameterFiles;
import io.ebm.core.run.Provenance;
import io.ebm.core.run.RunFolder;
import io.ebm.core.runtime.NamedFiles;
import io.ebm.core.runtime.RunContext;
import io.ebm.core.runtime.Workers;
import io.ebm.core.train.Crew;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Opens runs, each by the experiment that its folder keeps. */
public final class Runs implements RunContext.Opener {

  private final Registry registry;
  private final Workers workers;
  private final Crew crew;
  private final @Nullable Path dataFolder;

  /**
   * Opens runs with these parts.
   *
   * @param dataFolder a second place for their files, or null
   */
  public Runs(Registry registry, Workers workers, Crew crew, @Nullable Path dataFolder) {
    this.registry = registry;
    this.workers = workers;
    this.crew = crew;
    this.dataFolder = dataFolder;
  }

  /**
   * The folder of a run, or a file, that an experiment names: also where the command runs. It is
   * not noted as used.
   *
   * @throws IllegalArgumentException if it is nowhere
   */
  static Path find(String name, RunContext context) {
    try {
      return context.find(name);
    } catch (IllegalArgumentException e) {
      Path here = Path.of(name); // runs are made where a command runs
      if (RunFolder.isRun(here)) {
        return here;
      }
      throw e;
    }
  }

  @Override
  public TrainedModel open(String name, RunContext context) {
    try {
      RunFolder folder = RunFolder.open(find(name, context));
      Path checkpoint = folder.kept().newestParameters();
      context.use(name, checkpoint);
      return open(name, folder, checkpoint);
    } catch (UserException e) {
      throw new IllegalArgumentException(Texts.reason(e), e);
    }
  }

  private TrainedModel open(String name, RunFolder folder, Path checkpoint) {
    Composition composition = compose(experiment(folder, List.of()), folder);
    ParameterFiles.read(checkpoint, composition.learnable().parameters());
    Dataset data =
        composition
            .data()
            .orElseThrow(
                () ->
                    new UserException(folder.path() + ": is a run without data to be trained on"));
    return new TrainedModel(
        name,
        composition.experiment().energy().type(),
        composition.model(),
        data.space(),
        units(data));
  }

  /**
   * The experiment of a run.
   *
   * @param overrides changes to it, of the form {@code path.to.key=value}
   * @throws UserException if it cannot be read, or the changes are no good
   */
  public ExperimentFile experiment(RunFolder run, List<String> overrides) {
    JsonNode folder = run.json(RunFolder.PROVENANCE).path(Provenance.FOLDER);
    return ExperimentFile.parse(
        run.experiment().toString(),
        run.text(RunFolder.EXPERIMENT),
        Path.of(folder.asString(run.path().toString())),
        overrides,
        registry);
  }

  /**
   * Composes the experiment of a run, with what its folder keeps.
   *
   * @throws UserException if the archive is damaged
   */
  public Composition compose(ExperimentFile experiment, RunFolder run) {
    JsonNode provenance = run.json(RunFolder.PROVENANCE);
    ArchivedFiles.check(run.file(RunFolder.ARCHIVE), provenance);
    return Composition.of(
        experiment,
        registry,
        workers,
        crew,
        dataFolder,
        run.file(RunFolder.ARCHIVE),
        NamedFiles.of(run.path(), Provenance.files(provenance)));
  }

  /** The numbers alone, so that the examples need not stay in memory. */
  private static Rescaled units(Dataset data) {
    if (!(data instanceof Rescaled rescaled)) {
      return TrainedModel.SOURCE;
    }
    int dim = data.space().dim();
    double[] centres = new double[dim];
    double[] scales = new double[dim];
    for (int k = 0; k < dim; k++) {
      centres[k] = rescaled.centre(k);
      scales[k] = rescaled.scale(k);
    }
    return new Rescaled() {
      @Override
      public double centre(int coordinate) {
        return centres[coordinate];
      }

      @Override
      public double scale(int coordinate) {
        return scales[coordinate];
      }
    };
  }
}

package io.ebm.core.compose;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import io.ebm.api.Component;
import io.ebm.api.Dataset;
import io.ebm.api.Model;
import io.ebm.api.Optimizer;
import io.ebm.core.Failures;
import io.ebm.core.config.Experiment;
import io.ebm.core.config.ExperimentFile;
import io.ebm.core.runtime.Making;
import io.ebm.core.runtime.MetricsBuffer;
import io.ebm.core.runtime.NamedFiles;
import io.ebm.core.runtime.RunContext;
import io.ebm.core.runtime.RunProgress;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The components that an experiment has once: data, model, optimizer. */
final class ExperimentModule extends AbstractModule {

  private final ExperimentFile file;
  private final @Nullable Path dataFolder;
  private final @Nullable Path archive;
  private final NamedFiles files;
  private final RunContext.Opener runs;

  ExperimentModule(
      ExperimentFile file,
      @Nullable Path dataFolder,
      @Nullable Path archive,
      NamedFiles files,
      RunContext.Opener runs) {
    this.file = file;
    this.dataFolder = dataFolder;
    this.archive = archive;
    this.files = files;
    this.runs = runs;
  }

  @Override
  protected void configure() {
    bind(Experiment.class).toInstance(file.experiment());
    bind(RunProgress.class).toInstance(new RunProgress());
  }

  /** The data; a component of their own stream, which does not know a data space yet. */
  @Provides
  @Singleton
  Optional<Dataset> data(Experiment experiment, RunProgress progress) {
    if (experiment.data() == null) {
      return Optional.empty();
    }
    RunContext.Run run =
        new RunContext.Run(
            experiment.seed(), file.folder(), dataFolder, null, archive, files, runs);
    return Optional.of(make("data", experiment.data(), run, progress));
  }

  @Provides
  @Singleton
  RunContext.Run run(Experiment experiment, Optional<Dataset> data) {
    return new RunContext.Run(
        experiment.seed(), file.folder(), dataFolder, data.orElse(null), archive, files, runs);
  }

  @Provides
  @Singleton
  Model model(Experiment experiment, RunContext.Run run, RunProgress progress) {
    return make("energy", experiment.energy(), run, progress);
  }

  @Provides
  @Singleton
  Optimizer optimizer(Experiment experiment, RunContext.Run run, RunProgress progress) {
    return make("optimizer", experiment.optimizer(), run, progress);
  }

  private static <T> T make(
      String path, Component<T> component, RunContext.Run run, RunProgress progress) {
    return Failures.at(
        path,
        () -> Making.make(component, new RunContext(run, path, -1, progress, new MetricsBuffer())));
  }
}

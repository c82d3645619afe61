package io.ebm.core;

import io.ebm.api.Dataset;
import io.ebm.api.Optimizer;
import io.ebm.api.RandomStream;
import io.ebm.core.compose.Augmenting;
import io.ebm.core.compose.Composition;
import io.ebm.core.config.Training;
import io.ebm.core.runtime.Workers;
import io.ebm.core.task.Task;
import io.ebm.core.train.Crew;
import io.ebm.core.train.Steps;
import io.ebm.core.train.Trainer;

/** Makes what learns out of an experiment's components. */
public final class Learning {

  private Learning() {}

  /** A trainer of an experiment that has an objective and data. */
  public static Trainer trainer(Composition composition) {
    return new Trainer(
        composition.experiment().training(),
        parts(composition),
        data(composition),
        composition.optimizer(),
        composition.crew(),
        composition.workers(),
        RandomStream.of(composition.experiment().seed()).split("data.order"));
  }

  /** The steps of training alone, on the threads of this process. */
  static Steps steps(Composition composition, Workers workers) {
    Steps.Parts parts = parts(composition);
    boolean sparse = Trainer.isSparse(parts.task().model(), composition.optimizer());
    return new Steps(parts, sparse, Crew.of(workers), workers);
  }

  private static Steps.Parts parts(Composition composition) {
    Training training = composition.experiment().training();
    Dataset data = data(composition);
    Optimizer optimizer = composition.optimizer();
    int rows = training.rows(data.train().size(), Trainer.needsAll(optimizer));
    return new Steps.Parts(
        Task.of(composition.model(), data.train(), data.space().dim()),
        composition.learnable(),
        composition.shards(rows),
        Augmenting.of(composition),
        training.dataNoise(),
        composition.progress());
  }

  private static Dataset data(Composition composition) {
    return composition
        .task()
        .orElseThrow(() -> new UserException("data: this key is missing; training needs data"));
  }
}

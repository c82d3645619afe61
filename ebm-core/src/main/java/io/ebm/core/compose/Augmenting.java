package io.ebm.core.compose;

import io.ebm.api.Augmentation;
import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.ConditionalExamples;
import io.ebm.api.Dataset;
import io.ebm.api.EnergyFunction;
import io.ebm.api.FitContext;
import io.ebm.api.Growing;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.core.Failures;
import io.ebm.core.UserException;
import io.ebm.core.runtime.Making;
import io.ebm.core.runtime.MetricsBuffer;
import io.ebm.core.runtime.RunContext;
import io.ebm.core.task.Task;
import io.ebm.core.train.Augmented;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The augmentations of an experiment: of its examples, or of what a conditional model is given. */
public final class Augmenting {

  private static final String KEY = "training.augmentations";

  private Augmenting() {}

  /**
   * Makes them.
   *
   * @throws UserException if they do not fit what would be changed
   */
  public static Augmented of(Composition composition) {
    List<Component<Augmentation>> components = composition.experiment().training().augmentations();
    if (components.isEmpty()) {
      return Augmented.NOTHING;
    }
    StateSpace space = given(composition).space();
    List<Augmentation.Transform> changes = new ArrayList<>();
    for (int i = 0; i < components.size(); i++) {
      Component<Augmentation> component = components.get(i);
      RunContext context =
          new RunContext(
              composition.run(), KEY + "." + i, -1, composition.progress(), new MetricsBuffer());
      changes.add(
          Failures.at(KEY + "[" + i + "]", () -> Making.make(component, context).on(space)));
    }
    return new Augmented(changes, RandomStream.of(composition.experiment().seed()).split(KEY));
  }

  /** Checks that they fit what would be changed. */
  static void check(Composition composition) {
    List<Component<Augmentation>> components = composition.experiment().training().augmentations();
    if (components.isEmpty() || composition.data().isEmpty()) {
      return;
    }
    Dataset given = given(composition);
    FitContext context =
        FitContext.of(new Nowhere(given.space()))
            .with(Optional.of(given), Optional.ofNullable(composition.experiment().sampler()));
    for (int i = 0; i < components.size(); i++) {
      Fit.check(KEY + "[" + i + "]", components.get(i), context, composition.registry());
    }
  }

  /** The rows that are changed: the examples, or else a row of the space of the contexts. */
  private static Dataset given(Composition composition) {
    Dataset data = composition.data().orElseThrow(() -> refused("there are no data to change"));
    Dataset learned = composition.task().orElse(data);
    Task<?> task = Task.of(composition.model(), learned.train(), learned.space().dim());
    if (!task.conditional() || task.size() == 0) {
      return data;
    }
    if (data instanceof Growing) {
      throw refused("are for recorded examples, not for those that training adds");
    }
    if (!task.takesNumbers()) {
      throw refused("need contexts that are rows of numbers; those of these data are not");
    }
    StateSpace space = task.contextSpace().orElse(data.space());
    int dim = contexts(task).dim();
    if (space.dim() != dim) {
      throw refused("need contexts of a known shape; those of these data are rows of " + dim);
    }
    return data.train() instanceof ConditionalExamples<?>
        ? Dataset.of(space, Batch.allocate(1, dim))
        : data;
  }

  private static Batch contexts(Task<?> task) {
    return (Batch) ((ConditionalExamples<?>) task.examples()).contexts(new int[1], 0, 1);
  }

  private static UserException refused(String why) {
    return new UserException(KEY + ": " + why);
  }

  /** Stands for a model in the question whether rows can be changed, which asks none. */
  private record Nowhere(StateSpace space) implements EnergyFunction {
    @Override
    public void energies(Batch x, double[] out) {
      throw new UnsupportedOperationException("no energy is asked for");
    }
  }
}

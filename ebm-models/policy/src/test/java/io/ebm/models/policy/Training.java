package io.ebm.models.policy;

import io.ebm.api.Batch;
import io.ebm.api.Checkpointed;
import io.ebm.api.Component;
import io.ebm.api.Conditional;
import io.ebm.api.Dataset;
import io.ebm.api.DatasetFactory;
import io.ebm.api.EnergyFactory;
import io.ebm.api.Environment;
import io.ebm.api.EnvironmentFactory;
import io.ebm.api.Experience;
import io.ebm.api.Factory;
import io.ebm.api.ForwardingObjectiveContext;
import io.ebm.api.Gradient;
import io.ebm.api.Growing;
import io.ebm.api.GrowthContext;
import io.ebm.api.Metrics;
import io.ebm.api.Model;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveContext;
import io.ebm.api.ObjectiveFactory;
import io.ebm.api.Optimizer;
import io.ebm.api.Parameterised;
import io.ebm.api.Parameters;
import io.ebm.api.Parametric;
import io.ebm.api.RandomStream;
import io.ebm.api.StateMemory;
import io.ebm.api.Transitions;
import io.ebm.testkit.Defaults;
import io.ebm.testkit.RecordingMetrics;
import io.ebm.testkit.TestContext;
import io.ebm.testkit.TestObjectiveContext;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A few lines that train as a host does, on one thread. */
final class Training {

  final Dataset data;
  final Model model;
  final Objective objective;
  final RecordingMetrics metrics = new RecordingMetrics();
  private final Optimizer optimizer;
  private final RandomStream random;
  private final int batch;
  private final Gradient gradient;
  private @Nullable Optimizer tuner;
  private @Nullable Parameters own;
  private @Nullable Gradient ownGradient;
  private long step;

  Training(
      Dataset data, Model model, Objective objective, Optimizer optimizer, int batch, long seed) {
    this.data = data;
    this.model = model;
    this.objective = objective;
    this.optimizer = optimizer;
    this.batch = batch;
    random = RandomStream.of(seed);
    gradient = model.as(Parameterised.class).orElseThrow().parameters().newGradient();
  }

  private static <C extends Record> C config(Factory<C> factory, Map<String, ?> settings) {
    return Defaults.create(factory.configType(), settings);
  }

  static <C extends Record> Component<Environment> world(
      EnvironmentFactory<C> factory, Map<String, ?> settings) {
    return Component.of(factory, config(factory, settings));
  }

  static <C extends Record> Dataset data(
      DatasetFactory<C> factory, Map<String, ?> settings, long seed) {
    return factory.create(config(factory, settings), TestContext.of(seed));
  }

  static <C extends Record> Model model(
      EnergyFactory<C> factory, Map<String, ?> settings, Dataset data, long seed) {
    return factory.create(config(factory, settings), context(data, seed));
  }

  static <C extends Record> Objective objective(
      ObjectiveFactory<C> factory, Map<String, ?> settings, Dataset data) {
    return factory.create(config(factory, settings), context(data, 1));
  }

  static TestContext context(Dataset data, long seed) {
    return TestContext.builder().seed(seed).data(data).dataSpace(data.space()).build();
  }

  /** From now on also learns what the objective has to learn itself, by another optimizer. */
  Parameters tune(Optimizer another) {
    Parameters learned = ((Parametric) objective).newParameters();
    tuner = another;
    own = learned;
    ownGradient = learned.newGradient();
    ((Parametric) objective).bind(learned, ownGradient);
    return learned;
  }

  /** Goes on where another left off. */
  void resume(long done, StateMemory dataState, StateMemory objectiveState, Model trained) {
    step = done;
    ((Checkpointed) data).restore(dataState);
    ((Checkpointed) objective).restore(objectiveState);
    float[] values = trained.as(Parameterised.class).orElseThrow().parameters().values();
    System.arraycopy(
        values,
        0,
        model.as(Parameterised.class).orElseThrow().parameters().values(),
        0,
        values.length);
  }

  /** Makes some steps; returns the mean loss of the last. */
  double run(int steps) {
    double loss = 0;
    for (int i = 0; i < steps; i++) {
      loss = step();
    }
    return loss;
  }

  @SuppressWarnings("unchecked")
  double step() {
    if (data instanceof Growing growing) {
      growing.grow(new Growth(model, step, random.split("new").split(step), metrics));
    }
    RandomStream draws = random.split(step);
    int[] indices = new int[batch];
    for (int i = 0; i < batch; i++) {
      indices[i] = draws.nextInt(data.train().size());
    }
    Batch rows = Batch.allocate(batch, data.space().dim());
    data.train().read(indices, 0, rows);
    Experience experience = (Experience) data.train();
    Step context =
        new Step(
            new TestObjectiveContext(step, batch, true, draws.split("objective"), metrics),
            Optional.of(model),
            Optional.of(experience.transitions(indices, 0, batch)));
    gradient.clear();
    double loss =
        objective.evaluate(
            ((Conditional<Batch>) model).given(experience.contexts(indices, 0, batch)),
            rows,
            gradient,
            context);
    gradient.scale(1.0 / batch);
    optimizer.step(model.as(Parameterised.class).orElseThrow().parameters(), gradient);
    if (tuner != null && own != null && ownGradient != null) {
      ownGradient.scale(1.0 / batch);
      tuner.step(own, ownGradient);
      ownGradient.clear();
    }
    step++;
    return loss / batch;
  }

  record Growth(Model model, long step, RandomStream random, Metrics metrics)
      implements GrowthContext {}

  record Step(ObjectiveContext outer, Optional<Model> model, Optional<Transitions> transitions)
      implements ForwardingObjectiveContext {

    /** A step of a policy whose rows all have contexts. */
    static Step of(
        long step, int rows, Model model, Optional<Transitions> transitions, RandomStream random) {
      return new Step(
          new TestObjectiveContext(step, rows, true, random, new RecordingMetrics()),
          Optional.of(model),
          transitions);
    }
  }
}

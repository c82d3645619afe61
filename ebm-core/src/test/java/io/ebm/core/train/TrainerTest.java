package io.ebm.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.ArgumentMatchers.same;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.ebm.api.Batch;
import io.ebm.api.Conditional;
import io.ebm.api.ConditionalExamples;
import io.ebm.api.Dataset;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Examples;
import io.ebm.api.Learnable;
import io.ebm.api.Objective;
import io.ebm.api.Optimizer;
import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.api.Schedule;
import io.ebm.api.StateSpace;
import io.ebm.core.config.Tensors;
import io.ebm.core.config.Training;
import io.ebm.core.runtime.MetricsBuffer;
import io.ebm.core.runtime.RunProgress;
import io.ebm.core.runtime.Workers;
import io.ebm.core.task.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;

/** The trainer between an objective, an optimizer and a listener, all mocked. */
class TrainerTest {

  /** A conditional model that notes the contexts that each energy was given. */
  private static final class Noting implements Conditional<Batch> {
    private final EnergyFunction energy = mock(EnergyFunction.class);
    private final List<float[]> given = new ArrayList<>();

    @Override
    public StateSpace targets() {
      return StateSpace.real(1);
    }

    @Override
    public synchronized EnergyFunction given(Batch contexts) {
      given.add(
          Arrays.copyOfRange(
              contexts.array(), contexts.offset(), contexts.offset() + contexts.length()));
      return energy;
    }
  }

  /** Context and target of example {@code i} are {@code i}. */
  private static final class Counting implements ConditionalExamples<Batch> {
    @Override
    public int size() {
      return 10;
    }

    @Override
    public void read(int[] indices, int from, Batch into) {
      into.copyFrom(contexts(indices, from, into.size()));
    }

    @Override
    public Batch contexts(int[] indices, int from, int count) {
      Batch contexts = Batch.allocate(count, 1);
      for (int i = 0; i < count; i++) {
        contexts.set(i, 0, indices[from + i]);
      }
      return contexts;
    }
  }

  /** The counting examples as data. */
  private static final class Numbers implements Dataset {
    @Override
    public StateSpace space() {
      return StateSpace.real(1);
    }

    @Override
    public Examples train() {
      return new Counting();
    }

    @Override
    public Examples heldOut() {
      return Examples.of(Batch.allocate(0, 1));
    }
  }

  private final Noting model = new Noting();
  private final Parameters parameters = Parameters.builder().add("w", 3).build();
  private final Optimizer optimizer = mock(Optimizer.class);
  private final TrainingListener listener = mock(TrainingListener.class);

  /** Four steps of all shards, with noise on the data. */
  private void train(double noise, List<Shard> shards) {
    Learnable learnable = mock(Learnable.class);
    when(learnable.parameters()).thenReturn(parameters);
    int batch = 3 * shards.size();
    try (Workers workers = new Workers(2)) {
      Trainer trainer =
          new Trainer(
              new Training(
                  batch,
                  4,
                  2,
                  2,
                  1,
                  List.of(),
                  Schedule.constant(noise),
                  null,
                  0,
                  0.5,
                  Tensors.NONE,
                  List.of(),
                  null),
              new Steps.Parts(
                  Task.of(model, new Counting(), 1),
                  learnable,
                  shards,
                  Augmented.NOTHING,
                  Schedule.constant(noise),
                  new RunProgress()),
              new Numbers(),
              optimizer,
              Crew.of(workers),
              workers,
              RandomStream.of(1));
      trainer.run(0, listener, () -> "none");
    }
  }

  @Test
  void conditionsEachShardOnItsContextsAndTellsEachStep() {
    List<Shard> shards = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Objective objective = mock(Objective.class);
      when(objective.evaluate(any(), any(), any(), any())).thenReturn(6.0);
      shards.add(
          new Shard(i, 3 * i, 3 * i + 3, objective, RandomStream.of(i), new MetricsBuffer()));
    }
    train(0, shards);
    assertThat(model.given).hasSize(8).allMatch(contexts -> contexts.length == 3);
    for (Shard shard : shards) {
      verify(shard.objective(), times(4)).evaluate(same(model.energy), any(), any(), any());
    }
    verify(optimizer, times(4)).step(same(parameters), any());
    InOrder order = inOrder(listener);
    order.verify(listener).stepDone(1, 4, 2.0);
    order.verify(listener).metrics(eq(1L), any());
    order.verify(listener).stepDone(2, 4, 2.0);
    order.verify(listener).metrics(eq(2L), any());
    order.verify(listener).checkpoint(2);
    order.verify(listener).stepDone(3, 4, 2.0);
    order.verify(listener).stepDone(4, 4, 2.0);
    order.verify(listener).metrics(eq(4L), any());
    order.verify(listener).checkpoint(4);
    order.verifyNoMoreInteractions();
  }

  /** Noise on what is given, afresh at every step; what is to be explained stays as it is. */
  @Test
  void noiseDisturbsContextsAndNoTargets() {
    List<float[]> targets = new ArrayList<>();
    Objective objective = mock(Objective.class);
    when(objective.evaluate(any(), any(), any(), any()))
        .thenAnswer(
            call -> {
              Batch rows = call.getArgument(1);
              targets.add(Arrays.copyOfRange(rows.array(), rows.offset(), rows.offset() + 3));
              return 0.0;
            });
    train(0.01, List.of(new Shard(0, 0, 3, objective, RandomStream.of(0), new MetricsBuffer())));
    assertThat(targets).hasSize(4);
    Set<Float> noises = new HashSet<>();
    for (int step = 0; step < 4; step++) {
      for (int i = 0; i < 3; i++) {
        float target = targets.get(step)[i];
        float noise = model.given.get(step)[i] - target;
        assertThat(target).isEqualTo(Math.round(target));
        assertThat(noise).isNotZero().isBetween(-0.06f, 0.06f);
        noises.add(noise);
      }
    }
    assertThat(noises).hasSize(12);
  }
}

package io.ebm.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ebm.api.Batch;
import io.ebm.api.Checkpointed;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Examples;
import io.ebm.api.Gathered;
import io.ebm.api.Gradient;
import io.ebm.api.Learnable;
import io.ebm.api.NonFiniteException;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveContext;
import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.api.Schedule;
import io.ebm.api.StateReader;
import io.ebm.api.StateSpace;
import io.ebm.api.StateWriter;
import io.ebm.core.UserException;
import io.ebm.core.runtime.MetricsBuffer;
import io.ebm.core.runtime.RunProgress;
import io.ebm.core.runtime.Workers;
import io.ebm.core.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** The rounds of a step, by crews of several kinds. */
class StepsTest {

  private static final int SHARDS = 20; // more than lanes
  private static final int EACH = 3;

  /** {@code E(x) = w x}. */
  private static final class Line implements EnergyFunction, Learnable {
    private final Parameters parameters = Parameters.builder().add("w", 1).build();

    @Override
    public StateSpace space() {
      return StateSpace.real(1);
    }

    @Override
    public Parameters parameters() {
      return parameters;
    }

    @Override
    public void energies(Batch x, double[] out) {
      for (int i = 0; i < x.size(); i++) {
        out[i] = parameters.values()[0] * x.get(i, 0);
      }
    }

    @Override
    public void accumulate(Batch x, double[] weights, Gradient into) {
      for (int i = 0; i < x.size(); i++) {
        into.values()[0] += (float) (weights[i] * x.get(i, 0));
      }
    }
  }

  /** The distances of a shard's rows from the mean of all, times how often it was asked. */
  private static final class Centred implements Objective, Checkpointed {
    private long steps;

    @Override
    public double evaluate(
        EnergyFunction energy, Batch data, Gradient gradient, ObjectiveContext context) {
      double[] energies = new double[data.size()];
      energy.energies(data, energies);
      if (context.round() == 0) {
        assertThat(context.gathered()).isEmpty();
        Batch told = Batch.allocate(data.size(), 1);
        for (int i = 0; i < energies.length; i++) {
          told.set(i, 0, (float) energies[i]);
        }
        context.emit("energies", told);
        gradient.values()[0] += 0.1f;
        return 0.3;
      }
      steps++;
      Gathered all = context.gathered("energies");
      assertThat(all.round()).isZero();
      assertThat(all.own().get(0, 0)).isEqualTo((float) energies[0]);
      double mean = 0;
      for (int i = 0; i < all.rows().size(); i++) {
        mean += all.rows().get(i, 0) / all.rows().size();
      }
      double loss = 0;
      double[] weights = new double[data.size()];
      for (int i = 0; i < energies.length; i++) {
        loss += steps * Math.abs(energies[i] - mean) * context.random().nextDouble();
        weights[i] = steps * Math.signum(energies[i] - mean) / 7;
      }
      energy.as(Learnable.class).orElseThrow().accumulate(data, weights, gradient);
      context.metrics().record("mean", mean / 3);
      return loss;
    }

    @Override
    public void save(StateWriter writer) {
      writer.put("steps", new long[] {steps});
    }

    @Override
    public void restore(StateReader reader) {
      steps = reader.longs("steps")[0];
    }
  }

  private static final class Setting {
    final Line line = new Line();
    final List<Shard> shards = new ArrayList<>();
    final Steps steps;

    Setting(IntFunction<Objective> objectives, Crew crew, Workers workers) {
      float[] numbers = new float[SHARDS * EACH];
      RandomStream.of(4).fillGaussian(numbers, 0, numbers.length);
      line.parameters.values()[0] = 0.7f;
      for (int i = 0; i < SHARDS; i++) {
        shards.add(
            new Shard(
                i,
                EACH * i,
                EACH * (i + 1),
                objectives.apply(i),
                RandomStream.of(i),
                new MetricsBuffer()));
      }
      Examples examples = Examples.of(Batch.of(numbers, 1));
      steps =
          new Steps(
              new Steps.Parts(
                  Task.of(line, examples, 1),
                  line,
                  shards,
                  Augmented.NOTHING,
                  Schedule.constant(0),
                  new RunProgress()),
              false,
              crew,
              workers);
    }

    /** Losses, gradients and metrics of some steps. */
    List<Object> run() {
      List<Object> results = new ArrayList<>();
      int[] indices = new int[SHARDS * EACH];
      for (int i = 0; i < indices.length; i++) {
        indices[i] = (7 * i) % indices.length;
      }
      Gradient gradient = line.parameters.newGradient();
      for (int step = 0; step < 4; step++) {
        results.add(steps.evaluate(step, 4, indices));
        steps.sumInto(gradient);
        results.add(gradient.values()[0]);
        line.parameters.values()[0] -= 0.01f * gradient.values()[0];
        MetricsBuffer metrics = new MetricsBuffer();
        shards.forEach(shard -> metrics.addAll(shard.metrics()));
        shards.forEach(shard -> shard.metrics().clear());
        results.add(Map.copyOf(metrics.averages()));
      }
      return results;
    }
  }

  @Test
  void sameBitsWhoeverDoesTheWork() {
    try (Workers one = new Workers(1);
        Workers three = new Workers(3)) {
      Setting here = new Setting(i -> new Centred(), Crew.of(one), one);
      List<Object> expected = here.run();
      assertThat(new Setting(i -> new Centred(), Crew.of(three), three).run()).isEqualTo(expected);
      Setting there = new Setting(i -> new Centred(), Crew.of(one), one);
      Crew byBytes =
          (round, lanes) -> {
            for (Lane lane : lanes) {
              if ((lane.number() + round.step()) % 3 == 0) {
                lane.work(round);
              } else {
                lane.accept(there.steps.answer(lane.request(round)));
              }
            }
          };
      assertThat(new Setting(i -> new Centred(), byBytes, three).run()).isEqualTo(expected);
    }
  }

  /** An objective of another kind in one shard. */
  private static Objective odd(int shard, Objective other) {
    return shard == 5 ? other : new Centred();
  }

  private abstract static class Separable implements Objective {}

  @Test
  void failuresNameTheShard() {
    Objective silent =
        new Separable() {
          @Override
          public double evaluate(
              EnergyFunction energy, Batch data, Gradient gradient, ObjectiveContext context) {
            return 0;
          }
        };
    Objective failing =
        new Separable() {
          @Override
          public double evaluate(
              EnergyFunction energy, Batch data, Gradient gradient, ObjectiveContext context) {
            throw new NonFiniteException("an energy is NaN");
          }
        };
    Objective twice =
        new Separable() {
          @Override
          public double evaluate(
              EnergyFunction energy, Batch data, Gradient gradient, ObjectiveContext context) {
            context.emit("energies", data);
            context.emit("energies", data);
            return 0;
          }
        };
    try (Workers workers = new Workers(2)) {
      assertThatThrownBy(() -> new Setting(i -> odd(i, silent), Crew.of(workers), workers).run())
          .isInstanceOf(UserException.class)
          .hasMessage(
              "objective: shard 5 emitted [] and shard 0 [energies]; all shards emit under the same"
                  + " names in a round");
      assertThatThrownBy(() -> new Setting(i -> odd(i, failing), Crew.of(workers), workers).run())
          .isInstanceOf(NonFiniteException.class)
          .hasMessage("shard 5: an energy is NaN");
      assertThatThrownBy(() -> new Setting(i -> odd(i, twice), Crew.of(workers), workers).run())
          .isInstanceOf(UserException.class)
          .hasMessage("objective: 'energies' has been emitted before in this step");
    }
  }
}

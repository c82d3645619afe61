package io.ebm.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ebm.api.Batch;
import io.ebm.api.Checkpointed;
import io.ebm.api.Component;
import io.ebm.api.ComponentContext;
import io.ebm.api.ElementwiseOptimizer;
import io.ebm.api.EnergyFunction;
import io.ebm.api.ExactExpectations;
import io.ebm.api.Gradient;
import io.ebm.api.Learnable;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveContext;
import io.ebm.api.ObjectiveFactory;
import io.ebm.api.Optimizer;
import io.ebm.api.OptimizerFactory;
import io.ebm.api.RandomStream;
import io.ebm.api.Setting;
import io.ebm.api.StateReader;
import io.ebm.api.StateSpace;
import io.ebm.api.StateWriter;
import io.ebm.api.Tractable;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The checks of objectives, optimizers and factories fail on what is broken. */
class FaultyLearnersTest {

  enum Fault {
    NONE,
    OVERWRITES,
    FORGETS_MODEL,
    MEAN_NOT_SUM,
    MOVES_DATA
  }

  record Config(@Setting(value = "2", doc = "A number.") int number) {}

  /** The exact negative log-likelihood, with a fault. */
  private record Likelihood(Fault fault) implements Objective {
    @Override
    public double evaluate(
        EnergyFunction energy, Batch data, Gradient gradient, ObjectiveContext context) {
      int n = data.size();
      double[] weights = new double[n];
      java.util.Arrays.fill(weights, fault == Fault.MEAN_NOT_SUM ? 1.0 / n : 1);
      if (fault == Fault.OVERWRITES) {
        gradient.clear();
      }
      energy.as(Learnable.class).orElseThrow().accumulate(data, weights, gradient);
      Tractable tractable = energy.as(Tractable.class).orElseThrow();
      double factor = weights[0];
      if (fault != Fault.FORGETS_MODEL) {
        energy
            .as(ExactExpectations.class)
            .orElseThrow()
            .accumulateExpectations(new double[] {-n * factor}, gradient);
      }
      double[] energies = new double[n];
      energy.energies(data, energies);
      double[] logPartition = new double[1];
      tractable.logPartitions(1, logPartition);
      double value = n * factor * logPartition[0];
      for (double e : energies) {
        value += factor * e;
      }
      if (fault == Fault.MOVES_DATA) {
        data.set(0, 0, -data.get(0, 0));
      }
      return value;
    }
  }

  /** An objective that counts its steps, and may forget to save the count. */
  private static final class Counting implements Objective, Checkpointed {
    private final boolean saves;
    private long count;

    Counting(boolean saves) {
      this.saves = saves;
    }

    @Override
    public double evaluate(
        EnergyFunction energy, Batch data, Gradient gradient, ObjectiveContext context) {
      return ++count + new Likelihood(Fault.NONE).evaluate(energy, data, gradient, context);
    }

    @Override
    public void save(StateWriter writer) {
      writer.put("count", new long[] {saves ? count : 0});
    }

    @Override
    public void restore(StateReader reader) {
      count = reader.longs("count")[0];
    }
  }

  private record MadeObjective(Supplier<Objective> maker) implements ObjectiveFactory<Config> {
    @Override
    public String name() {
      return "faulty";
    }

    @Override
    public String description() {
      return "Has a fault.";
    }

    @Override
    public Class<Config> configType() {
      return Config.class;
    }

    @Override
    public Objective create(Config config, ComponentContext context) {
      return maker.get();
    }
  }

  private record MadeOptimizer(Supplier<Optimizer> maker) implements OptimizerFactory<Config> {
    @Override
    public String name() {
      return "faulty";
    }

    @Override
    public String description() {
      return "Has a fault.";
    }

    @Override
    public Class<Config> configType() {
      return Config.class;
    }

    @Override
    public Optimizer create(Config config, ComponentContext context) {
      return maker.get();
    }
  }

  private static ObjectiveCase objective(Supplier<Objective> maker) {
    SmallIsing energy = SmallIsing.random(StateSpace.spin(4), 0.5, RandomStream.of(1));
    Batch data = EnergyCase.states(energy.space(), 12, RandomStream.of(2));
    return new ObjectiveCase(
        Component.of(new MadeObjective(maker), new Config(1)), energy, data, 3);
  }

  private static void caught(Fault fault, Consumer<ObjectiveCase> check) {
    check.accept(objective(() -> new Likelihood(Fault.NONE)));
    assertThatThrownBy(() -> check.accept(objective(() -> new Likelihood(fault))))
        .as("%s", fault)
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void faultsOfObjectivesAreCaught() {
    caught(Fault.OVERWRITES, ObjectiveChecks::addsItsGradient);
    caught(Fault.MOVES_DATA, ObjectiveChecks::addsItsGradient);
    caught(Fault.FORGETS_MODEL, test -> ObjectiveChecks.gradientIsDerivative(test, 2e-3));
    caught(Fault.MEAN_NOT_SUM, ObjectiveChecks::sumsOverShards);
    ObjectiveChecks.isDeterministic(objective(() -> new Likelihood(Fault.NONE)));
  }

  @Test
  void anObjectiveThatSavesTooLittleIsCaught() {
    ObjectiveChecks.resumes(objective(() -> new Counting(true)));
    assertThatThrownBy(() -> ObjectiveChecks.resumes(objective(() -> new Counting(false))))
        .isInstanceOf(AssertionError.class);
  }

  /** The likelihood's data weights alone do not sum to zero, as its expectations are apart. */
  @Test
  void weightsThatDoNotSumToZeroAreCaught() {
    assertThatThrownBy(
            () -> ObjectiveChecks.weightsSumToZero(objective(() -> new Likelihood(Fault.NONE))))
        .isInstanceOf(AssertionError.class);
  }

  private static Component<Optimizer> optimizer(Supplier<Optimizer> maker) {
    return Component.of(new MadeOptimizer(maker), new Config(1));
  }

  private static Optimizer descent(double rate) {
    return (parameters, gradient) -> {
      for (int i = 0; i < parameters.size(); i++) {
        parameters.values()[i] -= (float) (rate * gradient.values()[i]);
      }
    };
  }

  @Test
  void faultsOfOptimizersAreCaught() {
    OptimizerChecks.minimises(optimizer(() -> descent(0.5)), 300, 1e-3);
    OptimizerChecks.resumes(optimizer(() -> descent(0.5)));
    assertThatThrownBy(() -> OptimizerChecks.minimises(optimizer(() -> descent(-0.5)), 300, 1e-3))
        .isInstanceOf(AssertionError.class);
    Supplier<Optimizer> slowing =
        () -> {
          double[] rate = {1};
          return (parameters, gradient) -> {
            rate[0] *= 0.9;
            descent(rate[0]).step(parameters, gradient);
          };
        };
    assertThatThrownBy(() -> OptimizerChecks.resumes(optimizer(slowing)))
        .isInstanceOf(AssertionError.class);
  }

  /** Descent whose rate falls along each range, if it has the fault. */
  private static ElementwiseOptimizer elementwise(boolean faulty) {
    return (parameters, gradient) ->
        (from, to) -> {
          for (int i = from; i < to; i++) {
            float rate = faulty ? 0.5f / (1 + i - from) : 0.5f;
            parameters.values()[i] -= rate * gradient.values()[i];
          }
        };
  }

  @Test
  void rangesThatAreNotIndependentAreCaught() {
    OptimizerChecks.movesInRanges(optimizer(() -> elementwise(false)));
    failsFor(() -> OptimizerChecks.movesInRanges(optimizer(() -> elementwise(true))));
  }

  record Undocumented(int number) {}

  record Mistyped(@Setting(value = "1.5", doc = "A number.") int number) {}

  record Unchecked(@Setting(value = "1", doc = "A positive number.") double number) {}

  private record Simple<C extends Record>(String name, String description, Class<C> configType)
      implements io.ebm.api.Factory<C> {}

  @Test
  void faultsOfFactoriesAreCaught() {
    var sound = new Simple<>("a-name", "A sentence.", Config.class);
    FactoryChecks.isNamedAndDescribed(sound);
    FactoryChecks.settingsAreDocumented(sound, Map.of());
    assertThat(Defaults.create(Config.class, Map.of())).isEqualTo(new Config(2));
    failsFor(() -> FactoryChecks.isNamedAndDescribed(new Simple<>("A_Name", "A.", Config.class)));
    failsFor(() -> FactoryChecks.isNamedAndDescribed(new Simple<>("a", "", Config.class)));
    failsFor(
        () ->
            FactoryChecks.settingsAreDocumented(
                new Simple<>("a", "A.", Undocumented.class), Map.of()));
    failsFor(
        () ->
            FactoryChecks.settingsAreDocumented(new Simple<>("a", "A.", Mistyped.class), Map.of()));
    failsFor(
        () ->
            FactoryChecks.refuses(
                new Simple<>("a", "A.", Unchecked.class), Map.of(), "number", -1.0));
    failsFor(() -> FactoryChecks.isFound(sound));
  }

  private static void failsFor(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(AssertionError.class);
  }
}

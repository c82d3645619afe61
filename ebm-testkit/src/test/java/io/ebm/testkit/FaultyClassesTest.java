package io.ebm.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ebm.api.Batch;
import io.ebm.api.ChainStatistics;
import io.ebm.api.ClassConditional;
import io.ebm.api.ClassEnergy;
import io.ebm.api.Classifier;
import io.ebm.api.Component;
import io.ebm.api.ComponentContext;
import io.ebm.api.Differentiable;
import io.ebm.api.DifferentiableScores;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Gradient;
import io.ebm.api.MarkovChain;
import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.api.Sampler;
import io.ebm.api.SamplerFactory;
import io.ebm.api.StateSpace;
import org.junit.jupiter.api.Test;

/**
 * The checks of classes, of gradients by contexts and of rows fail on what is broken on purpose.
 */
class FaultyClassesTest {

  /** Half of the mass around 1, half around -1; the second class weighs more, if faulty. */
  private record TwoBumps(double weight) implements EnergyFunction, ClassConditional {
    @Override
    public StateSpace space() {
      return StateSpace.real(1);
    }

    private static double bump(Batch x, int row, int label) {
      double distance = x.get(row, 0) - (label == 0 ? 1 : -1);
      return distance * distance / 2;
    }

    @Override
    public void energies(Batch x, double[] out) {
      for (int i = 0; i < x.size(); i++) {
        out[i] = -Math.log(Math.exp(-bump(x, i, 0)) + Math.exp(-bump(x, i, 1)));
      }
    }

    @Override
    public int classes() {
      return 2;
    }

    @Override
    public EnergyFunction ofClass(int label) {
      return new Bump(label, label == 0 ? 1 : weight);
    }
  }

  private record Bump(int label, double weight) implements EnergyFunction, Differentiable {
    @Override
    public StateSpace space() {
      return StateSpace.real(1);
    }

    @Override
    public void energies(Batch x, double[] out) {
      for (int i = 0; i < x.size(); i++) {
        out[i] = TwoBumps.bump(x, i, label) - Math.log(weight);
      }
    }

    @Override
    public void gradients(Batch x, double[] energies, Batch out) {
      energies(x, energies);
      for (int i = 0; i < x.size(); i++) {
        out.set(i, 0, x.get(i, 0) - (label == 0 ? 1 : -1));
      }
    }
  }

  @Test
  void classesThatAreMoreThanTheWhole() {
    SumChecks.classesMakeTheEnergy(EnergyCase.of(new TwoBumps(1), 1));
    assertThatThrownBy(() -> SumChecks.classesMakeTheEnergy(EnergyCase.of(new TwoBumps(2), 1)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("-log Σ_y exp(-E(x, y)) of row");
  }

  /** Two classes by two features, whose derivatives have a factor. */
  private record Features(float factor) implements DifferentiableScores {
    @Override
    public StateSpace features() {
      return StateSpace.real(2);
    }

    @Override
    public int classes() {
      return 2;
    }

    @Override
    public Parameters parameters() {
      return Parameters.builder().build();
    }

    @Override
    public void scores(Batch c, int rows, double[] out) {
      for (int i = 0; i < rows; i++) {
        out[2 * i] = 3 * c.get(i, 0) + 2 * c.get(i, 1);
        out[2 * i + 1] = 0;
      }
    }

    @Override
    public void accumulate(Batch c, int rows, RowLoss loss, Gradient into) {}

    @Override
    public void slopes(Batch c, int rows, RowLoss loss, Batch out) {
      for (int i = 0; i < rows; i++) {
        float[] f = {3 * c.get(i, 0) + 2 * c.get(i, 1), 0};
        loss.differentiate(i, f, 0, 1);
        out.set(i, 0, 3 * factor * f[0]);
        out.set(i, 1, 2 * factor * f[0]);
      }
    }
  }

  private record Given(Features scores) implements Classifier {
    @Override
    public StateSpace features() {
      return scores.features();
    }

    @Override
    public StateSpace targets() {
      return ClassEnergy.targets(scores);
    }

    @Override
    public EnergyFunction given(Batch contexts) {
      return new ClassEnergy(scores, contexts);
    }
  }

  private static void checkContexts(float factor) {
    Batch contexts = EnergyCase.states(StateSpace.real(2), 5, RandomStream.of(2));
    Batch targets = Batch.of(new float[] {0, 1, 0, 1, 0}, 1);
    ContextChecks.gradientIsDerivative(new Given(new Features(factor)), contexts, targets, 2e-3, 3);
  }

  @Test
  void gradientsByContextsOfTheWrongSign() {
    checkContexts(1);
    assertThatThrownBy(() -> checkContexts(-1))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("derivative by the context of row");
  }

  /** What a sampler does with its rows although it says that it keeps them. */
  private enum Rows {
    KEPT,
    TURNED_ROUND,
    LEFT_OUT
  }

  private record Config(Rows rows) {}

  private static final class Lying implements SamplerFactory<Config> {
    @Override
    public String name() {
      return "lying";
    }

    @Override
    public String description() {
      return "Says that it keeps rows.";
    }

    @Override
    public Class<Config> configType() {
      return Config.class;
    }

    @Override
    public boolean keepsRows(Config config) {
      return true;
    }

    @Override
    public Sampler create(Config config, ComponentContext context) {
      return (energy, states, random) -> new Standing(config.rows(), energy, states);
    }
  }

  private record Standing(Rows rows, EnergyFunction energy, Batch states) implements MarkovChain {
    @Override
    public void advance(int steps) {
      int n = states.size();
      Batch shown = rows == Rows.LEFT_OUT ? states.slice(0, n - 1) : states.copy();
      if (rows == Rows.TURNED_ROUND) {
        for (int i = 0; i < n; i++) {
          shown.copyRow(i, states, n - 1 - i);
        }
      }
      energy.energies(shown, new double[n]);
    }

    @Override
    public void refresh() {}

    @Override
    public ChainStatistics statistics() {
      return new ChainStatistics(0, 0, 0);
    }
  }

  private static void checkRows(Rows rows) {
    ChainChecks.keepsRows(
        Component.of(new Lying(), new Config(rows)), GaussianEnergy.standard(2), 4);
  }

  @Test
  void rowsThatAreNotKept() {
    checkRows(Rows.KEPT);
    assertThatThrownBy(() -> checkRows(Rows.TURNED_ROUND))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("the state of another chain evaluated as row");
    assertThatThrownBy(() -> checkRows(Rows.LEFT_OUT))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("4 rows evaluated for 5 chains");
  }
}

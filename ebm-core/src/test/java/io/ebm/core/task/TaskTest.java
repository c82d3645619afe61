package io.ebm.core.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ebm.api.Batch;
import io.ebm.api.Conditional;
import io.ebm.api.ConditionalExamples;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Examples;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.core.UserException;
import org.junit.jupiter.api.Test;

class TaskTest {

  /** {@code E(x) = x}. */
  private record Line() implements EnergyFunction {
    @Override
    public StateSpace space() {
      return StateSpace.real(1);
    }

    @Override
    public void energies(Batch x, double[] out) {
      for (int i = 0; i < x.size(); i++) {
        out[i] = x.get(i, 0);
      }
    }
  }

  /** {@code E(c, y) = 100 c + y}. */
  private record Sum() implements Conditional<Batch> {
    @Override
    public StateSpace targets() {
      return StateSpace.real(1);
    }

    @Override
    public EnergyFunction given(Batch contexts) {
      return new EnergyFunction() {
        @Override
        public StateSpace space() {
          return targets();
        }

        @Override
        public void energies(Batch x, double[] out) {
          for (int i = 0; i < x.size(); i++) {
            out[i] = 100 * contexts.get(i, 0) + x.get(i, 0);
          }
        }
      };
    }
  }

  /** Context and target of example {@code i} are {@code i}. */
  private record Numbers() implements ConditionalExamples<Batch> {
    @Override
    public int size() {
      return 8;
    }

    @Override
    public Batch contexts(int[] indices, int from, int count) {
      Batch contexts = Batch.allocate(count, 1);
      read(indices, from, contexts);
      return contexts;
    }

    @Override
    public void read(int[] indices, int from, Batch into) {
      for (int i = 0; i < into.size(); i++) {
        into.set(i, 0, indices[from + i]);
      }
    }
  }

  private static final int[] INDICES = {0, 5, 3, 7};
  private static final Examples PLAIN = Examples.of(Batch.of(new float[] {0, 1, 2, 3, 4}, 1));

  private static double[] energies(EnergyFunction energy, Batch rows) {
    double[] energies = new double[rows.size()];
    energy.energies(rows, energies);
    return energies;
  }

  @Test
  void rowsOfAConditionalModelHaveTheirOwnContexts() {
    Task<?> task = Task.of(new Sum(), new Numbers(), 1);
    assertThat(task.conditional()).isTrue();
    assertThat(task.fits()).isTrue();
    assertThat(task.takesNumbers()).isTrue();
    Batch rows = Batch.allocate(2, 1);
    EnergyFunction energy = task.read(INDICES, 1, rows, given -> {}, 0, RandomStream.of(1));
    assertThat(energies(energy, rows)).containsExactly(505, 303);
    assertThat(energies(task.energy(INDICES, 1, 2), rows)).containsExactly(505, 303);
    energy = task.read(INDICES, 1, rows, given -> {}, 0.1, RandomStream.of(1));
    assertThat(rows.array()).containsExactly(5, 3); // noise is on contexts
    assertThat(energies(energy, rows)[0]).isNotEqualTo(505).isBetween(405.0, 605.0);
  }

  @Test
  void withoutContextsExamplesAreStates() {
    Task<?> task = Task.of(new Line(), PLAIN, 1);
    assertThat(task.conditional()).isFalse();
    assertThat(task.fits()).isTrue();
    Batch rows = Batch.allocate(2, 1);
    EnergyFunction energy =
        task.read(new int[] {4, 2}, 0, rows, given -> {}, 0, RandomStream.of(1));
    assertThat(energies(energy, rows)).containsExactly(4, 2);
    task.read(new int[] {4, 2}, 0, rows, given -> {}, 0.1, RandomStream.of(1));
    assertThat(rows.get(0, 0)).isNotEqualTo(4).isBetween(3f, 5f);
    assertThat(Task.of(new Line(), new Numbers(), 1).conditional()).isFalse();
  }

  /** A change is of contexts, or else of states, and comes before the noise. */
  @Test
  void whatAModelIsGivenIsChanged() {
    Batch rows = Batch.allocate(2, 1);
    Task<?> task = Task.of(new Sum(), new Numbers(), 1);
    EnergyFunction energy =
        task.read(INDICES, 1, rows, given -> given.set(1, 0, 1000), 0, RandomStream.of(1));
    assertThat(rows.array()).containsExactly(5, 3);
    assertThat(energies(energy, rows)).containsExactly(505, 100003);
    Task<?> plain = Task.of(new Line(), PLAIN, 1);
    plain.read(new int[] {4, 2}, 0, rows, given -> given.fill(1000), 0.1, RandomStream.of(1));
    assertThat(rows.get(0, 0)).isNotEqualTo(1000).isBetween(999f, 1001f);
    assertThat(PLAIN.range(0, 5, 1).array()).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void aConditionalModelNeedsContexts() {
    Task<?> task = Task.of(new Sum(), PLAIN, 1);
    assertThat(task.fits()).isFalse();
    assertThatThrownBy(() -> task.energy(INDICES, 0, 1))
        .isInstanceOf(UserException.class)
        .hasMessage("energy: a conditional model needs data with contexts, and these have none");
    assertThatThrownBy(() -> Task.given(new Line()))
        .isInstanceOf(UserException.class)
        .hasMessage("energy: the model is not conditional");
  }
}

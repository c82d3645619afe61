package io.ebm.models.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import io.ebm.api.Gradient;
import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.nn.Layer;
import io.ebm.nn.Network;
import io.ebm.nn.NetworkEnergy;
import io.ebm.nn.NetworkForm;
import io.ebm.nn.layers.AttentionPool;
import io.ebm.nn.layers.Dense;
import io.ebm.nn.layers.Sequence;
import io.ebm.nn.layers.Transformer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Energies of states that vary in length. */
class VaryingStatesTest {

  private static final StateSpace.Varying SPACE = new StateSpace.Varying(4, 40, 0);

  private static NetworkEnergy energy() {
    Layer layers =
        Sequence.of(new Dense(8), new Transformer(2, 2), new AttentionPool(1, 1), new Dense(1));
    Parameters.Builder builder = Parameters.builder();
    Network network = Network.of(List.of(NetworkForm.shape(SPACE)), layers, builder, "");
    NetworkForm form = NetworkForm.of(network, SPACE, 0, NetworkForm.Constraint.NONE);
    NetworkEnergy energy = NetworkEnergy.of(form, builder.build());
    energy.initialise(RandomStream.of(1));
    return energy;
  }

  /** Few long states, many short ones, and both. */
  private static Batch rows(int count) {
    Batch x = Batch.allocate(count, SPACE.dim());
    SPACE.randomStart(x, RandomStream.of(2));
    for (int row = count / 2; row < count; row++) {
      for (int k = 0; k < x.dim(); k++) {
        if (k % SPACE.most() > row % 3) {
          x.set(row, k, Float.NaN);
        }
      }
    }
    return x;
  }

  /** However the rows are cut, each has the same energy, to the bit. */
  @Test
  void energiesDoNotDependOnOtherRows() {
    NetworkEnergy energy = energy();
    Batch x = rows(150);
    assertThat(SPACE.firstOutside(x)).isEqualTo(-1);
    double[] together = new double[x.size()];
    energy.energies(x, together);
    for (int from = 0; from < x.size(); from += 7) {
      int to = Math.min(x.size(), from + 7);
      double[] part = new double[to - from];
      energy.energies(x.slice(from, to), part);
      assertThat(part).isEqualTo(Arrays.copyOfRange(together, from, to));
    }
  }

  @Test
  void gradientsAddUpOverRows() {
    NetworkEnergy energy = energy();
    Batch x = rows(60);
    double[] weights = new double[x.size()];
    Gradient sum = energy.parameters().newGradient();
    for (int row = 0; row < x.size(); row++) {
      weights[row] = 1.0 / (row + 1);
      energy.accumulate(x.slice(row, row + 1), new double[] {weights[row]}, sum);
    }
    Gradient together = energy.parameters().newGradient();
    energy.accumulate(x, weights, together);
    for (int i = 0; i < sum.values().length; i++) {
      assertThat(together.values()[i]).isCloseTo(sum.values()[i], within(2e-5f));
    }
  }

  @Test
  void aRowThatIsNoneIsFound() {
    Batch x = rows(3);
    x.set(1, 0, Float.NaN);
    assertThat(SPACE.firstOutside(x)).isEqualTo(1);
  }
}

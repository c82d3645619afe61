package io.ebm.objectives.optim;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.api.ElementwiseOptimizer;
import io.ebm.api.OptimizerFactory;
import io.ebm.api.Parameters;
import io.ebm.api.Schedule;
import io.ebm.testkit.Defaults;
import io.ebm.testkit.TestContext;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DecayTest {

  /** A tensor of each kind; all values 1. */
  private static Parameters parameters() {
    Parameters parameters =
        Parameters.builder()
            .add("visible-bias", 2)
            .add("layers.0.weight", 2, 2)
            .add("layers.0.bias", 2)
            .add("norm.weight", 2)
            .add("couplings", 2)
            .add("temperature")
            .add("last.bias", 1)
            .build();
    Arrays.fill(parameters.values(), 1);
    return parameters;
  }

  static List<OptimizerFactory<?>> factories() {
    return List.of(new SgdFactory(), new MomentumFactory(), new AdamFactory());
  }

  private static <C extends Record> ElementwiseOptimizer made(
      OptimizerFactory<C> factory, double decay, boolean biases) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("rate", Schedule.constant(0.5));
    settings.put("weightDecay", decay);
    settings.put("decayBiases", biases);
    return (ElementwiseOptimizer)
        factory.create(Defaults.create(factory.configType(), settings), TestContext.of(1));
  }

  /** What a step without slopes leaves, the parameters being moved in pieces of a length. */
  private static float[] decayed(ElementwiseOptimizer optimizer, int piece) {
    Parameters parameters = parameters();
    ElementwiseOptimizer.Move move = optimizer.begin(parameters, parameters.newGradient());
    for (int from = 0; from < parameters.size(); from += piece) {
      move.range(from, Math.min(parameters.size(), from + piece));
    }
    return parameters.values();
  }

  @ParameterizedTest
  @MethodSource("factories")
  void leavesOutBiasesAndNormsHoweverParametersAreCut(OptimizerFactory<?> factory) {
    float kept = 1 - 0.5f * 0.25f;
    for (int piece : new int[] {1, 3, 5, 100}) {
      assertThat(decayed(made(factory, 0.25, false), piece))
          .as("pieces of %d", piece)
          .containsExactly(1, 1, kept, kept, kept, kept, 1, 1, 1, 1, kept, kept, kept, 1);
    }
  }

  @ParameterizedTest
  @MethodSource("factories")
  void includesThemWhereThatIsAskedFor(OptimizerFactory<?> factory) {
    assertThat(decayed(made(factory, 0.25, true), 4)).containsOnly(1 - 0.5f * 0.25f);
  }

  @Test
  void doesNothingWhereItIsZero() {
    assertThat(decayed(made(new SgdFactory(), 0, false), 4)).containsOnly(1);
  }
}

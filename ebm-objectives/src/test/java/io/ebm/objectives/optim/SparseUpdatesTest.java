package io.ebm.objectives.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Gradient;
import io.ebm.api.Optimizer;
import io.ebm.api.OptimizerFactory;
import io.ebm.api.Parameters;
import io.ebm.testkit.Defaults;
import io.ebm.testkit.TestContext;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SparseUpdatesTest {

  private static final int SIZE = 100;
  private static final long SEED = 4;

  private static <C extends Record> Optimizer made(
      OptimizerFactory<C> factory, Map<String, ?> settings) {
    return factory.create(Defaults.create(factory.configType(), settings), TestContext.of(1));
  }

  private static Parameters parameters() {
    return Parameters.builder().add("theta", SIZE).build();
  }

  /** The same few values in both. */
  private static void fill(Random random, Gradient a, Gradient b) {
    a.clear();
    b.clear();
    for (int k = 0; k < 5; k++) {
      int i = random.nextInt(SIZE);
      float value = (float) random.nextGaussian();
      for (Gradient gradient : new Gradient[] {a, b}) {
        gradient.mark(i, i + 1);
        gradient.values()[i] += value;
      }
    }
  }

  @Test
  void sgdMovesTheSameOnBothKindsOfGradient() {
    Random random = new Random(SEED);
    Parameters dense = parameters();
    Parameters sparse = parameters();
    Optimizer optimizer = made(new SgdFactory(), Map.of());
    assertThat(optimizer.sparse()).isTrue();
    assertThat(made(new SgdFactory(), Map.of("weightDecay", 0.1)).sparse()).isFalse();
    Gradient a = dense.newGradient();
    Gradient b = sparse.newSparseGradient();
    for (int step = 0; step < 50; step++) {
      fill(random, a, b);
      optimizer.step(dense, a);
      optimizer.step(sparse, b);
    }
    assertThat(sparse.values()).as("seed %d", SEED).isEqualTo(dense.values());
  }

  @Test
  void sparseAdamLeavesAloneWhatIsNotTouched() {
    Parameters parameters = parameters();
    Optimizer optimizer = made(new AdamFactory(), Map.of("sparse", true, "weightDecay", 0.1));
    Gradient gradient = parameters.newSparseGradient();
    java.util.Arrays.fill(parameters.values(), 1f);
    gradient.mark(20, 21);
    gradient.values()[20] = 1f;
    optimizer.step(parameters, gradient);
    gradient.clear();
    gradient.mark(90, 91);
    gradient.values()[90] = 1f;
    optimizer.step(parameters, gradient);
    for (int i = 0; i < SIZE; i++) {
      boolean touched =
          i / Gradient.BLOCK == 20 / Gradient.BLOCK || i / Gradient.BLOCK == 90 / Gradient.BLOCK;
      assertThat(parameters.values()[i] != 1f).as("%d", i).isEqualTo(touched);
    }
  }

  @Test
  void averagedPerceptronEndsAtTheMeanOfItsIterates() {
    Random random = new Random(SEED);
    Parameters parameters = parameters();
    java.util.Arrays.fill(parameters.values(), 0.5f);
    Optimizer optimizer = made(new AveragedPerceptronFactory(), Map.of("rate", 0.5));
    Gradient gradient = parameters.newSparseGradient();
    double[] sums = new double[SIZE];
    int steps = 200;
    for (int step = 0; step < steps; step++) {
      fill(random, gradient, parameters.newGradient());
      optimizer.step(parameters, gradient);
      for (int i = 0; i < SIZE; i++) {
        sums[i] += parameters.values()[i];
      }
    }
    optimizer.finish(parameters);
    for (int i = 0; i < SIZE; i++) {
      assertThat((double) parameters.values()[i])
          .as("seed %d", SEED)
          .isCloseTo(sums[i] / steps, within(1e-5));
    }
  }
}

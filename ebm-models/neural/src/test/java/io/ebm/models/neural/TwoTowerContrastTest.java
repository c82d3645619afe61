package io.ebm.models.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.AllPairs;
import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Exchange;
import io.ebm.api.Gradient;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveFactory;
import io.ebm.api.Parameters;
import io.ebm.api.Parametric;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.objectives.noise.ClipFactory;
import io.ebm.objectives.noise.InfoNceFactory;
import io.ebm.testkit.Defaults;
import io.ebm.testkit.TestContext;
import io.ebm.testkit.TestObjectiveContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contrast over whole minibatches by shards that tell each other their embeddings. */
class TwoTowerContrastTest {

  private static final double TEMPERATURE = 0.3;

  private final TwoTower model =
      TwoTower.of(StateSpace.real(5), StateSpace.real(3), TwoTowerConfig.of(4, 6, true));
  private final Batch contexts;
  private final Batch targets;

  TwoTowerContrastTest() {
    model.initialise(RandomStream.of(2));
    int most = 4096;
    contexts = Batch.allocate(most, 3);
    targets = Batch.allocate(most, 5);
    RandomStream.of(9).fillGaussian(contexts.array(), 0, contexts.length());
    RandomStream.of(10).fillGaussian(targets.array(), 0, targets.length());
    for (int i = 0; i < most; i++) {
      targets.set(i, 0, contexts.get(i, 0) + 0.2f * targets.get(i, 0));
    }
  }

  private static Objective made(boolean symmetric) {
    return symmetric
        ? made(new ClipFactory(), Map.of("temperature", TEMPERATURE))
        : made(new InfoNceFactory(), Map.of("temperature", TEMPERATURE, "learned", true));
  }

  private static <C extends Record> Objective made(
      ObjectiveFactory<C> factory, Map<String, ?> settings) {
    return factory.create(Defaults.create(factory.configType(), settings), TestContext.of(1));
  }

  /** What came of a step. */
  @SuppressWarnings("ArrayRecordComponent") // compared by hand
  private record Outcome(double loss, float[] gradient, double own, double retrieval) {}

  private final class Shard {
    final int from;
    final int to;
    final Objective objective;
    final TestObjectiveContext context;
    final Gradient gradient = model.parameters().newGradient();
    final Gradient own;
    double loss;

    Shard(boolean symmetric, int from, int to, TestObjectiveContext context) {
      this.from = from;
      this.to = to;
      this.context = context;
      objective = made(symmetric);
      Parametric parametric = (Parametric) objective;
      Parameters parameters = parametric.newParameters();
      own = parameters.newGradient();
      parametric.bind(parameters, own);
    }

    void work() {
      EnergyFunction energy = model.given(contexts.slice(from, to));
      loss += objective.evaluate(energy, targets.slice(from, to), gradient, context);
    }
  }

  private Outcome inShards(boolean symmetric, int n, int count, boolean parallel) {
    Exchange exchange = new Exchange(count);
    List<Shard> shards = new ArrayList<>();
    for (int s = 0; s < count; s++) {
      TestObjectiveContext whole = TestObjectiveContext.of(1, 0, n).withContexts();
      shards.add(
          new Shard(
              symmetric,
              n * s / count,
              n * (s + 1) / count,
              whole.ofShard(exchange, s, RandomStream.of(s))));
    }
    int rounds = 0;
    do {
      IntStream all = IntStream.range(0, count);
      (parallel ? all.parallel() : all).forEach(s -> shards.get(s).work());
      rounds++;
    } while (exchange.advance());
    assertThat(rounds).isEqualTo(3);
    double loss = 0;
    double own = 0;
    double retrieval = 0;
    Gradient sum = model.parameters().newGradient();
    for (Shard shard : shards) {
      loss += shard.loss;
      own += shard.own.values()[0];
      retrieval += shard.context.metrics().last("retrieval") * (shard.to - shard.from);
      sum.add(shard.gradient);
    }
    return new Outcome(loss, sum.values(), own, retrieval);
  }

  /** All pairs in one pass over blocks of contexts, in double precision but for the energies. */
  private Outcome inOnePass(boolean symmetric, int n) {
    Batch y = targets.slice(0, n);
    int block = 64;
    double[] energies = new double[block * n];
    double[] rowLogs = new double[n];
    double[] columnSums = new double[n];
    double[] diagonal = new double[n];
    double retrieval = 0;
    for (int from = 0; from < n; from += block) {
      int s = Math.min(block, n - from);
      pairs(from, s).pairEnergies(y, energies);
      for (int i = 0; i < s; i++) {
        double sum = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int j = 0; j < n; j++) {
          double power = Math.exp(-energies[i * n + j] / TEMPERATURE); // |E| <= 1
          sum += power;
          columnSums[j] += power;
          least = j == from + i ? least : Math.min(least, energies[i * n + j]);
        }
        rowLogs[from + i] = Math.log(sum);
        diagonal[from + i] = energies[i * n + from + i];
        retrieval += diagonal[from + i] < least ? 1 : 0;
      }
    }
    double share = symmetric ? 0.5 : 1;
    double loss = 0;
    for (int i = 0; i < n; i++) {
      loss += diagonal[i] / TEMPERATURE + share * rowLogs[i];
      loss += symmetric ? share * Math.log(columnSums[i]) : 0;
    }
    Gradient gradient = model.parameters().newGradient();
    double own = 0;
    for (int from = 0; from < n; from += block) {
      int s = Math.min(block, n - from);
      AllPairs pairs = pairs(from, s);
      pairs.pairEnergies(y, energies);
      for (int i = 0; i < s; i++) {
        for (int j = 0; j < n; j++) {
          double energy = energies[i * n + j];
          double power = Math.exp(-energy / TEMPERATURE);
          double probability = power / Math.exp(rowLogs[from + i]);
          probability += symmetric ? power / columnSums[j] : 0;
          double weight = ((j == from + i ? 1 : 0) - share * probability) / TEMPERATURE;
          energies[i * n + j] = weight;
          own -= weight * energy;
        }
      }
      pairs.accumulatePairs(y, energies, gradient);
    }
    return new Outcome(loss, gradient.values(), own, retrieval);
  }

  private AllPairs pairs(int from, int count) {
    return AllPairs.of(model.given(contexts.slice(from, from + count)), count);
  }

  @ParameterizedTest
  @CsvSource({"false, 4096, 64", "true, 4096, 64", "true, 250, 4", "true, 250, 1", "false, 2, 2"})
  void shardsGiveWhatOnePassGives(boolean symmetric, int n, int count) {
    Outcome expected = inOnePass(symmetric, n);
    Outcome found = inShards(symmetric, n, count, true);
    assertThat(found.loss()).isCloseTo(expected.loss(), within(1e-6 * expected.loss()));
    assertThat(found.own()).isCloseTo(expected.own(), within(1e-4 * Math.abs(expected.own())));
    assertThat(found.retrieval()).isCloseTo(expected.retrieval(), within(1e-9));
    double norm = 0;
    double difference = 0;
    for (int k = 0; k < expected.gradient().length; k++) {
      norm += Math.pow(expected.gradient()[k], 2);
      difference += Math.pow(expected.gradient()[k] - found.gradient()[k], 2);
    }
    assertThat(Math.sqrt(difference / norm)).isLessThan(2e-5);
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void sameBitsInWhateverOrderShardsWork(boolean symmetric) {
    Outcome one = inShards(symmetric, 700, 11, false);
    Outcome other = inShards(symmetric, 700, 11, true);
    assertThat(other.loss()).isEqualTo(one.loss());
    assertThat(other.own()).isEqualTo(one.own());
    assertThat(other.gradient()).isEqualTo(one.gradient());
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void gradientIsTheDerivativeOfTheLoss(boolean symmetric) {
    int n = 130;
    float[] gradient = inShards(symmetric, n, 3, true).gradient();
    float[] theta = model.parameters().values();
    float[] start = theta.clone();
    float[] direction = new float[theta.length];
    double step = 1e-3;
    for (int trial = 0; trial < 5; trial++) {
      RandomStream.of(trial).fillGaussian(direction, 0, direction.length);
      double expected = 0;
      double difference = 0;
      for (int k = 0; k < theta.length; k++) {
        expected += direction[k] * gradient[k];
      }
      for (int sign = -1; sign <= 1; sign += 2) {
        for (int k = 0; k < theta.length; k++) {
          theta[k] = (float) (start[k] + sign * step * direction[k]);
        }
        difference += sign * inShards(symmetric, n, 3, true).loss() / (2 * step);
      }
      System.arraycopy(start, 0, theta, 0, start.length);
      assertThat(expected).isCloseTo(difference, within(2e-3 * (10 + Math.abs(difference))));
    }
    assertThat(Arrays.equals(theta, start)).isTrue();
  }
}

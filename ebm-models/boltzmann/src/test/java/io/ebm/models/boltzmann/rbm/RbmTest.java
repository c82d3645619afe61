package io.ebm.models.boltzmann.rbm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.ExactMarginals;
import io.ebm.api.Examples;
import io.ebm.api.Gradient;
import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.api.Tractable;
import io.ebm.testkit.Defaults;
import io.ebm.testkit.TestContext;
import io.ebm.testkit.TestDataset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RbmTest {

  /** {@code p(v)} is a mixture of one Gaussian per hidden state, whose masses have a formula. */
  @Test
  void gaussianMachinesSumOverTheirMixture() {
    Rbm rbm = Machines.random(new GaussianUnits(0.5), new BernoulliUnits(), 2, 3, 1);
    float[] p = rbm.parameters().values();
    int b = rbm.parameters().tensor("visible-bias").offset();
    int c = rbm.parameters().tensor("hidden-bias").offset();
    double z = 0;
    for (int state = 0; state < 8; state++) {
      double log = 2 * 0.5 * Math.log(2 * Math.PI * 0.25);
      for (int i = 0; i < 2; i++) {
        double input = p[b + i];
        for (int j = 0; j < 3; j++) {
          input += (state >> j & 1) * p[3 * i + j];
        }
        log += 0.25 * input * input / 2;
      }
      for (int j = 0; j < 3; j++) {
        log += (state >> j & 1) * p[c + j];
      }
      z += Math.exp(log);
    }
    double[] out = new double[1];
    rbm.logPartitions(1, out);
    assertThat(out[0]).isCloseTo(Math.log(z), within(1e-5));
  }

  /**
   * One step of size η along the direction is one of the centred parameters along their gradient.
   */
  @Test
  void centredDirectionIsThatOfTheCentredParametrization() {
    int visible = 4;
    int hidden = 3;
    Rbm plain = Machines.bernoulli(visible, hidden, 0.7);
    float[] mu = {0.1f, 0.9f, 0.4f, 0.6f};
    Rbm centred = Rbm.of(plain.layers, plain.space(), plain.base(), mu);
    Gradient gradient = plain.parameters().newGradient();
    RandomStream.of(3).fillGaussian(gradient.values(), 0, gradient.values().length);
    float[] g = gradient.values().clone();
    centred.precondition(gradient);
    float[] p = plain.parameters().values();
    int b = visible * hidden;
    int c = b + visible;
    double[] lambda = new double[hidden];
    for (int j = 0; j < hidden; j++) {
      double input = p[c + j];
      for (int i = 0; i < visible; i++) {
        input += mu[i] * p[i * hidden + j];
      }
      lambda[j] = 1 / (1 + Math.exp(-input));
    }
    double[] biases = new double[visible + hidden];
    for (int k = 0; k < biases.length; k++) {
      biases[k] = g[b + k];
    }
    for (int i = 0; i < visible; i++) {
      for (int j = 0; j < hidden; j++) {
        double w = g[i * hidden + j] - g[b + i] * lambda[j] - mu[i] * g[c + j];
        assertThat((double) gradient.values()[i * hidden + j]).isCloseTo(w, within(1e-5));
        biases[i] -= w * lambda[j];
        biases[visible + j] -= w * mu[i];
      }
    }
    for (int k = 0; k < biases.length; k++) {
      assertThat((double) gradient.values()[b + k]).isCloseTo(biases[k], within(1e-5));
    }
    Gradient untouched = plain.parameters().newGradient();
    System.arraycopy(g, 0, untouched.values(), 0, g.length);
    plain.precondition(untouched);
    assertThat(untouched.values()).containsExactly(g);
  }

  @Test
  void samplesOfManyStatesHaveTheExactMeans() {
    Rbm rbm = Machines.bernoulli(30, 12, 0.4);
    Batch drawn = Batch.allocate(20_000, 30);
    rbm.sample(drawn, RandomStream.of(8));
    double[] marginals = new double[60];
    rbm.marginals(1, marginals);
    for (int i = 0; i < 30; i++) {
      double mean = 0;
      for (int row = 0; row < drawn.size(); row++) {
        mean += drawn.get(row, i) / drawn.size();
      }
      double p = marginals[2 * i + 1];
      double error = Math.sqrt(p * (1 - p) / drawn.size());
      assertThat(mean).as("seed 8, unit " + i).isCloseTo(p, within(4.5 * error));
    }
  }

  @Test
  void aPathTowardsDataBeginsAtTheirRates() {
    Rbm rbm = Machines.bernoulli(3, 4, 0.5);
    Batch data = Batch.of(new float[] {1, 0, 1, 1, 0, 0, 1, 0, 1, 1, 0, 0}, 3);
    double[] marginals = new double[6];
    rbm.towards(Examples.of(data))
        .at(0)
        .as(ExactMarginals.class)
        .orElseThrow()
        .marginals(1, marginals);
    assertThat(marginals[1]).isCloseTo(5.0 / 6, within(1e-6));
    assertThat(marginals[3]).isCloseTo(1.0 / 6, within(1e-6));
    assertThat(marginals[5]).isCloseTo(3.0 / 6, within(1e-6));
  }

  @Test
  void saysWhyItIsNotTractable() {
    Rbm large = Machines.bernoulli(30, 25, 0.1);
    assertThat(Capabilities.has(large, Tractable.class)).isFalse();
    assertThatThrownBy(() -> Capabilities.require(large, Tractable.class, "objective 'x'"))
        .hasMessageContaining("25 units")
        .hasMessageContaining("at most 24")
        .hasMessageContaining("ais");
    assertThat(Capabilities.has(Machines.bernoulli(30, 24, 0.1), Tractable.class)).isTrue();
  }

  @Test
  void factoryBeginsWithTheRatesOfTheDataAndRefusesOtherData() {
    Batch rows = Batch.of(new float[] {1, 0, 1, 1, 1, 0, 1, 0}, 2);
    TestContext context =
        TestContext.builder().seed(1).data(TestDataset.of(StateSpace.binary(2), rows)).build();
    Rbm rbm = new RbmFactory().create(config(Map.of("hidden", 3)), context);
    Parameters.Tensor bias = rbm.parameters().tensor("visible-bias");
    assertThat((double) rbm.parameters().values()[bias.offset()])
        .isCloseTo(Math.log(5.0 / 1), within(1e-5));
    assertThat((double) rbm.parameters().values()[bias.offset() + 1])
        .isCloseTo(Math.log(2.0 / 4), within(1e-5));
    TestContext grey =
        TestContext.builder().dataSpace(new StateSpace.Box(List.of(2), 0, 1)).build();
    assertThatThrownBy(() -> new RbmFactory().create(config(Map.of()), grey))
        .hasMessageContaining("zeros and ones")
        .hasMessageContaining("binarize");
    TestContext real = TestContext.builder().dataSpace(StateSpace.real(2)).build();
    assertThatThrownBy(
            () ->
                new RbmFactory()
                    .create(config(Map.of("visibleKind", RbmConfig.VisibleKind.BERNOULLI)), real))
        .hasMessageContaining("zeros and ones");
    TestContext binary = TestContext.builder().dataSpace(StateSpace.binary(2)).build();
    assertThatThrownBy(
            () ->
                new RbmFactory()
                    .create(config(Map.of("visibleKind", RbmConfig.VisibleKind.GAUSSIAN)), binary))
        .hasMessageContaining("real data");
    TestContext bare = TestContext.builder().dataSpace(StateSpace.binary(2)).build();
    assertThatThrownBy(() -> new RbmFactory().create(config(Map.of("centred", true)), bare))
        .hasMessageContaining("needs data");
  }

  private static RbmConfig config(Map<String, Object> settings) {
    return Defaults.create(RbmConfig.class, settings);
  }
}

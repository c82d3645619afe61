package io.ebm.models.boltzmann.rbm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.ExactMarginals;
import io.ebm.api.Examples;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.api.Tractable;
import io.ebm.testkit.Defaults;
import io.ebm.testkit.Enumeration;
import io.ebm.testkit.Statistics;
import io.ebm.testkit.TestContext;
import io.ebm.testkit.TestDataset;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Kinds of units: cumulants, means and draws against sums and quadrature. */
class UnitsTest {

  private static final float[] INPUTS = {-40, -9, -3.01f, -2.99f, -1, -0.2f, 0, 0.7f, 2, 7, 9, 30};

  /** {@code log ∫ exp(β (xI - x²/2)) dx} over {@code x >= 0}, and the mean, by Simpson's rule. */
  private static double[] quadrature(double input, double beta) {
    double root = Math.sqrt(beta);
    double top = Math.max(0, input);
    double shift = beta * (top * input - top * top / 2);
    // the mass of far negative inputs is near 0, on a scale of 1 / (β |I|)
    double span = input < -1 ? 60 / (beta * -input) : 14 / root;
    double from = Math.max(0, top - span);
    int n = 20_000;
    double step = (top + span - from) / n;
    double mass = 0;
    double first = 0;
    for (int k = 0; k <= n; k++) {
      double x = from + k * step;
      double weight = k == 0 || k == n ? 1 : k % 2 == 1 ? 4 : 2;
      double density = weight * Math.exp(beta * (x * input - x * x / 2) - shift);
      mass += density;
      first += density * x;
    }
    return new double[] {shift + Math.log(mass * step / 3), first / mass};
  }

  @Test
  void rectifiedUnitsHaveTheCumulantsAndMeansOfQuadrature() {
    RectifiedUnits units = new RectifiedUnits();
    for (double beta : new double[] {1, 0.3}) {
      for (float input : INPUTS) {
        double[] expected = quadrature(input, beta);
        double[] sum = new double[1];
        float[] mean = new float[1];
        units.addCumulants(1, 1, new float[] {input}, 0, beta, mean, sum);
        assertThat(sum[0])
            .as("cumulant at %s", input)
            .isCloseTo(expected[0], within(1e-7 * (1 + Math.abs(expected[0]))));
        assertThat((double) mean[0])
            .as("mean at %s", input)
            .isCloseTo(expected[1], within(2e-6 * expected[1]));
        if (beta == 1) {
          assertThat(units.inputOfMean(expected[1], 1)).isCloseTo(input, within(1e-4 * 40));
        }
      }
    }
  }

  @Test
  void rectifiedUnitsAreDrawnFromTheirLaw() {
    RectifiedUnits units = new RectifiedUnits();
    int n = 4000;
    for (double beta : new double[] {1, 0.3}) {
      for (float input : new float[] {-6, -0.5f, -0.4f, 1, 5}) {
        float[] drawn = new float[n];
        java.util.Arrays.fill(drawn, input);
        units.sample(n, drawn, 0, beta, RandomStream.of(4));
        double[] sample = new double[n];
        for (int i = 0; i < n; i++) {
          sample[i] = drawn[i];
        }
        double root = Math.sqrt(beta);
        double below = Statistics.normalCdf(-root * input);
        double p =
            Statistics.kolmogorovSmirnov(
                sample,
                x -> x < 0 ? 0 : (Statistics.normalCdf(root * (x - input)) - below) / (1 - below));
        assertThat(p).as("seed 4, input %s, beta %s", input, beta).isGreaterThan(0.0005);
      }
    }
  }

  @Test
  void pottsUnitsAreWhatSumsOverTheirLevelsSay() {
    PottsUnits units = new PottsUnits(3);
    float[] inputs = {0.5f, -1, 2, 0, 0, 3};
    double[] sum = new double[1];
    float[] means = new float[6];
    units.addCumulants(1, 6, inputs, 0, 0.7, means, sum);
    double expected = 0;
    for (int unit = 0; unit < 2; unit++) {
      double z = 0;
      for (int a = 0; a < 3; a++) {
        z += Math.exp(0.7 * inputs[3 * unit + a]);
      }
      expected += Math.log(z);
      for (int a = 0; a < 3; a++) {
        assertThat((double) means[3 * unit + a])
            .isCloseTo(Math.exp(0.7 * inputs[3 * unit + a]) / z, within(1e-6));
      }
    }
    assertThat(sum[0]).isCloseTo(expected, within(1e-6));
    float[] codes = new float[9];
    units.code(3, new float[] {9, 2, 0, 1}, 1, codes);
    assertThat(codes).containsExactly(0, 0, 1, 1, 0, 0, 0, 1, 0);
    units.decode(3, codes, codes, 0);
    assertThat(codes).startsWith(2, 0, 1);
  }

  /** Against the joint law of both layers, summed state by state. */
  @Test
  void aMachineOfLabelsHasTheFreeEnergyOfItsJointLaw() {
    Rbm rbm = Machines.random(new PottsUnits(3), new BernoulliUnits(), 2, 2, 0.8);
    float[] p = rbm.parameters().values();
    Enumeration all = Enumeration.of(rbm);
    double[] energies = new double[all.size()];
    rbm.energies(all.states(), energies);
    double z = 0;
    for (int s = 0; s < all.size(); s++) {
      double sum = 0;
      for (int h = 0; h < 4; h++) {
        double log = 0;
        for (int j = 0; j < 2; j++) {
          double input = p[18 + j];
          for (int i = 0; i < 2; i++) {
            input += p[2 * (3 * i + (int) all.states().get(s, i)) + j];
          }
          log += (h >> j & 1) * input;
        }
        for (int i = 0; i < 2; i++) {
          log += p[12 + 3 * i + (int) all.states().get(s, i)];
        }
        sum += Math.exp(log);
      }
      assertThat(energies[s]).isCloseTo(-Math.log(sum), within(1e-5));
      z += sum;
    }
    double[] out = new double[1];
    rbm.logPartitions(1, out);
    assertThat(out[0]).isCloseTo(Math.log(z), within(1e-5));
  }

  @Test
  void labelsAndRectifiedUnitsTogetherAreNotSummed() {
    Rbm rbm = Machines.random(new PottsUnits(3), new RectifiedUnits(), 2, 2, 0.3);
    assertThat(Capabilities.has(rbm, Tractable.class)).isFalse();
    assertThat(rbm.lack(Tractable.class)).get().asString().contains("no binary layer");
  }

  @Test
  void theFactoryTakesLabelsAndBeginsAtTheirRates() {
    StateSpace space = new StateSpace.Categorical(2, 3);
    Batch rows = Batch.of(new float[] {0, 2, 0, 1, 1, 2, 0, 2}, 2);
    TestContext context = TestContext.builder().seed(1).data(TestDataset.of(space, rows)).build();
    RbmConfig config =
        Defaults.create(
            RbmConfig.class,
            Map.of("hidden", 3, "hiddenKind", RbmConfig.HiddenKind.RELU, "centred", true));
    Rbm rbm = new RbmFactory().create(config, context);
    int bias = rbm.parameters().tensor("visible-bias").offset();
    assertThat(rbm.parameters().tensor("weights").shape()).containsExactly(6, 3);
    double[] expected = {4.0 / 7, 2.0 / 7, 1.0 / 7, 1.0 / 7, 2.0 / 7, 4.0 / 7};
    for (int k = 0; k < 6; k++) {
      assertThat((double) rbm.parameters().values()[bias + k])
          .isCloseTo(Math.log(expected[k]), within(1e-6));
    }
    double[] marginals = new double[6];
    rbm.towards(Examples.of(rows))
        .at(0)
        .as(ExactMarginals.class)
        .orElseThrow()
        .marginals(1, marginals);
    assertThat(marginals).containsExactly(expected, within(1e-6));
  }

  @Test
  void otherDataAreRefused() {
    TestContext labels = TestContext.builder().dataSpace(new StateSpace.Categorical(2, 3)).build();
    assertThatThrownBy(() -> create(RbmConfig.VisibleKind.BERNOULLI, labels))
        .hasMessage(
            "visibleKind bernoulli needs data of zeros and ones; these are"
                + " Categorical[length=2, levels=3]. Images become binary by the data's setting"
                + " \"binarize\"");
    TestContext bits = TestContext.builder().dataSpace(StateSpace.binary(2)).build();
    assertThatThrownBy(() -> create(RbmConfig.VisibleKind.POTTS, bits))
        .hasMessage("visibleKind potts needs data that are labels; these are Binary[shape=[2]]");
  }

  private static void create(RbmConfig.VisibleKind kind, TestContext context) {
    new RbmFactory().create(Defaults.create(RbmConfig.class, Map.of("visibleKind", kind)), context);
  }
}

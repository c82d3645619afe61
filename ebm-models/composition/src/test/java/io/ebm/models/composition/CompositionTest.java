package io.ebm.models.composition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.EnergyFunction;
import io.ebm.api.RandomStream;
import io.ebm.api.Sampler;
import io.ebm.api.Schedule;
import io.ebm.api.noise.EdmNoise;
import io.ebm.api.noise.NoiseConditioned;
import io.ebm.samplers.MalaFactory;
import io.ebm.samplers.reverse.HeunFactory;
import io.ebm.samplers.reverse.PredictorCorrectorFactory;
import io.ebm.testkit.EnergyConformance;
import io.ebm.testkit.NoisyGaussian;
import io.ebm.testkit.TestContext;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CompositionTest {

  private static NoisyGaussian normal(double mean, double variance) {
    return new NoisyGaussian(new double[] {mean, 0}, new double[] {variance, 1});
  }

  private static WeightedSum sum(double... weights) {
    return new WeightedSum(List.of(normal(0.5, 1), normal(-0.5, 2)), weights);
  }

  /** Its blurred energies are those of its parts, not its own. */
  private abstract static class Composed extends EnergyConformance {
    @Override
    protected boolean blursExactly() {
      return false;
    }
  }

  @Nested
  class Product extends Composed {
    @Override
    protected EnergyFunction energy() {
      return sum(1, 0.5);
    }
  }

  @Nested
  class Negation extends Composed {
    @Override
    protected EnergyFunction energy() {
      return sum(1, -0.5);
    }
  }

  @Nested
  class Together extends Composed {
    @Override
    protected EnergyFunction energy() {
      return new Ensemble(List.of(normal(0.5, 1), normal(-0.5, 2)));
    }
  }

  /** Slopes at a: a - ½ and (a + ½) / 2 in the first coordinate, the same in the second. */
  @Test
  void ensembleTellsByHowMuchItsPartsDisagree() {
    Batch x = Batch.of(new float[] {3, 1, 1.5f, -2}, 0, 2, 2);
    double[] found = new double[2];
    new Ensemble(List.of(normal(0.5, 1), normal(-0.5, 2))).disagreements(x, found);
    assertThat(found[0]).isCloseTo((2.5 - 1.75) / 2, within(1e-6));
    assertThat(found[1]).isCloseTo(0, within(1e-6));
  }

  @Nested
  class Mixture extends Composed {
    @Override
    protected EnergyFunction energy() {
      return mixture();
    }
  }

  private static Mixed mixture() {
    double[] constants = {Math.log(2 * Math.PI), Math.log(2 * Math.PI * Math.sqrt(2))};
    return new Mixed(List.of(normal(0.5, 1), normal(-0.5, 2)), new double[] {0.3, 0.7}, constants);
  }

  /** Weights of a mixture are masses: its energy is that of a density. */
  @Test
  void mixtureIsADensity() {
    double mass = 0;
    double step = 0.1;
    Batch x = Batch.allocate(1, 2);
    double[] energy = new double[1];
    for (double a = -9; a < 9; a += step) {
      for (double b = -9; b < 9; b += step) {
        x.set(0, 0, (float) a);
        x.set(0, 1, (float) b);
        mixture().energies(x, energy);
        mass += Math.exp(-energy[0]) * step * step;
      }
    }
    assertThat(mass).isCloseTo(1, within(1e-3));
  }

  @Test
  void mixtureNeedsConstantsAtEachLevel() {
    assertThat(mixture().as(NoiseConditioned.class)).isEmpty();
    assertThat(mixture().lack(NoiseConditioned.class).orElseThrow()).contains("log Z");
  }

  /** An energy less a wider one rises; less a narrower one of the same weight it falls. */
  @Test
  void raysTellWhatHasNoDensity() {
    assertThat(Rays.firstFall(sum(1, -0.5))).isEmpty();
    assertThat(
            Rays.firstFall(
                new WeightedSum(List.of(normal(0, 2), normal(0, 1)), new double[] {1, -1})))
        .isPresent();
  }

  private static double variance(Component<Sampler> sampler, EnergyFunction energy) {
    int n = 4000;
    Batch x = Batch.allocate(n, 2);
    TestContext.of(1).create("sampler", sampler).start(energy, x, RandomStream.of(3)).advance(1);
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      sum += x.get(i, 0);
      squares += x.get(i, 0) * x.get(i, 0);
    }
    return squares / n - sum / n * sum / n;
  }

  /**
   * Two standard normal laws at once have variance ½. The sum of their blurred scores is that of no
   * law blurred: followed without corrections it ends elsewhere, with them right.
   */
  @Test
  void correctionsMakeProductsRight() {
    EnergyFunction product =
        new WeightedSum(List.of(normal(0, 1), normal(0, 1)), new double[] {1, 1});
    Component<Sampler> plain =
        Component.of(
            new HeunFactory(),
            new HeunFactory.Config(EdmNoise.usual(), 60, 0, 0.05, 50, 1, 1, true));
    Component<Sampler> mala =
        Component.of(
            new MalaFactory(),
            new MalaFactory.Config(Schedule.constant(0.3), Schedule.constant(1), null));
    Component<Sampler> corrected =
        Component.of(
            new PredictorCorrectorFactory(),
            new PredictorCorrectorFactory.Config(
                new EdmNoise(0.05, 80, 7, -1.2, 1.2), 80, 20, 0.16, mala, 1, false));
    assertThat(variance(plain, product)).isLessThan(0.3);
    assertThat(variance(corrected, product)).isCloseTo(0.5, within(0.05));
  }
}

package io.ebm.models.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.math.Activation;
import io.ebm.nn.Head;
import io.ebm.nn.Layer;
import io.ebm.nn.NetworkForm;
import io.ebm.nn.layers.Functions;
import io.ebm.nn.layers.NoiseMlp;
import io.ebm.nn.layers.UNet;
import io.ebm.testkit.EnergyConformance;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Energies and fields that are told the noise keep the contract of all that they can. */
class NoisyModelsTest {

  private static final Layer SILU = Functions.of(Activation.SILU);

  private static Layer perceptron(boolean classes, @Nullable Integer outputs) {
    return new NoiseMlp(List.of(24, 24), 8, classes, SILU, outputs);
  }

  private static NoisyForm form(
      StateSpace space, int classes, Layer layers, Parameters.Builder builder) {
    return NoisyForm.of(space, classes, layers, 0.7, 0.05, NetworkForm.Constraint.NONE, builder);
  }

  private static NoisyEnergy energy(StateSpace space, int classes, Layer layers) {
    Parameters.Builder builder = Parameters.builder();
    NoisyForm form = form(space, classes, layers, builder);
    NoisyEnergy energy = new NoisyEnergy(form, builder.build(), NoisyModel.level(0.05));
    energy.initialise(RandomStream.of(3));
    return energy;
  }

  private static NoisyField field(
      StateSpace space, int classes, Layer layers, Preconditioning preconditioning) {
    Parameters.Builder builder = Parameters.builder();
    NoisyForm form = form(space, classes, layers, builder);
    NoisyField field =
        new NoisyField(form, preconditioning, builder.build(), NoisyModel.level(0.05));
    field.initialise(RandomStream.of(3));
    RandomStream random = RandomStream.of(4);
    for (int i = 0; i < field.parameters().size(); i++) {
      field.parameters().values()[i] += (float) (0.05 * random.nextGaussian());
    }
    return field;
  }

  private abstract static class Learned extends EnergyConformance {
    @Override
    protected boolean blursExactly() {
      return false;
    }

    @Override
    protected double tolerance() {
      return 3e-3;
    }
  }

  @Nested
  class Scalar extends Learned {
    @Override
    protected EnergyFunction energy() {
      return NoisyModelsTest.energy(StateSpace.real(3), 0, perceptron(false, 1)).atLevel(0.5);
    }
  }

  @Nested
  class Reconstruction extends Learned {
    @Override
    protected EnergyFunction energy() {
      Layer layers = Head.RECONSTRUCTION.over(perceptron(false, null));
      return NoisyModelsTest.energy(StateSpace.real(3), 0, layers).atLevel(0.5);
    }
  }

  @Nested
  class Product extends Learned {
    @Override
    protected EnergyFunction energy() {
      Layer layers = Head.DOT.over(perceptron(false, null));
      return NoisyModelsTest.energy(StateSpace.real(3), 0, layers).atLevel(0.5);
    }
  }

  @Nested
  class OfClass extends Learned {
    @Override
    protected EnergyFunction energy() {
      return ((NoisyModel)
              NoisyModelsTest.energy(StateSpace.real(3), 4, perceptron(true, 1)).ofClass(2))
          .atLevel(0.5);
    }
  }

  @Nested
  class Field extends EnergyConformance {
    @Override
    protected EnergyFunction energy() {
      return field(StateSpace.real(2), 3, perceptron(true, null), Preconditioning.EDM).ofClass(1);
    }
  }

  @Nested
  class ImageField extends EnergyConformance {
    @Override
    protected EnergyFunction energy() {
      Layer net = new UNet(List.of(4, 8), 1, 2, 8, false, SILU, null);
      return field(StateSpace.real(1, 4, 4), 0, net, Preconditioning.EPSILON);
    }

    @Override
    protected double tolerance() {
      return 3e-3;
    }
  }

  /** Whatever a network gives, without it the denoiser is right for no data: skip x. */
  @ParameterizedTest
  @EnumSource(Preconditioning.class)
  void parametrisationsAgreeOnTheirTargets(Preconditioning preconditioning) {
    double data = 0.5;
    for (double sigma : new double[] {0.01, 0.3, 2, 40}) {
      double clean = 0.4;
      double noise = -1.3;
      double x = clean + sigma * noise;
      double alpha = 1 / Math.sqrt(1 + sigma * sigma);
      double target =
          switch (preconditioning) {
            case EDM ->
                (clean - preconditioning.skip(sigma, data) * x) / preconditioning.out(sigma, data);
            case EPSILON -> noise;
            case X0 -> clean;
            case V -> alpha * noise - Math.sqrt(1 - alpha * alpha) * clean;
            case SCORE -> -noise / sigma;
            case VELOCITY -> noise - clean;
          };
      double denoised =
          preconditioning.skip(sigma, data) * x + preconditioning.out(sigma, data) * target;
      assertThat(denoised).isCloseTo(clean, within(1e-9 * (1 + sigma)));
    }
  }

  @Test
  void fieldSaysWhyItHasNoGradient() {
    NoisyField field = field(StateSpace.real(2), 0, perceptron(false, null), Preconditioning.EDM);
    assertThat(field.as(Differentiable.class)).isEmpty();
    assertThat(field.lack(Differentiable.class).orElseThrow()).contains("heun");
  }

  /** A field that is that of a normal law has its density, by the flow. */
  @Test
  void energyIsThatOfTheFlow() {
    Parameters.Builder builder = Parameters.builder();
    NoisyForm form = form(StateSpace.real(2), 0, perceptron(false, null), builder);
    NoisyField field =
        new NoisyField(form, Preconditioning.EDM, builder.build(), NoisyModel.level(0.05));
    Batch x = Batch.allocate(50, 2);
    RandomStream.of(1).fillGaussian(x.array(), 0, x.length());
    double[] energies = new double[50];
    field.energies(
        x, energies); // parameters are zero: D = skip x, of a normal law of deviation 0.7
    double variance = 0.7 * 0.7 + 0.05 * 0.05;
    for (int i = 0; i < 50; i++) {
      double square = x.get(i, 0) * x.get(i, 0) + x.get(i, 1) * x.get(i, 1);
      double exact = square / (2 * variance) + Math.log(2 * Math.PI * variance);
      assertThat(energies[i]).isCloseTo(exact, within(0.02));
    }
  }
}

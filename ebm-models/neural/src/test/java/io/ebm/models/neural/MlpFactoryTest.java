package io.ebm.models.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFactory;
import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.api.SettingException;
import io.ebm.api.StateSpace;
import io.ebm.math.Activation;
import io.ebm.math.Vectors;
import io.ebm.nn.NetworkEnergy;
import io.ebm.nn.NetworkForm;
import io.ebm.nn.layers.Perceptron;
import io.ebm.testkit.TestContext;
import java.util.List;
import java.util.ServiceLoader;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MlpFactoryTest {

  @Test
  @SuppressWarnings("rawtypes") // a service is named by its raw type
  void isFoundByItsName() {
    assertThat(
            ServiceLoader.load(EnergyFactory.class).stream().map(provider -> provider.get().name()))
        .contains("mlp");
  }

  @Test
  void parametersHaveTheNamesAndShapesOfOtherSystems() {
    NetworkEnergy mlp = Mlp.of(StateSpace.real(2, 3), List.of(5, 4), Activation.TANH, 1);
    assertThat(mlp.parameters().tensors())
        .extracting(Parameters.Tensor::name)
        .containsExactly(
            "layers.0.weight",
            "layers.0.bias",
            "layers.2.weight",
            "layers.2.bias",
            "layers.4.weight",
            "layers.4.bias");
    assertThat(mlp.parameters().tensor("layers.0.weight").shape()).containsExactly(5, 6);
    assertThat(mlp.parameters().tensor("layers.4.weight").shape()).containsExactly(1, 4);
    assertThat(mlp.parameters().tensor("layers.2.bias").shape()).containsExactly(4);
  }

  @Test
  void initialisationHasTheScaleAsked() {
    NetworkEnergy mlp =
        Mlp.of(
            StateSpace.real(100),
            new Perceptron(List.of(300), 1, Activation.SILU, 2),
            1,
            NetworkForm.Constraint.NONE);
    mlp.initialise(RandomStream.of(8));
    Parameters.Tensor weight = mlp.parameters().tensor("layers.0.weight");
    double squares =
        Vectors.sumOfSquares(weight.size(), mlp.parameters().values(), weight.offset());
    assertThat(squares / weight.size()).isCloseTo(0.04, Offset.offset(0.002));
    Parameters.Tensor last = mlp.parameters().tensor("layers.2.bias");
    assertThat(mlp.parameters().values()[last.offset()]).isZero();
  }

  @Test
  void theBaseDependsOnTheSpaceUnlessGiven() {
    float far = 300;
    StateSpace.Real real = StateSpace.real(1);
    StateSpace.Box box = new StateSpace.Box(List.of(1), -500, 500);
    assertThat(energy(real, null, far)).isCloseTo(far * far / 18.0, Offset.offset(1e-2));
    assertThat(energy(real, 2.0, far)).isCloseTo(far * far / 8.0, Offset.offset(1e-2));
    assertThat(energy(real, 0.0, far)).isZero();
    assertThat(energy(box, null, far)).isZero();
    assertThat(energy(box, 10.0, far)).isCloseTo(far * far / 200.0, Offset.offset(1e-2));
  }

  /** The energy with all weights zero, so that the base is left. */
  private static double energy(StateSpace space, @Nullable Double base, float x) {
    MlpConfig config = new MlpConfig(null, List.of(4), Activation.SILU, 0.0, base, null, null);
    NetworkEnergy mlp =
        new MlpFactory().create(config, TestContext.builder().dataSpace(space).build());
    double[] energy = new double[1];
    mlp.energies(Batch.of(new float[] {x}, 1), energy);
    return energy[0];
  }

  @Test
  void badSettingsAreNamed() {
    assertThatThrownBy(() -> new MlpConfig(null, List.of(4, 0), null, null, null, null, null))
        .isInstanceOf(SettingException.class)
        .hasMessage("must hold widths of at least 1, but has 0");
    assertThatThrownBy(() -> new MlpConfig(null, List.of(), null, -1.0, null, null, null))
        .isInstanceOf(SettingException.class);
    assertThatThrownBy(() -> new MlpConfig(null, List.of(), null, null, -2.0, null, null))
        .isInstanceOf(SettingException.class);
  }
}

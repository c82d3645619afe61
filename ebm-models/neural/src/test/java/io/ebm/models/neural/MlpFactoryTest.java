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
    Mlp mlp = Mlp.of(StateSpace.real(2, 3), List.of(5, 4), Activation.TANH, 1);
    assertThat(mlp.parameters().tensors())
        .extracting(Parameters.Tensor::name)
        .containsExactly(
            "layers.0.weight",
            "layers.0.bias",
            "layers.1.weight",
            "layers.1.bias",
            "layers.2.weight",
            "layers.2.bias");
    assertThat(mlp.parameters().tensor("layers.0.weight").shape()).containsExactly(5, 6);
    assertThat(mlp.parameters().tensor("layers.2.weight").shape()).containsExactly(1, 4);
    assertThat(mlp.parameters().tensor("layers.1.bias").shape()).containsExactly(4);
  }

  @Test
  void initialisationHasTheScaleAsked() {
    Mlp mlp = Mlp.of(StateSpace.real(100), List.of(300), Activation.SILU, 1);
    mlp.initialise(2, RandomStream.of(8));
    Parameters.Tensor weight = mlp.parameters().tensor("layers.0.weight");
    double squares =
        Vectors.sumOfSquares(weight.size(), mlp.parameters().values(), weight.offset());
    assertThat(squares / weight.size()).isCloseTo(0.04, Offset.offset(0.002));
    Parameters.Tensor last = mlp.parameters().tensor("layers.1.bias");
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
    MlpConfig config = new MlpConfig(List.of(4), Activation.SILU, 0, base, null);
    Mlp mlp = new MlpFactory().create(config, TestContext.builder().dataSpace(space).build());
    double[] energy = new double[1];
    mlp.energies(Batch.of(new float[] {x}, 1), energy);
    return energy[0];
  }

  @Test
  void badSettingsAreNamed() {
    assertThatThrownBy(() -> new MlpConfig(List.of(4, 0), Activation.SILU, 1, null, null))
        .isInstanceOf(SettingException.class)
        .hasMessage("must hold widths of at least 1, but has 0");
    assertThatThrownBy(() -> new MlpConfig(List.of(), Activation.SILU, -1, null, null))
        .isInstanceOf(SettingException.class);
    assertThatThrownBy(() -> new MlpConfig(List.of(), Activation.SILU, 1, -2.0, null))
        .isInstanceOf(SettingException.class);
  }
}

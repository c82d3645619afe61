package io.ebm.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.api.SettingException;
import io.ebm.nn.layers.Add;
import io.ebm.nn.layers.Concat;
import io.ebm.nn.layers.Dense;
import io.ebm.nn.layers.Flatten;
import io.ebm.nn.layers.Functions;
import io.ebm.nn.layers.Parallel;
import io.ebm.nn.layers.Residual;
import io.ebm.nn.layers.Sequence;
import io.ebm.nn.layers.Skip;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkTest {

  private static Network network(Layer layer, Parameters.Builder builder, Shape... inputs) {
    return Network.of(List.of(inputs), layer, builder, "");
  }

  private static List<String> problems(Layer layer, Shape... inputs) {
    SettingException e =
        catchThrowableOfType(
            SettingException.class, () -> network(layer, Parameters.builder(), inputs));
    return e.all().stream().map(each -> each.setting() + ": " + each.getMessage()).toList();
  }

  @Test
  void tensorsAreNamedByTheirPlaces() {
    Layer layer =
        Sequence.of(
            new Dense(4),
            new Functions.Silu(),
            new Residual(List.of(new Dense(4), new Functions.Relu(), new Dense(4)), null),
            new Skip(List.of(new Dense(2))),
            new Parallel(List.of(new Dense(3), Sequence.of(new Dense(3))), new Add()));
    Parameters.Builder builder = Parameters.builder();
    Network network = network(layer, builder, Shape.of(5));
    assertThat(builder.build().tensors())
        .extracting(tensor -> tensor.name() + tensor.shape())
        .containsExactly(
            "layers.0.weight[4, 5]",
            "layers.0.bias[4]",
            "layers.2.layers.0.weight[4, 4]",
            "layers.2.layers.0.bias[4]",
            "layers.2.layers.2.weight[4, 4]",
            "layers.2.layers.2.bias[4]",
            "layers.3.layers.0.weight[2, 4]",
            "layers.3.layers.0.bias[2]",
            "layers.4.branches.0.weight[3, 6]",
            "layers.4.branches.0.bias[3]",
            "layers.4.branches.1.layers.0.weight[3, 6]",
            "layers.4.branches.1.layers.0.bias[3]");
    assertThat(network.output()).isEqualTo(Shape.of(3));
    assertThat(network.layers()).extracting(Network.LayerSummary::place).contains("layers[4]");
    assertThat(network.layers().get(0).parameters()).isEqualTo(24);
    assertThat(network.layers().get(0).multiplyAdds()).isEqualTo(20);
  }

  @Test
  void whatDoesNotFitIsNamedByItsPlace() {
    assertThat(problems(Sequence.of(new Flatten(), new Dense(3), new Add()), Shape.of(2, 3)))
        .containsExactly("layers[2]: add takes several inputs, not 1; 'parallel' gives them");
    assertThat(problems(Sequence.of(new Dense(3)), Shape.of(2, 3)))
        .containsExactly(
            "layers[0]: dense takes [features], not [2, 3]; 'flatten' before it makes features of"
                + " them, and 'tokens' lets it work position by position");
    assertThat(problems(Sequence.of(new Residual(List.of(new Dense(3)), null)), Shape.of(2)))
        .containsExactly(
            "layers[0]: residual adds what its layers give, [3], to its input, [2]; a 'shortcut'"
                + " that gives [3] would do");
    assertThat(
            problems(new Parallel(List.of(new Dense(1), new Dense(2)), new Flatten()), Shape.of(2)))
        .containsExactly(
            "join: flatten takes one input, not 2; 'concat', 'add' and 'multiply' make one of"
                + " several");
  }

  @Test
  void branchesTellTheirProblemsTogether() {
    Layer layer = new Parallel(List.of(new Add(), new Dense(2), new Concat()), new Add());
    assertThat(problems(layer, Shape.of(2)))
        .containsExactly(
            "branches[0]: add takes several inputs, not 1; 'parallel' gives them",
            "branches[2]: concat takes several inputs, not 1; 'parallel' gives them");
  }

  /** A value that several layers read, some of them twice, and one that none reads. */
  @Test
  void slopesOfAValueReadTwiceAreAddedUp() {
    Layer unused =
        (wiring, inputs) -> {
          new Dense(7).wire(wiring, inputs);
          return inputs.get(0);
        };
    Layer doubled =
        (wiring, inputs) -> {
          Value x = inputs.get(0);
          return new Add().wire(wiring, List.of(x, x));
        };
    Network network =
        network(
            Sequence.of(unused, new Residual(List.of(doubled), null)),
            Parameters.builder(),
            Shape.of(3));
    float[] theta = new float[28];
    network.initialise(theta, RandomStream.of(1));
    try (Run run = network.run(Passes.INPUT_SLOPES, theta, null)) {
      run.begin(2);
      int at = run.input(0, 0);
      for (int i = 0; i < 3 * run.columns(); i++) {
        run.memory()[at + i] = i;
      }
      run.next();
      assertThat(run.memory()[run.output(0) + 5]).isEqualTo(15);
      run.seed(0, 2);
      run.next();
      assertThat(run.memory()[run.inputSlope(0, 0)]).isCloseTo(6, within(0f));
    }
  }

  private static float[] outputs(Network network, float[] parameters, float... x) {
    float[] out = new float[network.output().size()];
    try (Run run = network.run(Passes.VALUES, parameters, null)) {
      run.begin(1);
      run.load(0, 0, Intake.plain(x.length), Batch.of(x, x.length), 0);
      run.next();
      for (int k = 0; k < out.length; k++) {
        out[k] = run.memory()[run.output(0) + k * run.columns()];
      }
    }
    return out;
  }

  /** A layer's values go into the next: what is above is computed by hand. */
  @Test
  void aNetworkUpToALayerGivesItsValues() {
    Layer layer =
        Sequence.of(
            new Dense(3),
            new Functions.Relu(),
            new Residual(List.of(new Dense(3)), null),
            new Flatten(),
            new Dense(1));
    Parameters.Builder builder = Parameters.builder();
    Network network = network(layer, builder, Shape.of(2));
    Parameters parameters = builder.build();
    network.initialise(parameters.values(), RandomStream.of(3));
    float[] theta = parameters.values();
    for (int k = 6; k < 9; k++) {
      theta[k] = 0.25f * (k - 7); // the first layer's biases
    }
    float[] first = outputs(network.upTo("layers.0"), theta, 0.5f, -2);
    for (int k = 0; k < 3; k++) {
      float expected = theta[2 * k] * 0.5f - theta[2 * k + 1] * 2 + theta[6 + k];
      assertThat(first[k]).isCloseTo(expected, within(1e-6f));
    }
    float[] second = outputs(network.upTo("layers[1]"), theta, 0.5f, -2);
    for (int k = 0; k < 3; k++) {
      assertThat(second[k]).isEqualTo(Math.max(0, first[k]));
    }
    float[] inner = outputs(network.upTo("layers.2.layers.0"), theta, 0.5f, -2);
    float[] third = outputs(network.upTo("layers.2"), theta, 0.5f, -2);
    for (int k = 0; k < 3; k++) {
      assertThat(third[k]).isCloseTo(second[k] + inner[k], within(1e-6f));
    }
    assertThat(outputs(network.upTo("layers.3"), theta, 0.5f, -2)).isEqualTo(third);
    assertThat(outputs(network.upTo("layers.4"), theta, 0.5f, -2))
        .isEqualTo(outputs(network, theta, 0.5f, -2));
    assertThat(network.upTo("layers.0").output()).isEqualTo(Shape.of(3));
  }

  @Test
  void aLayerThatIsNotThereIsNamedBesideThoseThatAre() {
    Layer layer = Sequence.of(new Dense(3), new Functions.Relu());
    Network network = network(layer, Parameters.builder(), Shape.of(2));
    assertThatThrownBy(() -> network.upTo("layers.2"))
        .hasMessage("there is no layer 'layers.2'; there are layers.0, layers.1");
  }
}

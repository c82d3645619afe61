package io.ebm.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.api.StateSpace;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SpacesTest {

  static Stream<StateSpace> spaces() {
    return Stream.of(
        StateSpace.real(2, 3),
        new StateSpace.Box(StateSpace.real(2).shape(), -1, 2),
        StateSpace.binary(4),
        StateSpace.spin(2, 2),
        new StateSpace.Categorical(3, 5),
        new StateSpace.Categorical(3, 5, 0),
        new StateSpace.Varying(3, 7, 0),
        new StateSpace.Varying(1, 7, 4),
        new StateSpace.Graphs(2, 5, 0, 8, 3));
  }

  @ParameterizedTest
  @MethodSource("spaces")
  void comeBackFromJson(StateSpace space) {
    assertThat(Spaces.of(Spaces.json(space))).isEqualTo(space);
  }
}

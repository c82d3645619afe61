package io.ebm.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ebm.api.Parameters;
import io.ebm.api.StateSpace;
import io.ebm.core.UserException;
import io.ebm.core.io.Safetensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ParameterFilesTest {

  @TempDir Path folder;

  static List<StateSpace> spaces() {
    return List.of(
        new StateSpace.Real(List.of(2, 3)),
        new StateSpace.Box(List.of(2), -1, 0.1f),
        new StateSpace.Binary(List.of(28, 28)),
        new StateSpace.Spin(List.of(4)),
        new StateSpace.Categorical(5, 3));
  }

  @ParameterizedTest
  @MethodSource("spaces")
  void aFileSaysOverWhatStatesItsModelIs(StateSpace space) throws IOException {
    Path file = folder.resolve("p.safetensors");
    ParameterFiles.write(file, Parameters.builder().add("weights", 2).build(), space);
    assertThat(ParameterFiles.space(file)).contains(space);
  }

  @Test
  void aFileOfAnotherProgramSaysNothingOrIsRefused() throws IOException {
    Path file = folder.resolve("p.safetensors");
    ParameterFiles.write(file, Parameters.builder().add("weights", 2).build(), null);
    assertThat(ParameterFiles.space(file)).isEmpty();
    for (String text :
        List.of(
            "",
            "[",
            "3",
            "{\"kind\": \"real\"}",
            "{\"kind\": \"real\", \"shape\": [-1]}",
            "{\"kind\": \"categorical\", \"shape\": [3], \"levels\": {}}")) {
      Safetensors.write(file, List.of(), Map.of("space", text));
      assertThatThrownBy(() -> ParameterFiles.space(file))
          .isInstanceOf(UserException.class)
          .hasMessage(file + ": its metadata 'space' are no space: " + text);
    }
  }
}

package io.ebm.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ebm.core.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplicatesTest {

  @TempDir Path folder;

  private Path run(String name, int seed, int hidden) throws IOException {
    Path run = RunFolder.create(folder.resolve(name)).path();
    Files.writeString(
        run.resolve("experiment.json"),
        "{\"name\": \""
            + name
            + "\", \"seed\": "
            + seed
            + ", \"energy\": {\"hidden\": "
            + hidden
            + "}}");
    return run;
  }

  @Test
  void onlyRunsOfTheSameExperimentByOtherSeedsAreTakenTogether() throws IOException {
    RunFolder one = RunFolder.open(run("one", 1, 8));
    Path two = run("two", 2, 8);
    assertThat(Replicates.open(one, List.of(two, run("three", 3, 8)))).hasSize(2);

    Path wider = run("wider", 4, 16);
    assertThatThrownBy(() -> Replicates.open(one, List.of(two, wider)))
        .isInstanceOf(UserException.class)
        .hasMessage(
            wider
                + ": is a run of another experiment: energy.hidden: 8 → 16; runs that are taken"
                + " together may differ in their seeds alone");

    assertThatThrownBy(() -> Replicates.open(one, List.of(two, two)))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith(two + ": has the seed 2, as another of the runs");
    assertThatThrownBy(() -> Replicates.open(one, List.of(folder.resolve("none"))))
        .isInstanceOf(UserException.class);
  }
}

package org.example.studentt;

import io.ebm.api.Checks;
import io.ebm.api.Setting;

/** Settings of {@code student-t}. */
public record StudentTConfig(
    @Setting(value = "3", doc = "Degrees of freedom, at least 1; the fewer, the heavier the tails")
        int degrees) {

  public StudentTConfig {
    Checks.atLeast("degrees", degrees, 1);
  }
}

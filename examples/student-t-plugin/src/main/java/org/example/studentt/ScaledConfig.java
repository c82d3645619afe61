package org.example.studentt;

import io.ebm.api.Checks;
import io.ebm.api.Component;
import io.ebm.api.Model;
import io.ebm.api.Setting;

/**
 * Settings of {@code scaled}.
 *
 * @param energy the energy E
 * @param temperature T of {@code E(x) / T}, positive
 */
public record ScaledConfig(
    @Setting(doc = "The energy E; not a conditional one.") Component<Model> energy,
    @Setting(value = "1", doc = "The temperature T of E(x) / T, positive.") double temperature) {

  /** Checks the range. */
  public ScaledConfig {
    Checks.positive("temperature", temperature);
  }
}

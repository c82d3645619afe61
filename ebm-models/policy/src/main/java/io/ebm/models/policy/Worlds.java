package io.ebm.models.policy;

import io.ebm.api.ComponentContext;
import io.ebm.api.Environment;
import io.ebm.api.Interactive;

/** Finds the environment that an experiment's data are of. */
final class Worlds {

  private Worlds() {}

  static Environment of(ComponentContext context, String who) {
    if (context.data().orElse(null) instanceof Interactive acting) {
      return acting.environment();
    }
    throw new IllegalArgumentException(
        who + " needs data of an environment, as those of 'replay' and 'demonstrations'");
  }
}

package io.ebm.samplers.reverse;

import io.ebm.api.Checks;
import io.ebm.api.noise.NoiseSchedule;

/** What the samplers of this package have in common among their settings. */
interface ReverseConfig {

  String SCHEDULE = "How noise falls on the way: the levels that the steps go through.";
  String NODES = "How many levels the way has, the first and the last included; at least 2.";
  String GUIDANCE =
      "By what the difference counts that the class or context makes to what is denoised: 1 as"
          + " learned, more for states that fit it better and vary less, 0 to forget it. Other than 1"
          + " only for energies that are Guidable.";
  String CLEAN = "Whether the last noise is taken away at once in the end: x becomes D(x; σ_min).";

  /** The schedule of noise. */
  NoiseSchedule schedule();

  /** The levels on the way. */
  int nodes();

  /** The weight of guidance. */
  double guidance();

  /** Whether the last noise is taken away. */
  boolean clean();

  /** Checks what all have. */
  static void check(int nodes, double guidance) {
    Checks.between("nodes", nodes, 2, 1_000_000);
    Checks.notNegative("guidance", guidance);
  }
}

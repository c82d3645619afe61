package io.ebm.models.policy;

import io.ebm.api.Dataset;
import io.ebm.api.Model;
import io.ebm.api.Parameterised;
import io.ebm.api.report.RunView;
import io.ebm.models.policy.environments.GridworldFactory;
import io.ebm.testkit.TestRun;
import java.util.List;
import java.util.Map;

/** Runs of a table of policies on a small grid. */
final class GridRun {

  static final List<String> MAP = List.of("S...", ".#.X", "...G");

  private GridRun() {}

  static Dataset data() {
    return Training.data(
        new ReplayFactory(),
        Map.of(
            "environment",
            Training.world(new GridworldFactory(), Map.of("map", MAP)),
            "rows",
            4,
            "start",
            50,
            "capacity",
            100,
            "evaluationEpisodes",
            70),
        1);
  }

  /** A policy with energies of all sorts. */
  static RunView run() {
    Dataset data = data();
    Model model = Training.model(new TablePolicyFactory(), Map.of(), data, 1);
    float[] energies = model.as(Parameterised.class).orElseThrow().parameters().values();
    for (int i = 0; i < energies.length; i++) {
      energies[i] = (float) Math.sin(i);
    }
    return TestRun.of(model).data(data).build();
  }
}

package io.ebm.core.run;

import io.ebm.core.UserException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Runs of one experiment that differ in their seeds: only over such can a spread be told. */
public final class Replicates {

  private static final String SEED = "seed";

  private Replicates() {}

  /**
   * Opens other runs of a run's experiment.
   *
   * @throws UserException if one of them is no run, is of another experiment, or has a seed that
   *     another has too
   */
  public static List<RunFolder> open(RunFolder run, List<Path> others) {
    List<RunFolder> all = new ArrayList<>();
    JsonNode experiment = run.json(RunFolder.EXPERIMENT);
    List<JsonNode> seeds = new ArrayList<>(List.of(experiment.path(SEED)));
    for (Path path : others) {
      RunFolder other = RunFolder.open(path);
      JsonNode its = other.json(RunFolder.EXPERIMENT);
      String differences = Differences.of(comparable(experiment), comparable(its));
      if (!differences.isEmpty()) {
        throw new UserException(
            path
                + ": is a run of another experiment: "
                + differences
                + "; runs that are taken together may differ in their seeds alone");
      }
      if (seeds.contains(its.path(SEED))) {
        throw new UserException(
            path
                + ": has the seed "
                + its.path(SEED)
                + ", as another of the runs; the same run twice tells nothing of a spread");
      }
      seeds.add(its.path(SEED));
      all.add(other);
    }
    return all;
  }

  /** An experiment without what replicates differ in. */
  private static JsonNode comparable(JsonNode experiment) {
    JsonNode copy = experiment.deepCopy();
    if (copy instanceof ObjectNode object) {
      object.remove(List.of("name", SEED));
    }
    return copy;
  }
}

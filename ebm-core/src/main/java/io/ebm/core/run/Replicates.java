package io.ebm.core.run;

import io.ebm.core.UserException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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
    JsonNode experiment = Json.read(run.experiment());
    List<JsonNode> seeds = new ArrayList<>(List.of(experiment.path(SEED)));
    for (Path path : others) {
      RunFolder other = RunFolder.open(path);
      JsonNode its = Json.read(other.experiment());
      String difference = difference("", comparable(experiment), comparable(its));
      if (difference != null) {
        throw new UserException(
            path
                + ": is a run of another experiment: "
                + difference
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

  /** The first place where two trees differ, in words; null where they are equal. */
  private static @Nullable String difference(String path, JsonNode here, JsonNode there) {
    if (here.equals(there)) {
      return null;
    }
    if (here.isObject() && there.isObject()) {
      Set<String> keys = new LinkedHashSet<>(here.propertyNames());
      keys.addAll(there.propertyNames());
      for (String key : keys) {
        String inner = path.isEmpty() ? key : path + "." + key;
        String difference = difference(inner, here.path(key), there.path(key));
        if (difference != null) {
          return difference;
        }
      }
    }
    return path + " is " + told(there) + " there, and " + told(here) + " here";
  }

  private static String told(JsonNode value) {
    return value.isMissingNode() ? "absent" : value.toString();
  }
}

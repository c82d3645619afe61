package io.ebm.bench.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** A training of some seconds that mostly writes: metrics at every step, many checkpoints. */
final class SmallTraining {

  private static final int STEPS = 2000;
  static final String RESUME = "--resume";

  private static final List<String> RESULTS =
      List.of(
          "checkpoints/step-000002000/parameters.safetensors",
          "checkpoints/step-000002000/state.safetensors",
          "metrics.jsonl",
          "samples.npy",
          "evaluation.json");

  private final Path experiment;

  SmallTraining(Path folder) throws IOException {
    experiment = folder.resolve("plane.json");
    ObjectNode json = (ObjectNode) SmallFiles.experiment("plane").deepCopy();
    ObjectNode training = (ObjectNode) json.get("training");
    training.put("steps", STEPS).put("checkpointEvery", 10).put("logEvery", 1);
    ((ObjectNode) json.get("sampling")).put("count", 200).put("steps", 200);
    Files.writeString(experiment, json.toString());
  }

  /** The arguments of a Java that trains into the folder; where that can be resumed, resumes. */
  List<String> arguments(Path run) {
    List<String> all = new ArrayList<>(List.of("io.ebm.core.cli.Main", "train", "--threads=1"));
    all.addAll(List.of(experiment.toString(), "--out", run.toString()));
    if (Files.exists(run.resolve("experiment.json"))) {
      all.add(RESUME);
    }
    return all;
  }

  /** The first result that differs from that of the whole run, or nothing. */
  static String difference(Path whole, Path run) throws IOException {
    for (String name : RESULTS) {
      if (!Files.exists(run.resolve(name))) {
        return name + " is missing";
      }
      if (!Arrays.equals(
          Files.readAllBytes(whole.resolve(name)), Files.readAllBytes(run.resolve(name)))) {
        return name + " differs";
      }
    }
    return "";
  }
}

package io.ebm.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Policies through the command line: learning, the same bits, resuming, and what does not fit. */
class PolicyIT {

  @TempDir Path folder;

  private CommandLine train(String example, String out, Object... more) {
    List<Object> arguments =
        new ArrayList<>(
            List.of("train", Project.example(example + ".json"), "--out", folder.resolve(out)));
    arguments.addAll(List.of(more));
    return CommandLine.run(arguments.toArray());
  }

  private void assertSame(String one, String other, int step) throws IOException {
    for (String file :
        new String[] {
          "checkpoints/step-%09d/parameters.safetensors".formatted(step),
          "checkpoints/step-%09d/state.safetensors".formatted(step),
          "metrics.jsonl",
          "evaluation.json"
        }) {
      assertThat(Files.readAllBytes(folder.resolve(other).resolve(file)))
          .as("%s of %s and %s", file, one, other)
          .isEqualTo(Files.readAllBytes(folder.resolve(one).resolve(file)));
    }
  }

  @Test
  void growingDataGiveTheSameBitsOnAnyNumberOfThreads() throws IOException {
    for (int threads = 1; threads <= 3; threads++) {
      CommandLine result =
          train(
              "multi-goal",
              "threads-" + threads,
              "--threads",
              threads,
              "--set",
              "training.steps=60",
              "--set",
              "training.batch=150",
              "--set",
              "data.evaluationEpisodes=70",
              "--set",
              "energy.hidden=[24, 24]");
      assertThat(result.code()).as(result.err()).isZero();
    }
    assertSame("threads-1", "threads-2", 60);
    assertSame("threads-1", "threads-3", 60);
  }

  @Test
  void aRunWithGrowingDataIsResumedAsIfItHadNeverStopped() throws IOException {
    String[] shorter = {
      "--set", "training.steps=400", "--set", "training.checkpointEvery=100",
      "--set", "data.steps=3", "--set", "training.logEvery=50"
    };
    assertThat(train("cart-pole", "whole", (Object[]) shorter).code()).isZero();
    assertThat(train("cart-pole", "stopped", (Object[]) shorter).code()).isZero();
    Path stopped = folder.resolve("stopped");
    for (int step = 300; step <= 400; step += 100) {
      delete(stopped.resolve("checkpoints/step-%09d".formatted(step)));
    }
    List<Object> resume = new ArrayList<>(List.of("--resume"));
    resume.addAll(List.of(shorter));
    CommandLine result = train("cart-pole", "stopped", resume.toArray());
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.err()).contains("resuming after step 200");
    assertSame("whole", "stopped", 400);
  }

  @Test
  void amortisedPoliciesGiveTheSameBitsOnAnyNumberOfThreadsAndAfterResuming() throws IOException {
    List<Object> shorter = new ArrayList<>();
    for (String change :
        List.of(
            "training.steps=60",
            "training.batch=150",
            "training.checkpointEvery=30",
            "training.averageDecay=0.9",
            "data.evaluationEpisodes=3",
            "energy.hidden=[24, 24]",
            """
            objective={"type": "sum", "terms": [
              {"objective": {"type": "soft-q-learning", "entropyTarget": 0.5}},
              {"objective": {"type": "amortised-svgd", "particles": 8}, "weight": 0.5}]}
            """)) {
      shorter.add("--set");
      shorter.add(change);
    }
    for (int threads = 1; threads <= 2; threads++) {
      List<Object> all = new ArrayList<>(shorter);
      all.addAll(List.of("--threads", threads));
      CommandLine result = train("pendulum-amortised", "amortised-" + threads, all.toArray());
      assertThat(result.code()).as(result.err()).isZero();
    }
    assertSame("amortised-1", "amortised-2", 60);
    Path stopped = folder.resolve("amortised-2");
    delete(stopped.resolve("checkpoints/step-000000060"));
    shorter.add("--resume");
    CommandLine result = train("pendulum-amortised", "amortised-2", shorter.toArray());
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.err()).contains("resuming after step 30");
    assertSame("amortised-1", "amortised-2", 60);
    assertThat(Files.readString(folder.resolve("amortised-1/metrics.jsonl")))
        .contains("\"temperature\":")
        .contains("\"proposal-energy\":")
        .contains("\"loss-amortised-svgd\":");
  }

  @Test
  void whatAPolicySawIsKeptWithItsRun() throws IOException {
    String[] shorter = {
      "--set", "data.episodes=30", "--set", "data.evaluationEpisodes=20",
      "--set", "data.evaluation.candidates=16", "--set", "energy.hidden=[16]",
      "--set", "training.steps=60", "--set", "training.checkpointEvery=20",
      "--set", "training.logEvery=10"
    };
    CommandLine whole = train("particle", "seen", (Object[]) shorter);
    assertThat(whole.code()).as(whole.err()).isZero();
    assertThat(train("particle", "halted", (Object[]) shorter).code()).isZero();
    Path halted = folder.resolve("halted");
    for (String step : List.of("step-000000040", "step-000000060")) {
      delete(halted.resolve("checkpoints").resolve(step));
    }
    List<Object> resume = new ArrayList<>(List.of("--resume", "--threads", 3));
    resume.addAll(List.of(shorter));
    CommandLine result = train("particle", "halted", resume.toArray());
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.err()).contains("resuming after step 20");
    assertSame("seen", "halted", 60);
    assertThat(folder.resolve("seen/archive/energy/observations.csv")).exists();
    String told = Files.readString(folder.resolve("seen/evaluation.json"));
    CommandLine again = CommandLine.run("evaluate", folder.resolve("seen"), "--json");
    assertThat(again.code()).as(again.err()).isZero();
    for (String score : List.of("success", "firstGoal", "secondGoal", "lastDistance")) {
      assertThat(value(again.out(), score)).as(score).isEqualTo(value(told, score));
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Test
  void aGridIsLearnedAndItsReportShowsThePolicy() throws IOException {
    CommandLine result = train("gridworld", "grid", "--set", "training.steps=4000");
    assertThat(result.code()).as(result.err()).isZero();
    String evaluation = Files.readString(folder.resolve("grid/evaluation.json"));
    assertThat(evaluation).contains("\"meanReturn\"").contains("\"success\"");
    assertThat(value(evaluation, "success")).isGreaterThan(0.9);
    assertThat(Files.readString(folder.resolve("grid/report.html")))
        .contains("data:image/gif;base64,")
        .contains("log Z of every state");
    CommandLine other =
        train("gridworld", "other", "--set", "training.steps=4000", "--set", "seed=2");
    assertThat(other.code()).isZero();
    CommandLine report =
        CommandLine.run("report", folder.resolve("grid"), "--with", folder.resolve("other"));
    assertThat(report.code()).as(report.err()).isZero();
    assertThat(folder.resolve("grid/plots/runs-return.png")).exists();
    assertThat(Files.readAllBytes(folder.resolve("grid/plots/episode.gif")))
        .startsWith('G', 'I', 'F', '8', '9', 'a');
  }

  private static double value(String json, String key) {
    int at = json.indexOf("\"" + key + "\"");
    String rest = json.substring(json.indexOf(':', at) + 1);
    return Double.parseDouble(rest.substring(0, rest.indexOf('\n')).replace(",", "").strip());
  }

  @Test
  void whatDoesNotFitIsTold() {
    assertThat(train("cart-pole", "a", "--set", "data.environment={\"type\": \"pendulum\"}").err())
        .contains("data.acting.sampler: is missing")
        .contains("continuous ones are drawn by a sampler");
    assertThat(train("pendulum", "b", "--set", "data.environment={\"type\": \"cart-pole\"}").err())
        .contains("data.acting.sampler: 'langevin' is not needed")
        .contains("discrete ones are drawn exactly");
    assertThat(train("cart-pole", "c", "--set", "energy={\"type\": \"gaussian-policy\"}").err())
        .contains("energy: energy 'gaussian-policy' needs continuous actions");
    assertThat(train("cart-pole", "d", "--set", "energy={\"type\": \"table-policy\"}").err())
        .contains("needs states and actions that are labels");
    assertThat(
            train(
                    "cart-pole",
                    "e",
                    "--set",
                    "objective={\"type\": \"implicit-behavioural-cloning\"}")
                .err())
        .contains("needs actions in a box")
        .contains("'maximum-likelihood' does for discrete ones");
    assertThat(train("particle", "f", "--set", "objective={\"type\": \"soft-q-learning\"}").err())
        .contains("objective: objective 'soft-q-learning' needs what followed each action");
    assertThat(
            train(
                    "particle",
                    "g",
                    "--set",
                    "data.environment={\"type\": \"cart-pole\"}",
                    "--set",
                    "data.evaluation={}")
                .err())
        .contains("needs an environment with an expert, as 'particle'; 'cart-pole' has none");
    assertThat(train("multi-goal-amortised", "k", "--set", "energy={\"type\": \"policy\"}").err())
        .contains("objective 'amortised-svgd' needs an energy that is Proposing");
    assertThat(
            train(
                    "multi-goal",
                    "l",
                    "--set",
                    "data.acting={\"sampler\": {\"type\": \"amortised\"}}")
                .err())
        .contains("sampler 'amortised' needs an energy that is Proposing");
    assertThat(train("cart-pole", "m", "--set", "energy.proposal={}").err())
        .contains("energy.proposal: is for continuous actions");
    assertThat(train("gridworld", "h", "--set", "data.environment.map=[\"S.q\", \"..G\"]").err())
        .contains("the map, line 1, column 3: 'q' is no letter of a map");
    assertThat(train("cart-pole", "i", "--set", "optimizer={\"type\": \"lbfgs\"}").err())
        .contains("optimizer: 'lbfgs' needs the same examples at every step");
    assertThat(train("cart-pole", "j", "--set", "training.batch=0").err())
        .contains("training.batch: 0 means all examples, but these data grow");
  }
}

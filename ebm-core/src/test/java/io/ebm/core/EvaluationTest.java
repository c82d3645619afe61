package io.ebm.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import io.ebm.api.Dataset;
import io.ebm.api.EnergyFunction;
import io.ebm.api.LogPartition;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.core.estimation.AisConfig;
import io.ebm.core.estimation.ReverseConfig;
import io.ebm.core.estimation.Sandwich;
import io.ebm.core.evaluation.Energies;
import io.ebm.core.evaluation.EvaluationRows;
import io.ebm.core.io.Npy;
import io.ebm.core.io.NumberArray;
import io.ebm.core.run.Json;
import io.ebm.core.runtime.Workers;
import io.ebm.testkit.Enumeration;
import io.ebm.testkit.SmallIsing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The section {@code evaluation} of an experiment, from its text to what is written. */
class EvaluationTest {

  private static final String EXPERIMENT =
      """
      {
        "name": "toy",
        "data": {"type": "cloud", "size": 200, "dim": 3},
        "energy": {"type": "bowl"},
        "objective": {"type": "contrast", "sampler": {"type": "walk", "stepSize": 0.05}},
        "optimizer": {"type": "downhill", "rate": 0.1},
        "training": {"batch": 100, "steps": 60},
        "sampling": {"count": 64, "steps": 20},
        "evaluation": {"logZ":
          {"type": "sandwich", "temperatures": 100, "chains": 50, "burnIn": 30}}
      }
      """;

  @TempDir Path folder;

  private Path experiment() throws IOException {
    Path file = folder.resolve("toy.json");
    Files.writeString(file, EXPERIMENT);
    return file;
  }

  private Path train() throws IOException {
    Path out = folder.resolve("run");
    try (Ebm ebm = Ebm.open()) {
      ebm.start(ebm.experiment(experiment(), List.of()), out).train();
    }
    return out;
  }

  @Test
  void anExperimentsEstimatorIsUsedAndCanBeChanged() throws IOException {
    Path out = train();
    double exact = 1.5 * Math.log(2 * Math.PI);
    try (Ebm ebm = Ebm.open()) {
      AtomicLong last = new AtomicLong();
      JsonNode asSaid =
          ebm.open(out, told -> {}).evaluate(null, (done, total) -> last.set(total - done));
      assertThat(last).hasValue(0);
      JsonNode logZ = asSaid.path("logZ");
      assertThat(logZ.path("method").asString()).isEqualTo("sandwich");
      assertThat(logZ.path("forward").path("method").asString()).isEqualTo("ais");
      assertThat(logZ.path("reverse").path("value").asDouble()).isBetween(exact - 1, exact + 1);
      assertThat(logZ.path("valid").asBoolean()).isTrue();
      JsonNode likelihood = asSaid.path("logLikelihood");
      assertThat(likelihood.path("train").asDouble())
          .isBetween(
              likelihood.path("trainLower").asDouble(), likelihood.path("trainUpper").asDouble());
      assertThat(EvaluationRows.of(asSaid).toString())
          .contains("[logZ, sandwich, 2.", "[logZ, forward, 2.", ", ESS ", "yes]");

      JsonNode changed =
          ebm.open(out, List.of("evaluation.logZ.type=ais"), told -> {}).evaluate(null);
      assertThat(changed.path("logZ").path("method").asString()).isEqualTo("ais");
      assertThat(changed.path("logZ").has("forward")).isFalse();

      JsonNode standard = ebm.open(out, List.of("evaluation={}"), told -> {}).evaluate(null);
      assertThat(standard.path("logZ").path("method").asString()).isEqualTo("quadrature");
      assertThat(standard.path("logZ").path("value").asDouble())
          .isBetween(exact - 1e-3, exact + 1e-3);
    }
  }

  @Test
  void anInvalidEstimateIsShownAndNotUsed() throws IOException {
    Path out = train();
    try (Ebm ebm = Ebm.open()) {
      JsonNode result =
          ebm.open(
                  out,
                  List.of(
                      "evaluation.logZ.temperatures=1",
                      "evaluation.logZ.start=data",
                      "sampling.sampler={\"type\": \"walk\", \"stepSize\": 1.5}"),
                  told -> {})
              .evaluate(null);
      assertThat(result.path("logZ").path("valid").asBoolean()).isFalse();
      assertThat(result.path("logZ").path("reason").asString()).isNotEmpty();
      assertThat(result.has("logLikelihood")).isFalse();
      assertThat(EvaluationRows.of(result).toString()).contains("no: ");
    }
  }

  @Test
  void mistakesAreTold() throws IOException {
    Path file = experiment();
    try (Ebm ebm = Ebm.open()) {
      assertThatThrownBy(() -> ebm.experiment(file, List.of("evaluation.logZ.temperature=5")))
          .hasMessageContaining("evaluation.logZ.temperature: unknown key")
          .hasMessageContaining("did you mean 'temperatures'");
      assertThatThrownBy(() -> ebm.experiment(file, List.of("evaluation.logZ.burnIn=-1")))
          .hasMessageContaining("evaluation.logZ.burnIn: must be at least 0, but is -1");
      assertThatThrownBy(() -> ebm.experiment(file, List.of("evaluation.logZ.type=aiss")))
          .hasMessageContaining("no estimator 'aiss' is installed")
          .hasMessageContaining("did you mean 'ais'");
      assertThatThrownBy(
              () ->
                  ebm.compose(ebm.experiment(file, List.of("evaluation.logZ.type=exact")))
                      .checkFit())
          .hasMessageContaining(
              "evaluation.logZ: estimator 'exact' needs an energy that is Tractable")
          .hasMessageContaining("estimators that fit it: ais, bridge");
      assertThatThrownBy(
              () ->
                  ebm.compose(ebm.experiment(file, List.of("evaluation.logZ.start=exact")))
                      .checkFit())
          .hasMessageContaining(
              "evaluation.logZ: estimator 'sandwich' cannot start at exact samples");
    }
  }

  @Test
  void anyEnergyInAFewLines() {
    SmallIsing energy = SmallIsing.random(StateSpace.spin(8), 0.4, RandomStream.of(1));
    double exact = Enumeration.of(energy).logPartition(1);
    try (Ebm ebm = Ebm.open()) {
      Sandwich sandwich = new Sandwich(ReverseConfig.of(AisConfig.of(200, 100)));
      LogPartition estimate = ebm.logPartition(energy, sandwich, null, 7);
      assertThat(exact).isBetween(estimate.lower(), estimate.upper());
      assertThat(ebm.logPartition(energy, sandwich, null, 7)).isEqualTo(estimate);
      Dataset data = Dataset.of(energy.space(), Batch.of(new float[] {1, 1, 1, 1, 1, 1, 1, 1}, 8));
      assertThat(ebm.logPartition(energy, data).orElseThrow().method()).isEqualTo("exact");
    }
  }

  /** Columns around 1000 and -5, standardized for the model and undone in all that is told. */
  @Test
  void standardizedDataAreToldInTheirUnits() throws IOException {
    int rows = 400;
    RandomStream random = RandomStream.of(3);
    double[][] x = new double[2][rows];
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < rows; i++) {
      x[0][i] = (float) (1000 + 20 * random.nextGaussian());
      x[1][i] = (float) (-5 + 0.01 * random.nextGaussian());
      text.append((float) x[0][i]).append(',').append((float) x[1][i]).append('\n');
    }
    Files.writeString(folder.resolve("x.csv"), text);
    Path out = folder.resolve("scaled");
    List<String> changes =
        List.of(
            "data={\"type\": \"csv\", \"file\": \"x.csv\", \"standardize\": true}",
            "optimizer.rate=0.5",
            "evaluation={}",
            "sampling.count=2000",
            "sampling.steps=200");
    try (Ebm ebm = Ebm.open()) {
      Run run = ebm.start(ebm.experiment(experiment(), changes), out);
      run.train();
      run.report(run.sample(ProgressListener.NONE), run.evaluate(null));
    }
    try (Ebm ebm = Ebm.open()) {
      Run run = ebm.open(out, told -> {});
      float[] centre = run.session().composition().learnable().parameters().values();
      double expected = 0; // the density of the units of the file, row by row
      for (int k = 0; k < 2; k++) {
        double mean = Arrays.stream(x[k]).average().orElseThrow();
        double sd =
            Math.sqrt(Arrays.stream(x[k]).map(v -> (v - mean) * (v - mean)).sum() / (rows - 1));
        double learned = mean + sd * centre[k];
        for (double v : x[k]) {
          double z = (v - learned) / sd;
          expected -= (z * z / 2 + Math.log(sd) + Math.log(2 * Math.PI) / 2) / rows;
        }
      }
      JsonNode told = run.evaluate(null);
      assertThat(told.path("logLikelihood").path("train").asDouble())
          .isCloseTo(expected, within(2e-3));
      NumberArray samples = Npy.read(out.resolve("samples.npy"));
      double[] mean = new double[2];
      double[] square = new double[2];
      for (int i = 0; i < samples.length(); i++) {
        mean[i % 2] += samples.get(i) / 2000;
        square[i % 2] += samples.get(i) * samples.get(i) / 2000;
      }
      assertThat(mean[0]).isBetween(996.0, 1004.0);
      assertThat(mean[1]).isBetween(-5.003, -4.997);
      assertThat(Math.sqrt(square[0] - mean[0] * mean[0])).isBetween(17.0, 24.0);
      assertThat(Math.sqrt(square[1] - mean[1] * mean[1])).isBetween(0.0085, 0.012);
      assertThat(out.resolve("plots/landscape.png")).exists();

      // data of one value have no scale of their own; the run's is used
      Files.writeString(folder.resolve("one.csv"), "1000,-5\n1000,-5\n");
      JsonNode other = ebm.open(out, List.of("data.file=one.csv"), warning -> {}).evaluate(null);
      assertThat(other.path("logLikelihood").path("train").asDouble())
          .isCloseTo(-Math.log(20 * 0.01) - Math.log(2 * Math.PI), within(0.2));
    }
  }

  @Test
  void whatIsNoNumberEndsACommand() throws IOException {
    try (Ebm ebm = Ebm.open()) {
      Session session = ebm.session(ebm.experiment(experiment(), List.of("energy.stiffness=3e38")));
      assertThatThrownBy(() -> session.draw(ProgressListener.NONE))
          .isInstanceOf(RunFailedException.class)
          .hasMessageStartingWith(
              "sampling stopped: sampler 'walk', tile 0: after step 1 chain 0 has")
          .hasMessageContaining(
              " in coordinate 0; the energy, or its gradient, may be out of the range");
    }
    Batch rows = Batch.of(new float[] {0, 1, 2}, 1);
    try (Workers workers = new Workers(1)) {
      for (double bad : new double[] {Double.NaN, Double.NEGATIVE_INFINITY}) {
        assertThatThrownBy(() -> new Energies(thirdIs(bad), workers).of(rows))
            .isInstanceOf(RunFailedException.class)
            .hasMessageContaining("the energy of row 2 of 3 (from 0) is " + bad);
      }
      assertThat(new Energies(thirdIs(Double.POSITIVE_INFINITY), workers).of(rows))
          .containsExactly(0, 0, Double.POSITIVE_INFINITY);
    }
  }

  private static EnergyFunction thirdIs(double value) {
    return new EnergyFunction() {
      @Override
      public StateSpace space() {
        return StateSpace.real(1);
      }

      @Override
      public void energies(Batch x, double[] out) {
        for (int i = 0; i < x.size(); i++) {
          out[i] = x.get(i, 0) == 2 ? value : 0;
        }
      }
    };
  }

  @Test
  void infiniteNumbersAreTextsInJson() {
    ObjectNode node = Json.object();
    Json.put(node, "high", Double.POSITIVE_INFINITY);
    Json.put(node, "low", Double.NEGATIVE_INFINITY);
    Json.put(node, "none", Double.NaN);
    assertThat(Json.line(node))
        .isEqualTo("{\"high\":\"Infinity\",\"low\":\"-Infinity\",\"none\":null}");
    JsonNode read = Json.parse(Json.line(node));
    assertThat(Double.valueOf(read.path("high").asString())).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(Double.valueOf(read.path("low").asString())).isEqualTo(Double.NEGATIVE_INFINITY);
  }
}

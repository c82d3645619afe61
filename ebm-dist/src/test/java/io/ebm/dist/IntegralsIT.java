package io.ebm.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ebm.core.run.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * What {@code ebm evaluate} says of log Z of formulas whose integrals are known, or do not exist.
 */
class IntegralsIT {

  private static final double ROOT_2_PI = Math.sqrt(2 * Math.PI);

  @TempDir Path folder;

  private JsonNode logZ(String more, int dim, String expression) throws IOException {
    Path file = folder.resolve("formula.json");
    Files.writeString(
        file,
        """
        {"name": "formula", "energy": {"type": "expression", "dim": %d, "expression": "%s"} %s}
        """
            .formatted(dim, expression, more));
    CommandLine result = CommandLine.run("evaluate", file, "--json");
    assertThat(result.code()).as(result.err()).isZero();
    JsonNode evaluation = Json.parse(result.out());
    assertThat(evaluation.path("logLikelihood").isMissingNode())
        .as("likelihoods only of what is valid")
        .isEqualTo(more.isEmpty() || !evaluation.path("logZ").path("valid").asBoolean());
    return evaluation.path("logZ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          -logaddexp(-x[0]^2/2, -(x[0]-150)^2/2); 2
          -logaddexp(-x[0]^2/2, -(x[0]-1000)^2/2); 2
          -logaddexp(-x[0]^2/2, -(x[0]-3e5)^2/2000); 32.6227766
          -logaddexp(-x[0]^2/2, -(x[0]-1e6)^2/20000); 101
          """)
  void modesFarApartAreFound(String expression, double sumOfDeviations) throws IOException {
    JsonNode logZ = logZ("", 1, expression);
    assertThat(logZ.path("valid").asBoolean()).isTrue();
    assertThat(logZ.path("value").asDouble())
        .isCloseTo(Math.log(ROOT_2_PI * sumOfDeviations), within(2e-3));
    assertThat(logZ.path("assumes").asString()).startsWith("no mass in wells narrower than ");
  }

  @Test
  void aPoleThatCanBeIntegratedIsInTheInterval() throws IOException {
    JsonNode logZ = logZ("", 1, "x[0]^2/2+0.9*log(abs(x[0]))");
    // ∫ |x|^-0.9 exp(-x²/2) dx = 2^0.05 Γ(0.05)
    double right = 0.05 * Math.log(2) + org.apache.commons.math3.special.Gamma.logGamma(0.05);
    assertThat(logZ.path("lower").asDouble()).isLessThan(right);
    assertThat(logZ.path("upper").asDouble()).isGreaterThan(right);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "log(abs(x[0]))+x[0]^2",
        "2*log(abs(x[0]))+x[0]^2",
        "tan(x[0])+x[0]^2",
        "-1/abs(x[0])+x[0]^2",
        "min(x[0]^2/2,57)",
        "min(x[0]^2/2,300)",
        "log(1+abs(x[0]))/2",
        "cos(x[0])",
        "x[0]"
      })
  void whatHasNoIntegralIsNotValid(String expression) throws IOException {
    JsonNode logZ = logZ("", 1, expression);
    assertThat(logZ.path("valid").asBoolean()).as(expression).isFalse();
    assertThat(logZ.path("reason").asString()).isNotBlank();
  }

  /** Chains that begin at the data see no tails; those are looked at besides. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          x[0]; ais; energy does not rise
          0-x[0]^2/20; thermodynamic-integration; energy does not rise
          cos(x[0]); sandwich; seems to have no integral
          log(1+abs(x[0]))/2; bridge; falls off like r^-0.
          1.05*log(1+abs(x[0])); ais; too slowly for chains that begin at a normal law
          x[0]^2/2; ais;
          """)
  void estimatesByChainsLookAtTheTails(String expression, String method, String reason)
      throws IOException {
    Random random = new Random(3);
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      rows.append(random.nextGaussian()).append('\n');
    }
    Files.writeString(folder.resolve("normal.csv"), rows);
    String more =
        """
        , "data": {"type": "csv", "file": "normal.csv"},
        "evaluation": {"logZ": {"type": "%s", "temperatures": 100,
          "sampler": {"type": "mala", "stepSize": 0.3}}}
        """
            .formatted(method);
    JsonNode logZ = logZ(more, 1, expression);
    assertThat(logZ.path("valid").asBoolean()).isEqualTo(reason == null);
    if (reason != null) {
      assertThat(logZ.path("reason").asString()).contains(reason);
    } else {
      assertThat(logZ.path("value").asDouble()).isCloseTo(Math.log(ROOT_2_PI), within(0.05));
    }
  }

  @Test
  void whatIsMissingSaysWhyAndWhatWouldDo() throws IOException {
    String five = "5 dimensions are too many for quadrature";
    assertThat(note("")).isEqualTo("log Z: none, because " + five + NO_DATA);
    Files.writeString(folder.resolve("five.csv"), "1.5,2,3,4,5\n2,3,4,5,6\n0,1,1,1,2\n");
    String data = ", \"data\": {\"type\": \"csv\", \"file\": \"five.csv\"}";
    assertThat(note(data + ", \"sampling\": {\"sampler\": {\"type\": \"mala\"}, \"count\": 4}"))
        .isEqualTo("log Z: none, because " + five + "; try evaluation.logZ.type=ais");
  }

  private static final String NO_DATA =
      ", and ais needs data, to fit the beginning of its path to, as the energy is not Annealable";

  private String note(String more) throws IOException {
    Path file = folder.resolve("five.json");
    Files.writeString(
        file,
        """
        {"name": "five", "energy": {"type": "expression", "dim": 5,
          "expression": "sum(i, 0, dim - 1, x[i]^2)"} %s}
        """
            .formatted(more));
    CommandLine result = CommandLine.run("evaluate", file, "--json");
    for (JsonNode verdict : Json.parse(result.out()).path("verdicts")) {
      if (verdict.path("level").asString().equals("note")) {
        return verdict.path("says").asString();
      }
    }
    return "no note: " + result;
  }
}

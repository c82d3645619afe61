package io.ebm.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.PerClass;
import io.ebm.api.StateSpace;
import io.ebm.core.Ebm;
import io.ebm.core.ProgressListener;
import io.ebm.core.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Classes, guidance towards them and rows to complete, of a mixture that is known exactly. */
class GuidanceTest {

  private static final int COUNT = 2000;

  /** The class that is asked for: it reaches into the others. */
  private static final int ASKED = 1;

  @TempDir Path folder;

  private interface Use {
    void with(Session session) throws IOException;
  }

  private void session(String sampler, Use use) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("e.json"),
            """
            {
              "name": "guidance", "seed": 5,
              "energy": {"type": "gaussian-mixture", "parts": [
                {"weight": 0.5, "mean": [-1, 0], "covariance": [[0.4, 0.2], [0.2, 0.4]]},
                {"weight": 0.3, "mean": [0.5, 0.5], "covariance": [[0.5, -0.3], [-0.3, 0.5]]},
                {"weight": 0.2, "mean": [1, -1], "covariance": [[0.3, 0], [0, 0.1]]}]},
              "sampling": {"sampler": %s, "count": %d}
            }
            """
                .formatted(sampler.replace('\'', '"'), COUNT));
    try (Ebm ebm = Ebm.open()) {
      use.with(ebm.session(ebm.experiment(file, List.of())));
    }
  }

  private static Batch ofTheClass(Session session) {
    return session.drawClass(String.valueOf(ASKED), COUNT, 1, null, ProgressListener.NONE).states();
  }

  private static EnergyFunction classEnergy(Session session) {
    return session.energy().as(PerClass.class).orElseThrow().ofClass(ASKED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type': 'heun', 'nodes': 40}",
        "{'type': 'dpm-solver', 'nodes': 60}",
        "{'type': 'ancestral', 'nodes': 400}"
      })
  void classesAreTheirConditionalLaw(String sampler) throws IOException {
    session(
        sampler,
        session ->
            assertThat(Cells.distance(classEnergy(session), ofTheClass(session))).isLessThan(0.06));
  }

  /** {@code E + w (E_c - E)}: the law that guidance means, at the level without noise. */
  private record Guided(EnergyFunction all, EnergyFunction given, double weight)
      implements EnergyFunction {
    @Override
    public StateSpace space() {
      return all.space();
    }

    @Override
    public void energies(Batch x, double[] out) {
      double[] others = new double[x.size()];
      all.energies(x, out);
      given.energies(x, others);
      for (int i = 0; i < others.length; i++) {
        out[i] += weight * (others[i] - out[i]);
      }
    }
  }

  /** Guided steps alone end elsewhere: {@code p(x) p(c | x)^w} blurred has another score. */
  @Test
  void guidanceIsRightWithCorrections() throws IOException {
    double[] alone = new double[1];
    session(
        "{'type': 'heun', 'nodes': 40, 'guidance': 3}",
        session ->
            alone[0] =
                Cells.distance(
                    new Guided(session.energy(), classEnergy(session), 3), ofTheClass(session)));
    session(
        "{'type': 'predictor-corrector', 'nodes': 40, 'corrections': 15, 'clean': false,"
            + " 'guidance': 3, 'schedule': {'type': 'edm', 'lowest': 0.03},"
            + " 'corrector': {'type': 'mala', 'stepSize': 0.2}}",
        session ->
            assertThat(
                    Cells.distance(
                        new Guided(session.energy(), classEnergy(session), 3), ofTheClass(session)))
                .isLessThan(0.06)
                .isLessThan(alone[0] / 2));
  }

  /** With one coordinate given: the other's law is a mixture whose weights the given one tells. */
  @Test
  void completedRowsObeyTheConditionalLaw() throws IOException {
    float seen = 0.3f;
    session(
        "{'type': 'predictor-corrector', 'nodes': 60, 'corrections': 10, 'clean': false,"
            + " 'schedule': {'type': 'edm', 'lowest': 0.02},"
            + " 'corrector': {'type': 'mala', 'stepSize': 0.4}}",
        session -> {
          Batch given = Batch.allocate(COUNT, 2);
          for (int i = 0; i < COUNT; i++) {
            given.set(i, 0, seen);
            given.set(i, 1, Float.NaN);
          }
          Batch states = session.complete(given, 1, 7L, ProgressListener.NONE).states();
          double[] expected = along(session.energy(), seen);
          double worst = 0;
          for (int k = 0; k < expected.length; k++) {
            int below = 0;
            for (int i = 0; i < COUNT; i++) {
              below += states.get(i, 1) < place(k) ? 1 : 0;
            }
            worst = Math.max(worst, Math.abs((double) below / COUNT - expected[k]));
          }
          assertThat(worst).as("Kolmogorov's distance").isLessThan(0.06);
        });
  }

  private static double place(int k) {
    return -4 + 0.02 * k;
  }

  /** The distribution function of the second coordinate, given the first. */
  private static double[] along(EnergyFunction energy, float seen) {
    double[] below = new double[400];
    Batch x = Batch.allocate(1, 2);
    x.set(0, 0, seen);
    double[] value = new double[1];
    double sum = 0;
    for (int k = 0; k < below.length; k++) {
      below[k] = sum;
      x.set(0, 1, (float) (place(k) + 0.01));
      energy.energies(x, value);
      sum += Math.exp(-value[0]);
    }
    for (int k = 0; k < below.length; k++) {
      below[k] /= sum;
    }
    return below;
  }
}

package io.ebm.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import io.ebm.api.Dataset;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.core.io.Npy;
import io.ebm.models.boltzmann.rbm.Rbm;
import io.ebm.models.boltzmann.rbm.RbmConfig;
import io.ebm.models.boltzmann.rbm.RbmFactory;
import io.ebm.models.hopfield.DenseMemory;
import io.ebm.models.hopfield.Interaction;
import io.ebm.testkit.Defaults;
import io.ebm.testkit.TestContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hopfield networks with the rest of the project. */
class HopfieldIT {

  private static final int UNITS = 64;

  @TempDir Path folder;

  private static Batch spins(int count) {
    Batch patterns = Batch.allocate(count, UNITS);
    StateSpace.spin(UNITS).randomStart(patterns, RandomStream.of(1));
    return patterns;
  }

  /**
   * Hidden units of variance 1 with weights {@code 2 ξ / √N}, summed out, are the couplings of
   * Hebb's rule between the spins {@code 2 v - 1} (Barra et al. 2012).
   */
  @Test
  void gaussianHiddenUnitsSumToAHopfieldNetwork() {
    int hidden = 5;
    Batch patterns = spins(hidden);
    Batch states = Batch.allocate(40, UNITS);
    StateSpace space = StateSpace.binary(UNITS);
    space.randomStart(states, RandomStream.of(2));
    Rbm rbm =
        new RbmFactory()
            .create(
                Defaults.create(
                    RbmConfig.class,
                    Map.of("hidden", hidden, "hiddenKind", RbmConfig.HiddenKind.GAUSSIAN)),
                TestContext.builder().data(Dataset.of(space, states)).build());
    float[] theta = rbm.parameters().values();
    java.util.Arrays.fill(theta, 0);
    int bias = rbm.parameters().tensor("visible-bias").offset();
    for (int p = 0; p < hidden; p++) {
      float sum = 0;
      for (int i = 0; i < UNITS; i++) {
        sum += patterns.get(p, i);
      }
      for (int i = 0; i < UNITS; i++) {
        theta[i * hidden + p] = (float) (2 * patterns.get(p, i) / Math.sqrt(UNITS));
        theta[bias + i] -= 2f / UNITS * sum * patterns.get(p, i);
      }
    }
    double[] one = new double[40];
    double[] other = new double[40];
    rbm.energies(states, one);
    for (int i = 0; i < states.length(); i++) {
      states.array()[i] = 2 * states.array()[i] - 1;
    }
    DenseMemory.of(patterns, Interaction.POLYNOMIAL, 2).energies(states, other);
    for (int r = 1; r < 40; r++) {
      assertThat(one[r] - other[r]).as("a constant").isCloseTo(one[0] - other[0], within(1e-4));
    }
  }

  private Path experiment(String energy, String training) throws IOException {
    Npy.write(folder.resolve("patterns.npy"), spins(5), List.of(8, 8));
    Path file = folder.resolve("memory.json");
    Files.writeString(
        file,
        """
        {
          "name": "memory", "seed": 3,
          "data": {"type": "npy", "file": "patterns.npy"},
          "energy": %s,
          %s
          "sampling": {"sampler": {"type": "gibbs"}, "count": 20, "steps": 20}
        }
        """
            .formatted(energy, training));
    return file;
  }

  private Path probes() throws IOException {
    Batch probes = spins(5);
    for (int i = 0; i < 20; i++) {
      probes.set(0, 3 * i, -probes.get(0, 3 * i));
      probes.set(1, 3 * i, Float.NaN);
    }
    Path file = folder.resolve("probes.npy");
    Npy.write(file, probes, List.of(8, 8));
    return file;
  }

  @Test
  void predictRetrievesFromAnExperimentOrItsRun() throws IOException {
    Path file = experiment("{\"type\": \"dense-associative-memory\"}", "");
    Path out = folder.resolve("found.npy");
    CommandLine found = CommandLine.run("predict", file, "--input", probes(), "--out", out);
    assertThat(found.code()).as(found.err()).isZero();
    assertThat(found.out().lines().toList())
        .hasSize(6)
        .startsWith("row,steps,settled,energy,nearest,overlap,spurious")
        .anyMatch(line -> line.startsWith("0,1,true,") && line.endsWith(",0,1.000000,false"))
        .anyMatch(line -> line.startsWith("1,") && line.endsWith(",1,1.000000,false"));
    Batch expected = spins(5);
    io.ebm.core.io.NumberArray states = Npy.read(out);
    assertThat(states.shape()).containsExactly(5, 8, 8);
    for (int i = 0; i < expected.length(); i++) {
      assertThat((float) states.get(i)).isEqualTo(expected.array()[i]);
    }
    CommandLine run = CommandLine.run("sample", file, "--out", folder.resolve("run"));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(folder.resolve("run/plots/retrieval.png")).exists();
    CommandLine again = CommandLine.run("predict", folder.resolve("run"), "--input", probes());
    assertThat(again.out()).isEqualTo(found.out().replace(out + "\n", ""));

    CommandLine wrong =
        CommandLine.run("predict", file, "--input", folder.resolve("patterns.npy"), "--best", 2);
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err())
        .contains(
            "--marginals and --best are not for energy 'dense-associative-memory', which answers"
                + " states with gaps");
  }

  @Test
  void tablesOfProbesAreReadToo() throws IOException {
    Path file = experiment("{\"type\": \"hopfield\", \"rule\": \"projection\"}", "");
    Batch rows = spins(5);
    Path table = folder.resolve("probes.csv");
    io.ebm.core.io.Csv.write(table, List.of(), rows);
    CommandLine found = CommandLine.run("predict", file, "--input", table);
    assertThat(found.code()).as(found.err()).isZero();
    assertThat(found.out().lines().skip(1)).allMatch(line -> line.endsWith("1.000000,false"));
  }

  /** Couplings learned by an objective hold the patterns as those of a rule do. */
  @Test
  void anObjectiveTrainsTheCouplings() throws IOException {
    Path file =
        experiment(
            "{\"type\": \"hopfield\", \"rule\": \"none\"}",
            """
            "objective": {"type": "pseudo-likelihood"},
            "optimizer": {"type": "adam", "rate": 0.02},
            "training": {"batch": 5, "steps": 100},
            """);
    CommandLine train = CommandLine.run("train", file, "--out", folder.resolve("trained"));
    assertThat(train.code()).as(train.err()).isZero();
    CommandLine found = CommandLine.run("predict", folder.resolve("trained"), "--input", probes());
    assertThat(found.code()).as(found.err()).isZero();
    assertThat(found.out().lines().skip(1)).hasSize(5);
    assertThat(found.out().lines().skip(1)).allMatch(line -> line.endsWith("1.000000,false"));
  }
}

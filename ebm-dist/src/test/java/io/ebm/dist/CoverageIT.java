package io.ebm.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.api.Dataset;
import io.ebm.api.EnergyFunction;
import io.ebm.api.LogPartition;
import io.ebm.api.PartitionEstimator;
import io.ebm.api.Tractable;
import io.ebm.core.Ebm;
import io.ebm.core.Session;
import io.ebm.core.estimation.AisConfig;
import io.ebm.core.estimation.Bridge;
import io.ebm.core.estimation.BridgeConfig;
import io.ebm.core.estimation.IntegrationConfig;
import io.ebm.core.estimation.ReverseConfig;
import io.ebm.core.estimation.Sandwich;
import io.ebm.core.estimation.Smc;
import io.ebm.core.estimation.SmcConfig;
import io.ebm.core.estimation.ThermodynamicIntegration;
import io.ebm.core.io.Npy;
import io.ebm.testkit.Defaults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Estimates of log Z of the energies that are shipped, against what they compute exactly: how often
 * the exact value lies in the interval.
 */
class CoverageIT {

  private static final int SEEDS = 100;
  private static final int FEWER_SEEDS = 20;

  @TempDir Path folder;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "rbm | {'type': 'rbm', 'hidden': 8, 'weightScale': 0.8}",
        "centred rbm | {'type': 'rbm', 'hidden': 5, 'weightScale': 1.2, 'centred': true}",
        "machine | {'type': 'boltzmann-machine', 'hidden': 3, 'scale': 0.6}",
        "ising, K = 0.3 | {'type': 'ising', 'shape': [4, 4], 'temperature': 3.3333333}",
        "ising, K = Kc | {'type': 'ising', 'shape': [4, 4], 'temperature': 2.2691853}",
        "ising, K = 0.5 | {'type': 'ising', 'shape': [4, 4], 'temperature': 2}",
        "potts | {'type': 'potts', 'levels': 3, 'shape': [3, 3], 'temperature': 1.2}",
      })
  void exactValueIsInside(String name, String energy) throws IOException {
    boolean data = energy.contains("rbm") || energy.contains("machine");
    try (Ebm ebm = Ebm.builder().threads(2).open()) {
      Session session = ebm.session(ebm.experiment(experiment(energy, data), List.of()));
      EnergyFunction model = session.energy();
      Dataset examples = session.composition().data().orElse(null);
      double[] exact = new double[1];
      model.as(Tractable.class).orElseThrow().logPartitions(1, exact);

      PartitionEstimator sandwich = new Sandwich(ReverseConfig.of(AisConfig.of(100, 100)));
      int inside = 0;
      int forward = 0;
      int reverse = 0;
      for (int seed = 0; seed < SEEDS; seed++) {
        LogPartition result = ebm.logPartition(model, sandwich, examples, seed);
        inside += holds(result, exact[0]);
        forward += holds(part(result, "forward"), exact[0]);
        reverse += holds(part(result, "reverse"), exact[0]);
      }
      assertThat(inside).as("sandwich").isGreaterThanOrEqualTo(95);
      assertThat(forward).as("ais").isGreaterThanOrEqualTo(95);
      assertThat(reverse).as("reverse-ais").isGreaterThanOrEqualTo(95);

      for (PartitionEstimator other :
          List.of(
              new ThermodynamicIntegration(Defaults.create(IntegrationConfig.class, Map.of())),
              new Bridge(Defaults.create(BridgeConfig.class, Map.of())),
              new Smc(new SmcConfig(16, 32, 0.9, 1, 2, 0.5, null)))) {
        inside = 0;
        for (int seed = 0; seed < FEWER_SEEDS; seed++) {
          inside += holds(ebm.logPartition(model, other, examples, seed), exact[0]);
        }
        assertThat(inside).as(other.method()).isGreaterThanOrEqualTo(18);
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "rectified | {'type': 'rbm', 'hidden': 4, 'hiddenKind': 'relu', 'weightScale': 0.4}",
        "labels | {'type': 'rbm', 'hidden': 5, 'visibleKind': 'potts', 'weightScale': 0.7}",
      })
  void exactValueIsInsideForFurtherKindsOfUnits(String name, String energy) throws IOException {
    try (Ebm ebm = Ebm.builder().threads(2).open()) {
      Session session = ebm.session(ebm.experiment(experiment(energy, true), List.of()));
      Dataset examples = session.composition().data().orElse(null);
      double[] exact = new double[1];
      session.energy().as(Tractable.class).orElseThrow().logPartitions(1, exact);
      PartitionEstimator sandwich = new Sandwich(ReverseConfig.of(AisConfig.of(60, 60)));
      int inside = 0;
      for (int seed = 0; seed < FEWER_SEEDS; seed++) {
        inside += holds(ebm.logPartition(session.energy(), sandwich, examples, seed), exact[0]);
      }
      assertThat(inside).as(name).isGreaterThanOrEqualTo(18);
    }
  }

  private static LogPartition part(LogPartition result, String name) {
    return Objects.requireNonNull(result.parts().get(name), name);
  }

  private static int holds(LogPartition result, double exact) {
    return result.lower() <= exact && exact <= result.upper() ? 1 : 0;
  }

  private Path experiment(String energy, boolean data) throws IOException {
    float[] rows = new float[50 * 10];
    Random random = new Random(3);
    boolean labels = energy.contains("potts', 'weight");
    for (int i = 0; i < rows.length; i++) {
      rows[i] = random.nextDouble() < 0.1 + 0.08 * (i % 10) ? 1 : 0;
      if (labels) {
        rows[i] += random.nextInt(2);
      }
    }
    Npy.write(folder.resolve("x.npy"), List.of(50, 10), rows);
    Path file = folder.resolve("e.json");
    Files.writeString(
        file,
        ("{'name': 'coverage', 'seed': 7, "
                + (data
                    ? "'data': {'type': 'npy', 'file': 'x.npy', "
                        + (labels ? "'levels': 3" : "'binarize': 0.5")
                        + "}, "
                    : "")
                + "'energy': "
                + energy
                + "}")
            .replace('\'', '"'));
    return file;
  }
}

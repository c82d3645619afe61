package io.ebm.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.EnergyFunction;
import io.ebm.api.LogPartition;
import io.ebm.api.StateSpace;
import io.ebm.core.Ebm;
import io.ebm.core.Session;
import io.ebm.core.estimation.AisConfig;
import io.ebm.core.estimation.Importance;
import io.ebm.core.estimation.ImportanceConfig;
import io.ebm.core.estimation.ReverseConfig;
import io.ebm.core.estimation.Sandwich;
import io.ebm.testkit.Enumeration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Estimates of log Z of an energy that corrects an n-gram, against the sum over all sequences. */
class ImportanceTest {

  private static final int SEEDS = 100;

  @TempDir Path folder;

  private Session session(Ebm ebm) throws IOException {
    Files.writeString(folder.resolve("texts.txt"), "aa\na\naaa\n");
    Path file = folder.resolve("given.json");
    Files.writeString(
        file,
        """
        {
          "name": "given", "seed": 5,
          "data": {"type": "text", "file": "texts.txt", "most": 4, "pad": true},
          "energy": {"type": "residual", "base": {"type": "n-gram", "order": 2, "add": 0.5},
            "correction": {"type": "network", "layers": [{"type": "embedding", "dim": 6},
              {"type": "global-pool", "kind": "sum"}, {"type": "dense", "units": 1}]}},
          "objective": {"type": "nce"},
          "sampling": {"sampler": {"type": "metropolis"}}
        }
        """);
    return ebm.session(ebm.experiment(file, List.of()));
  }

  @Test
  void intervalsHoldTheExactValue() throws IOException {
    try (Ebm ebm = Ebm.builder().threads(1).open()) {
      Session session = session(ebm);
      EnergyFunction energy = session.energy();
      assertThat(energy.space()).isEqualTo(new StateSpace.Categorical(4, 3, 1));
      double exact = Enumeration.of(energy).logPartition(1);
      assertThat(Math.abs(exact)).isGreaterThan(0.05); // the correction does something
      int inside = 0;
      double mean = 0;
      for (int seed = 0; seed < SEEDS; seed++) {
        LogPartition found =
            ebm.logPartition(energy, new Importance(new ImportanceConfig(null, 2000)), null, seed);
        assertThat(found.valid()).isTrue();
        inside += found.lower() <= exact && exact <= found.upper() ? 1 : 0;
        mean += Math.exp(found.value() - exact) / SEEDS;
      }
      assertThat(inside).isGreaterThanOrEqualTo(95);
      assertThat(mean).isCloseTo(1, within(0.03));
    }
  }

  /** Its path begins with the uniform law on sequences, of which there are 31. */
  @Test
  void annealingAgrees() throws IOException {
    try (Ebm ebm = Ebm.builder().threads(1).open()) {
      Session session = session(ebm);
      EnergyFunction energy = session.energy();
      double exact = Enumeration.of(energy).logPartition(1);
      Sandwich sandwich = new Sandwich(ReverseConfig.of(AisConfig.of(60, 100)));
      int inside = 0;
      for (int seed = 0; seed < 20; seed++) {
        LogPartition found =
            ebm.logPartition(energy, sandwich, session.composition().data().orElse(null), seed);
        inside += found.lower() <= exact && exact <= found.upper() ? 1 : 0;
      }
      assertThat(inside).isGreaterThanOrEqualTo(18);
    }
  }
}

package io.ebm.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Noise;
import io.ebm.api.RandomStream;
import io.ebm.api.Residual;
import io.ebm.api.SiteDifferences;
import io.ebm.api.StateSpace;
import io.ebm.api.SymbolCosts;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The checks of sequences and of corrected bases fail on energies broken on purpose. */
class FaultySequencesTest {

  private static final StateSpace.Categorical SPACE = new StateSpace.Categorical(4, 3, 1);

  /** What is wrong with {@link Fair}. */
  private enum Mistake {
    NONE,
    SUM,
    BEHIND,
    LATER,
    FINITE
  }

  /** Every symbol as likely as the others, whatever stood before it. */
  private record Fair(Mistake mistake) implements EnergyFunction, SymbolCosts, SiteDifferences {
    @Override
    public StateSpace space() {
      return SPACE;
    }

    @Override
    public void energies(Batch x, double[] out) {
      for (int i = 0; i < x.size(); i++) {
        double cost = SPACE.symbols(x, i) * Math.log(3);
        boolean possible = SPACE.isSequence(x, i);
        out[i] = possible ? cost : Double.POSITIVE_INFINITY;
      }
    }

    @Override
    public void costs(Batch x, Batch out) {
      for (int i = 0; i < x.size(); i++) {
        int symbols = SPACE.symbols(x, i);
        for (int t = 0; t < x.dim(); t++) {
          double cost = t < symbols ? Math.log(3) : 0;
          if (mistake == Mistake.SUM) {
            cost *= 1.1;
          } else if (mistake == Mistake.BEHIND && t == symbols) {
            cost += 0.1;
          } else if (mistake == Mistake.LATER && symbols > 1) {
            cost += 0.1 * symbols * (t == 0 ? 1 : t == symbols - 1 ? -1 : 0); // the sum is right
          }
          out.set(i, t, (float) cost);
        }
      }
    }

    @Override
    public void differences(Batch x, Batch out) {
      double[] here = new double[x.size()];
      double[] there = new double[x.size()];
      energies(x, here);
      for (int k = 0; k < out.dim(); k++) {
        Batch changed = x.copy();
        for (int i = 0; i < x.size(); i++) {
          changed.set(i, k / 3, k % 3);
        }
        energies(changed, there);
        for (int i = 0; i < x.size(); i++) {
          double difference = there[i] - here[i];
          boolean hidden = mistake == Mistake.FINITE && Double.isInfinite(difference);
          out.set(i, k, hidden ? 1e9f : (float) difference);
        }
      }
    }

    @Override
    public boolean exact() {
      return true;
    }
  }

  private static EnergyCase with(Mistake mistake) {
    return EnergyCase.of(new Fair(mistake), 1);
  }

  private static void costsFail(Mistake mistake, String complaint) {
    assertThatThrownBy(() -> SequenceChecks.costsMakeTheEnergy(with(mistake)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(complaint);
  }

  @Test
  void costsThatAreNot() {
    SequenceChecks.costsMakeTheEnergy(with(Mistake.NONE));
    costsFail(Mistake.SUM, "the sum of the costs of row");
    costsFail(Mistake.BEHIND, "behind the end of row");
    costsFail(Mistake.LATER, "where others follow");
  }

  @Test
  void differencesThatAreFinite() {
    SiteChecks.differencesAreThoseOfEnergies(with(Mistake.NONE));
    assertThatThrownBy(() -> SiteChecks.differencesAreThoseOfEnergies(with(Mistake.FINITE)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("not Infinity");
  }

  /** An energy with this base and correction, which is another than it says. */
  private record Corrected(EnergyFunction energy, Noise.Density base, EnergyFunction correction)
      implements EnergyFunction, Residual {
    @Override
    public StateSpace space() {
      return energy.space();
    }

    @Override
    public void energies(Batch x, double[] out) {
      energy.energies(x, out);
    }
  }

  /** A base that draws spins up with one probability and says another. */
  private record Coins(double drawn, double said) implements Noise.Density {
    @Override
    public void sample(Batch into, RandomStream random) {
      for (int i = 0; i < into.size(); i++) {
        for (int j = 0; j < into.dim(); j++) {
          into.set(i, j, random.nextDouble() < drawn ? 1 : -1);
        }
      }
    }

    @Override
    public void logDensities(Batch x, double[] out) {
      Arrays.fill(out, 0, x.size(), 0);
      for (int i = 0; i < x.size(); i++) {
        for (int j = 0; j < x.dim(); j++) {
          out[i] += Math.log(x.get(i, j) > 0 ? said : 1 - said);
        }
      }
    }
  }

  private static void residualFails(double drawn, double shift, String complaint) {
    SmallIsing correction = SmallIsing.random(StateSpace.spin(3), 0.5, RandomStream.of(1));
    Coins base = new Coins(drawn, 0.4);
    EnergyFunction sum =
        new EnergyFunction() {
          @Override
          public StateSpace space() {
            return correction.space();
          }

          @Override
          public void energies(Batch x, double[] out) {
            double[] logs = new double[x.size()];
            base.logDensities(x, logs);
            correction.energies(x, out);
            for (int i = 0; i < x.size(); i++) {
              out[i] += shift - logs[i];
            }
          }
        };
    EnergyCase test = EnergyCase.of(new Corrected(sum, base, correction), 1);
    if (complaint.isEmpty()) {
      ResidualChecks.correctionMakesTheEnergy(test);
      return;
    }
    assertThatThrownBy(() -> ResidualChecks.correctionMakesTheEnergy(test))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(complaint);
  }

  @Test
  void partsThatMakeAnotherEnergy() {
    residualFails(0.4, 0, "");
    residualFails(0.4, 0.3, "the energy, for base and correction, of row");
    residualFails(0.6, 0, "is the law of the draws");
  }
}

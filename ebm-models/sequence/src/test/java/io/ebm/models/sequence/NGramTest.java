package io.ebm.models.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Archived;
import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.testkit.EnergyConformance;
import io.ebm.testkit.Enumeration;
import io.ebm.testkit.TestContext;
import io.ebm.testkit.TestDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NGramTest {

  private static final double ADD = 0.3;

  static EnergyFunction of(int order, TestContext context) {
    return (EnergyFunction)
        new NGramFactory().create(new NGramFactory.Config(order, ADD), context);
  }

  private abstract static class Case extends EnergyConformance {
    private final int order;
    private final StateSpace.Categorical space;

    Case(int order, StateSpace.Categorical space) {
      this.order = order;
      this.space = space;
    }

    @Override
    protected EnergyFunction energy() {
      return of(order, Sentences.context(space));
    }

    /** Rows that the base of an end does not allow have no weight, and all others sum to one. */
    @Test
    void isNormalised() {
      Enumeration all = Enumeration.of(energy());
      assertThat(all.logPartition(1)).isCloseTo(0, within(1e-12));
      for (int s = 0; s < all.size(); s++) {
        boolean sequence = space.isSequence(all.states(), s);
        assertThat(Double.isFinite(all.energy(s))).isEqualTo(sequence);
      }
    }
  }

  @Nested
  class OfSymbols extends Case {
    OfSymbols() {
      super(1, Sentences.ENDLESS);
    }
  }

  @Nested
  class OfSymbolsAndEnds extends Case {
    OfSymbolsAndEnds() {
      super(1, Sentences.ENDING);
    }
  }

  @Nested
  class OfPairs extends Case {
    OfPairs() {
      super(2, Sentences.ENDLESS);
    }
  }

  @Nested
  class OfPairsAndEnds extends Case {
    OfPairsAndEnds() {
      super(2, Sentences.ENDING);
    }
  }

  @Nested
  class OfTriples extends Case {
    OfTriples() {
      super(3, Sentences.ENDLESS);
    }
  }

  @Nested
  class OfTriplesAndEnds extends Case {
    OfTriplesAndEnds() {
      super(3, Sentences.ENDING);
    }
  }

  /** As many symbols go together as a row has, and more. */
  @Nested
  class OfWholeRows extends Case {
    OfWholeRows() {
      super(6, Sentences.ENDING);
    }
  }

  static Stream<Arguments> cases() {
    return Stream.of(1, 2, 3, 6)
        .flatMap(
            order ->
                Stream.of(
                    Arguments.of(order, Sentences.ENDLESS), Arguments.of(order, Sentences.ENDING)));
  }

  /** The formula, with counts by a search through all rows. */
  @ParameterizedTest
  @MethodSource("cases")
  void followsTheCounts(int order, StateSpace.Categorical space) {
    Batch data = Sentences.data(space, 40).train().range(0, 40, space.dim());
    Batch x = Batch.allocate(60, space.dim());
    space.randomStart(x, RandomStream.of(3));
    double[] found = new double[x.size()];
    of(order, Sentences.context(space)).energies(x, found);
    for (int row = 0; row < x.size(); row++) {
      double expected = 0;
      for (int t = 0; t < space.symbols(x, row); t++) {
        int both = 0;
        int before = 0;
        for (int other = 0; other < data.size(); other++) {
          for (int u = 0; u < space.symbols(data, other); u++) {
            if (context(x, row, t, order).equals(context(data, other, u, order))) {
              before++;
              both += data.get(other, u) == x.get(row, t) ? 1 : 0;
            }
          }
        }
        expected -= Math.log((both + ADD) / (before + ADD * space.levels()));
      }
      assertThat(found[row]).isCloseTo(expected, within(1e-12));
    }
  }

  /** The symbols before a place, as many as count; -1 stands for none. */
  private static List<Integer> context(Batch x, int row, int place, int order) {
    List<Integer> symbols = new ArrayList<>();
    for (int t = place - order + 1; t < place; t++) {
      symbols.add(t < 0 ? -1 : (int) x.get(row, t));
    }
    return symbols;
  }

  @Test
  void anArchiveGivesTheSameEnergies(@TempDir Path folder) throws IOException {
    EnergyFunction energy = of(3, Sentences.context(Sentences.ENDING));
    energy.as(Archived.class).orElseThrow().archive(folder);
    TestDataset others = TestDataset.of(Sentences.ENDING, Batch.allocate(1, 4));
    EnergyFunction again = of(3, TestContext.builder().data(others).archive(folder).build());
    Batch x = Batch.allocate(50, 4);
    Sentences.ENDING.randomStart(x, RandomStream.of(3));
    double[] expected = new double[50];
    double[] found = new double[50];
    energy.energies(x, expected);
    again.energies(x, found);
    assertThat(found).isEqualTo(expected);
  }

  @Test
  void aDamagedArchiveIsNamed(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("counts.csv"), "context,symbol,count\n3,x,1\n");
    TestContext context =
        TestContext.builder().data(Sentences.data(Sentences.ENDING, 3)).archive(folder).build();
    assertThatThrownBy(() -> of(2, context))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("counts.csv is damaged");
  }

  @Test
  void refusesWhatItCannotCount() {
    TestContext nothing = TestContext.builder().dataSpace(Sentences.ENDING).build();
    assertThatThrownBy(() -> of(2, nothing)).hasMessage("an n-gram needs data to count");
    TestContext real = TestContext.builder().dataSpace(StateSpace.real(4)).build();
    assertThatThrownBy(() -> of(2, real))
        .hasMessage(
            "energy 'n-gram' is over labels, and the data are of Real[shape=[4]]; data 'text' gives"
                + " such");
    TestContext varying =
        TestContext.builder().dataSpace(new StateSpace.Varying(1, 4, 3)).build();
    assertThatThrownBy(() -> of(2, varying)).hasMessageContaining("\"pad\": true makes states");
    assertThatThrownBy(() -> of(41, Sentences.context(Sentences.ENDING)))
        .hasMessage("an n-gram of order 41 over 3 symbols has more contexts than 2^63");
  }
}

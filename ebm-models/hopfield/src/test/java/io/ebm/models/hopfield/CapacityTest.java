package io.ebm.models.hopfield;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Batch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reduced versions of the study of capacity; docs/hopfield.md has the whole one. */
class CapacityTest {

  /** Hebb's rule at N = 1500, asynchronous from the pattern. */
  @ParameterizedTest
  @CsvSource({"0.10, 0.998, 0.03", "0.13, 0.988, 0.03", "0.16, 0.64, 0.1", "0.20, 0.32, 0.1"})
  void overlapAtALoad(double load, double overlap, double tolerance) {
    AssociativeMemory memory = AssociativeMemory.hebb(1500);
    memory.store(Patterns.spins((int) Math.round(1500 * load), 1500, 1));
    double found = memory.capacityReport(50, 1).rows().get(0).overlap();
    assertThat(found).isCloseTo(overlap, within(tolerance));
  }

  /** What a degree holds grows by N^(n-1): eight times the patterns at twice the units. */
  @ParameterizedTest
  @CsvSource({"2, 0.02", "3, 0.02"})
  void theSameErrorsAtPatternsOfThatPower(int degree, double tolerance) {
    double[] errors = new double[2];
    for (int k = 0; k < 2; k++) {
      int units = 60 << k;
      int patterns = (int) (0.2 * Math.pow(units, degree - 1) / (degree == 2 ? 1 : 3));
      Batch stored = Patterns.spins(patterns, units, 2);
      DenseMemory memory =
          DenseMemory.of(
              stored, Interaction.POLYNOMIAL, degree, Updates.SYNCHRONOUS, Sequence.FIXED);
      Batch x = stored.copy();
      memory.retrieve(x, null, 1);
      int wrong = 0;
      for (int i = 0; i < x.length(); i++) {
        wrong += x.array()[i] == stored.array()[i] ? 0 : 1;
      }
      errors[k] = (double) wrong / x.length();
    }
    assertThat(errors[0]).isBetween(0.001, 0.05);
    assertThat(errors[1]).isCloseTo(errors[0], within(tolerance));
  }
}

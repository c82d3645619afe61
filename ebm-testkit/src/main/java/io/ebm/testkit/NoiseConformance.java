package io.ebm.testkit;

import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.Dataset;
import io.ebm.api.Noise;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The contract of a {@link Noise}. Extend it and give the noise:
 *
 * <pre>{@code
 * class UniformNoiseConformanceTest extends NoiseConformance {
 *   protected Component<Noise> noise() {
 *     return Component.of(new UniformNoiseFactory(), new UniformNoiseFactory.Config(-1, 2));
 *   }
 * }
 * }</pre>
 */
public abstract class NoiseConformance {

  private static final int ROWS = 200;

  /** The noise. */
  protected abstract Component<Noise> noise();

  /**
   * Where to test it: by default small spaces of every kind. On those where it has no meaning it
   * must say so, and on one at least it must have one. Real spaces have one or two coordinates, and
   * discrete ones at most 2^14 states, so that draws can be compared with the density.
   */
  protected List<StateSpace> spaces() {
    return List.of(
        StateSpace.real(1),
        StateSpace.real(2),
        new StateSpace.Box(List.of(1), -0.5f, 2f),
        new StateSpace.Box(List.of(2), 0f, 1f),
        StateSpace.binary(2, 2),
        StateSpace.spin(3),
        new StateSpace.Categorical(2, 3));
  }

  /**
   * The data that the noise may be fitted to: by default 200 random rows, those of a discrete space
   * more often at its last level than at others.
   */
  protected Dataset data(StateSpace space) {
    RandomStream random = RandomStream.of(seed()).split("data");
    Batch rows = Batch.allocate(ROWS, space.dim());
    space.randomStart(rows, random);
    for (int k = 0; k < rows.length(); k++) {
      if (space.levels() > 0 && random.nextDouble() < 0.3) {
        rows.array()[k] = space.value(space.levels() - 1);
      }
    }
    return Dataset.of(space, rows);
  }

  /** The seed of everything random. */
  protected long seed() {
    return 20240229;
  }

  private Stream<DynamicTest> perSpace(Consumer<NoiseCase> check) {
    List<DynamicTest> tests = new ArrayList<>();
    for (StateSpace space : spaces()) {
      NoiseCase test = new NoiseCase(noise(), data(space), seed());
      if (test.density().isPresent()) {
        tests.add(DynamicTest.dynamicTest(space.toString(), () -> check.accept(test)));
      }
    }
    if (tests.isEmpty()) {
      throw new AssertionError(
          "noise '" + noise().type() + "' has a meaning on none of the spaces; override spaces()");
    }
    return tests.stream();
  }

  @TestFactory
  Stream<DynamicTest> drawsLieInTheSpace() {
    return perSpace(NoiseChecks::drawsLieInTheSpace);
  }

  @TestFactory
  Stream<DynamicTest> drawsFollowTheStream() {
    return perSpace(NoiseChecks::drawsFollowTheStream);
  }

  @TestFactory
  Stream<DynamicTest> densitiesAreThoseOfRows() {
    return perSpace(NoiseChecks::densitiesAreThoseOfRows);
  }

  @TestFactory
  Stream<DynamicTest> densityIsThatOfTheDraws() {
    return perSpace(NoiseChecks::densityIsThatOfTheDraws);
  }

  @TestFactory
  Stream<DynamicTest> callsKeepTheFields() {
    return perSpace(NoiseChecks::callsKeepTheFields);
  }
}

package io.ebm.testkit;

import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.Dataset;
import io.ebm.api.Features;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The contract of {@link Features}. Extend it and give the features:
 *
 * <pre>{@code
 * class PixelsConformanceTest extends FeaturesConformance {
 *   protected Component<Features> features() {
 *     return Component.of(new PixelsFactory(), new PixelsFactory.Config());
 *   }
 * }
 * }</pre>
 */
public abstract class FeaturesConformance {

  private static final int ROWS = 50;

  /** The features. */
  protected abstract Component<Features> features();

  /**
   * Where to test them: by default small spaces of every kind. On those where they have no meaning
   * they must say so, and on one at least they must have one.
   */
  protected List<StateSpace> spaces() {
    return List.of(
        StateSpace.real(3),
        StateSpace.real(4, 5),
        new StateSpace.Box(List.of(2), 0f, 1f),
        StateSpace.binary(2, 2),
        StateSpace.spin(3),
        new StateSpace.Categorical(2, 3));
  }

  /** The data that they may be fitted to: by default 50 random rows. */
  protected Dataset data(StateSpace space) {
    Batch rows = Batch.allocate(ROWS, space.dim());
    space.randomStart(rows, RandomStream.of(seed()).split("data"));
    return Dataset.of(space, rows);
  }

  /** The seed of everything random. */
  protected long seed() {
    return 20240229;
  }

  private Stream<DynamicTest> perSpace(Consumer<FeaturesCase> check) {
    List<DynamicTest> tests = new ArrayList<>();
    for (StateSpace space : spaces()) {
      FeaturesCase test = new FeaturesCase(features(), data(space), seed());
      if (test.made().isPresent()) {
        tests.add(DynamicTest.dynamicTest(space.toString(), () -> check.accept(test)));
      }
    }
    if (tests.isEmpty()) {
      throw new AssertionError(
          "features '"
              + features().type()
              + "' have a meaning on none of the spaces; override spaces()");
    }
    return tests.stream();
  }

  @TestFactory
  Stream<DynamicTest> areDescribed() {
    return perSpace(FeaturesChecks::areDescribed);
  }

  @TestFactory
  Stream<DynamicTest> fillTheRows() {
    return perSpace(FeaturesChecks::fillTheRows);
  }

  @TestFactory
  Stream<DynamicTest> areThoseOfRows() {
    return perSpace(FeaturesChecks::areThoseOfRows);
  }

  @TestFactory
  Stream<DynamicTest> areTheSameAgain() {
    return perSpace(FeaturesChecks::areTheSameAgain);
  }

  @TestFactory
  Stream<DynamicTest> callsKeepTheFields() {
    return perSpace(FeaturesChecks::callsKeepTheFields);
  }
}

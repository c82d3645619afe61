package io.ebm.testkit;

import io.ebm.api.Augmentation;
import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The contract of an {@link Augmentation}. Extend it and give the augmentation:
 *
 * <pre>{@code
 * class FlipConformanceTest extends AugmentationConformance {
 *   protected Component<Augmentation> augmentation() {
 *     return Defaults.component(new FlipFactory(), Map.of("axis", FlipFactory.Axis.VERTICAL));
 *   }
 * }
 * }</pre>
 */
public abstract class AugmentationConformance {

  private static final int ROWS = 9;

  /** The augmentation. */
  protected abstract Component<Augmentation> augmentation();

  /**
   * Where to test it: by default images of every kind of values, grey and in colour, rows that are
   * none, and states whose positions vary. On those where it has no meaning it must say so, and on
   * one at least it must have one.
   */
  protected List<StateSpace> spaces() {
    return List.of(
        StateSpace.real(7, 6),
        StateSpace.real(3, 5, 8),
        new StateSpace.Box(List.of(6, 6), 0f, 1f),
        new StateSpace.Box(List.of(3, 6, 5), 0f, 1f),
        StateSpace.binary(6, 7),
        StateSpace.binary(2, 5, 5),
        StateSpace.spin(5, 6),
        StateSpace.real(8),
        new StateSpace.Categorical(6, 3),
        new StateSpace.Varying(1, 8, 5),
        new StateSpace.Varying(2, 6, 0));
  }

  /** Some states of a space: by default random ones, real ones from 0 to 1. */
  protected Batch rows(StateSpace space) {
    Batch rows = Batch.allocate(ROWS, space.dim());
    StateSpace within =
        space instanceof StateSpace.Real real ? new StateSpace.Box(real.shape(), 0, 1) : space;
    within.randomStart(rows, RandomStream.of(seed()).split("rows"));
    return rows;
  }

  /** The seed of everything random. */
  protected long seed() {
    return 20240229;
  }

  private AugmentationCase test(StateSpace space) {
    return new AugmentationCase(augmentation(), space, rows(space), seed());
  }

  private Stream<DynamicTest> perSpace(Consumer<AugmentationCase> check) {
    List<DynamicTest> tests = new ArrayList<>();
    for (StateSpace space : spaces()) {
      AugmentationCase test = test(space);
      if (test.fits()) {
        tests.add(DynamicTest.dynamicTest(space.toString(), () -> check.accept(test)));
      }
    }
    if (tests.isEmpty()) {
      throw new AssertionError(
          "augmentation '"
              + augmentation().type()
              + "' has a meaning on none of the spaces; override spaces()");
    }
    return tests.stream();
  }

  @TestFactory
  Stream<DynamicTest> refusesWhatDoesNotFit() {
    return spaces().stream()
        .map(
            space ->
                DynamicTest.dynamicTest(
                    space.toString(), () -> AugmentationChecks.refusesWhatDoesNotFit(test(space))));
  }

  @TestFactory
  Stream<DynamicTest> staysInTheSpace() {
    return perSpace(AugmentationChecks::staysInTheSpace);
  }

  @TestFactory
  Stream<DynamicTest> changesItsRowAlone() {
    return perSpace(AugmentationChecks::changesItsRowAlone);
  }

  @TestFactory
  Stream<DynamicTest> rowsAreTheirOwn() {
    return perSpace(AugmentationChecks::rowsAreTheirOwn);
  }

  @TestFactory
  Stream<DynamicTest> followsTheStream() {
    return perSpace(AugmentationChecks::followsTheStream);
  }

  @TestFactory
  Stream<DynamicTest> callsKeepTheFields() {
    return perSpace(AugmentationChecks::callsKeepTheFields);
  }
}

package io.ebm.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ebm.api.Augmentation;
import io.ebm.api.AugmentationFactory;
import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.ComponentContext;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The checks of augmentations fail on some broken on purpose, one mistake each. */
class FaultyAugmentationsTest {

  private static final StateSpace SPACE = StateSpace.binary(3, 4);

  /** Turns rows around, sometimes. */
  private static final Augmentation.Transform GOOD =
      (rows, row, random) -> {
        if (random.nextInt(2) == 1) {
          reverse(rows, row);
        }
      };

  private static void reverse(Batch rows, int row) {
    for (int i = 0, j = rows.dim() - 1; i < j; i++, j--) {
      float value = rows.get(row, i);
      rows.set(row, i, rows.get(row, j));
      rows.set(row, j, value);
    }
  }

  private record None() {}

  private record Given(Optional<String> misfit, Supplier<Augmentation.Transform> transform)
      implements AugmentationFactory<None> {
    @Override
    public String name() {
      return "given";
    }

    @Override
    public String description() {
      return "An augmentation.";
    }

    @Override
    public Class<None> configType() {
      return None.class;
    }

    @Override
    public Optional<String> misfit(@Nullable None config, StateSpace space) {
      return misfit;
    }

    @Override
    public Augmentation create(None config, ComponentContext context) {
      return space -> transform.get();
    }
  }

  private static AugmentationCase test(
      Optional<String> misfit, Supplier<Augmentation.Transform> transform) {
    Batch rows = Batch.allocate(6, SPACE.dim());
    SPACE.randomStart(rows, RandomStream.of(3));
    return new AugmentationCase(
        Component.of(new Given(misfit, transform), new None()), SPACE, rows, 1);
  }

  private static void fails(
      AugmentationCase faulty, Consumer<AugmentationCase> check, String complaint) {
    assertThatThrownBy(() -> check.accept(faulty))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("augmentation 'given' on Binary")
        .hasMessageContaining(complaint);
    check.accept(test(Optional.empty(), () -> GOOD));
  }

  private static void fails(
      Augmentation.Transform faulty, Consumer<AugmentationCase> check, String complaint) {
    fails(test(Optional.empty(), () -> faulty), check, complaint);
  }

  @Test
  void refusingWithoutSayingSoBefore() {
    fails(
        test(
            Optional.empty(),
            () -> {
              throw new IllegalArgumentException("not for bits");
            }),
        AugmentationChecks::refusesWhatDoesNotFit,
        "misfit() has nothing against it, but on() refuses it: not for bits");
  }

  @Test
  void takingWhatItSaysDoesNotFit() {
    AugmentationCase faulty = test(Optional.of("is not for bits"), () -> GOOD);
    assertThat(faulty.fits()).isFalse();
    fails(faulty, AugmentationChecks::refusesWhatDoesNotFit, "but on() takes it");
    fails(
        test(Optional.of(" "), () -> GOOD),
        AugmentationChecks::refusesWhatDoesNotFit,
        "gives no reason");
  }

  @Test
  void makingNumbersOfBits() {
    fails(
        (rows, row, random) -> rows.set(row, 2, 0.5f),
        AugmentationChecks::staysInTheSpace,
        "a changed row is not in the space: [");
  }

  @Test
  void failingAtExtremes() {
    fails(
        (rows, row, random) -> {
          boolean one = true;
          for (int k = 0; k < rows.dim(); k++) {
            one &= rows.get(row, k) == 1;
          }
          rows.set(row, 0, one ? Float.NaN : 1 - rows.get(row, 0));
        },
        AugmentationChecks::staysInTheSpace,
        "a changed row of values that are all 1.0 is not in the space");
  }

  @Test
  void changingTheNextRow() {
    fails(
        (rows, row, random) -> {
          int next = rows.offset(row) + rows.dim();
          if (next < rows.array().length) {
            rows.array()[next] = 0;
          }
        },
        AugmentationChecks::changesItsRowAlone,
        "wrote beyond its row");
  }

  @Test
  void lookingAtThePlace() {
    fails(
        (rows, row, random) -> rows.set(row, 0, row % 2),
        AugmentationChecks::rowsAreTheirOwn,
        "becomes something else when it is alone");
  }

  @Test
  void randomNumbersOfItsOwn() {
    RandomStream own = RandomStream.of(9);
    fails(
        (rows, row, random) -> rows.set(row, 0, own.nextInt(2)),
        AugmentationChecks::followsTheStream,
        "the same stream gives something else");
  }

  @Test
  void changingNothing() {
    fails(
        (rows, row, random) -> {},
        AugmentationChecks::followsTheStream,
        "no row was changed by 20 streams");
  }

  private static final class Memory implements Augmentation.Transform {
    private final float[] work = new float[SPACE.dim()];

    @Override
    public void apply(Batch rows, int row, RandomStream random) {
      System.arraycopy(rows.array(), rows.offset(row), work, 0, work.length);
      GOOD.apply(rows, row, random);
    }
  }

  @Test
  void workingInAField() {
    fails(new Memory(), AugmentationChecks::callsKeepTheFields, "a call writes work");
  }
}

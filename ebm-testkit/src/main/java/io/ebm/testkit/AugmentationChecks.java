package io.ebm.testkit;

import io.ebm.api.Augmentation;
import io.ebm.api.Batch;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The contract of {@link Augmentation}, check by check; each throws {@link AssertionError}, naming
 * the augmentation and the space. All but the first are for spaces that it fits.
 */
public final class AugmentationChecks {

  private static final float SENTINEL = -12345.5f;
  private static final float HUGE = 1e30f;
  private static final int ROUNDS = 20;

  private AugmentationChecks() {}

  /** What the factory says of a space is what the augmentation does there, for a reason told. */
  public static void refusesWhatDoesNotFit(AugmentationCase test) {
    Optional<String> misfit = test.misfit();
    require(test, misfit.filter(String::isBlank).isEmpty(), "misfit() gives no reason");
    try {
      test.transform();
      require(test, misfit.isEmpty(), "misfit() says that it " + misfit + ", but on() takes it");
    } catch (IllegalArgumentException refused) {
      require(
          test,
          misfit.isPresent(),
          "misfit() has nothing against it, but on() refuses it: " + refused.getMessage());
    }
  }

  /** Changed states lie in the space, also those that are all the least or the greatest value. */
  public static void staysInTheSpace(AugmentationCase test) {
    Augmentation.Transform transform = test.transform();
    for (int round = 0; round < ROUNDS; round++) {
      Batch rows = test.rows().copy();
      transform.apply(rows, random(test, round));
      requireInside(test, rows, "a changed row");
      for (float value : extremes(test.space())) {
        Batch row = Batch.allocate(1, test.space().dim());
        row.fill(value);
        transform.apply(row, 0, random(test, round));
        requireInside(test, row, "a changed row of values that are all " + value);
      }
    }
  }

  private static float[] extremes(StateSpace space) {
    if (space.levels() > 0) {
      return new float[] {space.value(0), space.value(space.levels() - 1)};
    }
    if (space instanceof StateSpace.Varying varying && varying.labels() > 0) {
      return new float[] {0, varying.labels() - 1};
    }
    return space instanceof StateSpace.Box box
        ? new float[] {box.low(), box.high()}
        : new float[] {0, 1, -HUGE, HUGE};
  }

  private static void requireInside(AugmentationCase test, Batch rows, String what) {
    int outside = test.space().firstOutside(rows);
    require(
        test,
        outside < 0,
        what + " is not in the space: " + (outside < 0 ? "" : values(rows, outside)));
  }

  private static String values(Batch rows, int row) {
    return Arrays.toString(rows.slice(row, row + 1).copy().array());
  }

  /** Nothing but the row is written. */
  public static void changesItsRowAlone(AugmentationCase test) {
    Augmentation.Transform transform = test.transform();
    int dim = test.space().dim();
    float[] memory = new float[3 * dim];
    for (int round = 0; round < ROUNDS; round++) {
      Arrays.fill(memory, SENTINEL);
      Batch rows = Batch.of(memory, dim);
      rows.copyRow(1, test.rows(), round % test.rows().size());
      transform.apply(rows, 1, random(test, round));
      for (int k = 0; k < dim; k++) {
        require(
            test,
            memory[k] == SENTINEL && memory[2 * dim + k] == SENTINEL,
            "apply() wrote beyond its row");
      }
    }
  }

  /** What becomes of a row depends on it and its stream alone, not on its place or other rows. */
  public static void rowsAreTheirOwn(AugmentationCase test) {
    Augmentation.Transform transform = test.transform();
    Batch all = test.rows().copy();
    transform.apply(all, random(test, 0));
    for (int i = all.size() - 1; i >= 0; i--) {
      Batch alone = test.rows().slice(i, i + 1).copy();
      transform.apply(alone, 0, random(test, 0).split(i));
      require(
          test,
          same(alone, all.slice(i, i + 1)),
          "row " + i + " becomes something else when it is alone");
    }
  }

  /** The same stream gives the same, and among streams some change something. */
  public static void followsTheStream(AugmentationCase test) {
    Augmentation.Transform transform = test.transform();
    boolean changes = false;
    for (int round = 0; round < ROUNDS; round++) {
      Batch first = test.rows().copy();
      transform.apply(first, random(test, round));
      Batch again = test.rows().copy();
      transform.apply(again, random(test, round));
      require(test, same(first, again), "the same stream gives something else");
      Batch anew = test.rows().copy();
      test.transform().apply(anew, random(test, round));
      require(test, same(first, anew), "made again, it gives something else");
      changes |= !same(first, test.rows());
    }
    require(test, changes, "no row was changed by " + ROUNDS + " streams");
  }

  /** No call writes a field, in which calls from other threads would meet. */
  public static void callsKeepTheFields(AugmentationCase test) {
    Augmentation.Transform transform = test.transform();
    transform.apply(test.rows().copy(), random(test, 0));
    FieldStates before = FieldStates.of(transform);
    Batch others = test.rows().copy().slice(0, (test.rows().size() + 1) / 2);
    for (int round = 1; round < ROUNDS; round++) {
      transform.apply(others, random(test, round)); // what it kept of the last row is kept no more
    }
    List<String> changed = FieldStates.of(transform).changedSince(before);
    require(
        test,
        changed.isEmpty(),
        "a call writes "
            + String.join(", ", changed)
            + ", where calls from other threads write too");
  }

  private static RandomStream random(AugmentationCase test, int round) {
    return RandomStream.of(test.seed()).split(round);
  }

  private static boolean same(Batch a, Batch b) {
    return Arrays.equals(a.copy().array(), b.copy().array());
  }

  private static void require(AugmentationCase test, boolean condition, String complaint) {
    if (!condition) {
      throw new AssertionError(test + ": " + complaint);
    }
  }
}

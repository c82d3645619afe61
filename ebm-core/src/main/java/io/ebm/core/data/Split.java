package io.ebm.core.data;

import io.ebm.api.Batch;
import io.ebm.api.Checks;
import io.ebm.api.Examples;
import io.ebm.api.RandomStream;
import io.ebm.math.Scratch;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A choice of examples to hold out; both parts keep the order of the file.
 *
 * @param train which examples to train on
 * @param heldOut the others
 */
@SuppressWarnings("ArrayRecordComponent") // numbers for those who build data sets
public record Split(int[] train, int[] heldOut) {

  static void check(@Nullable String heldOutFile, @Nullable Double fraction) {
    check("heldOutFile", heldOutFile != null, fraction);
  }

  /**
   * Checks a fraction.
   *
   * @param key what may be given instead
   * @param given whether it is
   */
  public static void check(String key, boolean given, @Nullable Double fraction) {
    Checks.that(
        fraction == null || (fraction > 0 && fraction < 1),
        "heldOutFraction",
        "must lie between 0 and 1, both excluded, but is " + fraction);
    Checks.that(
        fraction == null || !given,
        "heldOutFraction",
        "cannot stand beside " + key + "; give one of the two");
  }

  /**
   * Chooses {@code fraction · size} examples, rounded.
   *
   * @throws IllegalArgumentException if that leaves none to train on, or holds out none
   */
  public static Split random(int size, double fraction, RandomStream random) {
    int out = (int) Math.round(fraction * size);
    if (out == 0 || out == size) {
      throw new IllegalArgumentException(
          "heldOutFraction " + fraction + " of " + size + " examples holds out " + out);
    }
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      order[i] = i;
    }
    for (int i = 0; i < out; i++) { // Fisher-Yates, as far as needed
      int j = i + random.nextInt(size - i);
      int swapped = order[j];
      order[j] = order[i];
      order[i] = swapped;
    }
    int[] heldOut = Arrays.copyOf(order, out);
    int[] train = Arrays.copyOfRange(order, out, size);
    Arrays.sort(heldOut);
    Arrays.sort(train);
    return new Split(train, heldOut);
  }

  /** Nothing held out. */
  static Split none(int size) {
    return of(new boolean[size]);
  }

  /** Says of each example whether it is held out. */
  static Split of(boolean[] heldOut) {
    return new Split(
        IntStream.range(0, heldOut.length).filter(i -> !heldOut[i]).toArray(),
        IntStream.range(0, heldOut.length).filter(i -> heldOut[i]).toArray());
  }

  /** Some examples of a list, as a view. */
  public static Examples view(Examples examples, int[] chosen) {
    return new Examples() {
      @Override
      public int size() {
        return chosen.length;
      }

      @Override
      public void read(int[] indices, int from, Batch into) {
        try (Scratch scratch = Scratch.open()) {
          int[] mapped = scratch.ints(into.size());
          for (int i = 0; i < into.size(); i++) {
            mapped[i] = chosen[indices[from + i]];
          }
          examples.read(mapped, 0, into);
        }
      }

      @Override
      public Optional<double[]> weights(int[] indices, int from, int count) {
        int[] mapped = new int[count];
        for (int i = 0; i < count; i++) {
          mapped[i] = chosen[indices[from + i]];
        }
        return examples.weights(mapped, 0, count);
      }
    };
  }
}

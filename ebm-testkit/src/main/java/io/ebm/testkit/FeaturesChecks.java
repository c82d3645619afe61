package io.ebm.testkit;

import io.ebm.api.Batch;
import io.ebm.api.Features;
import java.util.Arrays;
import java.util.List;

/**
 * The contract of {@link Features}, check by check; each throws {@link AssertionError}, naming the
 * features and the space. Features that have no meaning on the space of the case fail.
 */
public final class FeaturesChecks {

  private static final int ROWS = 37;
  private static final int THREADS = 4;
  private static final float SENTINEL = -12345.5f;

  private FeaturesChecks() {}

  /** There is a number at least, and a description that says what they are. */
  public static void areDescribed(FeaturesCase test) {
    Features features = test.sure();
    require(test, features.dim() >= 1, "dim() is " + features.dim());
    require(test, !features.description().isBlank(), "description() is blank");
  }

  /** Every number is finite and is written, in the rows given and nowhere else. */
  public static void fillTheRows(FeaturesCase test) {
    Features features = test.sure();
    int dim = features.dim();
    float[] memory = new float[(ROWS + 2) * dim];
    Arrays.fill(memory, SENTINEL);
    features.compute(test.rows(ROWS), Batch.of(memory, dim, ROWS, dim));
    for (int i = 0; i < memory.length; i++) {
      boolean inside = i >= dim && i < (ROWS + 1) * dim;
      if (inside) {
        require(
            test,
            Float.isFinite(memory[i]) && memory[i] != SENTINEL,
            "feature " + i % dim + " of row " + (i / dim - 1) + " is " + memory[i]);
      } else {
        require(test, memory[i] == SENTINEL, "compute() wrote beyond its rows");
      }
    }
    features.compute(test.rows(1).slice(0, 0), Batch.allocate(0, dim));
  }

  /** The features of a row are its own, whatever else is in the batch; states are only read. */
  public static void areThoseOfRows(FeaturesCase test) {
    Features features = test.sure();
    Batch x = test.rows(ROWS);
    Batch before = x.copy();
    Batch all = computed(features, x);
    require(test, Arrays.equals(x.array(), before.array()), "compute() wrote its input");
    for (int i = 0; i < ROWS; i++) {
      Batch alone = computed(features, x.slice(i, i + 1));
      for (int k = 0; k < features.dim(); k++) {
        float one = alone.get(0, k);
        float among = all.get(i, k);
        require(
            test,
            Math.abs(one - among) <= 1e-4 * (1 + Math.abs(one)),
            "feature " + k + " of row " + i + " is " + one + " alone and " + among + " in a batch");
      }
    }
  }

  /** Made again, and from several threads at once, they are the same. */
  public static void areTheSameAgain(FeaturesCase test) {
    Features features = test.sure();
    Batch x = test.rows(ROWS);
    Batch expected = computed(features, x);
    require(
        test,
        Arrays.equals(computed(test.sure(), x).array(), expected.array()),
        "made again, they give other numbers");
    Concurrent.check(
        test + ": calls",
        THREADS,
        thread -> {
          for (int call = 0; call < 20; call++) {
            if (!Arrays.equals(computed(features, x).array(), expected.array())) {
              return false;
            }
          }
          return true;
        });
  }

  /** No call writes a field, in which calls from other threads would meet. */
  public static void callsKeepTheFields(FeaturesCase test) {
    Features features = test.sure();
    computed(features, test.rows(ROWS));
    FieldStates before = FieldStates.of(features);
    computed(features, test.rows(2 * ROWS).slice(ROWS, 2 * ROWS));
    List<String> changed = FieldStates.of(features).changedSince(before);
    require(
        test,
        changed.isEmpty(),
        "a call writes "
            + String.join(", ", changed)
            + ", where calls from other threads write too");
  }

  private static Batch computed(Features features, Batch x) {
    Batch out = Batch.allocate(x.size(), features.dim());
    features.compute(x, out);
    return out;
  }

  private static void require(FeaturesCase test, boolean condition, String complaint) {
    if (!condition) {
      throw new AssertionError(test + ": " + complaint);
    }
  }
}

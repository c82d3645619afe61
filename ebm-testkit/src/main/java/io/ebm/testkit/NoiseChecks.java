package io.ebm.testkit;

import io.ebm.api.Batch;
import io.ebm.api.Noise;
import io.ebm.api.RandomStream;
import java.util.Arrays;
import java.util.List;

/**
 * The contract of {@link Noise}, check by check; each throws {@link AssertionError}, naming the
 * noise and the space. A noise that has no meaning on the space of the case fails.
 */
public final class NoiseChecks {

  private static final int DRAWS = 16384;
  private static final int ROWS = 37;
  private static final float SENTINEL = -12345.5f;
  private static final double NOT_WRITTEN = -98765.5;

  private NoiseChecks() {}

  /** Draws lie in the space, in the rows given and nowhere else. */
  public static void drawsLieInTheSpace(NoiseCase test) {
    Noise.Density density = test.sure();
    int dim = test.space().dim();
    float[] memory = new float[(ROWS + 2) * dim];
    Arrays.fill(memory, SENTINEL);
    Batch rows = Batch.of(memory, dim, ROWS, dim);
    density.sample(rows, RandomStream.of(test.seed()));
    int outside = test.space().firstOutside(rows);
    require(test, outside < 0, "draw " + outside + " is not in the space");
    for (int i = 0; i < dim; i++) {
      require(
          test,
          memory[i] == SENTINEL && memory[memory.length - 1 - i] == SENTINEL,
          "sample() wrote beyond its rows");
    }
    density.sample(rows.slice(0, 0), RandomStream.of(test.seed()));
  }

  /** The same stream gives the same draws, another stream others; what rows held is forgotten. */
  public static void drawsFollowTheStream(NoiseCase test) {
    Noise.Density density = test.sure();
    Batch first = test.draws(density, ROWS, RandomStream.of(test.seed()));
    Batch again = first.copy();
    density.sample(again, RandomStream.of(test.seed()));
    require(test, same(first, again), "the same stream gives other draws");
    require(
        test,
        same(first, test.draws(test.sure(), ROWS, RandomStream.of(test.seed()))),
        "made again, it draws otherwise");
    require(
        test,
        !same(first, test.draws(density, ROWS, RandomStream.of(test.seed() + 1))),
        "another stream gives the same draws");
  }

  /** A row's log-density is its own, whatever else is in the batch; the input is only read. */
  public static void densitiesAreThoseOfRows(NoiseCase test) {
    Noise.Density density = test.sure();
    Batch x = test.draws(density, ROWS, RandomStream.of(test.seed()));
    Batch before = x.copy();
    double[] all = new double[ROWS + 2];
    Arrays.fill(all, NOT_WRITTEN);
    density.logDensities(x, all);
    require(test, same(x, before), "logDensities() wrote its input");
    require(
        test,
        all[ROWS] == NOT_WRITTEN && all[ROWS + 1] == NOT_WRITTEN,
        "logDensities() wrote beyond its rows");
    double[] alone = new double[ROWS];
    double[] one = new double[1];
    for (int i = 0; i < ROWS; i++) {
      density.logDensities(x.slice(i, i + 1), one);
      alone[i] = one[0];
      require(
          test,
          all[i] > Double.NEGATIVE_INFINITY && all[i] < Double.POSITIVE_INFINITY,
          "the log-density of draw " + i + " is " + all[i]);
    }
    Closeness.check(test + ": in a batch, the log-density of draw", all, alone, 2e-5);
    density.logDensities(x.slice(0, 0), all);
  }

  /**
   * The density's mass is 1, and draws have its law: summed over a discrete space, integrated over
   * one or two real coordinates.
   */
  public static void densityIsThatOfTheDraws(NoiseCase test) {
    Noise.Density density = test.sure();
    if (!DensityChecks.possible(test.space())) {
      throw new AssertionError(
          test + ": too large a space to compare draws with the density; give a smaller one");
    }
    DensityChecks.check(
        test + ": the density",
        test.space(),
        s -> test.draws(density, DRAWS, RandomStream.of(s)),
        density::logDensities,
        test.seed());
  }

  /** No call writes a field, in which calls from other threads would meet. */
  public static void callsKeepTheFields(NoiseCase test) {
    Noise.Density density = test.sure();
    double[] out = new double[ROWS];
    density.logDensities(test.draws(density, ROWS, RandomStream.of(test.seed())), out);
    FieldStates before = FieldStates.of(density);
    density.logDensities(test.draws(density, ROWS, RandomStream.of(test.seed() + 1)), out);
    List<String> changed = FieldStates.of(density).changedSince(before);
    require(
        test,
        changed.isEmpty(),
        "a call writes "
            + String.join(", ", changed)
            + ", where calls from other threads write too");
  }

  private static boolean same(Batch a, Batch b) {
    return Arrays.equals(a.copy().array(), b.copy().array());
  }

  private static void require(NoiseCase test, boolean condition, String complaint) {
    if (!condition) {
      throw new AssertionError(test + ": " + complaint);
    }
  }
}

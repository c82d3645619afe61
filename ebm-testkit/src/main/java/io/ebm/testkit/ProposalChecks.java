package io.ebm.testkit;

import io.ebm.api.Batch;
import io.ebm.api.Gradient;
import io.ebm.api.Proposing;
import io.ebm.api.RandomStream;
import java.util.Arrays;

/**
 * The contract of {@link Proposing}: what a generator draws, and its derivatives. Each check throws
 * {@link AssertionError}; each does nothing for an energy without the capability.
 */
public final class ProposalChecks {

  private static final float SENTINEL = -98765.5f;
  private static final double ROUNDING = 2e-5;

  private ProposalChecks() {}

  /**
   * Proposals are states of the space, all different; they go to the rows given and nowhere else,
   * whatever these held; the same stream gives the same, another one others; fewer rows are the
   * first of more.
   */
  public static void proposalsAreDraws(EnergyCase test) {
    Proposing energy = test.energy().as(Proposing.class).orElse(null);
    if (energy == null) {
      return;
    }
    int n = test.states().size();
    int dim = test.states().dim();
    Batch first = propose(test, energy, n, "proposals", 0f);
    int outside = test.energy().space().firstOutside(first);
    require(outside < 0, test + ": proposal " + outside + " is not in " + test.energy().space());
    Batch again = propose(test, energy, n, "proposals", Float.NaN);
    require(
        Arrays.equals(first.array(), again.array()),
        test + ": the same stream gives other proposals, where the rows held something else");
    Batch others = propose(test, energy, n, "others", 0f);
    for (int i = 0; i < n; i++) {
      require(!sameRow(first, i, others, i), test + ": row " + i + " is no draw of its stream");
      require(
          i == 0 || !sameRow(first, i, first, i - 1),
          test + ": rows " + (i - 1) + " and " + i + " are one draw");
    }
    float[] memory = new float[(n + 2) * dim + 1];
    Arrays.fill(memory, SENTINEL);
    Batch view = Batch.of(memory, dim + 1, n, dim);
    energy.propose(view, test.random("proposals"));
    Closeness.check(test + ": into a view, the proposals", view, first, ROUNDING);
    for (int i = 0; i < memory.length; i++) {
      boolean inside = i >= dim + 1 && i < dim + 1 + n * dim;
      require(inside || memory[i] == SENTINEL, test + ": propose() wrote beyond its rows");
    }
    for (int rows : new int[] {0, 1, 5, n - 1}) {
      Batch fewer = propose(test, energy, rows, "proposals", 0f);
      String what = test + ": of " + rows + " rows, the proposals";
      Closeness.check(what, fewer, first.slice(0, rows), ROUNDING);
    }
  }

  private static Batch propose(
      EnergyCase test, Proposing energy, int rows, String stream, float before) {
    Batch into = Batch.allocate(rows, test.states().dim());
    into.fill(before);
    energy.propose(into, test.random(stream));
    return into;
  }

  private static boolean sameRow(Batch a, int row, Batch b, int other) {
    return Arrays.equals(
        a.array(),
        a.offset(row),
        a.offset(row + 1),
        b.array(),
        b.offset(other),
        b.offset(other + 1));
  }

  /**
   * {@link Proposing#accumulateProposals} adds the derivatives of the proposals of the same stream
   * along the slopes, which it only reads, and advances the stream as {@link Proposing#propose}
   * does.
   */
  public static void accumulateProposalsIsDerivative(EnergyCase test) {
    Proposing energy = test.energy().as(Proposing.class).orElse(null);
    if (energy == null) {
      return;
    }
    Batch slopes = Batch.allocate(test.states().size(), test.states().dim());
    test.random("slopes").fillGaussian(slopes.array(), 0, slopes.length());
    Batch before = slopes.copy();
    Gradient gradient = energy.parameters().newGradient();
    RandomStream random = test.random("proposals");
    energy.accumulateProposals(random, slopes, gradient);
    Closeness.check("slope of row", slopes, before, 0);
    Batch drawn = slopes.copy();
    RandomStream same = test.random("proposals");
    energy.propose(drawn, same);
    require(
        Arrays.equals(random.state(), same.state()),
        test + ": accumulateProposals() leaves its stream elsewhere than propose()");
    double scale = 0;
    for (int k = 0; k < drawn.length(); k++) {
      scale += Math.pow(slopes.array()[k] * drawn.array()[k], 2);
    }
    FiniteDifferences.Functions sum =
        (t, out) -> {
          energy.propose(drawn, test.random("proposals"));
          out[0] = 0;
          for (int k = 0; k < drawn.length(); k++) {
            out[0] += (double) slopes.array()[k] * drawn.array()[k];
          }
        };
    String what = "accumulateProposals()";
    GradientChecks.compareParameters(test, what, gradient, sum, Math.sqrt(scale));
    Gradient twice = energy.parameters().newGradient();
    energy.accumulateProposals(test.random("proposals"), slopes, twice);
    energy.accumulateProposals(test.random("proposals"), slopes, twice);
    gradient.scale(2);
    Closeness.check(
        test + ": accumulated twice, value", twice.values(), gradient.values(), ROUNDING);
  }

  private static void require(boolean condition, String complaint) {
    if (!condition) {
      throw new AssertionError(complaint);
    }
  }
}

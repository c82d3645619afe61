package io.ebm.testkit;

import io.ebm.api.Annealable;
import io.ebm.api.Batch;
import io.ebm.api.CostAugmented;
import io.ebm.api.CurvatureLearnable;
import io.ebm.api.Decodable;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Learnable;
import io.ebm.api.LikelihoodLearnable;
import io.ebm.api.Residual;
import io.ebm.api.SiteDifferences;
import io.ebm.api.Subsampled;
import io.ebm.api.SymbolCosts;
import io.ebm.api.noise.NoiseConditioned;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A row's result does not depend on the other rows of its batch: of energies, and of all that a
 * capability computes row by row. Throws {@link AssertionError}, naming the call.
 */
public final class RowChecks {

  private static final double ROUNDING = 1e-4;
  private static final int[] SIZES = {1, 2, 3, 7, 16, 33};

  private RowChecks() {}

  /**
   * A call that computes some numbers for each row.
   *
   * @param width how many numbers a row has
   */
  record RowCall(String name, int width, Call call) {}

  /** The call of one batch; row {@code i} has the numbers from {@code i · width} on. */
  interface Call {
    void of(Batch x, double[] out);
  }

  /** All such calls that an energy has. */
  static List<RowCall> calls(EnergyFunction energy) {
    List<RowCall> calls = new ArrayList<>();
    int dim = energy.space().dim();
    calls.add(new RowCall("energies()", 1, energy::energies));
    energy
        .as(Differentiable.class)
        .ifPresent(
            slopes ->
                calls.add(
                    new RowCall(
                        "gradients()",
                        dim,
                        (x, out) -> {
                          Batch found = Batch.allocate(x.size(), dim);
                          slopes.gradients(x, new double[x.size()], found);
                          copy(found, out);
                        })));
    energy
        .as(Learnable.class)
        .ifPresent(
            learnable ->
                calls.add(
                    new RowCall(
                        "the energies of accumulate()",
                        1,
                        (x, out) ->
                            learnable.accumulate(
                                x, ones(x), out, learnable.parameters().newGradient()))));
    energy
        .as(CurvatureLearnable.class)
        .ifPresent(
            curved ->
                calls.add(
                    new RowCall(
                        "accumulateCurvature()",
                        1,
                        (x, out) ->
                            curved.accumulateCurvature(
                                x, x, ones(x), out, curved.parameters().newGradient()))));
    energy
        .as(LikelihoodLearnable.class)
        .ifPresent(
            likely ->
                calls.add(
                    new RowCall(
                        "accumulateLikelihood()",
                        1,
                        (x, out) ->
                            likely.accumulateLikelihood(
                                x, ones(x), out, likely.parameters().newGradient()))));
    energy
        .as(SiteDifferences.class)
        .ifPresent(
            sites -> {
              int width = dim * energy.space().levels();
              calls.add(
                  new RowCall(
                      "differences()",
                      width,
                      (x, out) -> {
                        Batch found = Batch.allocate(x.size(), width);
                        sites.differences(x, found);
                        copy(found, out);
                      }));
            });
    energy
        .as(Subsampled.class)
        .ifPresent(
            summed -> {
              int[] chosen = {0, summed.terms() - 1, summed.terms() / 2};
              calls.add(
                  new RowCall(
                      "gradients() of chosen terms",
                      dim,
                      (x, out) -> {
                        Batch found = Batch.allocate(x.size(), dim);
                        summed.gradients(x, chosen, chosen.length, found);
                        copy(found, out);
                      }));
            });
    addSearches(energy, calls);
    energy
        .as(SymbolCosts.class)
        .ifPresent(
            sequences ->
                calls.add(
                    new RowCall(
                        "costs()",
                        dim,
                        (x, out) -> {
                          Batch found = Batch.allocate(x.size(), dim);
                          sequences.costs(x, found);
                          copy(found, out);
                        })));
    energy
        .as(Residual.class)
        .ifPresent(
            residual ->
                calls.add(
                    new RowCall("logDensities() of the base", 1, residual.base()::logDensities)));
    energy
        .as(Annealable.class)
        .ifPresent(path -> calls.add(new RowCall("at(0.5)", 1, path.at(0.5)::energies)));
    energy
        .as(NoiseConditioned.class)
        .ifPresent(
            noisy -> calls.add(new RowCall("atNoise(0.5)", 1, noisy.atNoise(0.5)::energies)));
    return calls;
  }

  private static void addSearches(EnergyFunction energy, List<RowCall> calls) {
    energy
        .as(Decodable.class)
        .ifPresent(
            decodable ->
                calls.add(new RowCall("decode()", 1, (x, out) -> decodable.decode(x.copy(), out))));
    energy
        .as(CostAugmented.class)
        .ifPresent(
            costly ->
                calls.add(
                    new RowCall(
                        "decode() with a cost",
                        1,
                        (x, out) -> costly.decode(x, 0.7, x.copy(), out))));
  }

  private static double[] ones(Batch x) {
    double[] ones = new double[x.size()];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static void copy(Batch found, double[] out) {
    for (int k = 0; k < found.length(); k++) {
      out[k] = found.array()[found.offset() + k];
    }
  }

  /**
   * What is computed for a row is the same, within rounding, in a smaller batch and beside other
   * rows; and, where rows are bound to no contexts, alone and at another place.
   */
  public static void rowsAreIndependent(EnergyCase test) {
    Batch x = test.states();
    int n = x.size();
    Batch beside = x.copy();
    for (int i = 1; i < n; i += 2) {
      beside.copyRow(i, x, 0);
    }
    Batch turned = x.copy();
    for (int i = 0; i < n; i++) {
      turned.copyRow(i, x, n - 1 - i);
    }
    for (RowCall call : calls(test.energy())) {
      String what = test + ": " + call.name + ", ";
      int width = call.width;
      double[] all = result(call, x);
      for (int size : SIZES) {
        if (size < n) {
          double[] part = result(call, x.slice(0, size));
          compare(what + "in a batch of " + size, call, part, 0, 1, all, size, 1);
        }
      }
      double[] other = result(call, beside);
      compare(what + "beside other rows", call, other, 0, 2, all, (n + 1) / 2, 2);
      if (!test.rowBound()) {
        double[] back = result(call, turned);
        compare(what + "in another order", call, back, n - 1, -1, all, n, 1);
        for (int i = 0; i < n; i += 5) {
          double[] alone = result(call, x.slice(i, i + 1));
          double[] expected = Arrays.copyOfRange(all, i * width, (i + 1) * width);
          compare(what + "alone", call, alone, 0, 1, expected, 1, 1);
        }
      }
    }
  }

  private static double[] result(RowCall call, Batch x) {
    double[] out = new double[x.size() * call.width];
    call.call.of(x, out);
    return out;
  }

  /** Compares rows {@code from, from + step, …} of one result with {@code 0, stride, …}. */
  private static void compare(
      String what,
      RowCall call,
      double[] found,
      int from,
      int step,
      double[] expected,
      int rows,
      int stride) {
    double scale = 0;
    for (double value : expected) {
      scale = Double.isInfinite(value) ? scale : Math.max(scale, Math.abs(value));
    }
    for (int k = 0; k < rows; k++) {
      for (int j = 0; j < call.width; j++) {
        double is = found[(from + k * step) * call.width + j];
        double should = expected[k * stride * call.width + j];
        if (!Closeness.close(is, should, ROUNDING * scale)) {
          throw new AssertionError(
              String.format(
                  "%s: row %d has %.9g at %d, not %.9g", what, k * stride, is, j, should));
        }
      }
    }
  }
}

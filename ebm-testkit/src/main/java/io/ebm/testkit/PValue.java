package io.ebm.testkit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/**
 * The outcome of a statistical test.
 *
 * @param name what was tested
 * @param value how likely a deviation at least as large is if the hypothesis holds, from 0 to 1
 */
public record PValue(String name, double value) {

  /** The family-wise error that the kit's checks allow: one false alarm in 200. */
  public static final double FAMILY_WISE_ERROR = 0.005;

  /** Refuses what is no probability. */
  public PValue {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException("the p-value of '" + name + "' is " + value);
    }
  }

  /**
   * The tests that reject, under a family-wise error, by the step-down procedure of Holm (1979, "A
   * simple sequentially rejective multiple test procedure"): in rising order of their values, test
   * {@code k} (from 0) of {@code m} rejects if it and all before it lie below {@code alpha / (m -
   * k)}.
   */
  public static List<PValue> rejected(List<PValue> family, double alpha) {
    List<PValue> rising = new ArrayList<>(family);
    rising.sort(Comparator.comparingDouble(PValue::value));
    int count = 0;
    while (count < rising.size() && rising.get(count).value < alpha / (rising.size() - count)) {
      count++;
    }
    return rising.subList(0, count);
  }

  /**
   * Fails if any test of the family rejects at {@link #FAMILY_WISE_ERROR}.
   *
   * @param what the claim, as in {@code "the sampler keeps its target"}
   * @param seed told in the failure
   */
  public static void check(String what, long seed, List<PValue> family) {
    if (family.isEmpty()) {
      throw new AssertionError("nothing was tested: " + what);
    }
    List<PValue> rejected = rejected(family, FAMILY_WISE_ERROR);
    if (!rejected.isEmpty()) {
      String list =
          rejected.stream()
              .limit(8)
              .map(p -> String.format("%n  %s: p = %.3g", p.name, p.value))
              .collect(Collectors.joining());
      throw new AssertionError(
          String.format(
              "not so: %s (seed %d; %d of %d tests reject)%s",
              what, seed, rejected.size(), family.size(), list));
    }
  }

  /**
   * Fails if an experiment rejects twice: under its seed, and again under another, each at {@link
   * #FAMILY_WISE_ERROR}. So a sound component is blamed once in 40,000 experiments, and the many
   * experiments of a conformance class together stay below one in 200; what is broken rejects under
   * every seed.
   *
   * @param what the claim
   * @param experiment the tests that it makes with a seed
   */
  public static void confirm(String what, long seed, LongFunction<List<PValue>> experiment) {
    try {
      check(what, seed, experiment.apply(seed));
    } catch (AssertionError suspicion) {
      long other = seed ^ 0x5DEECE66DL;
      try {
        check(what, other, experiment.apply(other));
      } catch (AssertionError confirmation) {
        suspicion.addSuppressed(confirmation);
        throw suspicion;
      }
    }
  }
}

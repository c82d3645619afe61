package io.ebm.testkit;

import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.Costly;
import io.ebm.api.Differentiable;
import io.ebm.api.Divided;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Gradient;
import io.ebm.api.Learnable;
import io.ebm.api.Parameterised;
import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.api.Replicable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The contract of {@link EnergyFunction}, {@link Differentiable} and {@link Learnable} beside their
 * derivatives: rows, arrays, threads, weights. Each check throws {@link AssertionError}; each does
 * nothing for an energy without the capability.
 */
public final class EnergyChecks {

  private static final double ROUNDING = 2e-5;
  private static final int[] SIZES = {1, 2, 3, 4, 5, 7, 8, 15, 16, 17, 31, 33, 64, 65};
  private static final int THREADS = 4;
  private static final int CALLS = 100;
  private static final double SENTINEL = -98765.5;

  private EnergyChecks() {}

  /** An energy that is {@link Costly} says how much, and always the same. */
  public static void costIsPositive(EnergyCase test) {
    Costly costly = test.energy().as(Costly.class).orElse(null);
    if (costly != null) {
      double cost = costly.multiplyAdds();
      if (!(cost > 0) || Double.isInfinite(cost) || cost != costly.multiplyAdds()) {
        throw new AssertionError(test + ": its energies cost " + cost + " operations");
      }
    }
  }

  /** An energy that is {@link Divided} is so by numbers that are not negative. */
  public static void disagreementsAreDeviations(EnergyCase test) {
    Divided divided = test.energy().as(Divided.class).orElse(null);
    if (divided != null) {
      Batch x = test.states();
      double[] found = new double[x.size()];
      Arrays.fill(found, SENTINEL);
      divided.disagreements(x, found);
      for (double each : found) {
        if (!(each >= 0) || Double.isInfinite(each)) {
          throw new AssertionError(test + ": its parts disagree by " + each);
        }
      }
    }
  }

  /** A row's energy and gradient are the same in whatever batch the row stands. */
  public static void batchEqualsRows(EnergyCase test) {
    Batch x = test.states();
    double[] all = test.energies(x);
    for (int size : SIZES) {
      if (size <= x.size()) {
        double[] prefix = test.energies(x.slice(0, size));
        String what = test + ": in a batch of " + size + ", the energy of row";
        Closeness.check(what, prefix, Arrays.copyOf(all, size), ROUNDING);
      }
    }
    Batch others = x.copy();
    for (int i = 1; i < x.size(); i++) {
      others.copyRow(i, x, 0);
    }
    double first = test.energies(others)[0];
    String alone = test + ": beside other rows, the energy of row";
    Closeness.check(alone, new double[] {first}, new double[] {all[0]}, ROUNDING);
    if (!test.rowBound()) {
      double[] single = new double[x.size()];
      for (int i = 0; i < x.size(); i++) {
        single[i] = test.energies(x.slice(i, i + 1))[0];
      }
      Closeness.check(test + ": by itself, the energy of row", single, all, ROUNDING);
    }
    Differentiable energy = test.energy().as(Differentiable.class).orElse(null);
    if (energy != null) {
      Batch full = gradients(energy, x);
      for (int size : SIZES) {
        if (size <= x.size()) {
          Batch part = gradients(energy, x.slice(0, size));
          String what = test + ": in a batch of " + size + ", the gradient";
          Closeness.check(what, part, full.slice(0, size), 10 * ROUNDING);
        }
      }
    }
  }

  private static Batch gradients(Differentiable energy, Batch x) {
    Batch out = Batch.allocate(x.size(), x.dim());
    energy.gradients(x, new double[x.size()], out);
    return out;
  }

  /**
   * Inputs may be views into other memory and are not written; results go to the rows given and
   * nowhere else; longer result arrays are allowed; an empty batch is.
   */
  public static void usesArraysAsAgreed(EnergyCase test) {
    Batch x = test.states();
    int n = x.size();
    int dim = x.dim();
    double[] expected = test.energies(x);
    float[] memory = new float[x.length() + 2 * dim + 1];
    Arrays.fill(memory, Float.NaN);
    Batch view = Batch.of(memory, dim + 1, n, dim);
    view.copyFrom(x);
    float[] before = memory.clone();
    double[] out = new double[n + 3];
    Arrays.fill(out, SENTINEL);
    test.energy().energies(view, out);
    require(Arrays.equals(memory, before), test + ": energies() wrote its input");
    Closeness.check(test + ": of a view, the energy of row", out, expected, ROUNDING);
    requireSentinels(test + ": energies()", out, n);
    test.energy().energies(view.slice(0, 0), out);

    Differentiable energy = test.energy().as(Differentiable.class).orElse(null);
    if (energy != null) {
      Batch gradients = gradients(energy, x);
      float[] target = new float[memory.length];
      Arrays.fill(target, (float) SENTINEL);
      Arrays.fill(out, SENTINEL);
      Batch into = Batch.of(target, dim + 1, n, dim);
      energy.gradients(view, out, into);
      require(Arrays.equals(memory, before), test + ": gradients() wrote its input");
      Closeness.check(test + ": of a view, the gradient", into, gradients, 10 * ROUNDING);
      requireSentinels(test + ": gradients()", out, n);
      for (int i = 0; i < target.length; i++) {
        boolean inside = i >= dim + 1 && i < dim + 1 + x.length();
        require(
            inside || target[i] == (float) SENTINEL, test + ": gradients() wrote beyond its rows");
      }
      energy.gradients(view.slice(0, 0), out, into.slice(0, 0));
    }
    Learnable learnable = test.energy().as(Learnable.class).orElse(null);
    if (learnable != null) {
      double[] weights = Arrays.copyOf(test.weights("weights"), n + 2);
      weights[n] = Double.NaN;
      double[] weightsBefore = weights.clone();
      Gradient gradient = learnable.parameters().newGradient();
      Gradient plain = learnable.parameters().newGradient();
      learnable.accumulate(view, weights, gradient);
      learnable.accumulate(x, weights, plain);
      require(Arrays.equals(memory, before), test + ": accumulate() wrote its input");
      require(Arrays.equals(weights, weightsBefore), test + ": accumulate() wrote the weights");
      Closeness.check(
          test + ": of a view, accumulated value", gradient.values(), plain.values(), ROUNDING);
      learnable.accumulate(view.slice(0, 0), weights, gradient);
    }
  }

  private static void requireSentinels(String who, double[] out, int from) {
    for (int i = from; i < out.length; i++) {
      require(out[i] == SENTINEL, who + " wrote beyond " + from + " energies");
    }
  }

  /** {@link Learnable#accumulate} adds, is linear in its weights, and gives always one object. */
  public static void accumulateIsLinear(EnergyCase test) {
    Learnable energy = test.energy().as(Learnable.class).orElse(null);
    if (energy == null) {
      return;
    }
    Parameters parameters = energy.parameters();
    require(
        parameters == energy.parameters(), test + ": parameters() is another object at each call");
    Batch x = test.states();
    double[] a = test.weights("a");
    double[] b = test.weights("b");
    double[] combined = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      combined[i] = 2 * a[i] - b[i];
      b[i] = -b[i];
    }
    Gradient zero = energy.parameters().newGradient();
    energy.accumulate(x, new double[x.size()], zero);
    for (float value : zero.values()) {
      require(value == 0, test + ": weights of zero added " + value);
    }
    Gradient steps = energy.parameters().newGradient();
    energy.accumulate(x, a, steps);
    energy.accumulate(x, a, steps);
    energy.accumulate(x, b, steps);
    Gradient once = energy.parameters().newGradient();
    energy.accumulate(x, combined, once);
    String what = test + ": accumulated value";
    Closeness.check(what, steps.values(), once.values(), 10 * ROUNDING);
    if (!test.rowBound()) {
      Gradient rows = energy.parameters().newGradient();
      for (int i = 0; i < x.size(); i++) {
        energy.accumulate(x.slice(i, i + 1), new double[] {combined[i]}, rows);
      }
      Closeness.check(what + " row by row", rows.values(), once.values(), 10 * ROUNDING);
    }
  }

  /** Energies and gradient in one pass are those of two. */
  public static void accumulateGivesTheEnergies(EnergyCase test) {
    Learnable energy = test.energy().as(Learnable.class).orElse(null);
    if (energy == null) {
      return;
    }
    Batch x = test.states();
    double[] weights = test.weights("weights");
    double[] energies = new double[x.size() + 1];
    energies[x.size()] = SENTINEL;
    Gradient both = energy.parameters().newGradient();
    energy.accumulate(x, weights, energies, both);
    requireSentinels(test + ": accumulate()", energies, x.size());
    Closeness.check(
        test + ": beside its gradient, the energy of row", energies, test.energies(x), ROUNDING);
    Gradient alone = energy.parameters().newGradient();
    energy.accumulate(x, weights, alone);
    Closeness.check(
        test + ": beside energies, accumulated value",
        both.values(),
        alone.values(),
        10 * ROUNDING);
  }

  /**
   * A {@link Replicable} energy's replica has its capabilities and, at its values, its energies and
   * gradients; it follows what is written to its own parameters, and the original does not.
   */
  public static void replicaFollowsItsOwnParameters(EnergyCase test) {
    Replicable energy = test.energy().as(Replicable.class).orElse(null);
    if (energy == null) {
      return;
    }
    Parameters own = energy.parameters();
    Parameters others = own.copy();
    EnergyFunction replica = (EnergyFunction) energy.replica(others);
    Set<Class<?>> capabilities = new LinkedHashSet<>(Capabilities.of(replica));
    capabilities.addAll(Capabilities.of(test.energy()));
    for (Class<?> capability : capabilities) {
      require(
          Capabilities.has(replica, capability) == Capabilities.has(test.energy(), capability),
          test + ": a replica has other capabilities: " + Capabilities.of(replica));
    }
    require(
        replica.as(Parameterised.class).orElseThrow().parameters() == others,
        test + ": a replica has other parameters than those given");
    Batch x = test.states();
    double[] before = test.energies(x);
    double[] out = new double[x.size()];
    replica.energies(x, out);
    require(Arrays.equals(out, before), test + ": a replica at the same values differs");
    RandomStream random = test.random("replica");
    for (int i = 0; i < others.size(); i++) {
      others.values()[i] += (float) (0.1 * random.nextGaussian());
    }
    replica.energies(x, out);
    double[] there = everything(new EnergyCase(replica, x, test.rowBound(), 1, test.seed()), x);
    require(
        Arrays.equals(test.energies(x), before),
        test + ": writing a replica's parameters changed the energy");
    float[] kept = own.values().clone();
    try {
      System.arraycopy(others.values(), 0, own.values(), 0, kept.length);
      require(
          Arrays.equals(out, test.energies(x)),
          test + ": a replica does not follow what is written to its parameters");
      require(
          Arrays.equals(there, everything(test, x)),
          test + ": a replica's derivatives do not follow its parameters");
    } finally {
      System.arraycopy(kept, 0, own.values(), 0, kept.length);
    }
    Parameters wrong = Parameters.builder().add("wrong", own.size() + 1).build();
    try {
      energy.replica(wrong);
    } catch (IllegalArgumentException expected) {
      return;
    }
    throw new AssertionError(test + ": took parameters of another layout for a replica");
  }

  /**
   * No call writes a field, one of its objects' fields or their arrays, in which calls from other
   * threads would meet. Fields that are volatile are not looked at, nor what lies in a {@link
   * ThreadLocal} or in a class of {@code java.util.concurrent}; an energy that guards plain fields
   * with a lock fails here, and is right nevertheless.
   */
  public static void callsKeepTheFields(EnergyCase test) {
    int contexts = test.states().size();
    EveryCall.of(test, part(test, 0), contexts); // what is made at the first call may stay
    FieldStates before = FieldStates.of(test.energy());
    EveryCall.of(test, part(test, 1), contexts);
    List<String> changed = FieldStates.of(test.energy()).changedSince(before);
    require(
        changed.isEmpty(),
        test
            + ": a call writes "
            + String.join(", ", changed)
            + ", where calls from other threads write too; keep it in a local variable or in a"
            + " ThreadLocal");
  }

  /** Calls from several threads at once give the bits of calls one after the other. */
  public static void isThreadSafe(EnergyCase test) {
    List<double[]> expected = new ArrayList<>();
    for (int t = 0; t < THREADS; t++) {
      expected.add(everything(test, part(test, t)));
    }
    Concurrent.check(
        test + ": calls",
        THREADS,
        thread -> {
          boolean equal = true;
          for (int call = 0; call < CALLS; call++) {
            double[] got = everything(test, part(test, thread));
            equal &= Arrays.equals(got, expected.get(thread));
          }
          return equal;
        });
  }

  /** Other rows, and another number of them, for each thread. */
  private static Batch part(EnergyCase test, int thread) {
    int n = test.states().size();
    Batch part = Batch.allocate(Math.max(1, n - thread), test.states().dim());
    for (int i = 0; i < part.size(); i++) {
      part.copyRow(i, test.states(), (i + 7 * thread) % n);
    }
    return part;
  }

  private static double[] everything(EnergyCase test, Batch x) {
    double[] energies = test.energies(x);
    float[] more = new float[0];
    Differentiable energy = test.energy().as(Differentiable.class).orElse(null);
    if (energy != null) {
      more = gradients(energy, x).array();
    }
    Learnable learnable = test.energy().as(Learnable.class).orElse(null);
    if (learnable != null) {
      Gradient gradient = learnable.parameters().newGradient();
      learnable.accumulate(x, test.weights("weights"), gradient);
      int from = more.length;
      more = Arrays.copyOf(more, from + gradient.values().length);
      System.arraycopy(gradient.values(), 0, more, from, gradient.values().length);
    }
    double[] all = Arrays.copyOf(energies, energies.length + more.length);
    for (int i = 0; i < more.length; i++) {
      all[energies.length + i] = more[i];
    }
    return all;
  }

  /** Energies at the states, and at more random ones, are finite. */
  public static void energiesAreFinite(EnergyCase test) {
    RandomStream random = test.random("finite");
    Batch more = Batch.allocate(test.states().size(), test.states().dim());
    test.energy().space().randomStart(more, random);
    for (Batch x : List.of(test.states(), more)) {
      for (double energy : test.energies(x)) {
        require(Double.isFinite(energy), test + ": an energy is " + energy);
      }
    }
  }

  private static void require(boolean condition, String complaint) {
    if (!condition) {
      throw new AssertionError(complaint);
    }
  }
}

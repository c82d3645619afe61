package io.ebm.nn;

import io.ebm.api.Batch;
import io.ebm.api.CurvatureLearnable;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Gradient;
import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.api.Replicable;
import io.ebm.api.ScoreLearnable;
import io.ebm.api.Sequences;
import io.ebm.api.SiteDifferences;
import io.ebm.api.StateSpace;
import io.ebm.math.Scratch;
import io.ebm.math.Vectors;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The energy that a network of one output computes, on a Gaussian base: {@code E(x) = u · f(x) +
 * |x|² / 2σ²}, perhaps given contexts: {@code f(x, c)}, row {@code i} given context {@code i}. All
 * derivatives are exact.
 *
 * <p>On discrete states it means the same function of real numbers, which tells to first order what
 * a change of a site does. Categorical states enter as one unit for each level of a site, and have
 * no gradient by their numbers. Rows that are no sequences, where an end ends those, have energy
 * {@code +∞}.
 *
 * <p>Thread-safe while nobody writes the parameters. Batches may have any size; nothing is
 * allocated.
 */
public class NetworkEnergy
    implements EnergyFunction, CurvatureLearnable, Replicable, SiteDifferences, Networked {

  private final NetworkForm form;
  private final Parameters parameters;
  private final @Nullable Batch contexts;

  /**
   * An energy.
   *
   * @param form what it computes
   * @param parameters at which
   * @param contexts what it is given, if the form has a condition; else null
   */
  protected NetworkEnergy(NetworkForm form, Parameters parameters, @Nullable Batch contexts) {
    this.form = form;
    this.parameters = parameters;
    this.contexts = contexts;
  }

  /** An energy without contexts. */
  public static NetworkEnergy of(NetworkForm form, Parameters parameters) {
    return new NetworkEnergy(form, parameters, null);
  }

  /** An energy given contexts. */
  public static NetworkEnergy given(NetworkForm form, Parameters parameters, Batch contexts) {
    return new NetworkEnergy(form, parameters, contexts);
  }

  @Override
  public Map<String, Network> networks() {
    return Map.of("", form.network());
  }

  /** What it computes. */
  public final NetworkForm form() {
    return form;
  }

  /** Fills the parameters with what the layers begin with. */
  public final void initialise(RandomStream random) {
    form.network().initialise(parameters.values(), random);
    constrain();
  }

  /** What it is given, or null. */
  protected final @Nullable Batch contexts() {
    return contexts;
  }

  @Override
  public StateSpace space() {
    return form.space();
  }

  @Override
  public Parameters parameters() {
    return parameters;
  }

  @Override
  public void constrain() {
    form.constrain(parameters);
  }

  @Override
  public NetworkEnergy replica(Parameters others) {
    return new NetworkEnergy(form, parameters.requireLayout(others), contexts);
  }

  @Override
  public Optional<String> lack(Class<?> capability) {
    if (capability == SiteDifferences.class && space().levels() == 0) {
      return Optional.of("its states are real");
    }
    boolean slopes =
        capability == Differentiable.class
            || capability == ScoreLearnable.class
            || capability == CurvatureLearnable.class;
    if (slopes && space().varies()) {
      return Optional.of("its states vary in length, and no sampler moves such");
    }
    return slopes && space() instanceof StateSpace.Categorical
        ? Optional.of("its states are labels, which have no gradient; it has SiteDifferences")
        : Optional.empty();
  }

  private Run run(Passes passes, @Nullable Gradient into) {
    return form.network().run(passes, parameters.values(), into == null ? null : into.values());
  }

  private int begin(Run run, Batch x, int from) {
    return run.begin(form.states(), x, form.conditions(), contexts, from, x.size());
  }

  private void load(Run run, Batch x, int from) {
    run.load(0, 0, form.states(), x, from);
    Intake conditions = form.conditions();
    if (contexts != null && conditions != null) {
      run.load(1, 0, conditions, contexts, from);
    }
  }

  private void read(Run run, Batch x, int from, double[] out) {
    int at = run.output(0);
    for (int i = 0; i < run.rows(); i++) {
      out[from + i] = form.unit() * run.memory()[at + i] + base(x, from + i);
    }
  }

  private double base(Batch x, int row) {
    if (form.precision() == 0) {
      return 0;
    }
    int at = x.offset(row);
    return 0.5 * form.precision() * Vectors.dot(x.dim(), x.array(), at, x.array(), at);
  }

  private void addBaseGradients(Batch x, int from, int rows, Batch out) {
    if (form.precision() != 0) {
      float precision = (float) form.precision();
      int count = rows * x.dim();
      Vectors.axpy(count, precision, x.array(), x.offset(from), out.array(), out.offset(from));
    }
  }

  @Override
  public void energies(Batch x, double[] out) {
    checkDim(x);
    try (Run run = run(Passes.VALUES, null)) {
      for (int from = 0; from < x.size(); from += run.rows()) {
        begin(run, x, from);
        load(run, x, from);
        run.next();
        read(run, x, from, out);
      }
    }
    Sequences.forbid(space(), x, out);
  }

  @Override
  public void gradients(Batch x, double[] energies, Batch out) {
    checkDim(x);
    checkSame(x, out, "cannot hold the gradients of");
    try (Run run = run(Passes.INPUT_SLOPES, null)) {
      for (int from = 0; from < x.size(); from += run.rows()) {
        int rows = begin(run, x, from);
        load(run, x, from);
        run.next();
        read(run, x, from, energies);
        run.seed(0, form.unit());
        run.next();
        run.store(0, form.states(), out, from);
        addBaseGradients(x, from, rows, out);
      }
    }
  }

  @Override
  public void accumulate(Batch x, double[] weights, Gradient into) {
    accumulate(x, weights, into, null);
  }

  @Override
  public void accumulate(Batch x, double[] weights, double[] energies, Gradient into) {
    accumulate(x, weights, into, energies);
  }

  private void accumulate(Batch x, double[] weights, Gradient into, double @Nullable [] energies) {
    checkDim(x);
    try (Run run = run(Passes.PARAMETER_SLOPES, into)) {
      for (int from = 0; from < x.size(); from += run.rows()) {
        begin(run, x, from);
        load(run, x, from);
        run.next();
        if (energies != null) {
          read(run, x, from, energies);
        }
        run.seed(0, form.unit(), weights, from);
        run.next();
      }
    }
    if (energies != null) {
      Sequences.forbid(space(), x, energies);
    }
  }

  @Override
  public void accumulateDirectional(Batch x, Batch v, double[] weights, Gradient into) {
    accumulateAlong(x, v, null, null, weights, null, into);
  }

  @Override
  public void accumulateDirectional(
      Batch x,
      double[] energies,
      Batch gradients,
      Directions directions,
      double[] weights,
      Gradient into) {
    accumulateAlong(x, gradients, energies, directions, weights, null, into);
  }

  @Override
  public void accumulateDirectional(
      Batch x, Batch v, double[] weights, Batch products, Gradient into) {
    checkSame(x, products, "cannot hold the products of");
    accumulateAlong(x, v, null, null, weights, products, into);
  }

  /**
   * Along {@code v}, or along what directions make of the gradients in it. The directions are
   * multiplied by the weights before they go through, which gives the same sums.
   */
  private void accumulateAlong(
      Batch x,
      Batch v,
      double @Nullable [] energies,
      @Nullable Directions directions,
      double[] weights,
      @Nullable Batch products,
      Gradient into) {
    checkDim(x);
    checkSame(x, v, "are not directions for");
    Passes passes = products == null ? Passes.DIRECTIONAL : Passes.DIRECTIONAL_AND_INPUTS;
    try (Run run = run(passes, into);
        Scratch scratch = Scratch.open()) {
      float[] factors = scratch.floats(run.width());
      for (int from = 0; from < x.size(); from += run.rows()) {
        int rows = begin(run, x, from);
        load(run, x, from);
        run.next();
        if (energies != null) {
          read(run, x, from, energies);
        }
        run.seed(1, form.unit());
        run.next();
        if (directions != null) {
          run.store(1, form.states(), v, from);
          addBaseGradients(x, from, rows, v);
          directions.choose(from, from + rows);
        }
        for (int i = 0; i < run.columns(); i++) {
          factors[i] = i < rows ? (float) weights[from + i] : 0f;
        }
        run.load(0, 1, form.states(), v, from);
        run.scaleInput(0, 1, factors);
        run.next();
        run.seed(0, 0);
        run.next();
        if (products != null) {
          run.store(0, form.states(), products, from);
          addBaseProducts(v, from, rows, weights, products);
        }
      }
    }
  }

  private void addBaseProducts(Batch v, int from, int rows, double[] weights, Batch products) {
    for (int i = from; i < from + rows && form.precision() != 0; i++) {
      float factor = (float) (form.precision() * weights[i]);
      Vectors.axpy(v.dim(), factor, v.array(), v.offset(i), products.array(), products.offset(i));
    }
  }

  @Override
  public void accumulateCurvature(
      Batch x, Batch v, double[] weights, double[] curvatures, Gradient into) {
    checkDim(x);
    checkSame(x, v, "are not directions for");
    try (Run run = run(Passes.CURVATURE, into)) {
      for (int from = 0; from < x.size(); from += run.rows()) {
        int rows = begin(run, x, from);
        load(run, x, from);
        run.load(0, 1, form.states(), v, from);
        run.clearInput(0, 2);
        run.next();
        int at = run.output(2);
        for (int i = 0; i < rows; i++) {
          curvatures[from + i] = form.unit() * run.memory()[at + i] + 2 * base(v, from + i);
        }
        run.seed(0, 0);
        run.seed(1, 0);
        run.seed(2, form.unit(), weights, from);
        run.next();
      }
    }
  }

  /** By the slopes of the numbers that a level of a site enters as. */
  @Override
  public void differences(Batch x, Batch out) {
    checkDim(x);
    int sites = x.dim();
    try (Run run = run(Passes.INPUT_SLOPES, null);
        Scratch scratch = Scratch.open()) {
      Batch slopes = Batch.of(scratch.floats(run.most() * sites), 0, run.most(), sites);
      for (int from = 0; from < x.size(); from += run.most()) {
        int rows = run.begin(x.size() - from);
        load(run, x, from);
        run.next();
        run.seed(0, form.unit());
        run.next();
        Batch part = x.slice(from, from + rows);
        Batch to = out.slice(from, from + rows);
        if (space() instanceof StateSpace.Categorical labels) {
          differencesByUnits(run, part, labels, to);
        } else {
          run.store(0, form.states(), slopes.slice(0, rows), 0);
          addBaseGradients(part, 0, rows, slopes.slice(0, rows));
          SiteDifferences.firstOrder(space(), part, slopes.slice(0, rows), to);
        }
      }
    }
  }

  private static void differencesByUnits(
      Run run, Batch x, StateSpace.Categorical space, Batch out) {
    int at = run.inputSlope(0, 0);
    int sites = x.dim();
    for (int i = 0; i < x.size(); i++) {
      for (int site = 0; site < sites; site++) {
        int here = (int) x.get(i, site);
        float own = run.memory()[at + (here * sites + site) * run.columns() + i];
        for (int a = 0; a < space.levels(); a++) {
          float other = run.memory()[at + (a * sites + site) * run.columns() + i];
          out.set(i, site * space.levels() + a, other - own);
        }
      }
    }
    Sequences.forbid(space, x, out);
  }

  @Override
  public boolean exact() {
    return false;
  }

  /** Requires rows of the space's columns. */
  protected final void checkDim(Batch x) {
    if (x.dim() != space().dim()) {
      throw new IllegalArgumentException(
          x + " has not the " + space().dim() + " columns of " + space());
    }
  }

  private static void checkSame(Batch x, Batch other, String what) {
    if (other.size() != x.size() || other.dim() != x.dim()) {
      throw new IllegalArgumentException(other + " " + what + " " + x);
    }
  }
}

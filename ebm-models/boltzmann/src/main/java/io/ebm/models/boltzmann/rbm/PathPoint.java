package io.ebm.models.boltzmann.rbm;

import io.ebm.api.Batch;
import io.ebm.api.Clampable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.ExactDraws;
import io.ebm.api.ExactMarginals;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.api.Tractable;
import io.ebm.math.Scratch;
import io.ebm.math.Vectors;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A point of the path from independent visible units to the machine (Salakhutdinov and Murray 2008,
 * eq. 15 to 17): inputs {@code βc + βWᵀv} of the hidden units and {@code (1 - β) b₀ + βb + βWh} of
 * the visible ones. At {@code β = 1} it is the machine itself.
 */
class PathPoint implements EnergyFunction, Clampable, Tractable, ExactDraws, ExactMarginals {

  static final int TILE = 64;

  final Layers layers;
  private final StateSpace space;
  private final float[] base;
  private final double beta;
  final LayerSum sum;

  /**
   * @param base the inputs {@code b₀} of the visible units at the path's beginning
   */
  PathPoint(Layers layers, StateSpace space, float[] base, double beta) {
    if (!(beta >= 0 && beta <= 1)) {
      throw new IllegalArgumentException("a path goes from 0 to 1, and " + beta + " is not in it");
    }
    this.layers = layers;
    this.space = space;
    this.base = base;
    this.beta = beta;
    this.sum = new LayerSum(this);
  }

  @Override
  public final StateSpace space() {
    return space;
  }

  final float[] base() {
    return base;
  }

  final double beta() {
    return beta;
  }

  @Override
  public final void energies(Batch x, double[] out) {
    checkDim(x);
    try (Scratch scratch = Scratch.open()) {
      float[] inputs = scratch.floats(TILE * layers.hiddenUnits());
      double[] logs = scratch.doubles(TILE);
      float[] v = codes(x, TILE, scratch);
      for (int from = 0; from < x.size(); from += TILE) {
        int rows = Math.min(TILE, x.size() - from);
        int at = code(rows, x, from, v);
        hiddenInputs(rows, v, at, inputs);
        Arrays.fill(logs, 0, rows, 0);
        layers.hidden().addCumulants(rows, layers.hiddenUnits(), inputs, 0, 1, null, logs);
        addVisible(rows, v, at, logs);
        for (int i = 0; i < rows; i++) {
          out[from + i] = -logs[i];
        }
      }
    }
  }

  /** Where the codes of so many rows go: the rows themselves where states are their own codes. */
  final float[] codes(Batch x, int rows, Scratch scratch) {
    return layers.coded() ? scratch.floats(rows * layers.visibleUnits()) : x.array();
  }

  /** Codes rows into {@link #codes}; returns where they begin there. */
  final int code(int rows, Batch x, int from, float[] codes) {
    if (!layers.coded()) {
      return x.offset(from);
    }
    layers.visible().code(rows * x.dim(), x.array(), x.offset(from), codes);
    return 0;
  }

  /** Adds {@code ((1 - β) b₀ + βb)ᵀv - U(v)} of every row. */
  final void addVisible(int rows, float[] v, int at, double[] logs) {
    int n = layers.visibleUnits();
    layers.visible().subtractPotentials(rows, n, v, at, logs);
    layers.addVisibleBias(rows, beta, v, at, logs);
    if (beta != 1) {
      for (int i = 0; i < rows; i++) {
        logs[i] += (1 - beta) * Vectors.dot(n, base, 0, v, at + i * n);
      }
    }
  }

  final void hiddenInputs(int rows, float[] v, int at, float[] out) {
    layers.hiddenInputs(rows, v, at, out);
    if (beta != 1) {
      Vectors.scale(rows * layers.hiddenUnits(), (float) beta, out, 0, out, 0);
    }
  }

  final void visibleInputs(int rows, float[] h, float[] out) {
    layers.visibleInputs(rows, h, out);
    if (beta != 1) {
      int n = layers.visibleUnits();
      Vectors.scale(rows * n, (float) beta, out, 0, out, 0);
      for (int i = 0; i < rows; i++) {
        Vectors.axpy(n, (float) (1 - beta), base, 0, out, i * n);
      }
    }
  }

  @Override
  public final void sweep(Batch x, int sweeps, double inverse, RandomStream random) {
    sweepTiles(x, null, sweeps, inverse, random);
  }

  @Override
  public final void sweep(Batch x, Batch given, int sweeps, double inverse, RandomStream random) {
    if (given.size() != x.size() || given.dim() != x.dim()) {
      throw new IllegalArgumentException(given + " does not say what is given of " + x);
    }
    sweepTiles(x, given, sweeps, inverse, random);
  }

  private void sweepTiles(
      Batch x, @Nullable Batch given, int sweeps, double inverse, RandomStream random) {
    checkDim(x);
    if (!(inverse >= 0) || sweeps < 0) {
      throw new IllegalArgumentException(sweeps + " sweeps at inverse temperature " + inverse);
    }
    for (int from = 0; from < x.size(); from += TILE) {
      int to = Math.min(x.size(), from + TILE);
      Batch part = given == null ? null : given.slice(from, to);
      for (int sweep = 0; sweep < sweeps; sweep++) {
        if (inverse == 1) {
          blockSweep(x.slice(from, to), part, random);
        } else {
          temperedSweep(x.slice(from, to), part, inverse, random);
        }
      }
    }
  }

  /** Hidden units given the visible ones, then visible units given the hidden ones. */
  private void blockSweep(Batch x, @Nullable Batch given, RandomStream random) {
    try (Scratch scratch = Scratch.open()) {
      float[] h = scratch.floats(x.size() * layers.hiddenUnits());
      float[] v = codes(x, TILE, scratch);
      hiddenInputs(x.size(), v, code(x.size(), x, 0, v), h);
      drawVisible(x, given, h, 1, random);
    }
  }

  /** From the inputs of the hidden units to new visible states. */
  final void drawVisible(
      Batch x, @Nullable Batch given, float[] h, double inverse, RandomStream random) {
    int rows = x.size();
    try (Scratch scratch = Scratch.open()) {
      int length = rows * layers.visibleUnits();
      float[] v = scratch.floats(length);
      layers.hidden().sample(rows * layers.hiddenUnits(), h, 0, inverse, random);
      visibleInputs(rows, h, v);
      layers.visible().sample(length, v, 0, inverse, random);
      if (layers.coded()) {
        layers.visible().decode(x.length(), v, v, 0);
      }
      if (given == null) {
        System.arraycopy(v, 0, x.array(), x.offset(), x.length());
        return;
      }
      for (int i = 0; i < x.length(); i++) {
        float value = given.array()[given.offset() + i];
        x.array()[x.offset() + i] = Float.isNaN(value) ? v[i] : value;
      }
    }
  }

  /**
   * At another temperature {@code exp(-βF(v))} is not the marginal of a joint law of the two
   * layers, but {@code p_β(v) = Σ_h exp(-βE(v, h))} is and differs by {@code Σ_j βΓ(I_j) -
   * Γ_β(I_j)} only: a block sweep of that, accepted or refused by Metropolis and Hastings's rule
   * for the difference.
   */
  private void temperedSweep(Batch x, @Nullable Batch given, double inverse, RandomStream random) {
    int rows = x.size();
    try (Scratch scratch = Scratch.open()) {
      float[] h = scratch.floats(rows * layers.hiddenUnits());
      double[] before = scratch.doubles(rows);
      double[] after = scratch.doubles(rows);
      Batch proposal = Batch.of(scratch.floats(x.length()), 0, rows, x.dim());
      float[] v = codes(x, TILE, scratch);
      hiddenInputs(rows, v, code(rows, x, 0, v), h);
      temperingExcess(rows, h, inverse, before);
      drawVisible(proposal, given, h, inverse, random);
      float[] w = layers.coded() ? v : proposal.array();
      hiddenInputs(rows, w, code(rows, proposal, 0, w), h);
      temperingExcess(rows, h, inverse, after);
      for (int i = 0; i < rows; i++) {
        if (Math.log(random.nextDouble()) < after[i] - before[i]) {
          x.copyRow(i, proposal, i);
        }
      }
    }
  }

  private void temperingExcess(int rows, float[] inputs, double inverse, double[] out) {
    int n = layers.hiddenUnits();
    Arrays.fill(out, 0, rows, 0);
    layers.hidden().addCumulants(rows, n, inputs, 0, 1, null, out);
    for (int i = 0; i < rows; i++) {
      out[i] *= -inverse;
    }
    layers.hidden().addCumulants(rows, n, inputs, 0, inverse, null, out);
    for (int i = 0; i < rows; i++) {
      out[i] = -out[i];
    }
  }

  @Override
  public final Optional<String> lack(Class<?> capability) {
    if (capability == ExactMarginals.class && space.levels() == 0) {
      return Optional.of("marginals are of discrete units");
    }
    return beta != 0 && LayerSum.ANSWERS.contains(capability)
        ? sum.intractability()
        : Optional.empty();
  }

  @Override
  public final void logPartitions(int rows, double[] out) {
    double value = beta == 0 ? baseLogPartition() : sum.logPartition();
    Arrays.fill(out, 0, rows, value);
  }

  private double baseLogPartition() {
    double[] out = new double[1];
    layers.visible().addCumulants(1, base.length, base, 0, 1, null, out);
    float[] zeros = new float[layers.hiddenUnits()];
    layers.hidden().addCumulants(1, zeros.length, zeros, 0, 1, null, out);
    return out[0];
  }

  @Override
  public final void sample(Batch into, RandomStream random) {
    checkDim(into);
    Batch codes = layers.coded() ? Batch.allocate(into.size(), base.length) : into;
    if (beta != 0) {
      sum.sample(codes, random);
    } else {
      for (int i = 0; i < into.size(); i++) {
        System.arraycopy(base, 0, codes.array(), codes.offset(i), base.length);
      }
      layers.visible().sample(codes.length(), codes.array(), codes.offset(), 1, random);
    }
    if (layers.coded()) {
      layers.visible().decode(into.length(), codes.array(), into.array(), into.offset());
    }
  }

  @Override
  public final void marginals(int rows, double[] out) {
    int n = layers.visibleUnits();
    double[] means = new double[n];
    if (beta == 0) {
      float[] rates = base.clone();
      layers.visible().means(n, rates, 0, 1);
      for (int i = 0; i < n; i++) {
        means[i] = rates[i];
      }
    } else {
      sum.visibleMeans(means);
    }
    if (layers.coded()) {
      for (int k = 0; k < rows * n; k++) {
        out[k] = means[k % n];
      }
      return;
    }
    for (int k = 0; k < rows * n; k++) {
      out[2 * k] = 1 - means[k % n];
      out[2 * k + 1] = means[k % n];
    }
  }

  final void checkDim(Batch x) {
    if (x.dim() != space.dim()) {
      throw new IllegalArgumentException(
          x + " has not the " + space.dim() + " columns of " + space);
    }
  }
}

package io.ebm.models.boltzmann.rbm;

import io.ebm.api.Annealable;
import io.ebm.api.AnnealedGibbs;
import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.ExactExpectations;
import io.ebm.api.Examples;
import io.ebm.api.Gradient;
import io.ebm.api.Learnable;
import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.api.Replicable;
import io.ebm.api.StateSpace;
import io.ebm.math.Scratch;
import io.ebm.math.Vectors;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A restricted Boltzmann machine (Smolensky 1986; Hinton 2002), as an energy over its visible
 * units: the free energy
 *
 * <pre>{@code F(v) = U(v) - bᵀv - Σ_j Γ(c_j + (Wᵀv)_j)}</pre>
 *
 * of {@code E(v, h) = U(v) + U(h) - vᵀWh - bᵀv - cᵀh}; for Bernoulli units {@code U = 0} and {@code
 * Γ(I) = log(1 + exp(I))}, for Gaussian ones {@code U(x) = x²/2σ²}; {@code v} of a Potts unit is 1
 * at its level and 0 at the others; rectified hidden units are never negative, {@code U(x) = x²/2}.
 *
 * <p><b>Parameters.</b> {@code weights} [visible, hidden], {@code visible-bias}, {@code
 * hidden-bias}; of Potts units, a row and a bias for every level of each.
 *
 * <p><b>Gibbs sweeps</b> draw all hidden units, then all visible ones. At an inverse temperature
 * other than 1 a sweep is a proposal that may be refused, for exactness.
 *
 * <p><b>Path.</b> From independent visible units with the data's base rates, {@code β = 0}, to the
 * machine (Salakhutdinov and Murray 2008).
 *
 * <p><b>Centring.</b> Of a centred machine the gradient is turned into that of the parametrization
 * {@code -(v - μ)ᵀW(h - λ) - bᵀ(v - μ) - cᵀ(h - λ)} (Melchior, Fischer and Wiskott 2016), with μ
 * the data's means and λ the means of the hidden units at {@code v = μ}; see {@link
 * Learnable#precondition}. The parameters and all that is computed from them stay those above.
 *
 * <p><b>Exact sums</b> are possible where a layer has at most 24 binary units.
 */
public abstract class Rbm extends PathPoint
    implements ExactExpectations, Replicable, AnnealedGibbs {

  private static final int BASE_ROWS = 256;

  /** Rows whose gradient is summed before it is added to what may no longer be in a cache. */
  private static final int SUMMED = 2 * TILE;

  private final float @Nullable [] centre;

  /**
   * @param centre the data's means if the machine is centred, or null
   */
  Rbm(Layers layers, StateSpace space, float[] base, float @Nullable [] centre) {
    super(layers, space, base, 1);
    this.centre = centre;
  }

  /**
   * The same machine, {@link io.ebm.api.Differentiable} where its visible units are real and {@link
   * io.ebm.api.SiteDifferences} where they are binary.
   */
  static Rbm of(Layers layers, StateSpace space, float[] base, float @Nullable [] centre) {
    if (layers.coded()) {
      return new LabelRbm(layers, space, base, centre);
    }
    return space instanceof StateSpace.Real
        ? new DifferentiableRbm(layers, space, base, centre)
        : new BinaryRbm(layers, space, base, centre);
  }

  @Override
  public final Parameters parameters() {
    return layers.parameters();
  }

  @Override
  public final Rbm replica(Parameters parameters) {
    layers.parameters().requireLayout(parameters);
    return of(layers.over(parameters), space(), base(), centre);
  }

  @Override
  public final void accumulate(Batch x, double[] weights, Gradient into) {
    accumulateTiles(x, weights, null, into);
  }

  @Override
  public final void accumulate(Batch x, double[] weights, double[] energies, Gradient into) {
    accumulateTiles(x, weights, energies, into);
  }

  @Override
  public final void accumulateExpectations(double[] weights, Gradient into) {
    sum.accumulate(weights[0], into);
  }

  private void accumulateTiles(
      Batch x, double[] weights, double @Nullable [] energies, Gradient into) {
    checkDim(x);
    int n = layers.hiddenUnits();
    try (Scratch scratch = Scratch.open()) {
      float[] h = scratch.floats(SUMMED * n);
      double[] logs = scratch.doubles(SUMMED);
      float[] v = codes(x, SUMMED, scratch);
      for (int from = 0; from < x.size(); from += SUMMED) {
        int rows = Math.min(SUMMED, x.size() - from);
        int at = code(rows, x, from, v);
        hiddenInputs(rows, v, at, h);
        if (energies == null) {
          layers.hidden().means(rows * n, h, 0, 1);
        } else {
          Arrays.fill(logs, 0, rows, 0);
          layers.hidden().addCumulants(rows, n, h, 0, 1, h, logs);
          addVisible(rows, v, at, logs);
          for (int i = 0; i < rows; i++) {
            energies[from + i] = -logs[i];
          }
        }
        subtractProducts(rows, v, at, h, weights, from, into.values());
      }
    }
  }

  /** Subtracts {@code Σ w v hᵀ}, {@code Σ w v}, {@code Σ w h}. */
  private void subtractProducts(
      int rows, float[] v, int at, float[] h, double[] weights, int from, float[] g) {
    int visible = layers.visibleUnits();
    int hidden = layers.hiddenUnits();
    for (int i = 0; i < rows; i++) {
      float weight = (float) -weights[from + i];
      Vectors.axpy(visible, weight, v, at + i * visible, g, layers.visibleBias());
      Vectors.scale(hidden, weight, h, i * hidden, h, i * hidden);
      Vectors.axpy(hidden, 1, h, i * hidden, g, layers.hiddenBias());
    }
    layers.addProducts(rows, v, at, h, g);
  }

  /**
   * {@code J Jᵀ g} with J the derivative of (W, b, c) by the centred parameters: {@code b = b' -
   * Wλ}, {@code c = c' - Wᵀμ}.
   */
  @Override
  public final void precondition(Gradient gradient) {
    float[] mean = centre;
    if (mean == null) {
      return;
    }
    int visible = layers.visibleUnits();
    int hidden = layers.hiddenUnits();
    float[] g = gradient.values();
    int b = layers.visibleBias();
    int c = layers.hiddenBias();
    try (Scratch scratch = Scratch.open()) {
      float[] lambda = scratch.floats(hidden);
      float[] shift = scratch.floats(hidden);
      System.arraycopy(layers.values(), layers.hiddenBias(), lambda, 0, hidden);
      for (int i = 0; i < visible; i++) {
        Vectors.axpy(hidden, mean[i], layers.values(), i * hidden, lambda, 0);
      }
      layers.hidden().means(hidden, lambda, 0, 1);
      System.arraycopy(g, c, shift, 0, hidden);
      for (int i = 0; i < visible; i++) {
        int row = i * hidden;
        Vectors.addScaled(hidden, -mean[i], shift, 0, -g[b + i], lambda, 0, g, row);
        g[b + i] -= (float) Vectors.dot(hidden, g, row, lambda, 0);
        Vectors.axpy(hidden, -mean[i], g, row, g, c);
      }
    }
  }

  @Override
  public final EnergyFunction at(double point) {
    return new PathPoint(layers, space(), base(), point);
  }

  @Override
  public final Annealable towards(Examples data) {
    float[] means = means(data, layers.visible(), space().dim());
    return of(layers, space(), baseInputs(layers.visible(), means, data.size()), centre);
  }

  @Override
  public final Annealable frozen() {
    return of(layers.frozen(), space(), base(), centre);
  }

  /** The mean of every number that codes the data. */
  static float[] means(Examples data, Units units, int dim) {
    int width = units.width();
    double[] sums = new double[dim * width];
    Batch rows = Batch.allocate(Math.min(BASE_ROWS, data.size()), dim);
    int[] indices = new int[rows.size()];
    for (int from = 0; from < data.size(); from += rows.size()) {
      Batch part = rows.slice(0, Math.min(rows.size(), data.size() - from));
      for (int i = 0; i < part.size(); i++) {
        indices[i] = from + i;
      }
      data.read(indices, 0, part);
      float[] codes = part.array();
      if (width > 1) {
        codes = new float[part.length() * width];
        units.code(part.length(), part.array(), part.offset(), codes);
      }
      for (int k = 0; k < part.length() * width; k++) {
        sums[k % sums.length] += codes[k];
      }
    }
    float[] means = new float[sums.length];
    for (int i = 0; i < means.length; i++) {
      means[i] = (float) (sums[i] / data.size());
    }
    return means;
  }

  /** The inputs that give units these means; see {@link Units#inputOfMean}. */
  static float[] baseInputs(Units units, float[] means, int count) {
    float[] inputs = new float[means.length];
    for (int i = 0; i < means.length; i++) {
      inputs[i] = (float) units.inputOfMean(means[i], count);
    }
    return inputs;
  }

  @Override
  public final void anneal(
      Batch x, double from, double to, double[] logWeights, RandomStream random) {
    checkDim(x);
    PathPoint target = to == 1 ? this : new PathPoint(layers, space(), base(), to);
    for (int row = 0; row < x.size(); row += TILE) {
      Batch part = x.slice(row, Math.min(x.size(), row + TILE));
      anneal(part, from, target, logWeights, row, random);
    }
  }

  private void anneal(
      Batch x, double from, PathPoint target, double[] logWeights, int at, RandomStream random) {
    int rows = x.size();
    int n = layers.hiddenUnits();
    double to = target.beta();
    try (Scratch scratch = Scratch.open()) {
      float[] h = scratch.floats(rows * n);
      double[] logs = scratch.doubles(rows);
      Arrays.fill(logs, 0, rows, 0);
      float[] v = codes(x, TILE, scratch);
      int vAt = code(rows, x, 0, v);
      int dim = layers.visibleUnits();
      layers.hiddenInputs(rows, v, vAt, h);
      addScaledCumulants(rows, from, h, logs, scratch);
      for (int i = 0; i < rows; i++) {
        logs[i] = -logs[i];
      }
      Vectors.scale(rows * n, (float) to, h, 0, h, 0);
      layers.hidden().addCumulants(rows, n, h, 0, 1, null, logs);
      layers.addVisibleBias(rows, to - from, v, vAt, logs);
      for (int i = 0; i < rows; i++) {
        logWeights[at + i] += logs[i] + (from - to) * Vectors.dot(dim, base(), 0, v, vAt + i * dim);
      }
      target.drawVisible(x, null, h, 1, random);
    }
  }

  private void addScaledCumulants(
      int rows, double factor, float[] h, double[] logs, Scratch scratch) {
    int n = layers.hiddenUnits();
    float[] scaled = scratch.floats(rows * n);
    Vectors.scale(rows * n, (float) factor, h, 0, scaled, 0);
    layers.hidden().addCumulants(rows, n, scaled, 0, 1, null, logs);
  }
}

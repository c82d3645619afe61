package io.ebm.models.neural;

import io.ebm.api.Batch;
import io.ebm.api.CurvatureLearnable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Gradient;
import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.api.Replicable;
import io.ebm.api.SiteDifferences;
import io.ebm.api.StateSpace;
import io.ebm.math.Activation;
import io.ebm.math.Scratch;
import io.ebm.math.Vectors;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The energy of a multilayer perceptron on a Gaussian base:
 *
 * <pre>{@code
 * h_0 = x,   h_l = f(W_l h_{l-1} + b_l),   E(x) = w · h_k + b + |x|² / 2σ²
 * }</pre>
 *
 * <p>The base makes it a density on ℝ^n: a perceptron grows at most linearly, and where it stays
 * flat or falls, {@code Z} is infinite without a base. On a box none is needed.
 *
 * <p>Parameters, with {@code l} from 0 (as other systems write them, so that their files load):
 * {@code layers.l.weight} [outputs, inputs] and {@code layers.l.bias} [outputs]; the last layer has
 * one output.
 *
 * <p>All derivatives are exact. The second derivatives of {@link Activation#RELU} are 0 almost
 * everywhere, so that {@link #accumulateDirectional} sees only the slopes: score matching with it
 * fits poorly.
 *
 * <p>Thread-safe while nobody writes the parameters. Batches may have any size; they are worked on
 * in tiles of {@value #TILE} rows, and nothing is allocated.
 */
public final class Mlp implements EnergyFunction, CurvatureLearnable, Replicable, SiteDifferences {

  /** Rows worked on together: their activations stay in the second-level cache. */
  static final int TILE = 64;

  private final StateSpace space;
  private final double precision;
  private final Perceptron network;
  private final SpectralNorm norm;
  private final SecondTangent secondTangent;

  Mlp(StateSpace space, double precision, Perceptron network, SpectralNorm norm) {
    this.space = space;
    this.precision = precision;
    this.network = network;
    this.norm = norm;
    this.secondTangent = new SecondTangent(network);
  }

  /**
   * A perceptron whose parameters are all zero; see {@link #initialise}.
   *
   * @param space real states, a box, spins or zeros and ones, of any shape
   * @param hidden the widths of the hidden layers, each at least 1; none for a linear energy
   * @param base the standard deviation σ of the base, or 0 for none
   * @throws IllegalArgumentException for another space, a bad width or a bad base
   */
  public static Mlp of(StateSpace space, List<Integer> hidden, Activation activation, double base) {
    return of(space, hidden, activation, base, SpectralNorm.NONE);
  }

  static Mlp of(
      StateSpace space,
      List<Integer> hidden,
      Activation activation,
      double base,
      SpectralNorm norm) {
    if (space instanceof StateSpace.Categorical) {
      throw new IllegalArgumentException(
          "an mlp needs real states, spins or zeros and ones, not those of " + space);
    }
    if (!(base >= 0 && Double.isFinite(base))) {
      throw new IllegalArgumentException("no base of standard deviation " + base);
    }
    double precision = base > 0 ? 1 / (base * base) : 0;
    return new Mlp(space, precision, Perceptron.of(space.dim(), hidden, 1, activation), norm);
  }

  /**
   * Draws new parameters: weights and biases normal with standard deviation {@code scale /
   * √inputs}, the last bias zero.
   */
  public void initialise(double scale, RandomStream random) {
    network.initialise(scale, random);
    constrain();
  }

  @Override
  public void constrain() {
    norm.bound(network);
  }

  @Override
  public StateSpace space() {
    return space;
  }

  @Override
  public Parameters parameters() {
    return network.parameters();
  }

  @Override
  public Mlp replica(Parameters parameters) {
    return new Mlp(space, precision, network.over(parameters), norm);
  }

  @Override
  public void energies(Batch x, double[] out) {
    checkDim(x);
    try (Scratch scratch = Scratch.open()) {
      float[] values = scratch.floats(network.size(TILE));
      for (int from = 0; from < x.size(); from += TILE) {
        int rows = Math.min(TILE, x.size() - from);
        int stride = stride(rows);
        Transposition.toColumns(x, from, rows, values, network.at(0, stride), stride);
        network.forward(stride, values, null);
        energies(x, from, rows, values, stride, out);
      }
    }
  }

  @Override
  public void gradients(Batch x, double[] energies, Batch out) {
    checkDim(x);
    if (out.size() != x.size() || out.dim() != x.dim()) {
      throw new IllegalArgumentException(out + " cannot hold the gradients of " + x);
    }
    try (Scratch scratch = Scratch.open()) {
      float[] values = scratch.floats(network.size(TILE));
      float[] slopes = scratch.floats(network.size(TILE));
      for (int from = 0; from < x.size(); from += TILE) {
        int rows = Math.min(TILE, x.size() - from);
        int stride = stride(rows);
        Transposition.toColumns(x, from, rows, values, network.at(0, stride), stride);
        network.forward(stride, values, slopes);
        energies(x, from, rows, values, stride, energies);
        network.backward(stride, values, slopes);
        Transposition.toRows(values, network.at(0, stride), stride, rows, out, from);
        Gaussian.addGradients(x, from, rows, precision, out);
      }
    }
  }

  @Override
  public void accumulate(Batch x, double[] weights, Gradient into) {
    checkDim(x);
    try (Scratch scratch = Scratch.open()) {
      float[] values = scratch.floats(network.size(TILE));
      float[] slopes = scratch.floats(network.size(TILE));
      float[] factors = scratch.floats(TILE);
      for (int from = 0; from < x.size(); from += TILE) {
        int rows = Math.min(TILE, x.size() - from);
        int stride = stride(rows);
        factors(weights, from, rows, stride, factors);
        Transposition.toColumns(x, from, rows, values, network.at(0, stride), stride);
        network.forward(stride, values, slopes);
        network.accumulate(stride, values, slopes, factors, into.values());
      }
    }
  }

  @Override
  public void accumulateDirectional(Batch x, Batch v, double[] weights, Gradient into) {
    accumulateAlong(x, v, null, null, weights, into);
  }

  @Override
  public void accumulateDirectional(
      Batch x,
      double[] energies,
      Batch gradients,
      Directions directions,
      double[] weights,
      Gradient into) {
    accumulateAlong(x, gradients, energies, directions, weights, into);
  }

  /** Along {@code v}, or along what directions make of the gradients in it. */
  private void accumulateAlong(
      Batch x,
      Batch v,
      double @Nullable [] energies,
      @Nullable Directions directions,
      double[] weights,
      Gradient into) {
    checkDim(x);
    if (v.size() != x.size() || v.dim() != x.dim()) {
      throw new IllegalArgumentException(v + " are not directions for " + x);
    }
    boolean choose = energies != null && directions != null;
    try (Scratch scratch = Scratch.open()) {
      float[] values = scratch.floats(network.size(TILE));
      float[] tangents = scratch.floats(network.size(TILE));
      float[] slopes = scratch.floats(network.size(TILE));
      float[] bends = scratch.floats(network.size(TILE));
      float[] derivatives = scratch.floats(network.size(TILE));
      float[] factors = scratch.floats(TILE);
      for (int from = 0; from < x.size(); from += TILE) {
        int rows = Math.min(TILE, x.size() - from);
        int stride = stride(rows);
        Transposition.toColumns(x, from, rows, values, network.at(0, stride), stride);
        network.forwardAndBack(stride, values, slopes, bends, derivatives, choose);
        if (energies != null && directions != null) {
          energies(x, from, rows, values, stride, energies);
          Transposition.toRows(derivatives, network.at(0, stride), stride, rows, v, from);
          Gaussian.addGradients(x, from, rows, precision, v);
          directions.choose(from, from + rows);
        }
        factors(weights, from, rows, stride, factors);
        Transposition.toColumns(v, from, rows, tangents, network.at(0, stride), stride);
        for (int j = 0; j < x.dim(); j++) {
          int row = network.at(0, stride) + j * stride;
          Vectors.multiply(stride, tangents, row, factors, 0, tangents, row);
        }
        network.accumulateTangent(
            stride, values, tangents, slopes, bends, derivatives, into.values());
      }
    }
  }

  @Override
  public void accumulateCurvature(
      Batch x, Batch v, double[] weights, double[] curvatures, Gradient into) {
    checkDim(x);
    if (v.size() != x.size() || v.dim() != x.dim()) {
      throw new IllegalArgumentException(v + " are not directions for " + x);
    }
    try (Scratch scratch = Scratch.open()) {
      float[] values = scratch.floats(network.size(3 * TILE));
      float[] work = scratch.floats(network.size(3 * TILE));
      float[] factors = scratch.floats(TILE);
      float[] found = scratch.floats(TILE);
      for (int from = 0; from < x.size(); from += TILE) {
        int rows = Math.min(TILE, x.size() - from);
        int stride = stride(rows);
        factors(weights, from, rows, stride, factors);
        Transposition.toColumns(
            x, from, rows, values, network.at(0, 3 * stride), 3 * stride, stride);
        Transposition.toColumns(
            v, from, rows, values, network.at(0, 3 * stride) + stride, 3 * stride, stride);
        for (int j = 0; j < x.dim(); j++) {
          Vectors.fill(stride, 0f, values, network.at(0, 3 * stride) + (3 * j + 2) * stride);
        }
        secondTangent.accumulate(stride, values, work, factors, found, into.values());
        for (int i = 0; i < rows; i++) {
          curvatures[from + i] = found[i] + 2 * Gaussian.energy(v, from + i, precision);
        }
      }
    }
  }

  @Override
  public Optional<String> lack(Class<?> capability) {
    return capability == SiteDifferences.class && space.levels() == 0
        ? Optional.of("its states are real")
        : Optional.empty();
  }

  /** By the gradient, which tells of a discrete state what a change of a site would do. */
  @Override
  public void differences(Batch x, Batch out) {
    try (Scratch scratch = Scratch.open()) {
      double[] energies = scratch.doubles(TILE);
      Batch slopes = Batch.of(scratch.floats(TILE * x.dim()), 0, TILE, x.dim());
      for (int from = 0; from < x.size(); from += TILE) {
        int to = Math.min(x.size(), from + TILE);
        Batch part = x.slice(from, to);
        gradients(part, energies, slopes.slice(0, to - from));
        SiteDifferences.firstOrder(space(), part, slopes, out.slice(from, to));
      }
    }
  }

  @Override
  public boolean exact() {
    return false;
  }

  /** The columns of a tile: a whole number of vector registers, the last ones empty. */
  private static int stride(int rows) {
    return rows <= TILE / 2 ? TILE / 2 : TILE;
  }

  private static void factors(double[] weights, int from, int rows, int stride, float[] factors) {
    for (int i = 0; i < stride; i++) {
      factors[i] = i < rows ? (float) weights[from + i] : 0f;
    }
  }

  private void energies(Batch x, int from, int rows, float[] values, int stride, double[] out) {
    try (Scratch scratch = Scratch.open()) {
      float[] tops = scratch.floats(stride);
      network.top(stride, values, tops);
      for (int i = 0; i < rows; i++) {
        out[from + i] = tops[i] + Gaussian.energy(x, from + i, precision);
      }
    }
  }

  private void checkDim(Batch x) {
    if (x.dim() != space.dim()) {
      throw new IllegalArgumentException(
          x + " has not the " + space.dim() + " columns of " + space);
    }
  }
}

package io.ebm.models.hopfield;

import io.ebm.api.Batch;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Gradient;
import io.ebm.api.Learnable;
import io.ebm.api.Parameters;
import io.ebm.api.Sizes;
import io.ebm.api.StateSpace;
import io.ebm.math.Gemm;
import io.ebm.math.Scratch;
import io.ebm.math.Vectors;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A modern Hopfield network (Ramsauer et al. 2021, eq. 2, without its constants): {@code E(x) =
 * |x|²/2 - Σ_h log Σ_μ exp(β (W_h ξ^μ)·(W_h x)) / β} over real states, with stored patterns ξ and
 * inverse temperature β. Without projections there is one head and {@code W} is the identity.
 *
 * <p>A step of retrieval replaces x by {@code x - ∇E(x) = Σ_h W_hᵀ Kᵀ softmax(β K W_h x)} with keys
 * {@code K = ξ W_hᵀ} (ibid., eq. 3): softmax attention whose values are its keys. It is the
 * concave-convex procedure on E, so the energy never rises.
 *
 * <p>Parameters: {@code patterns} [patterns, dim]; {@code projections} [heads, head dim, dim] if
 * there are any.
 */
public final class ModernHopfield implements EnergyFunction, Differentiable, Learnable, Retrieving {

  /** A retrieval settles when no coordinate moves by more than this, relative to the greatest. */
  private static final float SETTLED = 1e-5f;

  /** What is farther from every pattern, in parts of the pattern's length, is spurious. */
  private static final double SAME = 0.05;

  private static final int TILE = Attention.QUERIES;

  private final StateSpace space;
  private final int dim;
  private final int count;
  private final int heads; // 0 without projections
  private final int headDim;
  private final float beta;
  private final int patience;
  private final Parameters parameters;

  /**
   * A network whose patterns and projections are zero.
   *
   * @param patterns how many, at least 1
   * @param heads how many projections, or 0 for none
   * @param headDim to how many dimensions each projects
   */
  ModernHopfield(
      StateSpace space, int patterns, int heads, int headDim, double beta, int patience) {
    this.space = space;
    this.dim = space.dim();
    this.count = patterns;
    this.heads = heads;
    this.headDim = heads == 0 ? dim : headDim;
    this.beta = (float) beta;
    this.patience = patience;
    Parameters.Builder layout = Parameters.builder().add("patterns", patterns, dim);
    if (heads > 0) {
      layout.add("projections", heads, headDim, dim);
    }
    this.parameters = layout.build();
  }

  /**
   * A memory of patterns.
   *
   * @param patterns rows of finite floats, at least one
   * @param beta inverse temperature, positive
   */
  public static ModernHopfield of(Batch patterns, double beta) {
    if (patterns.size() == 0) {
      throw new IllegalArgumentException("a modern Hopfield network needs at least one pattern");
    }
    if (!(beta > 0 && Double.isFinite(beta))) {
      throw new IllegalArgumentException("beta must be positive, but is " + beta);
    }
    StateSpace space = new StateSpace.Real(List.of(patterns.dim()));
    ModernHopfield network =
        new ModernHopfield(space, patterns.size(), 0, 0, beta, Descent.PATIENCE);
    network.setPatterns(patterns, 0);
    return network;
  }

  /** Writes patterns from number {@code first} on. */
  void setPatterns(Batch patterns, int first) {
    for (int i = 0; i < patterns.length(); i++) {
      float value = patterns.array()[patterns.offset() + i];
      if (!Float.isFinite(value)) {
        throw new IllegalArgumentException(
            "pattern "
                + (first + i / dim)
                + " has "
                + value
                + " at position "
                + i % dim
                + "; patterns are finite numbers");
      }
    }
    System.arraycopy(
        patterns.array(), patterns.offset(), parameters.values(), first * dim, patterns.length());
  }

  @Override
  public StateSpace space() {
    return space;
  }

  @Override
  public Parameters parameters() {
    return parameters;
  }

  private int layers() {
    return Math.max(1, heads);
  }

  private int projection(int head) {
    return count * dim + head * headDim * dim;
  }

  /** The keys of a head: the patterns, projected; where they lie, those of no head. */
  private float[] keys(int head, Scratch scratch) {
    float[] theta = parameters.values();
    if (heads == 0) {
      return theta;
    }
    float[] keys = scratch.floats(Sizes.product("the keys of the patterns", count, headDim));
    Gemm.nt(
        count, headDim, dim, theta, 0, dim, theta, projection(head), dim, keys, 0, headDim, false);
    return keys;
  }

  /** The queries of a head as columns. */
  private void queries(int head, int rows, float[] x, int at, float[] columns) {
    if (heads == 0) {
      Attention.transpose(rows, dim, x, at, columns, 0);
      return;
    }
    try (Scratch scratch = Scratch.open()) {
      float[] turned = scratch.floats(dim * rows);
      Attention.transpose(rows, dim, x, at, turned, 0);
      Gemm.nn(
          headDim,
          rows,
          dim,
          parameters.values(),
          projection(head),
          dim,
          turned,
          0,
          rows,
          columns,
          0,
          rows,
          false);
    }
  }

  /**
   * One step of retrieval: softmax attention of every row over the patterns.
   *
   * @param x {@code n} states
   * @param logs receives {@code Σ_h log Σ_μ exp(…) / β}
   * @param out receives {@code x - ∇E(x)}; overwritten; does not overlap {@code x}
   */
  private void step(Batch x, double[] logs, Batch out) {
    try (Scratch scratch = Scratch.open()) {
      float[] columns = scratch.floats(Math.max(headDim, dim) * TILE);
      float[] found = scratch.floats(Math.max(headDim, dim) * TILE);
      double[] own = scratch.doubles(TILE);
      out.fill(0);
      java.util.Arrays.fill(logs, 0, x.size(), 0);
      for (int head = 0; head < layers(); head++) {
        float[] keys = keys(head, scratch);
        for (int from = 0; from < x.size(); from += TILE) {
          int rows = Math.min(TILE, x.size() - from);
          queries(head, rows, x.array(), x.offset(from), columns);
          Attention.attend(rows, headDim, columns, count, keys, 0, beta, own, found);
          for (int r = 0; r < rows; r++) {
            logs[from + r] += own[r] / beta;
          }
          if (heads == 0) {
            Attention.transpose(dim, rows, found, 0, out.array(), out.offset(from));
          } else {
            Gemm.tn(
                rows,
                dim,
                headDim,
                found,
                0,
                rows,
                parameters.values(),
                projection(head),
                dim,
                out.array(),
                out.offset(from),
                dim,
                true);
          }
        }
      }
    }
  }

  /**
   * One step of retrieval, as a layer: {@code Σ_h W_hᵀ Kᵀ softmax(β K W_h x)} for every row.
   *
   * @param x {@code n} states
   * @param out receives as many; overwritten; does not overlap {@code x}
   */
  public void update(Batch x, Batch out) {
    checkDim(x);
    step(x, new double[x.size()], out);
  }

  @Override
  public void energies(Batch x, double[] out) {
    checkDim(x);
    try (Scratch scratch = Scratch.open()) {
      Batch next = Batch.of(scratch.floats(Math.max(1, x.length())), 0, x.size(), dim);
      energies(x, next, out);
    }
  }

  private void energies(Batch x, Batch next, double[] out) {
    try (Scratch scratch = Scratch.open()) {
      double[] logs = scratch.doubles(x.size());
      step(x, logs, next);
      for (int r = 0; r < x.size(); r++) {
        out[r] = Vectors.sumOfSquares(dim, x.array(), x.offset(r)) / 2 - logs[r];
      }
    }
  }

  @Override
  public void gradients(Batch x, double[] energies, Batch out) {
    checkDim(x);
    energies(x, out, energies);
    for (int i = 0; i < x.length(); i++) {
      out.array()[out.offset() + i] = x.array()[x.offset() + i] - out.array()[out.offset() + i];
    }
  }

  /**
   * With {@code p = softmax(β K q)}: {@code ∂E/∂K_μ = -p_μ q} and {@code ∂E/∂q = -Σ p_μ K_μ}, where
   * {@code K = ξ Wᵀ} and {@code q = W x}.
   */
  @Override
  public void accumulate(Batch x, double[] weights, Gradient into) {
    checkDim(x);
    AttentionGradient backward =
        new AttentionGradient(parameters.values(), count, dim, heads, headDim, beta);
    for (int head = 0; head < layers(); head++) {
      try (Scratch scratch = Scratch.open()) {
        float[] keys = keys(head, scratch);
        float[] columns = scratch.floats(Math.max(headDim, dim) * TILE);
        for (int from = 0; from < x.size(); from += TILE) {
          Batch tile = x.slice(from, Math.min(x.size(), from + TILE));
          queries(head, tile.size(), tile.array(), tile.offset(), columns);
          backward.add(head, tile, weights, from, columns, keys, into.values());
        }
      }
    }
  }

  @Override
  public Retrieval retrieve(Batch states, @Nullable Batch given, int most) {
    checkDim(states);
    Retrieval found = Retrieval.allocate(states.size());
    for (int from = 0; from < states.size(); from += TILE) {
      Batch tile = states.slice(from, Math.min(states.size(), from + TILE));
      Batch held = given == null ? null : given.slice(from, from + tile.size());
      found.put(from, retrieveTile(tile, held, most));
    }
    return found;
  }

  private Retrieval retrieveTile(Batch x, @Nullable Batch given, int most) {
    Retrieval found = Retrieval.allocate(x.size());
    for (int i = x.offset(); i < x.offset() + x.length(); i++) {
      if (Float.isNaN(x.array()[i])) {
        x.array()[i] = 0; // what is not known takes no part in a score
      }
    }
    Nearest.hold(x, given);
    try (Scratch scratch = Scratch.open()) {
      Batch next = Batch.of(scratch.floats(x.length()), 0, x.size(), dim);
      double[] logs = scratch.doubles(x.size());
      int left = x.size();
      for (int step = 0; left > 0 && step < most; step++) {
        step(x, logs, next);
        Nearest.hold(next, given);
        for (int r = 0; r < x.size(); r++) {
          if (!found.settled()[r]) {
            found.settled()[r] = Nearest.moved(x, next, r) <= SETTLED;
            found.steps()[r] += found.settled()[r] ? 0 : 1;
            left -= found.settled()[r] ? 1 : 0;
            x.copyRow(r, next, r);
          }
        }
      }
      energies(x, next, found.energies());
      Nearest.judge(x, parameters.values(), count, SAME, found);
    }
    return found;
  }

  @Override
  public int patience() {
    return patience;
  }

  @Override
  public int patterns() {
    return count;
  }

  private void checkDim(Batch x) {
    if (x.dim() != dim) {
      throw new IllegalArgumentException(
          "states of " + x.dim() + " values for a network of " + dim + " units");
    }
  }
}

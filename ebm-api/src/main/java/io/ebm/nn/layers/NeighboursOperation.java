package io.ebm.nn.layers;

import io.ebm.math.Scratch;
import io.ebm.math.Vectors;
import io.ebm.nn.Operation;
import io.ebm.nn.Pass;
import io.ebm.nn.Segments;
import java.util.Arrays;

/**
 * {@code y_i = w_ii x_i + Σ w_ij x_j} over the links from {@code j} to {@code i}. Inputs are the
 * nodes and the kinds of the links; every order of the nodes is summed alike.
 */
final class NeighboursOperation implements Operation {

  private final Neighbours layer;
  private final int channels;
  private final int blocks;
  private final int epsilon;

  /**
   * Creates the operation.
   *
   * @param channels those of the nodes
   * @param epsilon where {@code ε} is among the parameters, or -1
   */
  NeighboursOperation(Neighbours layer, int channels, int epsilon) {
    this.layer = layer;
    this.channels = channels;
    this.blocks = Math.max(1, layer.kinds());
    this.epsilon = epsilon;
  }

  @Override
  public boolean hasParameters() {
    return epsilon >= 0;
  }

  @Override
  public boolean rereadsInput(int order, boolean learns) {
    return (learns && epsilon >= 0) || (order == 0 && layer.kinds() > 0);
  }

  @Override
  public boolean rereadsOutput(int order) {
    return false;
  }

  @Override
  public void forward(Pass pass) {
    float[] m = pass.memory();
    int n = pass.states();
    try (Scratch scratch = Scratch.open()) {
      Links links = new Links(pass, scratch);
      if (pass.from() == 0 && layer.weights() == Neighbours.Weights.GCN) {
        LinkSymmetry.require(pass.segments(0), pass.segments(1));
      }
      for (int order = pass.from(); order <= pass.to(); order++) {
        int y = pass.output(order);
        if (order > 0 && !pass.moves(0)) {
          Vectors.fill(blocks * channels * n, 0f, m, y);
          continue;
        }
        int x = pass.input(0, order);
        Vectors.fill(blocks * channels * n, 0f, m, y);
        links.addSelf(m, x, y);
        links.add(m, x, links.sources, y, links.targets);
        pass.segments().pad(m, y, blocks * channels, order == 0);
      }
    }
  }

  @Override
  public void backward(Pass pass) {
    float[] m = pass.memory();
    int n = pass.states();
    try (Scratch scratch = Scratch.open()) {
      Links links = new Links(pass, scratch);
      for (int order = pass.from(); order <= pass.to(); order++) {
        if (pass.wants(0, order)) {
          int x = pass.inputSlope(0, order);
          int y = pass.outputSlope(order);
          Vectors.fill(channels * n, 0f, m, x);
          links.addSelf(m, y, x);
          links.add(m, y, links.targets, x, links.sources);
          pass.segments(0).pad(m, x, channels, false);
        }
        if (pass.wants(1, order)) {
          Vectors.fill(pass.columns(1), 0f, m, pass.inputSlope(1, order));
        }
      }
    }
    if (pass.learns()) {
      int orders = pass.moves(0) ? pass.orders() : 1;
      for (int order = 0; order < orders; order++) {
        int x = pass.input(0, order);
        pass.gradient()[epsilon] +=
            (float) Vectors.dot(channels * n, m, pass.outputSlope(order), m, x);
      }
    }
  }

  /**
   * The links of a tile: where they come from and lead to in a channel's row, and their weights.
   */
  private final class Links {
    final int[] sources;
    final int[] targets;
    private final float[] weights;
    private final float[] selves;
    private final int count;
    private final int n;

    Links(Pass pass, Scratch scratch) {
      Segments links = pass.segments(1);
      count = links.positions();
      n = pass.states();
      sources = scratch.ints(count);
      targets = scratch.ints(count);
      weights = scratch.floats(count);
      selves = scratch.floats(n);
      float[] counts = scratch.floats(blocks * n);
      Arrays.fill(counts, 0, blocks * n, 0f);
      for (int e = 0; e < count; e++) {
        int kind = layer.kinds() == 0 ? 0 : kind(pass.memory()[pass.input(1, 0) + e]);
        sources[e] = links.from(e);
        targets[e] = kind * channels * n + links.to(e);
        counts[kind * n + links.to(e)]++;
      }
      for (int e = 0; e < count; e++) {
        weights[e] = weight(counts, targets[e] / (channels * n) * n + links.to(e), sources[e]);
      }
      boolean isGcn = layer.weights() == Neighbours.Weights.GCN;
      float own =
          switch (layer.self()) {
            case NONE -> 0f;
            case ADDED -> 1f;
            case LEARNED -> 1f + pass.parameters()[epsilon];
          };
      for (int i = 0; i < n; i++) {
        selves[i] = isGcn ? 1 / (counts[i] + 1) : own;
      }
    }

    private int kind(float number) {
      int kind = (int) number;
      if (kind != number || kind < 0 || kind >= layer.kinds()) {
        throw new IllegalArgumentException(
            "neighbours of %d kinds takes links of kinds from 0 to %d, not %s"
                .formatted(
                    layer.kinds(),
                    layer.kinds() - 1,
                    kind == number ? Integer.toString(kind) : Float.toString(number)));
      }
      return kind;
    }

    private float weight(float[] counts, int to, int from) {
      return switch (layer.weights()) {
        case SUM -> 1f;
        case MEAN -> 1 / counts[to];
        case GCN -> (float) (1 / Math.sqrt((counts[to] + 1.0) * (counts[from] + 1.0)));
      };
    }

    /** Adds the nodes themselves, where there is but one block. */
    void addSelf(float[] m, int x, int y) {
      if (layer.self() == Neighbours.Self.NONE && layer.weights() != Neighbours.Weights.GCN) {
        return;
      }
      for (int c = 0; c < channels; c++) {
        Vectors.addProduct(n, selves, 0, m, x + c * n, m, y + c * n);
      }
    }

    /** Adds along the links, one way or the other. */
    void add(float[] m, int x, int[] from, int y, int[] to) {
      for (int c = 0; c < channels; c++) {
        addRow(m, x + c * n, from, y + c * n, to, weights, count);
      }
    }
  }

  private static void addRow(
      float[] m, int x, int[] from, int y, int[] to, float[] weights, int count) {
    for (int e = 0; e < count; e++) {
      m[y + to[e]] += weights[e] * m[x + from[e]];
    }
  }
}

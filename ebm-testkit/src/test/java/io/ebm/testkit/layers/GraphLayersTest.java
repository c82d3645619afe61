package io.ebm.testkit.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Parameters;
import io.ebm.nn.Layer;
import io.ebm.nn.Network;
import io.ebm.nn.Shape;
import io.ebm.nn.layers.Dense;
import io.ebm.nn.layers.Functions;
import io.ebm.nn.layers.GlobalPool;
import io.ebm.nn.layers.Neighbours;
import io.ebm.nn.layers.Neighbours.Self;
import io.ebm.nn.layers.Neighbours.Weights;
import io.ebm.nn.layers.Pooling;
import io.ebm.nn.layers.Sequence;
import io.ebm.testkit.LayerCase;
import io.ebm.testkit.LayerConformance;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Sums over the links of graphs. */
class GraphLayersTest {

  private static final int NODES = 4;
  private static final int LINKS = 6;
  private static final Shape SHAPE = Shape.graph(2, NODES, LINKS);

  /** Three nodes, each with two numbers. */
  private static final float[][] VALUES = {{1, -2, 4}, {0.5f, 0.25f, -1}};

  @Nested
  class SumsTest extends LayerConformance {
    @Override
    protected Layer layer() {
      return new Neighbours(Weights.SUM, Self.LEARNED);
    }

    @Override
    protected List<LayerCase> cases() {
      LayerCase.Input graphs = LayerCase.Input.graph(3, 6);
      return List.of(
          on(layer(), graphs),
          on(new Neighbours(Weights.SUM, Self.NONE), graphs),
          on(new Neighbours(Weights.MEAN, Self.ADDED), graphs),
          on(new Neighbours(Weights.GCN, Self.NONE), graphs),
          on(new Neighbours(Weights.SUM, Self.NONE, 2), graphs),
          on(new Neighbours(Weights.MEAN, Self.NONE, 3), graphs),
          on(
              Sequence.of(
                  new Functions.Tanh(),
                  layer(),
                  new Dense(4),
                  new Functions.Silu(),
                  layer(),
                  new GlobalPool(Pooling.SUM)),
              graphs));
    }

    private LayerCase on(Layer layer, LayerCase.Input graphs) {
      return new LayerCase(layer, List.of(graphs), List.of(), LayerCase.TOLERANCE, seed());
    }
  }

  /** A row of a graph of three nodes with links of some kinds. */
  private static float[] row(int[][] links) {
    float[] row = new float[2 * NODES + 3 * LINKS];
    Arrays.fill(row, Float.NaN);
    for (int c = 0; c < 2; c++) {
      System.arraycopy(VALUES[c], 0, row, c * NODES, 3);
    }
    for (int e = 0; e < links.length; e++) {
      for (int part = 0; part < 3; part++) {
        row[2 * NODES + part * LINKS + e] = links[e][part];
      }
    }
    return row;
  }

  /** 0 – 1 – 2, the second link of kind 1. */
  private static float[] path() {
    return row(new int[][] {{0, 1, 0}, {1, 0, 0}, {1, 2, 1}, {2, 1, 1}});
  }

  private static float[] outputs(Layer layer, float[] row) {
    return Outputs.of(layer, SHAPE, row);
  }

  @Test
  void sumsAreOfTheNodesThatLinksComeFrom() {
    assertThat(outputs(new Neighbours(Weights.SUM, Self.NONE), path()))
        .containsExactly(-2, 5, -2, 0, 0.25f, -0.5f, 0.25f, 0);
    assertThat(outputs(new Neighbours(Weights.SUM, Self.ADDED), path()))
        .containsExactly(-1, 3, 2, 0, 0.75f, -0.25f, -0.75f, 0);
    assertThat(outputs(new Neighbours(Weights.MEAN, Self.NONE), path()))
        .containsExactly(-2, 2.5f, -2, 0, 0.25f, -0.25f, 0.25f, 0);
    float[] oneWay = row(new int[][] {{2, 0, 0}, {0, 0, 0}});
    assertThat(outputs(new Neighbours(Weights.SUM, Self.NONE), oneWay))
        .containsExactly(5, 0, 0, 0, -0.5f, 0, 0, 0);
  }

  @Test
  void epsilonIsLearned() {
    Parameters.Builder builder = Parameters.builder();
    Layer layer = new Neighbours(Weights.SUM, Self.LEARNED);
    Network network = Network.of(List.of(SHAPE), layer, builder, "");
    Parameters parameters = builder.build();
    assertThat(network.tensors()).singleElement().extracting("name").isEqualTo("eps");
    parameters.values()[0] = 0.5f;
    assertThat(Outputs.of(network, parameters.values(), path()))
        .containsExactly(-0.5f, 2, 4, 0, 1, -0.125f, -1.25f, 0);
  }

  @Test
  void degreesNormaliseWithGcn() {
    double end = 1 / 2.0;
    double side = 1 / Math.sqrt(6);
    double middle = 1 / 3.0;
    float[] expected = new float[2 * NODES];
    for (int c = 0; c < 2; c++) {
      float[] x = VALUES[c];
      expected[c * NODES] = (float) (end * x[0] + side * x[1]);
      expected[c * NODES + 1] = (float) (middle * x[1] + side * (x[0] + x[2]));
      expected[c * NODES + 2] = (float) (end * x[2] + side * x[1]);
    }
    assertThat(outputs(new Neighbours(Weights.GCN, Self.NONE), path()))
        .containsExactly(expected, within(1e-6f));
  }

  @Test
  void kindsHaveBlocks() {
    assertThat(outputs(new Neighbours(Weights.SUM, Self.NONE, 2), path()))
        .containsExactly(
            -2, 1, 0, 0, 0.25f, 0.5f, 0, 0, // kind 0
            0, 4, -2, 0, 0, -1, 0.25f, 0); // kind 1
    assertThatThrownBy(() -> outputs(new Neighbours(Weights.SUM, Self.NONE, 1), path()))
        .hasMessage("neighbours of 1 kinds takes links of kinds from 0 to 0, not 1");
  }

  @Test
  void nodesPermuteTheirOutputs() {
    Layer layer =
        Sequence.of(
            new Neighbours(Weights.GCN, Self.NONE),
            new Dense(5),
            new Functions.Silu(),
            new Neighbours(Weights.SUM, Self.ADDED),
            new GlobalPool(Pooling.SUM));
    float[] permuted = path();
    int[] to = {2, 0, 1};
    for (int c = 0; c < 2; c++) {
      for (int i = 0; i < 3; i++) {
        permuted[c * NODES + to[i]] = VALUES[c][i];
      }
    }
    for (int e = 0; e < 4; e++) {
      for (int part = 0; part < 2; part++) {
        int at = 2 * NODES + part * LINKS + e;
        permuted[at] = to[(int) permuted[at]];
      }
    }
    assertThat(outputs(layer, permuted)).containsExactly(outputs(layer, path()), within(1e-5f));
  }

  @Test
  void gcnTakesLinksThatGoBothWays() {
    Layer gcn = new Neighbours(Weights.GCN, Self.NONE);
    assertThatThrownBy(() -> outputs(gcn, row(new int[][] {{0, 1, 0}, {1, 0, 0}, {1, 2, 0}})))
        .hasMessage(
            "neighbours with the weights gcn takes graphs whose links go both ways, and one leads from"
                + " node 1 to node 2 and not back");
    assertThatThrownBy(() -> outputs(gcn, row(new int[][] {{0, 1, 0}, {1, 0, 0}, {2, 2, 0}})))
        .hasMessage(
            "neighbours with the weights gcn takes graphs without links from a node to itself, which it"
                + " adds, and node 2 has one");
  }

  @Test
  void whatDoesNotFitIsSaid() {
    Layer sums = new Neighbours(Weights.SUM, Self.NONE);
    assertThat(Refusal.of(Shape.varying(2, 4), sums))
        .isEqualTo("layers[0]: neighbours takes nodes of graphs, and [2, ≤4] has no links");
    assertThat(Refusal.of(SHAPE, new GlobalPool(Pooling.SUM), sums))
        .isEqualTo("layers[1]: neighbours takes nodes of graphs, and [2] has no links");
    assertThat(Refusal.of(() -> new Neighbours(Weights.GCN, Self.ADDED)))
        .isEqualTo(
            "self: must be none with the weights gcn, which have the node among its neighbours");
    assertThat(Refusal.of(() -> new Neighbours(Weights.GCN, Self.NONE, 2)))
        .startsWith("kinds: must be 0 with the weights gcn");
    assertThat(Refusal.of(() -> new Neighbours(Weights.SUM, Self.ADDED, 2)))
        .startsWith("self: must be none where there are kinds");
    assertThat(Refusal.of(() -> new Neighbours(Weights.SUM, Self.NONE, -1)))
        .startsWith("kinds: must be from 0 to 65536");
  }
}

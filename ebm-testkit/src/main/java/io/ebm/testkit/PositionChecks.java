package io.ebm.testkit;

import io.ebm.api.Batch;
import io.ebm.api.RandomStream;
import io.ebm.nn.Axis;
import io.ebm.nn.Passes;
import io.ebm.nn.Shape;
import io.ebm.testkit.LayerNetwork.Form;
import java.util.ArrayList;
import java.util.List;

/** What layers promise about positions, check by check; each throws {@link AssertionError}. */
public final class PositionChecks {

  private static final double ROUNDING = 2e-5;
  private static final int ROWS = 23;

  private PositionChecks() {}

  /** The layer keeps its promise on every row of a case. */
  public static void keeps(PositionRule rule, LayerCase test) {
    switch (rule) {
      case NONE -> {}
      case EQUIVARIANT -> permuted(test, false);
      case INVARIANT -> permuted(test, true);
      case CAUSAL -> causal(test);
    }
  }

  private static LayerNetwork network(LayerCase test) {
    return new LayerNetwork(test, Form.ALONE, new boolean[test.inputs().size()], ROWS);
  }

  private static int most(Shape shape) {
    return shape.isPacked() ? shape.extent(1) : shape.positions();
  }

  private static int length(Batch x, int row, int most) {
    int length = 0;
    while (length < most && !Float.isNaN(x.get(row, length))) {
      length++;
    }
    return length;
  }

  private static List<Batch[]> with(LayerNetwork network, Batch x) {
    List<Batch[]> rows = new ArrayList<>(network.rows);
    rows.set(0, new Batch[] {x});
    return rows;
  }

  private static double[] outputs(LayerNetwork network, List<Batch[]> rows) {
    return network.run(Passes.VALUES, rows, network.parameters.values()).outputs[0];
  }

  private static void permuted(LayerCase test, boolean isInvariant) {
    LayerNetwork network = network(test);
    Shape shape = test.inputs().get(0).shape();
    int most = most(shape);
    Batch x = network.rows.get(0)[0];
    Batch other = x.copy();
    RandomStream random = test.random("order");
    int[][] orders = new int[ROWS][];
    for (int row = 0; row < ROWS; row++) {
      orders[row] = order(most, length(x, row, most), random);
      for (int c = 0; c < shape.channels(); c++) {
        for (int p = 0; p < most; p++) {
          other.set(row, c * most + orders[row][p], x.get(row, c * most + p));
        }
      }
      renumber(shape, other, row, orders[row]);
    }
    double[] expected = outputs(network, network.rows);
    double[] found = outputs(network, with(network, other));
    int size = expected.length / ROWS;
    double[] moved = expected.clone();
    for (int row = 0; row < ROWS && !isInvariant; row++) {
      for (int k = 0; k < size; k++) {
        int to = k / most * most + orders[row][k % most];
        moved[to * ROWS + row] = expected[k * ROWS + row];
      }
    }
    String what = isInvariant ? "change its output" : "do not give its outputs in another order";
    Closeness.check(
        test + ": positions in another order " + what + ", number", found, moved, ROUNDING);
  }

  private static int[] order(int most, int length, RandomStream random) {
    int[] order = new int[most];
    for (int p = 0; p < most; p++) {
      order[p] = p;
    }
    for (int p = length - 1; p > 0; p--) {
      int q = random.nextInt(p + 1);
      int swapped = order[p];
      order[p] = order[q];
      order[q] = swapped;
    }
    return order;
  }

  /** Links lead to where the nodes are now. */
  private static void renumber(Shape shape, Batch x, int row, int[] order) {
    Axis axis = shape.axis();
    Axis links = axis == null ? null : axis.links();
    if (links == null) {
      return;
    }
    int begin = shape.channels() * order.length;
    for (int k = begin; k < begin + 2 * links.most(); k++) {
      float node = x.get(row, k);
      x.set(row, k, Float.isNaN(node) ? node : order[(int) node]);
    }
  }

  private static void causal(LayerCase test) {
    LayerNetwork network = network(test);
    Shape shape = test.inputs().get(0).shape();
    int most = most(shape);
    Batch x = network.rows.get(0)[0];
    double[] before = outputs(network, network.rows);
    int size = before.length / ROWS;
    for (int at = 1; at < most; at++) {
      Batch other = x.copy();
      for (int row = 0; row < ROWS; row++) {
        for (int c = 0; c < shape.channels(); c++) {
          int k = c * most + at;
          other.set(row, k, x.get((row + 1) % ROWS, k));
          if (Float.isNaN(x.get(row, k)) || Float.isNaN(other.get(row, k))) {
            other.set(row, k, x.get(row, k)); // a row keeps its length
          }
        }
      }
      double[] after = outputs(network, with(network, other));
      for (int k = 0; k < size; k++) {
        for (int row = 0; row < ROWS && k % most < at; row++) {
          if (before[k * ROWS + row] != after[k * ROWS + row]) {
            throw new AssertionError(
                "%s: what stands at position %d changes the output at %d of row %d from %s to %s"
                    .formatted(
                        test, at, k % most, row, before[k * ROWS + row], after[k * ROWS + row]));
          }
        }
      }
    }
  }
}

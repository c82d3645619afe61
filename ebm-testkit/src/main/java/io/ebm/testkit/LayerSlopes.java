package io.ebm.testkit;

import io.ebm.api.Batch;
import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.nn.Passes;
import io.ebm.testkit.LayerNetwork.Results;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The slopes of a network against finite differences of its output. They are those of {@code Σ Y_o
 * y_o} over all numbers and orders, with random {@code Y_o}.
 */
final class LayerSlopes {

  private static final double INPUT_STEP = 0x1p-4;
  private static final double PARAMETER_STEP = 0x1p-6;
  private static final int DIRECTIONS = 3;
  private static final int ENTRIES = 4;

  private final LayerNetwork network;
  private final String name;
  private final int count;
  private final float[] theta;

  LayerSlopes(LayerNetwork network, String name) {
    this.network = network;
    this.name = name;
    this.count = network.rows.get(0)[0].size();
    this.theta = network.parameters.values();
  }

  /** Compares the slopes that some passes give. */
  void check(Passes passes, boolean byInputs, boolean byParameters) {
    Results results = network.run(passes, network.rows, theta);
    int orders = network.outputMoves ? LayerNetwork.orders(passes) : 1;
    if (byInputs && network.outputMoves) {
      for (int order = 0; order < orders; order++) {
        inputs(passes, results, order, orders);
      }
    }
    if (byParameters) {
      parameters(passes, results, orders);
    }
  }

  private void sums(List<Batch[]> x, float[] parameters, int orders, double[] out) {
    double[][] outputs = network.forward(x, parameters, orders);
    Arrays.fill(out, 0);
    for (int order = 0; order < orders; order++) {
      for (int i = 0; i < outputs[order].length; i++) {
        out[i % count] += network.slopes[order][i] * outputs[order][i];
      }
    }
  }

  /** How large what is summed up is, for its rounding error. */
  private double[] scales(int orders) {
    double[][] outputs = network.forward(network.rows, theta, orders);
    double[] scales = new double[count];
    for (int order = 0; order < orders; order++) {
      for (int i = 0; i < outputs[order].length; i++) {
        double term = network.slopes[order][i] * outputs[order][i];
        scales[i % count] += term * term;
      }
    }
    for (int s = 0; s < count; s++) {
      scales[s] = Math.sqrt(scales[s]);
    }
    return scales;
  }

  private void inputs(Passes passes, Results results, int order, int orders) {
    RandomStream random = network.test.random("directions");
    double[] scales = scales(orders);
    double greatest = 0;
    for (double[][] slopes : results.inputSlopes) {
      for (double slope : slopes[order] == null ? new double[0] : slopes[order]) {
        greatest = Math.max(greatest, Math.abs(slope));
      }
    }
    double least = Math.max(0.02 * greatest, 1e-30); // some numbers may not matter
    for (int d = 0; d < DIRECTIONS + ENTRIES; d++) {
      List<Batch> directions = new ArrayList<>();
      double[] claimed = new double[count];
      for (int i = 0; i < network.rows.size(); i++) {
        int dim = network.rows.get(i)[0].dim();
        Batch direction = LayerNetwork.direction(count, dim, network.moving[i], random);
        if (d >= DIRECTIONS) { // one number alone
          int kept = random.nextInt(network.moving[i]);
          for (int k = 0; k < dim; k++) {
            for (int s = 0; s < count; s++) {
              direction.set(s, k, k == kept ? 1 : 0);
            }
          }
        }
        directions.add(direction);
        for (int k = 0; network.moves[i] && k < dim; k++) {
          for (int s = 0; s < count; s++) {
            claimed[s] += results.inputSlopes[i][order][k * count + s] * direction.get(s, k);
          }
        }
      }
      FiniteDifferences differences =
          FiniteDifferences.of(
              (t, out) -> sums(moved(order, directions, t), theta, orders, out),
              count,
              INPUT_STEP,
              scales);
      FiniteDifferences.compare(
          name + ": " + passes + ": slope by order " + order + " of the inputs, of row",
          claimed,
          differences,
          network.test.tolerance(),
          least);
    }
  }

  private List<Batch[]> moved(int order, List<Batch> directions, double t) {
    List<Batch[]> moved = new ArrayList<>();
    for (int i = 0; i < network.rows.size(); i++) {
      Batch[] orders = network.rows.get(i).clone();
      if (network.moves[i]) {
        orders[order] = orders[order].copy();
        for (int j = 0; j < orders[order].length(); j++) {
          orders[order].array()[j] += (float) (t * directions.get(i).array()[j]);
        }
      }
      moved.add(orders);
    }
    return moved;
  }

  private void parameters(Passes passes, Results results, int orders) {
    RandomStream random = network.test.random("entries");
    float[] gradient = results.gradient;
    double all = greatest(gradient, 0, gradient.length);
    double scale = 0;
    for (double each : scales(orders)) {
      scale += each * each;
    }
    scale = Math.sqrt(scale);
    for (Parameters.Tensor tensor : network.parameters.tensors()) {
      double greatest = Math.max(greatest(gradient, tensor.offset(), tensor.size()), 0.02 * all);
      for (int d = 0; d <= ENTRIES; d++) {
        float[] direction = new float[theta.length];
        double length = 1;
        if (d == 0) {
          for (int i = tensor.offset(); i < tensor.offset() + tensor.size(); i++) {
            direction[i] = random.nextBoolean() ? 1 : -1;
          }
          length = Math.sqrt(tensor.size());
        } else {
          direction[tensor.offset() + random.nextInt(tensor.size())] = 1;
        }
        String what = name + ": " + passes + ": slope by " + tensor.name() + ", value";
        parameter(what, gradient, direction, orders, scale, greatest * length);
      }
    }
  }

  private void parameter(
      String what, float[] gradient, float[] direction, int orders, double scale, double greatest) {
    double[] claimed = new double[1];
    for (int i = 0; i < gradient.length; i++) {
      claimed[0] += (double) gradient[i] * direction[i];
    }
    double[] sums = new double[count];
    FiniteDifferences differences =
        FiniteDifferences.of(
            (t, out) -> {
              float[] there = theta.clone();
              for (int i = 0; i < there.length; i++) {
                there[i] += (float) (t * direction[i]);
              }
              sums(network.rows, there, orders, sums);
              out[0] = Arrays.stream(sums).sum();
            },
            1,
            PARAMETER_STEP,
            new double[] {scale});
    FiniteDifferences.compare(
        what, claimed, differences, network.test.tolerance(), Math.max(greatest, 1e-30));
  }

  private static double greatest(float[] values, int from, int size) {
    double greatest = 0;
    for (int i = from; i < from + size; i++) {
      greatest = Math.max(greatest, Math.abs(values[i]));
    }
    return greatest;
  }
}

package io.ebm.testkit;

import io.ebm.api.Batch;
import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.nn.Intake;
import io.ebm.nn.Layer;
import io.ebm.nn.Network;
import io.ebm.nn.Operation;
import io.ebm.nn.Passes;
import io.ebm.nn.Run;
import io.ebm.nn.Shape;
import io.ebm.nn.Start;
import io.ebm.nn.Value;
import io.ebm.nn.Wiring;
import io.ebm.nn.layers.Concat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A layer in a network, with random parameters, rows, directions and slopes of the output. */
final class LayerNetwork {

  /** What is made of the layer. */
  enum Form {
    /** The layer alone. */
    ALONE,
    /** The layer alone, each of its operations in a memory of its own. */
    GUARDED,
    /**
     * The layer twice on what another computes of its inputs, and once on such that do not move;
     * beside it what it is applied to.
     */
    AMONG_OTHERS
  }

  static final int ROWS = 37;

  final LayerCase test;
  final Form form;
  final boolean[] moves;
  final Network network;
  final Parameters parameters;
  final List<Operation> operations = new ArrayList<>();
  final List<Batch[]> rows = new ArrayList<>();

  /** Of each input how many numbers may move. */
  final int[] moving;

  final double[][] slopes;
  final boolean outputMoves;
  private final int slopesPerNumber;

  /**
   * Wires it.
   *
   * @param chosen which of the layer's inputs move
   */
  LayerNetwork(LayerCase test, Form form, boolean[] chosen, int count) {
    this.test = test;
    this.form = form;
    List<LayerCase.Input> entries = new ArrayList<>(test.inputs());
    if (form == Form.AMONG_OTHERS) {
      entries.addAll(test.inputs());
    }
    int before = entries.size() - 1;
    entries.addAll(test.conditions());
    moves = Arrays.copyOf(chosen, entries.size());
    moving = entries.stream().mapToInt(LayerCase.Input::moving).toArray();
    Parameters.Builder builder = Parameters.builder();
    Layer whole = (wiring, first) -> wire(wiring, first.get(0), before);
    network =
        Network.of(
            entries.stream().map(LayerCase.Input::shape).toList(), moves, whole, builder, "");
    parameters = builder.build();
    randomise();
    RandomStream random = test.random("rows");
    for (int i = 0; i < entries.size(); i++) {
      Batch[] orders = new Batch[moves[i] ? 3 : 1];
      orders[0] = entries.get(i).rows(count, random);
      for (int order = 1; order < orders.length; order++) {
        orders[order] = direction(count, orders[0].dim(), moving[i], random);
      }
      rows.add(orders);
    }
    outputMoves = outputMoves();
    slopesPerNumber = count;
    slopes = new double[3][network.output().size() * count];
    for (double[] each : slopes) {
      for (int i = 0; i < each.length; i++) {
        each[i] = (float) random.nextGaussian();
      }
    }
  }

  private Value wire(Wiring wiring, Value first, int conditions) {
    List<Value> inputs = new ArrayList<>(List.of(first));
    for (int i = 1; i < test.inputs().size(); i++) {
      inputs.add(wiring.condition(i - 1));
    }
    Layer layer =
        (other, given) ->
            test.layer()
                .wire(new TestWiring(other, conditions, operations, form == Form.GUARDED), given);
    if (form != Form.AMONG_OTHERS) {
      return wiring.wire("layer", layer, inputs);
    }
    List<Value> all = new ArrayList<>();
    List<Value> before = new ArrayList<>();
    List<Value> resting = new ArrayList<>();
    int count = inputs.size();
    for (int i = 0; i < count; i++) {
      before.add(front(wiring, "front" + i, inputs.get(i), test.inputs().get(i)));
      resting.add(front(wiring, "rest" + i, wiring.condition(count - 1 + i), test.inputs().get(i)));
      all.add(flat(wiring, before.get(i)));
    }
    all.add(flat(wiring, wiring.wire("once", layer, before)));
    all.add(flat(wiring, wiring.wire("resting", layer, resting)));
    all.add(flat(wiring, wiring.wire("again", layer, before)));
    return new Concat().wire(wiring, all);
  }

  private static Value flat(Wiring wiring, Value value) {
    Value all = wiring.unpacked(value);
    return all.as(Shape.of(all.shape().size()));
  }

  private static Value front(Wiring wiring, String name, Value x, LayerCase.Input input) {
    if (input.levels() > 0) {
      return x;
    }
    int size = x.shape().size();
    int factor = wiring.elementwise(name + ".factor", Start.constant(1), size);
    int shift = wiring.elementwise(name + ".shift", Start.zero(), size);
    return wiring.add(new Shifted(size, factor, shift), x.shape(), x);
  }

  /** Not where the tests begin: tensors that begin with zeros would hide much. */
  private void randomise() {
    RandomStream random = test.random("parameters");
    float[] values = parameters.values();
    network.initialise(values, random);
    for (Parameters.Tensor tensor : parameters.tensors()) {
      boolean isFront = tensor.name().startsWith("front") || tensor.name().startsWith("rest");
      for (int i = tensor.offset(); !isFront && i < tensor.offset() + tensor.size(); i++) {
        values[i] += (float) (0.3 * random.nextGaussian());
      }
    }
  }

  /** Eighths from -1 to 1, and 0 of numbers that do not move. */
  static Batch direction(int count, int dim, int moving, RandomStream random) {
    Batch direction = Batch.allocate(count, dim);
    for (int i = 0; i < direction.length(); i++) {
      float eighths = (random.nextInt(17) - 8) / 8f;
      direction.array()[i] = i % dim < moving ? eighths : 0;
    }
    return direction;
  }

  static int orders(Passes passes) {
    return switch (passes) {
      case VALUES, INPUT_SLOPES, PARAMETER_SLOPES, ALL_SLOPES -> 1;
      case DIRECTIONAL, DIRECTIONAL_AND_INPUTS, PRODUCTS -> 2;
      case CURVATURE -> 3;
    };
  }

  private boolean outputMoves() {
    try (Run run = network.run(Passes.CURVATURE, parameters.values(), gradient())) {
      run.begin(1);
      return run.output(1) >= 0;
    } catch (IllegalStateException resting) {
      return false;
    }
  }

  float[] gradient() {
    return new float[parameters.size()];
  }

  /** What a run of all phases of some passes gives: a row for each number of the output. */
  static final class Results {
    final double[][] outputs;
    final double[][][] inputSlopes;
    final float[] gradient;

    Results(int orders, int inputs, float[] gradient) {
      outputs = new double[orders][];
      inputSlopes = new double[inputs][orders][];
      this.gradient = gradient;
    }
  }

  /** Runs some passes on all rows, in a memory that is full of NaN before. */
  Results run(Passes passes, List<Batch[]> x, float[] theta) {
    return run(passes, x, theta, 0, gradient());
  }

  /**
   * The same for rows of which the first is one of the network's own, whose slopes it has.
   *
   * @param gradient what is added to
   */
  Results run(Passes passes, List<Batch[]> x, float[] theta, int firstRow, float[] gradient) {
    int orders = orders(passes);
    Results results = new Results(orders, x.size(), gradient);
    int size = network.output().size();
    int count = x.get(0)[0].size();
    for (int order = 0; order < (outputMoves ? orders : 1); order++) {
      results.outputs[order] = new double[size * count];
    }
    try (Run run = network.run(passes, theta, results.gradient)) {
      Arrays.fill(run.memory(), Float.NaN);
      for (int from = 0; from < count; from += run.most()) {
        int rowsNow = run.begin(count - from);
        load(run, x, 0, 0, from);
        switch (passes) {
          case VALUES -> {
            run.next();
            readOutput(run, 0, from, rowsNow, count, results);
          }
          case INPUT_SLOPES, PARAMETER_SLOPES, ALL_SLOPES -> {
            run.next();
            readOutput(run, 0, from, rowsNow, count, results);
            seed(run, 0, firstRow + from, rowsNow);
            run.next();
          }
          case DIRECTIONAL, DIRECTIONAL_AND_INPUTS, PRODUCTS -> {
            run.next();
            readOutput(run, 0, from, rowsNow, count, results);
            seed(run, 1, firstRow + from, rowsNow);
            run.next();
            readSlopes(run, 1, from, rowsNow, count, x, results);
            load(run, x, 1, 1, from);
            run.next();
            seed(run, 0, firstRow + from, rowsNow);
            readOutput(run, 1, from, rowsNow, count, results);
            run.next();
          }
          case CURVATURE -> {
            load(run, x, 1, 2, from);
            run.next();
            for (int order = 0; order < 3; order++) {
              readOutput(run, order, from, rowsNow, count, results);
              seed(run, order, firstRow + from, rowsNow);
            }
            run.next();
          }
        }
        if (passes == Passes.INPUT_SLOPES
            || passes == Passes.ALL_SLOPES
            || passes == Passes.DIRECTIONAL_AND_INPUTS
            || passes == Passes.PRODUCTS) {
          readSlopes(run, 0, from, rowsNow, count, x, results);
        }
      }
    }
    return results;
  }

  /** The first orders of the output, which only go forward. */
  double[][] forward(List<Batch[]> x, float[] theta, int orders) {
    if (orders == 1) {
      return run(Passes.VALUES, x, theta).outputs;
    }
    Results results = new Results(3, x.size(), gradient());
    int count = x.get(0)[0].size();
    for (int order = 0; order < (outputMoves ? 3 : 1); order++) {
      results.outputs[order] = new double[network.output().size() * count];
    }
    try (Run run = network.run(Passes.CURVATURE, theta, results.gradient)) {
      for (int from = 0; from < count; from += run.most()) {
        int rowsNow = run.begin(count - from);
        load(run, x, 0, 2, from);
        run.next();
        for (int order = 0; order < 3; order++) {
          readOutput(run, order, from, rowsNow, count, results);
        }
      }
    }
    return results.outputs;
  }

  private static void load(Run run, List<Batch[]> x, int first, int last, int from) {
    for (int i = 0; i < x.size(); i++) {
      Batch[] orders = x.get(i);
      for (int order = first; order <= last && order < orders.length; order++) {
        run.load(i, order, Intake.plain(orders[order].dim()), orders[order], from);
      }
    }
  }

  private void seed(Run run, int order, int firstRow, int rowsNow) {
    if (order > 0 && !outputMoves) {
      return;
    }
    int at = run.outputSlope(order);
    int columns = run.columns();
    for (int k = 0; k < network.output().size(); k++) {
      for (int s = 0; s < columns; s++) {
        run.memory()[at + k * columns + s] =
            s < rowsNow ? (float) slopes[order][k * slopesPerNumber + firstRow + s] : 0f;
      }
    }
  }

  private void readOutput(Run run, int order, int from, int rowsNow, int count, Results results) {
    if (order > 0 && !outputMoves) {
      return;
    }
    int at = run.output(order);
    for (int k = 0; k < network.output().size(); k++) {
      for (int s = 0; s < rowsNow; s++) {
        results.outputs[order][k * count + from + s] = run.memory()[at + k * run.columns() + s];
      }
    }
  }

  private void readSlopes(
      Run run, int order, int from, int rowsNow, int count, List<Batch[]> x, Results results) {
    for (int i = 0; i < x.size() && outputMoves; i++) {
      if (!moves[i]) {
        continue;
      }
      int dim = x.get(i)[0].dim();
      if (results.inputSlopes[i][order] == null) {
        results.inputSlopes[i][order] = new double[dim * count];
      }
      int at = run.inputSlope(i, order);
      for (int k = 0; k < dim; k++) {
        for (int s = 0; s < rowsNow; s++) {
          results.inputSlopes[i][order][k * count + from + s] =
              run.memory()[at + k * run.columns() + s];
        }
      }
    }
  }
}

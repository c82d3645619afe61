package io.ebm.models.boltzmann.rbm;

import io.ebm.api.Batch;
import io.ebm.api.ExactDraws;
import io.ebm.api.ExactExpectations;
import io.ebm.api.ExactMarginals;
import io.ebm.api.Gradient;
import io.ebm.api.RandomStream;
import io.ebm.api.Tractable;
import io.ebm.math.Gemm;
import io.ebm.math.Scratch;
import io.ebm.math.Vectors;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntBinaryOperator;

/**
 * What a machine with a small layer of binary units knows exactly: the sum over all states of that
 * layer, the other being summed in closed form. States come in blocks: the low bits run through all
 * their values within a block, whose contributions are computed once, the high bits change from
 * block to block; so there is no rounding that grows with the number of states.
 */
final class LayerSum {

  /** The most units that are enumerated. */
  static final int MOST_UNITS = 24;

  /** The capabilities that such a sum gives. */
  static final Set<Class<?>> ANSWERS =
      Set.of(Tractable.class, ExactDraws.class, ExactExpectations.class, ExactMarginals.class);

  private static final int LOW_BITS = 7;

  private final PathPoint point;
  private final boolean overHidden;
  private final int units;

  LayerSum(PathPoint point) {
    this.point = point;
    Layers layers = point.layers;
    int hidden = layers.hidden().binary() ? layers.hiddenUnits() : Integer.MAX_VALUE;
    int visible = layers.visible().binary() ? layers.visibleUnits() : Integer.MAX_VALUE;
    overHidden = hidden <= visible;
    units = Math.min(hidden, visible);
  }

  Optional<String> intractability() {
    if (units <= MOST_UNITS) {
      return Optional.empty();
    }
    String size =
        units == Integer.MAX_VALUE
            ? "it has no binary layer to sum over"
            : "its smaller binary layer has " + units + " units";
    return Optional.of(
        size
            + ", and sums are possible over at most "
            + MOST_UNITS
            + " binary units; estimate log Z instead, for example with ais");
  }

  private void check() {
    intractability()
        .ifPresent(
            why -> {
              throw new IllegalStateException(why);
            });
  }

  /** Receives the states of a block with their log weights, up to one constant for all blocks. */
  private interface Visitor {
    /**
     * @param rows how many states
     * @param states the enumerated layer, {@code rows × units}
     * @param inputs the inputs of the other layer, {@code rows × others}
     * @param logs log weights: the other layer is summed out
     */
    void visit(int rows, float[] states, float[] inputs, double[] logs);
  }

  double logPartition() {
    check();
    RunningLogSum sum = new RunningLogSum();
    visit((rows, states, inputs, logs) -> sum.add(rows, logs));
    return sum.value();
  }

  void accumulate(double weight, Gradient into) {
    double logPartition = logPartition();
    Layers layers = point.layers;
    int others = others();
    double[] stateMeans = new double[units];
    double[] otherMeans = new double[others];
    float[] product = new float[units * others];
    visit(
        (rows, states, inputs, logs) -> {
          other().means(rows * others, inputs, 0, 1);
          for (int i = 0; i < rows; i++) {
            float p = (float) Math.exp(logs[i] - logPartition);
            for (int j = 0; j < others; j++) {
              otherMeans[j] += p * inputs[i * others + j];
            }
            for (int j = 0; j < units; j++) {
              float s = p * states[i * units + j];
              stateMeans[j] += s;
              states[i * units + j] = s;
            }
          }
          Gemm.tn(
              units, others, rows, states, 0, units, inputs, 0, others, product, 0, others, true);
        });
    float[] g = into.values();
    IntBinaryOperator index =
        overHidden
            ? (state, other) -> other * units + state
            : (state, other) -> state * others + other;
    for (int s = 0; s < units; s++) {
      for (int o = 0; o < others; o++) {
        g[index.applyAsInt(s, o)] -= (float) (weight * product[s * others + o]);
      }
    }
    subtract(weight, overHidden ? otherMeans : stateMeans, g, layers.visibleBias());
    subtract(weight, overHidden ? stateMeans : otherMeans, g, layers.hiddenBias());
  }

  private static void subtract(double weight, double[] means, float[] g, int at) {
    for (int i = 0; i < means.length; i++) {
      g[at + i] -= (float) (weight * means[i]);
    }
  }

  void visibleMeans(double[] out) {
    double logPartition = logPartition();
    int n = out.length;
    int others = others();
    visit(
        (rows, states, inputs, logs) -> {
          if (overHidden) {
            other().means(rows * others, inputs, 0, 1);
          }
          float[] visible = overHidden ? inputs : states;
          for (int i = 0; i < rows; i++) {
            double p = Math.exp(logs[i] - logPartition);
            for (int j = 0; j < n; j++) {
              out[j] += p * visible[i * n + j];
            }
          }
        });
  }

  /** Exact samples by inversion: uniform numbers in rising order meet the running sum. */
  void sample(Batch into, RandomStream random) {
    double logPartition = logPartition();
    int count = into.size();
    double[] marks = new double[count];
    for (int i = 0; i < count; i++) {
      marks[i] = random.nextDouble();
    }
    Arrays.sort(marks);
    int[] order = shuffled(count, random);
    int others = others();
    int[] next = {0};
    double[] mass = {0};
    float[] last = new float[units];
    float[] lastInputs = new float[others];
    visit(
        (rows, states, inputs, logs) -> {
          for (int i = 0; i < rows && next[0] < count; i++) {
            mass[0] += Math.exp(logs[i] - logPartition);
            while (next[0] < count && marks[next[0]] < mass[0]) {
              put(into, order[next[0]++], states, i * units, inputs, i * others);
            }
          }
          System.arraycopy(states, (rows - 1) * units, last, 0, units);
          System.arraycopy(inputs, (rows - 1) * others, lastInputs, 0, others);
        });
    while (next[0] < count) { // the sum may end below 1 by rounding
      put(into, order[next[0]++], last, 0, lastInputs, 0);
    }
    if (overHidden) {
      other().sample(into.length(), into.array(), into.offset(), 1, random);
    }
  }

  private void put(Batch into, int row, float[] states, int at, float[] inputs, int inputsAt) {
    float[] source = overHidden ? inputs : states;
    System.arraycopy(
        source, overHidden ? inputsAt : at, into.array(), into.offset(row), into.dim());
  }

  private static int[] shuffled(int count, RandomStream random) {
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  private int others() {
    return overHidden ? point.layers.visibleUnits() : point.layers.hiddenUnits();
  }

  private Units other() {
    return overHidden ? point.layers.visible() : point.layers.hidden();
  }

  private void visit(Visitor visitor) {
    check();
    int low = Math.min(LOW_BITS, units);
    int rows = 1 << low;
    int others = others();
    try (Scratch scratch = Scratch.open()) {
      float[] states = scratch.floats(rows * units);
      float[] contributions = scratch.floats(rows * others);
      float[] inputs = scratch.floats(rows * others);
      double[] logs = scratch.doubles(rows);
      setBits(rows, states, 0, low, 0);
      setBits(rows, states, low, units, 0);
      inputsOf(rows, states, contributions);
      float[] rest = scratch.floats(others);
      float[] restState = scratch.floats(units);
      float[] none = scratch.floats(others);
      Arrays.fill(restState, 0, units, 0);
      inputsOf(1, restState, none);
      for (int block = 0; block < 1 << (units - low); block++) {
        setBits(1, restState, low, units, block);
        inputsOf(1, restState, rest);
        Vectors.axpy(others, -1, none, 0, rest, 0);
        for (int i = 0; i < rows; i++) {
          Vectors.add(others, contributions, i * others, rest, 0, inputs, i * others);
        }
        setBits(rows, states, 0, low, 0);
        setBits(rows, states, low, units, block);
        logWeights(rows, states, inputs, logs);
        visitor.visit(rows, states, inputs, logs);
      }
    }
  }

  private void inputsOf(int rows, float[] states, float[] out) {
    if (overHidden) {
      point.visibleInputs(rows, states, out);
    } else {
      point.hiddenInputs(rows, states, 0, out);
    }
  }

  /** Columns from 0 get the bits of the row's index, later ones those of a number. */
  private void setBits(int rows, float[] states, int from, int to, int number) {
    for (int i = 0; i < rows; i++) {
      int bits = from == 0 ? i : number;
      for (int j = from; j < to; j++) {
        states[i * units + j] = bits >>> (j - from) & 1;
      }
    }
  }

  private void logWeights(int rows, float[] states, float[] inputs, double[] logs) {
    Arrays.fill(logs, 0, rows, 0);
    other().addCumulants(rows, others(), inputs, 0, 1, null, logs);
    if (overHidden) {
      float[] values = point.layers.values();
      for (int i = 0; i < rows; i++) {
        logs[i] +=
            point.beta() * Vectors.dot(units, values, point.layers.hiddenBias(), states, i * units);
      }
    } else {
      point.addVisible(rows, states, 0, logs);
    }
  }
}

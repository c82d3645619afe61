package io.ebm.testkit;

import io.ebm.api.Batch;
import io.ebm.nn.Passes;
import io.ebm.testkit.LayerNetwork.Form;
import io.ebm.testkit.LayerNetwork.Results;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The contract of a {@link io.ebm.nn.Layer} and of the operations that it is made of, check by
 * check; each throws {@link AssertionError}.
 */
public final class LayerChecks {

  private static final double ROUNDING = 2e-5;
  private static final double INPUT_STEP = 0x1p-4;

  private LayerChecks() {}

  /** Wiring the layer again gives the same, and leaves no trace in it. */
  public static void wiringKeepsNothing(LayerCase test) {
    FieldStates before = FieldStates.of(test.layer());
    LayerNetwork once = network(test, Form.ALONE);
    LayerNetwork again = network(test, Form.ALONE);
    List<String> changed = FieldStates.of(test.layer()).changedSince(before);
    if (!changed.isEmpty()) {
      throw new AssertionError(test + ": wiring changes its fields " + changed);
    }
    if (!once.network.tensors().equals(again.network.tensors())
        || !once.network.output().equals(again.network.output())) {
      throw new AssertionError(test + ": wired again it has other tensors or another output");
    }
  }

  /** Operations are stateless: no call changes what their fields hold. */
  public static void operationsKeepNothing(LayerCase test) {
    LayerNetwork network = network(test, Form.ALONE);
    Object[] operations = network.operations.toArray();
    for (Passes passes : Passes.values()) {
      network.run(passes, network.rows, network.parameters.values());
      FieldStates before = FieldStates.of(operations);
      List<Batch[]> others = new ArrayList<>();
      for (Batch[] orders : network.rows) {
        others.add(Arrays.stream(orders).map(x -> x.slice(1, x.size())).toArray(Batch[]::new));
      }
      network.run(passes, others, network.parameters.values());
      List<String> changed = FieldStates.of(operations).changedSince(before);
      if (!changed.isEmpty()) {
        throw new AssertionError(
            test + ": operations write fields, which threads share: " + changed + ", in " + passes);
      }
    }
  }

  /**
   * The same rows give the same bits; alone or among others nearly the same, and where values are
   * packed the same bits too.
   */
  public static void rowsAreIndependent(LayerCase test) {
    LayerNetwork all = new LayerNetwork(test, Form.ALONE, allMove(test), 100);
    float[] theta = all.parameters.values();
    for (Passes passes :
        List.of(Passes.VALUES, Passes.INPUT_SLOPES, Passes.DIRECTIONAL_AND_INPUTS)) {
      Results whole = all.run(passes, all.rows, theta);
      Results twice = all.run(passes, all.rows, theta);
      for (int order = 0; order < whole.outputs.length; order++) {
        compare(test + ": the same again", twice.outputs[order], whole.outputs[order], 0);
        for (int i = 0; i < whole.inputSlopes.length; i++) {
          String what = test + ": slope of input " + i + " once more";
          compare(what, twice.inputSlopes[i][order], whole.inputSlopes[i][order], 0);
        }
      }
      for (int[] range : new int[][] {{0, 1}, {99, 100}, {3, 19}, {20, 57}, {36, 100}, {0, 64}}) {
        compareRange(test, all, passes, whole, range[0], range[1]);
      }
    }
  }

  private static void compareRange(
      LayerCase test, LayerNetwork all, Passes passes, Results whole, int from, int to) {
    List<Batch[]> some = new ArrayList<>();
    for (Batch[] orders : all.rows) {
      some.add(Arrays.stream(orders).map(x -> x.slice(from, to)).toArray(Batch[]::new));
    }
    double tolerance = all.network.packs() ? 0 : ROUNDING;
    Results part = all.run(passes, some, all.parameters.values(), from, all.gradient());
    String rows = test + ": " + passes + " of rows " + from + " to " + to + " alone";
    for (int order = 0; order < whole.outputs.length; order++) {
      compare(
          rows + ", output of order " + order,
          part.outputs[order],
          columns(whole.outputs[order], 100, from, to),
          tolerance);
      for (int i = 0; i < whole.inputSlopes.length; i++) {
        compare(
            rows + ", slopes of input " + i + " of order " + order,
            part.inputSlopes[i][order],
            columns(whole.inputSlopes[i][order], 100, from, to),
            tolerance);
      }
    }
  }

  private static double @Nullable [] columns(
      double @Nullable [] values, int count, int from, int to) {
    if (values == null) {
      return null;
    }
    int width = to - from;
    double[] some = new double[values.length / count * width];
    for (int k = 0; k < values.length / count; k++) {
      System.arraycopy(values, k * count + from, some, k * width, width);
    }
    return some;
  }

  private static void compare(
      String what, double @Nullable [] actual, double @Nullable [] expected, double tolerance) {
    if (expected != null && actual != null) {
      Closeness.check(what + ", number", actual, expected, tolerance);
    }
  }

  /** Going back adds to the gradient that it is given. */
  public static void gradientsAddUp(LayerCase test) {
    LayerNetwork network = network(test, Form.ALONE);
    float[] theta = network.parameters.values();
    for (Passes passes : List.of(Passes.ALL_SLOPES, Passes.DIRECTIONAL, Passes.CURVATURE)) {
      float[] once = network.run(passes, network.rows, theta).gradient;
      float[] begun = new float[once.length];
      float[] expected = new float[once.length];
      for (int i = 0; i < once.length; i++) {
        begun[i] = 1 + i % 3;
        expected[i] = begun[i] + once[i];
      }
      Results results = network.run(passes, network.rows, theta, 0, begun);
      Closeness.check(
          test + ": " + passes + " adds to the gradient, value",
          results.gradient,
          expected,
          ROUNDING);
    }
  }

  /** Threads that use one network at once get what one alone gets. */
  public static void isThreadSafe(LayerCase test) {
    LayerNetwork network = network(test, Form.ALONE);
    float[] theta = network.parameters.values();
    Results alone = network.run(Passes.CURVATURE, network.rows, theta);
    Concurrent.check(
        test + ": calls",
        4,
        thread -> {
          boolean same = true;
          for (int time = 0; time < 5; time++) {
            Results mine = network.run(Passes.CURVATURE, network.rows, theta);
            same &= Arrays.equals(mine.gradient, alone.gradient);
            same &= Arrays.equals(mine.outputs[0], alone.outputs[0]);
          }
          return same;
        });
  }

  /**
   * Operations read and write only what they say: with NaN in all else the results are the same.
   */
  public static void operationsDoAsTheyDeclare(LayerCase test) {
    for (boolean[] moving : movements(test)) {
      LayerNetwork free = new LayerNetwork(test, Form.ALONE, moving, LayerNetwork.ROWS);
      LayerNetwork guarded = new LayerNetwork(test, Form.GUARDED, moving, LayerNetwork.ROWS);
      for (Passes passes : Passes.values()) {
        Results expected = free.run(passes, free.rows, free.parameters.values());
        Results found = guarded.run(passes, guarded.rows, guarded.parameters.values());
        String what = test + ": " + passes + " where all that was not declared is NaN";
        for (int order = 0; order < expected.outputs.length; order++) {
          compare(
              what + ", output of order " + order,
              found.outputs[order],
              expected.outputs[order],
              ROUNDING);
          for (int i = 0; i < expected.inputSlopes.length; i++) {
            compare(
                what + ", slopes of input " + i + " of order " + order,
                found.inputSlopes[i][order],
                expected.inputSlopes[i][order],
                ROUNDING);
          }
        }
        Closeness.check(what + ", slope by parameter", found.gradient, expected.gradient, ROUNDING);
      }
    }
  }

  /** The first and second derivatives along a path are those of the values. */
  public static void ordersAreDerivatives(LayerCase test) {
    for (boolean[] moving : movements(test)) {
      for (Form form : List.of(Form.ALONE, Form.AMONG_OTHERS)) {
        LayerNetwork network = new LayerNetwork(test, form, moving, LayerNetwork.ROWS);
        if (network.outputMoves) {
          orders(test + (form == Form.ALONE ? "" : ", among others"), network);
        }
      }
    }
  }

  private static void orders(String name, LayerNetwork network) {
    float[] theta = network.parameters.values();
    double[][] claimed = network.forward(network.rows, theta, 3);
    for (int order = 1; order <= 2; order++) {
      int below = order - 1;
      FiniteDifferences differences =
          FiniteDifferences.of(
              (t, out) -> {
                double[][] there = network.forward(along(network.rows, t), theta, below + 1);
                System.arraycopy(there[below], 0, out, 0, out.length);
              },
              claimed[order].length,
              INPUT_STEP,
              null);
      FiniteDifferences.compare(
          name + ": order " + order + " of output",
          claimed[order],
          differences,
          network.test.tolerance(),
          1e-30);
    }
    Results directional = network.run(Passes.DIRECTIONAL, network.rows, theta);
    compare(name + ": order 1 apart", directional.outputs[1], claimed[1], ROUNDING);
  }

  /** Moves along {@code x + t ẋ + t² ẍ / 2}. */
  private static List<Batch[]> along(List<Batch[]> rows, double t) {
    List<Batch[]> moved = new ArrayList<>();
    for (Batch[] orders : rows) {
      Batch[] there = orders.clone();
      if (orders.length == 3) {
        there[0] = orders[0].copy();
        there[1] = orders[1].copy();
        for (int i = 0; i < orders[0].length(); i++) {
          double first = orders[1].array()[i];
          double second = orders[2].array()[i];
          there[0].array()[i] += (float) (t * first + t * t * second / 2);
          there[1].array()[i] += (float) (t * second);
        }
      }
      moved.add(there);
    }
    return moved;
  }

  /** Slopes by inputs and by parameters, of all orders, are those of the values. */
  public static void slopesAreDerivatives(LayerCase test) {
    for (boolean[] moving : movements(test)) {
      for (Form form : List.of(Form.ALONE, Form.AMONG_OTHERS)) {
        LayerNetwork network = new LayerNetwork(test, form, moving, LayerNetwork.ROWS);
        String name = test + (form == Form.ALONE ? "" : ", among others");
        LayerSlopes slopes = new LayerSlopes(network, name);
        slopes.check(Passes.INPUT_SLOPES, true, false);
        slopes.check(Passes.PARAMETER_SLOPES, false, true);
        slopes.check(Passes.ALL_SLOPES, true, true);
        slopes.check(Passes.DIRECTIONAL_AND_INPUTS, true, true);
        slopes.check(Passes.DIRECTIONAL, false, true);
        slopes.check(Passes.CURVATURE, false, true);
      }
    }
  }

  private static LayerNetwork network(LayerCase test, Form form) {
    return new LayerNetwork(test, form, allMove(test), LayerNetwork.ROWS);
  }

  private static boolean[] allMove(LayerCase test) {
    boolean[] moving = new boolean[test.inputs().size()];
    for (int i = 0; i < moving.length; i++) {
      moving[i] = test.inputs().get(i).levels() == 0;
    }
    return moving;
  }

  /** All inputs move; and each of several alone. */
  private static List<boolean[]> movements(LayerCase test) {
    List<boolean[]> movements = new ArrayList<>(List.of(allMove(test)));
    for (int i = 0; i < test.inputs().size() && test.inputs().size() > 1; i++) {
      boolean[] alone = new boolean[test.inputs().size()];
      alone[i] = allMove(test)[i];
      movements.add(alone);
    }
    return movements;
  }
}

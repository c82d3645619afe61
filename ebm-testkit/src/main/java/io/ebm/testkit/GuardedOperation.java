package io.ebm.testkit;

import io.ebm.nn.Operation;
import io.ebm.nn.Pass;
import io.ebm.nn.Segments;
import java.util.Arrays;

/**
 * An operation that is given a memory of its own at each call, in which there is what it declared
 * that it reads, and NaN everywhere else. What it writes where it must not is a failure.
 */
class GuardedOperation implements Operation {

  private static final int MARGIN = 32;
  private static final float NOTHING = Float.intBitsToFloat(0x7fc0beef);

  private final Operation operation;
  private final int[] inputs;
  private final int output;

  /** One that lays out an axis. */
  private static final class OfOpening extends GuardedOperation implements Operation.Opening {
    private final Operation.Opening opening;

    OfOpening(Operation.Opening operation, int[] inputs, int output) {
      super(operation, inputs, output);
      this.opening = operation;
    }

    @Override
    public void open(Pass pass, Segments segments) {
      opening.open(pass, segments);
    }
  }

  /** Guards an operation. */
  static GuardedOperation of(Operation operation, int[] inputs, int output) {
    return operation instanceof Operation.Opening opening
        ? new OfOpening(opening, inputs, output)
        : new GuardedOperation(operation, inputs, output);
  }

  /**
   * Guards an operation.
   *
   * @param inputs the sizes of its inputs
   * @param output the size of its output
   */
  private GuardedOperation(Operation operation, int[] inputs, int output) {
    this.operation = operation;
    this.inputs = inputs;
    this.output = output;
  }

  @Override
  public void forward(Pass pass) {
    new Inside(pass, true).run();
  }

  @Override
  public void backward(Pass pass) {
    new Inside(pass, false).run();
  }

  @Override
  public int kept(int orders) {
    return operation.kept(orders);
  }

  @Override
  public int keptWith() {
    return operation.keptWith();
  }

  @Override
  public boolean rereadsInput(int order, boolean learns) {
    return operation.rereadsInput(order, learns);
  }

  @Override
  public boolean rereadsOutput(int order) {
    return operation.rereadsOutput(order);
  }

  @Override
  public boolean hasParameters() {
    return operation.hasParameters();
  }

  /** A part of the memory: where it lies outside, -1 if nowhere, and whether it is written. */
  private record Region(String name, int outside, int size, boolean written) {}

  /** The pass as the operation sees it. */
  private final class Inside implements Pass {
    private final Pass pass;
    private final boolean isForward;
    private final int[][] input;
    private final int[][] inputSlope;
    private final int[] outputs;
    private final int[] outputSlope;
    private final int keptAt;
    private float[] memory = new float[MARGIN];
    private final java.util.List<Region> regions = new java.util.ArrayList<>();
    private final java.util.List<Integer> places = new java.util.ArrayList<>();

    Inside(Pass pass, boolean isForward) {
      this.pass = pass;
      this.isForward = isForward;
      int orders = pass.orders();
      int n = pass.states();
      Arrays.fill(memory, NOTHING);
      input = new int[inputs.length][orders];
      inputSlope = new int[inputs.length][orders];
      outputs = new int[orders];
      outputSlope = new int[orders];
      for (int i = 0; i < inputs.length; i++) {
        for (int o = 0; o < orders && (o == 0 || pass.moves(i)); o++) {
          boolean reads = isHere(o) && (isComputed(o) || operation.rereadsInput(o, pass.learns()));
          input[i][o] =
              add(
                  "input " + i,
                  reads ? pass.input(i, o) : -1,
                  inputs[i] * pass.columns(i),
                  reads,
                  false);
          if (!isForward && pass.wants(i, o)) {
            inputSlope[i][o] =
                add(
                    "slope of input " + i,
                    pass.inputSlope(i, o),
                    inputs[i] * pass.columns(i),
                    false,
                    true);
          }
        }
      }
      for (int o = 0; o < orders && (o == 0 || pass.moves()); o++) {
        boolean computes = isComputed(o);
        boolean reads = !computes && isHere(o) && operation.rereadsOutput(o);
        int outside = reads || computes ? pass.output(o) : -1;
        outputs[o] = add("output", outside, output * n, reads, computes);
        if (!isForward && o >= pass.from()) {
          outputSlope[o] = add("slope of the output", pass.outputSlope(o), output * n, true, false);
        }
      }
      int floats = pass.keeps() ? operation.kept(orders) : 0;
      boolean isFirst = isForward && pass.from() == 0;
      keptAt =
          floats == 0
              ? 0
              : add("kept floats", pass.kept(), floats * kept(pass), !isFirst, isForward);
    }

    /** The columns of what is kept. */
    private int kept(Pass of) {
      int with = operation.keptWith();
      return with < 0 ? of.states() : of.columns(with);
    }

    /** Whether this call computes an order of the output. */
    private boolean isComputed(int order) {
      return isForward && order >= pass.from() && order <= pass.to();
    }

    /** Whether an order was computed by now: slopes of the orders above 0 alone come before it. */
    private boolean isHere(int order) {
      return isForward ? order <= pass.to() : order == 0 || pass.from() == 0;
    }

    private int add(String name, int outside, int size, boolean reads, boolean writes) {
      int at = memory.length;
      memory = Arrays.copyOf(memory, at + size + MARGIN);
      Arrays.fill(memory, at, memory.length, NOTHING);
      if (reads) {
        System.arraycopy(pass.memory(), outside, memory, at, size);
      }
      regions.add(new Region(name, outside, size, writes));
      places.add(at);
      return at;
    }

    void run() {
      float[] before = memory.clone();
      float[] parameters = pass.parameters().clone();
      if (isForward) {
        operation.forward(this);
      } else {
        operation.backward(this);
      }
      if (!Arrays.equals(parameters, pass.parameters())) {
        throw fault("changes the parameters");
      }
      int next = 0;
      for (int r = 0; r < regions.size(); r++) {
        Region region = regions.get(r);
        int at = places.get(r);
        requireSame(before, next, at, "beside what it was given, before " + region.name);
        next = at + region.size;
        if (region.written) {
          System.arraycopy(memory, at, pass.memory(), region.outside, region.size);
        } else {
          requireSame(before, at, next, region.name + ", which is not its to write");
        }
      }
      requireSame(before, next, memory.length, "behind what it was given");
    }

    private void requireSame(float[] before, int from, int to, String where) {
      for (int i = from; i < to; i++) {
        if (Float.floatToRawIntBits(before[i]) != Float.floatToRawIntBits(memory[i])) {
          throw fault("writes " + where);
        }
      }
    }

    private AssertionError fault(String what) {
      return new AssertionError(
          operation.getClass().getSimpleName()
              + (isForward ? ".forward" : ".backward")
              + " of orders "
              + pass.from()
              + " to "
              + pass.to()
              + " "
              + what);
    }

    @Override
    public int states() {
      return pass.states();
    }

    @Override
    public int rows() {
      return pass.rows();
    }

    @Override
    public int columns(int index) {
      return pass.columns(index);
    }

    @Override
    public Segments segments(int index) {
      return pass.segments(index);
    }

    @Override
    public Segments segments() {
      return pass.segments();
    }

    @Override
    public float[] memory() {
      return memory;
    }

    @Override
    public int from() {
      return pass.from();
    }

    @Override
    public int to() {
      return pass.to();
    }

    @Override
    public int orders() {
      return pass.orders();
    }

    @Override
    public int inputs() {
      return pass.inputs();
    }

    @Override
    public boolean moves(int index) {
      return pass.moves(index);
    }

    @Override
    public boolean moves() {
      return pass.moves();
    }

    @Override
    public int input(int index, int order) {
      return input[index][order];
    }

    @Override
    public int output(int order) {
      return outputs[order];
    }

    @Override
    public boolean wants(int index, int order) {
      return pass.wants(index, order);
    }

    @Override
    public int inputSlope(int index, int order) {
      return inputSlope[index][order];
    }

    @Override
    public int outputSlope(int order) {
      return outputSlope[order];
    }

    @Override
    public boolean keeps() {
      return pass.keeps();
    }

    @Override
    public int kept() {
      return keptAt;
    }

    @Override
    public float[] parameters() {
      return pass.parameters();
    }

    @Override
    public boolean learns() {
      return pass.learns();
    }

    @Override
    public float[] gradient() {
      return pass.gradient();
    }
  }
}

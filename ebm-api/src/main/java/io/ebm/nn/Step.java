package io.ebm.nn;

/**
 * An operation's turn in a phase: where all it reads and writes lies, in floats a state; -1 where
 * there is nothing.
 */
final class Step {

  /** Slopes of a value that several operations read are added up. */
  record Addition(int from, int to, int size, int axis) {}

  final Operation operation;
  final boolean isForward;
  final int from;
  final int to;
  final boolean learns;
  final boolean[] inputMoves;
  final boolean moves;
  final int[][] input;
  final int[] output;
  final int[][] inputSlope;
  final int[] outputSlope;
  final int kept;
  final Addition[] additions;

  /** The axes of the inputs, of the output, and of what is kept; 0 for states. */
  final int[] inputAxis;

  final int outputAxis;
  final int keptAxis;

  Step(
      Operation operation,
      boolean isForward,
      int from,
      int to,
      boolean learns,
      boolean[] inputMoves,
      boolean moves,
      int[][] input,
      int[] output,
      int[][] inputSlope,
      int[] outputSlope,
      int kept,
      Addition[] additions,
      int[] inputAxis,
      int outputAxis,
      int keptAxis) {
    this.operation = operation;
    this.isForward = isForward;
    this.from = from;
    this.to = to;
    this.learns = learns;
    this.inputMoves = inputMoves;
    this.moves = moves;
    this.input = input;
    this.output = output;
    this.inputSlope = inputSlope;
    this.outputSlope = outputSlope;
    this.kept = kept;
    this.additions = additions;
    this.inputAxis = inputAxis;
    this.outputAxis = outputAxis;
    this.keptAxis = keptAxis;
  }

  /** No step. */
  static final Step NONE =
      new Step(
          new NoOperation(),
          true,
          0,
          0,
          false,
          new boolean[0],
          false,
          new int[0][],
          new int[0],
          new int[0][],
          new int[0],
          -1,
          new Step.Addition[0],
          new int[0],
          0,
          0);

  private static final class NoOperation implements Operation {
    @Override
    public void forward(Pass pass) {}

    @Override
    public void backward(Pass pass) {}
  }
}

package io.ebm.nn;

import io.ebm.api.Batch;
import io.ebm.math.Scratch;
import io.ebm.math.Vectors;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A network at work on one tile of states after the other. Whoever drives it writes inputs and
 * slopes into {@link #memory} and calls {@link #next} for each phase of its {@link Passes}:
 *
 * <pre>{@code
 * try (Run run = network.run(Passes.INPUT_SLOPES, theta, null)) {
 *   for (int from = 0; from < x.size(); from += run.most()) {
 *     int rows = run.begin(x.size() - from);
 *     run.load(0, 0, Intake.plain(dim), x, from);
 *     run.next();                        // forward: the output is at run.output(0)
 *     run.seed(0, 1);                    // or write slopes of the output at run.outputSlope(0)
 *     run.next();                        // back
 *     run.store(0, Intake.plain(dim), out, from);
 *   }
 * }
 * }</pre>
 *
 * <p>It belongs to the thread that opened it. Runs of a thread are used again: nothing is
 * allocated.
 */
public final class Run implements AutoCloseable {

  /** Where a tile begins in its array, so that its rows lie in whole lines of the cache. */
  private static final int BEGIN = 12;

  private final Program program;
  private final List<Shape> inputs;
  private final int tile;
  private final int width;
  private final View view = new View();
  private @Nullable Scratch scratch;
  private float[] memory = {};
  private float[] parameters = {};
  private float @Nullable [] gradient;
  private int rows;
  private int columns;
  private int phase;
  private final int[] begins;
  private final Segments[] segments;
  private final int[] widths;

  /**
   * Creates a run.
   *
   * @param width the most columns of states
   * @param begins where the floats of each axis begin, and at last where they end
   */
  Run(Program program, List<Shape> inputs, int tile, int width, int[] begins) {
    this.program = program;
    this.inputs = inputs;
    this.tile = tile;
    this.width = width;
    this.begins = begins;
    this.segments = new Segments[program.axes()];
    for (int axis = 1; axis < segments.length; axis++) {
      segments[axis] = new Segments();
    }
    this.widths = new int[segments.length];
  }

  boolean isOpen() {
    return scratch != null;
  }

  void open(float[] theta, float @Nullable [] into) {
    scratch = Scratch.open();
    memory = scratch.floats(BEGIN + begins[begins.length - 1]);
    parameters = theta;
    gradient = into;
  }

  @Override
  public void close() {
    Scratch frame = Objects.requireNonNull(scratch, "closed twice");
    scratch = null;
    memory = EMPTY;
    parameters = EMPTY;
    gradient = null;
    frame.close();
  }

  private static final float[] EMPTY = {};

  /** The most states of a tile that {@link #begin(int)} begins. */
  public int most() {
    return tile;
  }

  /** The most {@link #columns}. */
  public int width() {
    return width;
  }

  /**
   * Begins a tile.
   *
   * @param left how many states are left to do, at least 1
   * @return how many this tile takes: its rows
   */
  public int begin(int left) {
    return begun(Math.min(left, tile));
  }

  private int begun(int count) {
    rows = count;
    columns = Network.columns(rows, width);
    widths[0] = columns;
    phase = 0;
    return rows;
  }

  /**
   * Begins a tile of rows whose positions may vary in number: of as many as have no more positions
   * than {@link #most} states may have.
   *
   * @param states how rows of the first input enter
   * @param x these rows
   * @param conditions how those of the second enter, or null
   * @param c these, or null
   * @param from the first row
   * @param to behind the last row that is left to do
   * @return how many rows the tile takes, at most {@link #width}
   */
  public int begin(
      Intake states,
      Batch x,
      @Nullable Intake conditions,
      @Nullable Batch c,
      int from,
      int to) {
    boolean varies = inputs.get(0).isPacked();
    int count = Math.min(to - from, width);
    count = Fitting.rows(inputs.get(0), states, tile, x, from, count);
    if (conditions != null && c != null) {
      varies |= inputs.get(1).isPacked();
      count = Fitting.rows(inputs.get(1), conditions, tile, c, from, count);
    }
    return begun(varies ? count : Math.min(to - from, tile));
  }

  /** The states of the tile. */
  public int rows() {
    return rows;
  }

  /** The columns of the tile: the states, and perhaps some more. */
  public int columns() {
    return columns;
  }

  /** The array of all values and slopes. */
  public float[] memory() {
    return memory;
  }

  private int at(int floats) {
    return at(floats, 0);
  }

  private int at(int floats, int axis) {
    if (floats < 0) {
      throw new IllegalStateException("not part of " + program.passes());
    }
    return BEGIN + begins[axis] + floats * widths[axis];
  }

  /** Where an order of an input lies: a row of {@link #columns} for each number. */
  public int input(int input, int order) {
    return at(program.inputAt(input, order));
  }

  /** Where the slopes by an order of an input lie. */
  public int inputSlope(int input, int order) {
    return at(program.inputSlopeAt(input, order));
  }

  /** Where an order of the output lies. */
  public int output(int order) {
    return at(program.outputAt(order));
  }

  /** Where the slopes of an order of the output are to be written. */
  public int outputSlope(int order) {
    return at(program.outputSlopeAt(order));
  }

  /** Writes rows of a batch into an order of an input, and copies of the last behind them. */
  public void load(int input, int order, Intake intake, Batch x, int from) {
    int at = input(input, order);
    if (order == 0) {
      intake.write(x, from, rows, memory, at, columns);
    } else {
      intake.writeDirections(x, from, rows, memory, at, columns);
    }
    pad(at, intake.units(), order == 0);
  }

  /**
   * Fills the columns behind the rows: with copies of the last row, so that no function meets what
   * is no state, or with zeros.
   */
  void pad(int at, int units, boolean copies) {
    if (rows < columns) {
      for (int row = at; row < at + units * columns; row += columns) {
        Arrays.fill(memory, row + rows, row + columns, copies ? memory[row + rows - 1] : 0f);
      }
    }
  }

  /** Multiplies an order of an input by a factor for each column. */
  public void scaleInput(int input, int order, float[] factors) {
    int at = input(input, order);
    int units = program.inputs(input);
    for (int row = at; row < at + units * columns; row += columns) {
      Vectors.multiply(columns, memory, row, factors, 0, memory, row);
    }
  }

  /** Makes an order of an input zero. */
  void clearInput(int input, int order) {
    Vectors.fill(program.inputs(input) * columns, 0f, memory, input(input, order));
  }

  /** Writes the slopes by an order of the first input into rows of a batch. */
  public void store(int order, Intake intake, Batch out, int from) {
    intake.readSlopes(memory, inputSlope(0, order), columns, rows, out, from);
  }

  /** Gives every number of the output's order one slope. */
  public void seed(int order, float slope) {
    Vectors.fill(program.outputs() * columns, slope, memory, outputSlope(order));
  }

  /** Gives each state's numbers of the output's order a slope of its own, and the rest 0. */
  public void seed(int order, float factor, double[] slopes, int from) {
    int at = outputSlope(order);
    for (int k = 0; k < program.outputs(); k++) {
      for (int i = 0; i < columns; i++) {
        memory[at + k * columns + i] = i < rows ? (float) (factor * slopes[from + i]) : 0f;
      }
    }
  }

  /** Runs the next phase. */
  public void next() {
    for (Step step : program.steps(phase++)) {
      view.step = step;
      if (step.isForward) {
        if (step.from == 0 && step.operation instanceof Operation.Opening opening) {
          segments[step.outputAxis].clear();
          opening.open(view, segments[step.outputAxis]);
          widths[step.outputAxis] = segments[step.outputAxis].columns();
        }
        step.operation.forward(view);
      } else {
        step.operation.backward(view);
        for (Step.Addition addition : step.additions) {
          int axis = addition.axis();
          int to = at(addition.to(), axis);
          int from = at(addition.from(), axis);
          Vectors.add(addition.size() * widths[axis], memory, from, memory, to, memory, to);
        }
      }
    }
  }

  /** What operations see of it. */
  private final class View implements Pass {
    private Step step = Step.NONE;

    @Override
    public int states() {
      return widths[step.outputAxis];
    }

    @Override
    public int rows() {
      return rows;
    }

    @Override
    public int columns(int input) {
      return widths[step.inputAxis[input]];
    }

    @Override
    public Segments segments(int input) {
      return segments[step.inputAxis[input]];
    }

    @Override
    public Segments segments() {
      return segments[step.outputAxis];
    }

    @Override
    public float[] memory() {
      return memory;
    }

    @Override
    public int from() {
      return step.from;
    }

    @Override
    public int to() {
      return step.to;
    }

    @Override
    public int orders() {
      return program.passes().orders();
    }

    @Override
    public int inputs() {
      return step.input.length;
    }

    @Override
    public boolean moves(int input) {
      return step.inputMoves[input];
    }

    @Override
    public boolean moves() {
      return step.moves;
    }

    @Override
    public int input(int input, int order) {
      return at(step.input[input][order], step.inputAxis[input]);
    }

    @Override
    public int output(int order) {
      return at(step.output[order], step.outputAxis);
    }

    @Override
    public boolean wants(int input, int order) {
      return step.inputSlope[input][order] >= 0;
    }

    @Override
    public int inputSlope(int input, int order) {
      return at(step.inputSlope[input][order], step.inputAxis[input]);
    }

    @Override
    public int outputSlope(int order) {
      return at(step.outputSlope[order], step.outputAxis);
    }

    @Override
    public boolean keeps() {
      return program.passes().goesBack();
    }

    @Override
    public int kept() {
      return step.kept < 0 ? 0 : at(step.kept, step.keptAxis);
    }

    @Override
    public float[] parameters() {
      return parameters;
    }

    @Override
    public boolean learns() {
      return step.learns;
    }

    @Override
    public float[] gradient() {
      return Objects.requireNonNull(gradient, "this pass does not learn");
    }
  }
}

package io.ebm.nn;

import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.api.SettingException;
import io.ebm.api.SizeException;
import io.ebm.api.Sizes;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A function of states that layers were wired to: what it computes, not the parameters at which. It
 * works on tiles of states, whose size follows from the shapes alone, and has exact derivatives to
 * second order; see {@link Run} and {@link Passes}. Immutable and thread-safe.
 */
public final class Network {

  /** The least and the most states of a full tile. */
  private static final int LEAST = 16;

  private static final int MOST = 64;

  /** The fewest columns of states beside packed values: with fewer, products sum otherwise. */
  private static final int FEWEST = 8;

  /** What the columns of a tile that is not full are a multiple of; products do as with more. */
  private static final int MULTIPLE = 32;

  /** How many floats a tile of {@link Passes#INPUT_SLOPES} may have: what a core's cache holds. */
  private static final int CACHED = 5 << 16;

  private static final String TOO_LARGE =
      "a tile of states of this network has more values than an array can have, " + Sizes.MOST;

  /** The most positions of a tile of packed values, where a state has not more. */
  private static final int PACKED = 256;

  /**
   * What a layer comes to.
   *
   * @param place where it stands among the settings, as in {@code layers[2]}
   * @param layer the layer
   * @param output the shape of what it computes
   * @param parameters how many parameters it has, with those of the layers in it
   * @param multiplyAdds of one state going forward
   */
  public record LayerSummary(
      String place, Layer layer, Shape output, long parameters, long multiplyAdds) {}

  private final Assembly assembly;
  private final boolean[] moves;
  private final List<Shape> inputs;
  private final Shape output;
  private final Graph graph;
  private final List<Assembly.Begun> begun;
  private final List<LayerSummary> layers;
  private final List<Axis> axes;
  private final int tile;
  private final Map<Passes, Program> programs = new ConcurrentHashMap<>();
  private final ThreadLocal<Map<Passes, Run>> runs =
      ThreadLocal.withInitial(() -> new EnumMap<>(Passes.class));

  private Network(Assembly assembly, boolean[] moves, Value value) {
    this.assembly = assembly;
    this.moves = moves;
    this.inputs = assembly.inputs.stream().map(Value::shape).toList();
    this.output = value.shape();
    this.graph = graph(assembly, moves, value);
    this.begun = List.copyOf(assembly.begun);
    this.layers = List.copyOf(assembly.layers);
    this.axes = assembly.axes();
    Program program = program(Passes.INPUT_SLOPES);
    this.tile = axes.isEmpty() ? tile(program.size(0)) : packedTile();
    begins(program); // which says so if a tile is too large
  }

  /**
   * Wires a network whose first input moves; further ones are conditions.
   *
   * @param inputs the shapes of the inputs
   * @param layer what is applied to the first input
   * @param into receives the tensors
   * @param name what the tensors' names begin with, as in {@code "context."}; may be empty
   * @throws SettingException if layers do not fit, with the first one's place below {@code layer};
   *     the other problems are suppressed by it, see {@link SettingException#all}
   */
  public static Network of(List<Shape> inputs, Layer layer, Parameters.Builder into, String name) {
    return of(inputs, firstMoves(inputs.size()), layer, into, name);
  }

  /**
   * Wires a network.
   *
   * @param moves which of the inputs are states that slopes are asked of
   */
  public static Network of(
      List<Shape> inputs, boolean[] moves, Layer layer, Parameters.Builder into, String name) {
    Assembly assembly = new Assembly(into, inputs);
    Value value;
    try {
      value = layer.wire(new Assembly.At(assembly, name, ""), assembly.inputs.subList(0, 1));
    } catch (Assembly.Misfit e) {
      throw SettingException.of(assembly.problems);
    }
    if (!assembly.problems.isEmpty()) {
      throw SettingException.of(assembly.problems);
    }
    return new Network(assembly, moves.clone(), assembly.unpack(value));
  }

  private static int tile(int floats) {
    int columns = MOST;
    while (columns > LEAST && (long) columns * floats > CACHED) {
      columns /= 2;
    }
    return columns;
  }

  /**
   * So few states that they have no more than {@link #PACKED} positions, if it can be. Links do not
   * count: they have one number each.
   */
  private int packedTile() {
    int most = 1;
    for (Axis axis : axes) {
      boolean isOfLinks = axes.stream().anyMatch(other -> axis.equals(other.links()));
      most = isOfLinks ? most : Math.max(most, axis.most());
    }
    int states = MULTIPLE;
    while (states > 1 && states * most > PACKED) {
      states /= 2;
    }
    return states;
  }

  /** The operations that lead to a value. */
  private static Graph graph(Assembly assembly, boolean[] moves, Value value) {
    List<Node> nodes = Fusion.fuse(living(assembly, value.slot()), value.slot());
    int[] sizes = assembly.sizes.stream().mapToInt(i -> i).toArray();
    int[] axes = assembly.slotAxes.stream().mapToInt(i -> i).toArray();
    int[] slots = assembly.entries.stream().mapToInt(i -> i).toArray();
    return Graph.of(nodes, sizes, axes, slots, value.slot(), moves);
  }

  /**
   * The network up to a layer: a network of the same inputs and parameters, whose output is what
   * that layer gives, or what it {@link Wiring#show shows}.
   *
   * @param place where the layer stands, as {@link LayerSummary#place} says it, {@code layers[2]},
   *     or as its tensors are named, {@code layers.2}
   * @throws IllegalArgumentException if there is no layer; names those that there are
   */
  public Network upTo(String place) {
    for (Map<String, Value> values : List.of(assembly.outputs, assembly.shown)) {
      for (Map.Entry<String, Value> each : values.entrySet()) {
        if (dotted(each.getKey()).equals(dotted(place))) {
          synchronized (assembly) {
            return new Network(assembly, moves, assembly.unpack(each.getValue()));
          }
        }
      }
    }
    throw new IllegalArgumentException(
        "there is no layer '" + place + "'; there are " + String.join(", ", places()));
  }

  /** The places of what layers {@link Wiring#show show}, as {@code layers.2.weights}. */
  public List<String> shown() {
    return assembly.shown.keySet().stream().map(Network::dotted).toList();
  }

  /** The places of the layers, named as their tensors are: {@code layers.2}. */
  public List<String> places() {
    return layers.stream().map(layer -> dotted(layer.place())).toList();
  }

  private static String dotted(String place) {
    return place.replace('[', '.').replace("]", "");
  }

  private static boolean[] firstMoves(int inputs) {
    boolean[] moves = new boolean[inputs];
    moves[0] = true;
    return moves;
  }

  /** The operations that the output depends on, and those that lay out the axes of these. */
  private static List<Node> living(Assembly assembly, int output) {
    List<Node> nodes = assembly.nodes;
    List<Integer> needed = new ArrayList<>(List.of(output));
    Set<Integer> axes = new HashSet<>();
    List<Node> living = new ArrayList<>();
    for (int i = nodes.size() - 1; i >= 0; i--) {
      Node node = nodes.get(i);
      int axis = assembly.slotAxes.get(node.output());
      boolean opens = node.operation() instanceof Operation.Opening && axes.contains(axis);
      if (opens || needed.contains(node.output())) {
        axes.add(axis);
        living.add(0, node);
        for (int input : node.inputs()) {
          needed.add(input);
        }
      }
    }
    return living;
  }

  /** The shapes of the inputs. */
  public List<Shape> inputs() {
    return inputs;
  }

  /** The shape of the output. */
  public Shape output() {
    return output;
  }

  /** What the layers come to, those in others after them. */
  public List<LayerSummary> layers() {
    return layers;
  }

  /** Multiplications and additions of one state going forward, with the most positions. */
  public long multiplyAdds() {
    long sum = 0;
    for (Node node : graph.nodes()) {
      sum += assembly.work(node);
    }
    return sum;
  }

  /** Whether it has packed values, so that rows give the same bits in any tile. */
  public boolean packs() {
    return !axes.isEmpty();
  }

  /** The most states of a tile. */
  public int tile() {
    return tile;
  }

  /** The bytes of a tile of the passes that take the most memory of those for first derivatives. */
  public long tileBytes() {
    return (long) Float.BYTES * floats(program(Passes.PARAMETER_SLOPES));
  }

  private int floats(Program program) {
    int[] begins = begins(program);
    return begins[begins.length - 1];
  }

  /**
   * The most columns of states. Those of a tile of packed values are always so many, however few
   * states it has, so that products sum alike; where lengths vary a tile may have as many states.
   */
  private int width() {
    if (axes.isEmpty()) {
      return tile;
    }
    return inputs.stream().anyMatch(Shape::isPacked) ? MULTIPLE : Math.max(tile, FEWEST);
  }

  /** The most columns that an axis has in a tile; that of states is the first. */
  private int columns(int axis) {
    return axis == 0 ? width() : Segments.columns(tile * axes.get(axis - 1).most());
  }

  /** Where each axis begins among the floats of a tile. */
  private int[] begins(Program program) {
    int[] begins = new int[program.axes() + 1];
    for (int axis = 0; axis < program.axes(); axis++) {
      double end = begins[axis] + (double) program.size(axis) * columns(axis);
      Sizes.lack("a tile of states of this network", Float.BYTES * end)
          .or(() -> end > Sizes.MOST ? Optional.of(TOO_LARGE) : Optional.empty())
          .ifPresent(
              why -> {
                throw new SizeException(why);
              });
      begins[axis + 1] = (int) end;
    }
    return begins;
  }

  /** Fills the network's tensors with what they begin with, one after the other. */
  public void initialise(float[] parameters, RandomStream random) {
    for (Assembly.Begun each : begun) {
      Parameters.Tensor tensor = each.tensor();
      int[] extents = tensor.shape().stream().mapToInt(i -> i).toArray();
      each.start().fill(extents, parameters, tensor.offset(), tensor.size(), random);
    }
  }

  /** The tensors of the network, in the order of the layers. */
  public List<Parameters.Tensor> tensors() {
    return begun.stream().map(Assembly.Begun::tensor).toList();
  }

  /** The tensors of weights: matrices, with outputs first and all else as columns. */
  public List<Parameters.Tensor> weights() {
    return begun.stream().filter(Assembly.Begun::isWeight).map(Assembly.Begun::tensor).toList();
  }

  /**
   * Opens a run; close it in the same method, best by {@code try}.
   *
   * @param parameters the values of the parameters; read until it is closed
   * @param gradient what passes that learn add to, laid out as the parameters; else null
   */
  public Run run(Passes passes, float[] parameters, float @Nullable [] gradient) {
    Map<Passes, Run> mine = runs.get();
    Run run = mine.get(passes);
    if (run == null || run.isOpen()) {
      Program program = program(passes);
      run = new Run(program, inputs, tile, width(), begins(program));
      mine.put(passes, run);
    }
    run.open(parameters, gradient);
    return run;
  }

  private Program program(Passes passes) {
    Program program = programs.get(passes);
    return program != null
        ? program
        : programs.computeIfAbsent(passes, needed -> new Program(graph, needed));
  }

  /** The columns of a tile of so many states: whole vectors. */
  static int columns(int rows, int most) {
    return Math.min(most, (rows + MULTIPLE - 1) / MULTIPLE * MULTIPLE);
  }
}

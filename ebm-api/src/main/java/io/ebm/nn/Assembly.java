package io.ebm.nn;

import io.ebm.api.Parameters;
import io.ebm.api.SettingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects what layers add to a network, what is wrong with them, and what each comes to. */
final class Assembly {

  /** A tensor and what it begins with. */
  record Begun(Parameters.Tensor tensor, Start start, boolean isWeight) {}

  final Parameters.Builder parameters;
  final List<Value> inputs;
  final List<Node> nodes = new ArrayList<>();
  final List<Integer> sizes = new ArrayList<>();

  /** The axis of each slot. */
  final List<Integer> slotAxes = new ArrayList<>();

  /** What enters: the slots, which hold a state a column. */
  final List<Integer> entries = new ArrayList<>();

  private final Map<String, Axis> axes = new LinkedHashMap<>();
  private final Map<Integer, Value> unpacked = new LinkedHashMap<>();
  private final Map<Integer, Value> packed = new LinkedHashMap<>();

  /** By the axis of the nodes. */
  private final Map<Integer, Value> links = new LinkedHashMap<>();

  final List<Begun> begun = new ArrayList<>();
  final List<SettingException> problems = new ArrayList<>();
  final List<Network.LayerSummary> layers = new ArrayList<>();

  /** What each layer gives, by its place; of one that is wired again, the first time. */
  final Map<String, Value> outputs = new LinkedHashMap<>();

  /** What layers show beside, by its place. */
  final Map<String, Value> shown = new LinkedHashMap<>();

  Assembly(Parameters.Builder parameters, List<Shape> inputs) {
    this.parameters = parameters;
    List<Value> values = new ArrayList<>();
    for (Shape shape : inputs) {
      values.add(enter(shape, values.size()));
    }
    this.inputs = values;
  }

  private Value enter(Shape shape, int index) {
    int slot = slot(shape.units(), 0);
    entries.add(slot);
    Axis told = shape.axis();
    if (told == null) {
      return new Value(shape, slot);
    }
    Axis edges = told.links();
    Axis joining =
        edges == null
            ? null
            : axis("links of input " + index, edges.most(), false, null, edges.labels());
    Axis axis = axis("input " + index, told.most(), false, joining, told.labels());
    int channels = shape.channels();
    Value states = new Value(Shape.of(shape.units()), slot);
    Value value =
        add(
            new PackOperation(channels, axis.most(), false, shape.units()),
            Shape.packed(channels, axis),
            states);
    if (joining != null) {
      Operation operation = new LinksOperation(channels * axis.most(), joining.most(), channels);
      links.put(axis.id(), add(operation, Shape.packed(1, joining), states, value));
    }
    return value;
  }

  private int slot(int size, int axis) {
    sizes.add(size);
    slotAxes.add(axis);
    return sizes.size() - 1;
  }

  private Axis axis(String key, int most, boolean isFixed, @Nullable Axis joining, int labels) {
    return axes.computeIfAbsent(
        key, k -> new Axis(axes.size() + 1, most, isFixed, joining, labels));
  }

  /** The axes, the first of which has the number 1. */
  List<Axis> axes() {
    return List.copyOf(axes.values());
  }

  private Value add(Operation operation, Shape out, Value... inputs) {
    Layer.requireRoom("a layer", out);
    List<Integer> slots = Arrays.stream(inputs).map(Value::slot).toList();
    Axis axis = out.axis();
    int slot = slot(out.size(), axis == null ? 0 : axis.id());
    nodes.add(new Node(operation, slots, slot));
    return new Value(out, slot);
  }

  private Axis positions(int count) {
    return axis(count + " positions", count, true, null, 0);
  }

  Value pack(Value value) {
    if (value.shape().isPacked()) {
      return value;
    }
    int channels = value.shape().channels();
    int positions = value.shape().positions();
    Axis axis = positions(positions);
    Operation operation = new PackOperation(channels, positions, true, value.shape().size());
    Value known = packed.get(value.slot());
    if (known == null || !known.shape().equals(Shape.packed(channels, axis))) {
      known = add(operation, Shape.packed(channels, axis), value);
      packed.put(value.slot(), known);
    }
    return known;
  }

  Value unpack(Value value) {
    Axis axis = value.shape().axis();
    if (axis == null) {
      return value;
    }
    int channels = value.shape().channels();
    return unpacked.computeIfAbsent(
        value.slot(),
        slot ->
            add(
                new UnpackOperation(channels, axis.most()),
                Shape.of(channels, axis.most()),
                value));
  }

  /** Stops the wiring of what lies above a layer that does not fit; the problem is noted. */
  static final class Misfit extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Misfit() {
      super(null, null, false, false);
    }
  }

  /**
   * The wiring as a layer sees it.
   *
   * @param name what its tensors' names begin with, with a dot behind if not empty
   * @param place where it stands among the settings
   * @param again whether the tensors have been declared
   */
  record At(Assembly assembly, String name, String place, boolean again) implements Wiring {

    At(Assembly assembly, String name, String place) {
      this(assembly, name, place, false);
    }

    @Override
    public Value wire(String key, Layer layer, List<Value> inputs) {
      return below(name + key + ".", join(key)).apply(layer, inputs);
    }

    @Override
    public Value wireAgain(String key, Layer layer, List<Value> inputs) {
      return new At(assembly, name + key + ".", join(key), true).apply(layer, inputs);
    }

    @Override
    public Value wire(String key, int index, Layer layer, List<Value> inputs) {
      return below(name + key + "." + index + ".", join(key + "[" + index + "]"))
          .apply(layer, inputs);
    }

    @Override
    public List<Value> wireAll(String key, List<Layer> layers, List<Value> inputs) {
      List<Value> values = new ArrayList<>();
      for (int i = 0; i < layers.size(); i++) {
        try {
          values.add(wire(key, i, layers.get(i), inputs));
        } catch (Misfit e) {
          if (i + 1 == layers.size()) {
            throw e; // the others' problems are noted too by now
          }
        }
      }
      if (values.size() < layers.size()) {
        throw new Misfit();
      }
      return values;
    }

    @Override
    public Value wireInTurn(String key, List<Layer> layers, List<Value> inputs) {
      List<Value> values = inputs;
      for (int i = 0; i < layers.size(); i++) {
        values = List.of(wire(key, i, layers.get(i), values));
      }
      return Layer.one("a network without layers", values);
    }

    private String join(String key) {
      return place.isEmpty() ? key : place + "." + key;
    }

    private At below(String longer, String deeper) {
      return new At(assembly, longer, deeper, again);
    }

    private Value apply(Layer layer, List<Value> inputs) {
      int begun = assembly.begun.size();
      int nodes = assembly.nodes.size();
      int entry = assembly.layers.size();
      try {
        Value value = layer.wire(this, inputs);
        assembly.summarise(entry, place, layer, value, begun, nodes);
        return value;
      } catch (SettingException e) {
        assembly.problems.add(
            new SettingException(join(e.setting()), String.valueOf(e.getMessage())));
        throw new Misfit();
      } catch (IllegalArgumentException e) {
        assembly.problems.add(new SettingException(place, String.valueOf(e.getMessage())));
        throw new Misfit();
      }
    }

    @Override
    public int parameter(String tensor, Start start, int... extents) {
      return declare(tensor, start, extents.length > 1, extents);
    }

    @Override
    public int elementwise(String tensor, Start start, int... extents) {
      return declare(tensor, start, false, extents);
    }

    private int declare(String tensor, Start start, boolean isWeight, int... extents) {
      if (again) {
        return declared(tensor, extents);
      }
      Parameters.Tensor declared = assembly.parameters.declare(name + tensor, extents);
      assembly.begun.add(new Begun(declared, start, isWeight));
      return declared.offset();
    }

    private int declared(String tensor, int... extents) {
      List<Integer> shape = Arrays.stream(extents).boxed().toList();
      for (Begun each : assembly.begun) {
        if (each.tensor().name().equals(name + tensor) && each.tensor().shape().equals(shape)) {
          return each.tensor().offset();
        }
      }
      throw new IllegalArgumentException(
          "wired again, there is no tensor '" + name + tensor + "' of shape " + shape);
    }

    @Override
    public Value add(Operation operation, Shape out, Value... inputs) {
      return assembly.add(operation, out, inputs);
    }

    @Override
    public void show(String key, Operation operation, Shape out, Value... inputs) {
      assembly.shown.putIfAbsent(join(key), assembly.add(operation, out, inputs));
    }

    @Override
    public Axis axis(String key, int most, int labels) {
      return assembly.axis(key, most, false, null, labels);
    }

    @Override
    public Axis positions(int count) {
      return assembly.positions(count);
    }

    @Override
    public Value packed(Value value) {
      return assembly.pack(value);
    }

    @Override
    public Value unpacked(Value value) {
      return assembly.unpack(value);
    }

    @Override
    public Value links(Value nodes) {
      Axis axis = nodes.shape().axis();
      Value kinds = axis == null ? null : assembly.links.get(axis.id());
      if (kinds == null) {
        throw new IllegalArgumentException(
            nodes.shape() + " are no nodes of graphs, which alone have links");
      }
      return kinds;
    }

    @Override
    public Value condition(int index) {
      if (index < 0 || index + 1 >= assembly.inputs.size()) {
        throw new IllegalArgumentException(
            assembly.inputs.size() == 1
                ? "there is no condition here: the network has its state as its one input"
                : "there is no condition "
                    + index
                    + "; there are "
                    + (assembly.inputs.size() - 1)
                    + ", counted from 0");
      }
      return assembly.inputs.get(index + 1);
    }
  }

  /** Multiplications and additions of a state with the most positions. */
  long work(Node node) {
    int axis = slotAxes.get(node.output());
    int columns = axis == 0 ? 1 : axes().get(axis - 1).most();
    return node.operation().multiplyAdds() * columns;
  }

  private void summarise(
      int entry, String place, Layer layer, Value value, int firstTensor, int firstNode) {
    long count = 0;
    for (Begun tensor : begun.subList(firstTensor, begun.size())) {
      count += tensor.tensor().size();
    }
    long work = 0;
    for (Node node : nodes.subList(firstNode, nodes.size())) {
      work += work(node);
    }
    outputs.putIfAbsent(place, value);
    layers.add(entry, new Network.LayerSummary(place, layer, value.shape(), count, work));
  }
}

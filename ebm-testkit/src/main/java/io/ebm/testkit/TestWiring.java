package io.ebm.testkit;

import io.ebm.nn.Axis;
import io.ebm.nn.Layer;
import io.ebm.nn.Operation;
import io.ebm.nn.Shape;
import io.ebm.nn.Start;
import io.ebm.nn.Value;
import io.ebm.nn.Wiring;
import java.util.Arrays;
import java.util.List;

/**
 * A wiring that notes the operations of layers, can put guards round them, and has a place of its
 * own for their conditions.
 *
 * @param wiring what does the work
 * @param firstCondition which condition of the network is the layers' first
 * @param operations receives the operations
 * @param guards whether to put guards round them
 */
record TestWiring(Wiring wiring, int firstCondition, List<Operation> operations, boolean guards)
    implements Wiring {

  private Layer inside(Layer layer) {
    return (other, inputs) ->
        layer.wire(new TestWiring(other, firstCondition, operations, guards), inputs);
  }

  private List<Layer> inside(List<Layer> layers) {
    return layers.stream().map(this::inside).toList();
  }

  @Override
  public Value wire(String key, Layer layer, List<Value> inputs) {
    return wiring.wire(key, inside(layer), inputs);
  }

  @Override
  public Value wireAgain(String key, Layer layer, List<Value> inputs) {
    return wiring.wireAgain(key, inside(layer), inputs);
  }

  @Override
  public Value wire(String key, int index, Layer layer, List<Value> inputs) {
    return wiring.wire(key, index, inside(layer), inputs);
  }

  @Override
  public List<Value> wireAll(String key, List<Layer> layers, List<Value> inputs) {
    return wiring.wireAll(key, inside(layers), inputs);
  }

  @Override
  public Value wireInTurn(String key, List<Layer> layers, List<Value> inputs) {
    return wiring.wireInTurn(key, inside(layers), inputs);
  }

  @Override
  public int parameter(String name, Start start, int... extents) {
    return wiring.parameter(name, start, extents);
  }

  @Override
  public int elementwise(String name, Start start, int... extents) {
    return wiring.elementwise(name, start, extents);
  }

  @Override
  public Value add(Operation operation, Shape out, Value... inputs) {
    operations.add(operation);
    int[] sizes = Arrays.stream(inputs).mapToInt(input -> input.shape().size()).toArray();
    Operation added = guards ? GuardedOperation.of(operation, sizes, out.size()) : operation;
    return wiring.add(added, out, inputs);
  }

  @Override
  public void show(String key, Operation operation, Shape out, Value... inputs) {
    wiring.show(key, operation, out, inputs);
  }

  @Override
  public Axis axis(String key, int most, int labels) {
    return wiring.axis(key, most, labels);
  }

  @Override
  public Axis positions(int count) {
    return wiring.positions(count);
  }

  @Override
  public Value packed(Value value) {
    return wiring.packed(value);
  }

  @Override
  public Value unpacked(Value value) {
    return wiring.unpacked(value);
  }

  @Override
  public Value links(Value nodes) {
    return wiring.links(nodes);
  }

  @Override
  public Value condition(int index) {
    return index < 0 ? wiring.condition(index) : wiring.condition(firstCondition + index);
  }
}

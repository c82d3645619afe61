package io.ebm.testkit.layers;

import io.ebm.nn.Axis;
import io.ebm.nn.Layer;
import io.ebm.nn.Operation;
import io.ebm.nn.Shape;
import io.ebm.nn.Start;
import io.ebm.nn.Value;
import io.ebm.nn.Wiring;
import java.util.List;

/** A wiring whose condition is a value that may move. */
record OfInput(Wiring wiring, Value value) implements Wiring {

  @Override
  public Value wire(String key, Layer layer, List<Value> inputs) {
    return wiring.wire(key, layer, inputs);
  }

  @Override
  public Value wireAgain(String key, Layer layer, List<Value> inputs) {
    return wiring.wireAgain(key, layer, inputs);
  }

  @Override
  public Value wire(String key, int index, Layer layer, List<Value> inputs) {
    return wiring.wire(key, index, layer, inputs);
  }

  @Override
  public List<Value> wireAll(String key, List<Layer> layers, List<Value> inputs) {
    return wiring.wireAll(key, layers, inputs);
  }

  @Override
  public Value wireInTurn(String key, List<Layer> layers, List<Value> inputs) {
    return wiring.wireInTurn(key, layers, inputs);
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
    return wiring.add(operation, out, inputs);
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
  public Value packed(Value packing) {
    return wiring.packed(packing);
  }

  @Override
  public Value unpacked(Value packed) {
    return wiring.unpacked(packed);
  }

  @Override
  public Value links(Value nodes) {
    return wiring.links(nodes);
  }

  @Override
  public Value condition(int index) {
    return value;
  }
}

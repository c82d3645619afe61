package io.ebm.nn;

import java.util.ArrayList;
import java.util.List;

/**
 * A network's operations in the order in which some {@link Passes} run them, with a place for every
 * value and slope. Places of what is no longer needed are used again, so that a tile is as small as
 * the passes allow.
 */
final class Program {

  private enum What {
    VALUE,
    SLOPE,
    KEPT,
    ADDED
  }

  /** A buffer: what it is, of which slot or node, of which input, of which order. */
  private record Key(What what, int of, int input, int order) {}

  private static final int ORDERS = 3;

  private final Graph graph;
  private final Passes passes;
  private final MemoryPlan[] plans;
  private final List<Step[]> phases = new ArrayList<>();
  private final int[] inputAt;
  private final int[] inputSlopeAt;
  private final int[] outputAt = new int[ORDERS];
  private final int[] outputSlopeAt = new int[ORDERS];

  Program(Graph graph, Passes passes) {
    this.graph = graph;
    this.passes = passes;
    plans = new MemoryPlan[graph.axes()];
    for (int axis = 0; axis < plans.length; axis++) {
      plans[axis] = new MemoryPlan();
    }
    inputAt = new int[graph.inputs() * ORDERS];
    inputSlopeAt = new int[graph.inputs() * ORDERS];
    schedule();
    for (MemoryPlan plan : plans) {
      plan.place();
    }
    lookUp();
    for (Passes.Phase phase : passes.phases()) {
      phases.add(steps(phase));
    }
  }

  /** The steps of each phase. */
  Step[] steps(int phase) {
    return phases.get(phase);
  }

  int phases() {
    return phases.size();
  }

  Passes passes() {
    return passes;
  }

  /** The floats of a column of an axis. */
  int size(int axis) {
    return plans[axis].size();
  }

  /** How many axes there are, with that of the states, which is the first. */
  int axes() {
    return plans.length;
  }

  private MemoryPlan plan(int slot) {
    return plans[graph.axis(slot)];
  }

  private int keptAxis(Node node) {
    int with = node.operation().keptWith();
    return graph.axis(with < 0 ? node.output() : node.inputs().get(with));
  }

  int inputAt(int input, int order) {
    return inputAt[input * ORDERS + order];
  }

  int inputSlopeAt(int input, int order) {
    return inputSlopeAt[input * ORDERS + order];
  }

  int outputAt(int order) {
    return outputAt[order];
  }

  int outputSlopeAt(int order) {
    return outputSlopeAt[order];
  }

  /** Where the host finds what it writes and reads. */
  private void lookUp() {
    for (int order = 0; order < ORDERS; order++) {
      outputAt[order] = plans[0].at(value(graph.output(), order));
      outputSlopeAt[order] = plans[0].at(slope(graph.output(), order));
      for (int input = 0; input < graph.inputs(); input++) {
        inputAt[input * ORDERS + order] = plans[0].at(value(graph.input(input), order));
        inputSlopeAt[input * ORDERS + order] = plans[0].at(slope(graph.input(input), order));
      }
    }
  }

  int inputs(int input) {
    return graph.size(graph.input(input));
  }

  int outputs() {
    return graph.size(graph.output());
  }

  private static Key value(int slot, int order) {
    return new Key(What.VALUE, slot, 0, order);
  }

  private static Key slope(int slot, int order) {
    return new Key(What.SLOPE, slot, 0, order);
  }

  private static Key kept(int node) {
    return new Key(What.KEPT, node, 0, 0);
  }

  private static Key added(int node, int input, int order) {
    return new Key(What.ADDED, node, input, order);
  }

  private void use(Key key, int slot, int time) {
    plan(slot).use(key, graph.size(slot), time);
  }

  private boolean has(int slot, int order) {
    return order == 0 || graph.moves(slot);
  }

  private boolean wants(Passes.Phase phase, int slot, int order) {
    boolean toLearn = phase.learns() && graph.learned(slot);
    boolean toMove = phase.toInputs() && graph.moves(slot);
    return (toLearn || toMove) && has(slot, order);
  }

  private boolean runs(Passes.Phase phase, Node node) {
    if (phase.isForward()) {
      return has(node.output(), phase.from());
    }
    if (!has(node.output(), phase.from())) {
      return false;
    }
    if (phase.learns() && node.operation().hasParameters()) {
      return true;
    }
    for (int input : node.inputs()) {
      if (wants(phase, input, phase.from())) {
        return true;
      }
    }
    return false;
  }

  private int top(Passes.Phase phase, int slot) {
    return graph.moves(slot) ? phase.to() : Math.min(phase.to(), 0);
  }

  /** Says when each buffer is used. The host's turn, before and between phases, is a time too. */
  private void schedule() {
    int time = 0;
    for (int input = 0; input < graph.inputs(); input++) {
      use(value(graph.input(input), 0), graph.input(input), time);
    }
    for (Passes.Phase phase : passes.phases()) {
      for (int order = Math.max(1, phase.from());
          phase.isForward() && order <= phase.to();
          order++) {
        for (int input = 0; input < graph.inputs(); input++) {
          if (graph.moves(graph.input(input))) {
            use(value(graph.input(input), order), graph.input(input), time);
          }
        }
      }
      if (!phase.isForward()) {
        for (int order = phase.from(); order <= top(phase, graph.output()); order++) {
          use(slope(graph.output(), order), graph.output(), time);
        }
      }
      List<Node> nodes = graph.nodes();
      for (int i = 0; i < nodes.size(); i++) {
        int index = phase.isForward() ? i : nodes.size() - 1 - i;
        Node node = nodes.get(index);
        if (!runs(phase, node)) {
          continue;
        }
        time++;
        if (phase.isForward()) {
          scheduleForward(phase, node, index, time);
        } else {
          scheduleBackward(phase, node, index, time);
        }
      }
      time++;
      keepForHost(phase, time);
    }
  }

  private void keepForHost(Passes.Phase phase, int time) {
    for (int order = phase.from(); order <= phase.to(); order++) {
      if (phase.isForward() && has(graph.output(), order)) {
        use(value(graph.output(), order), graph.output(), time);
      }
      for (int i = 0; !phase.isForward() && i < graph.inputs(); i++) {
        if (phase.toInputs() && graph.moves(graph.input(i))) {
          use(slope(graph.input(i), order), graph.input(i), time);
        }
      }
    }
  }

  private void scheduleForward(Passes.Phase phase, Node node, int index, int time) {
    Operation operation = node.operation();
    for (int slot : node.inputs()) {
      for (int order = 0; order <= top(phase, slot); order++) {
        if (order >= phase.from() || operation.rereadsInput(order, false)) {
          use(value(slot, order), slot, time);
        }
      }
    }
    for (int order = 0; order <= top(phase, node.output()); order++) {
      if (order >= phase.from() || operation.rereadsOutput(order)) {
        use(value(node.output(), order), node.output(), time);
      }
    }
    useKept(node, index, time);
  }

  private void useKept(Node node, int index, int time) {
    int floats = passes.goesBack() ? node.operation().kept(passes.orders()) : 0;
    if (floats > 0) {
      plans[keptAxis(node)].use(kept(index), floats, time);
    }
  }

  private void scheduleBackward(Passes.Phase phase, Node node, int index, int time) {
    Operation operation = node.operation();
    for (int slot : node.inputs()) {
      for (int order = 0; order < passes.orders() && has(slot, order); order++) {
        if (operation.rereadsInput(order, phase.learns())
            && (order == 0 || plan(slot).has(value(slot, order)))) {
          use(value(slot, order), slot, time);
        }
      }
    }
    for (int order = 0; order < passes.orders() && has(node.output(), order); order++) {
      if (operation.rereadsOutput(order) && plan(node.output()).has(value(node.output(), order))) {
        use(value(node.output(), order), node.output(), time);
      }
      if (order >= phase.from()) {
        use(slope(node.output(), order), node.output(), time);
      }
    }
    useKept(node, index, time);
    for (int i = 0; i < node.inputs().size(); i++) {
      int slot = node.inputs().get(i);
      for (int order = phase.from(); order <= phase.to(); order++) {
        if (wants(phase, slot, order)) {
          boolean isFirst = isFirstToWrite(node, index, i, phase);
          use(slope(slot, order), slot, time);
          if (!isFirst) {
            use(added(index, i, order), slot, time);
          }
        }
      }
    }
  }

  /** Whether, going back, nothing wrote slopes of this input before. */
  private boolean isFirstToWrite(Node node, int index, int input, Passes.Phase phase) {
    int slot = node.inputs().get(input);
    if (slot == graph.output()) {
      return false; // the host did
    }
    for (int i = 0; i < input; i++) {
      if (node.inputs().get(i) == slot) {
        return false;
      }
    }
    for (int later = index + 1; later < graph.nodes().size(); later++) {
      Node other = graph.nodes().get(later);
      for (int read : other.inputs()) {
        if (read == slot && runs(phase, other)) {
          return false;
        }
      }
    }
    return true;
  }

  private Step[] steps(Passes.Phase phase) {
    List<Step> steps = new ArrayList<>();
    List<Node> nodes = graph.nodes();
    for (int i = 0; i < nodes.size(); i++) {
      int index = phase.isForward() ? i : nodes.size() - 1 - i;
      if (runs(phase, nodes.get(index))) {
        steps.add(step(phase, nodes.get(index), index));
      }
    }
    return steps.toArray(Step[]::new);
  }

  private Step step(Passes.Phase phase, Node node, int index) {
    int orders = passes.orders();
    int count = node.inputs().size();
    int[][] input = new int[count][orders];
    int[][] inputSlope = new int[count][orders];
    boolean[] inputMoves = new boolean[count];
    int[] inputAxis = new int[count];
    int[] output = new int[orders];
    int[] outputSlope = new int[orders];
    List<Step.Addition> additions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int slot = node.inputs().get(i);
      inputMoves[i] = graph.moves(slot);
      inputAxis[i] = graph.axis(slot);
      MemoryPlan plan = plan(slot);
      for (int order = 0; order < orders; order++) {
        input[i][order] = plan.at(value(slot, order));
        inputSlope[i][order] = -1;
        if (!phase.isForward()
            && order >= phase.from()
            && order <= phase.to()
            && wants(phase, slot, order)) {
          int sum = plan.at(slope(slot, order));
          int own = plan.at(added(index, i, order));
          boolean adds = own >= 0 && !isFirstToWrite(node, index, i, phase);
          inputSlope[i][order] = adds ? own : sum;
          if (adds) {
            additions.add(new Step.Addition(own, sum, graph.size(slot), graph.axis(slot)));
          }
        }
      }
    }
    for (int order = 0; order < orders; order++) {
      output[order] = plan(node.output()).at(value(node.output(), order));
      outputSlope[order] = plan(node.output()).at(slope(node.output(), order));
    }
    return new Step(
        node.operation(),
        phase.isForward(),
        phase.from(),
        top(phase, node.output()),
        phase.learns() && node.operation().hasParameters(),
        inputMoves,
        graph.moves(node.output()),
        input,
        output,
        inputSlope,
        outputSlope,
        plans[keptAxis(node)].at(kept(index)),
        additions.toArray(Step.Addition[]::new),
        inputAxis,
        graph.axis(node.output()),
        keptAxis(node));
  }
}

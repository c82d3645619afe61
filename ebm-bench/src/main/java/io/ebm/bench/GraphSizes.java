package io.ebm.bench;

import io.ebm.api.Batch;
import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.nn.Intake;
import io.ebm.nn.Layer;
import io.ebm.nn.Network;
import io.ebm.nn.Passes;
import io.ebm.nn.Run;
import io.ebm.nn.Shape;
import io.ebm.nn.layers.Dense;
import io.ebm.nn.layers.Functions;
import io.ebm.nn.layers.GlobalPool;
import io.ebm.nn.layers.LayerNorm;
import io.ebm.nn.layers.Neighbours;
import io.ebm.nn.layers.Neighbours.Self;
import io.ebm.nn.layers.Neighbours.Weights;
import io.ebm.nn.layers.Pooling;
import io.ebm.nn.layers.Sequence;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a graph costs by its number of nodes, in a network that takes up to {@value #MOST}: the
 * graph as it is, and with nodes without links up to {@value #MOST}, as it would be if rows were
 * padded. A graph isomorphism network of three rounds, forward and back to its parameters, on one
 * thread.
 */
public final class GraphSizes {

  private static final int MOST = 100;
  private static final int CHANNELS = 16;
  private static final int WIDTH = 64;
  private static final int GRAPHS = 256;
  private static final int REPEATS = 25;
  private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

  private final Network network;
  private final float[] parameters;
  private final float[] gradient;

  private GraphSizes() {
    Parameters.Builder builder = Parameters.builder();
    network = Network.of(List.of(shape()), layers(), builder, "");
    Parameters made = builder.build();
    parameters = made.values();
    gradient = new float[made.size()];
    network.initialise(parameters, RandomStream.of(1));
  }

  /** Each node has four links, two each way. */
  private static Shape shape() {
    return Shape.graph(CHANNELS, MOST, 4 * MOST);
  }

  private static Layer layers() {
    List<Layer> layers = new ArrayList<>(List.of(new Dense(WIDTH)));
    for (int round = 0; round < 3; round++) {
      layers.add(new Neighbours(Weights.SUM, Self.LEARNED));
      layers.addAll(List.of(new Dense(WIDTH), new LayerNorm(), new Functions.Relu()));
      layers.addAll(List.of(new Dense(WIDTH), new Functions.Relu()));
    }
    layers.addAll(List.of(new GlobalPool(Pooling.SUM), new Dense(1)));
    return new Sequence(layers);
  }

  /** Rings whose nodes are joined to the next and to the one after, and nodes without links. */
  private static Batch graphs(int nodes, int alone) {
    Batch rows = Batch.allocate(GRAPHS, shape().units());
    rows.fill(Float.NaN);
    RandomStream random = RandomStream.of(2);
    int links = 4 * MOST;
    int begin = CHANNELS * MOST;
    for (int row = 0; row < GRAPHS; row++) {
      for (int k = 0; k < CHANNELS * (nodes + alone); k++) {
        int place = k % CHANNELS * MOST + k / CHANNELS;
        rows.set(row, place, (float) random.nextGaussian());
      }
      for (int e = 0; e < 4 * nodes; e++) {
        int first = e / 4;
        int second = (first + e % 4 / 2 + 1) % nodes;
        rows.set(row, begin + e, e % 2 == 0 ? first : second);
        rows.set(row, begin + links + e, e % 2 == 0 ? second : first);
        rows.set(row, begin + 2 * links + e, 0);
      }
    }
    return rows;
  }

  /** Microseconds of a graph by the thread's clock, the least of several. */
  private double time(Batch rows, Passes passes) {
    Intake intake = Intake.plain(rows.dim());
    double least = Double.POSITIVE_INFINITY;
    for (int repeat = 0; repeat < REPEATS; repeat++) {
      long begun = CLOCK.getCurrentThreadCpuTime();
      try (Run run = network.run(passes, parameters, gradient)) {
        for (int from = 0; from < rows.size(); from += run.most()) {
          run.begin(rows.size() - from);
          run.load(0, 0, intake, rows, from);
          run.next();
          if (passes != Passes.VALUES) {
            run.seed(0, 1);
            run.next();
          }
        }
      }
      least = Math.min(least, (CLOCK.getCurrentThreadCpuTime() - begun) * 1e-3 / rows.size());
    }
    return least;
  }

  /** Prints a table; takes no arguments. */
  public static void main(String[] arguments) {
    GraphSizes sizes = new GraphSizes();
    System.out.println("nodes  forward  padded  forward and back  padded   (microseconds a graph)");
    for (int nodes : new int[] {5, 10, 20, 30, 50, 75, 100}) {
      Batch own = graphs(nodes, 0);
      Batch padded = graphs(nodes, MOST - nodes);
      System.out.println(
          String.format(
              Locale.ROOT,
              "%5d  %7.1f  %6.1f  %16.1f  %6.1f",
              nodes,
              sizes.time(own, Passes.VALUES),
              sizes.time(padded, Passes.VALUES),
              sizes.time(own, Passes.PARAMETER_SLOPES),
              sizes.time(padded, Passes.PARAMETER_SLOPES)));
    }
  }
}

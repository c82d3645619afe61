package io.ebm.models.policy;

import io.ebm.api.Batch;
import io.ebm.api.Gradient;
import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.math.Elementwise;
import io.ebm.math.Scratch;
import io.ebm.math.Vectors;
import io.ebm.nn.Intake;
import io.ebm.nn.Network;
import io.ebm.nn.Passes;
import io.ebm.nn.Run;
import org.jspecify.annotations.Nullable;

/**
 * The network of a policy that turns an observation and normal noise into an action: {@code a = m +
 * h tanh f(s, ξ)} in a box of middle m and half width h, {@code f(s, ξ)} where actions have no
 * bounds.
 */
final class Generator {

  /** Below this slope of tanh a float has lost it; an output so far out can still come back. */
  private static final float LEAST_SLOPE = 1e-6f;

  private final Encoding seen;
  private final Encoding done;
  private final Network network;
  private final Parameters parameters;
  private final Intake noise;
  private final StateSpace.@Nullable Box box;

  /**
   * Creates a generator.
   *
   * @param network its state is the noise, its condition the observation
   */
  Generator(Encoding seen, Encoding done, Network network, Parameters parameters) {
    this.seen = seen;
    this.done = done;
    this.network = network;
    this.parameters = parameters;
    noise = Intake.plain(network.inputs().get(0).size());
    box = done.space() instanceof StateSpace.Box bounds ? bounds : null;
  }

  Network network() {
    return network;
  }

  /** The same over other parameters. */
  Generator over(Parameters others) {
    return new Generator(seen, done, network, parameters.requireLayout(others));
  }

  /** Row by row, so that fewer rows take the first numbers of more. */
  private Batch draw(RandomStream random, int rows, Scratch scratch) {
    int count = rows * noise.units();
    float[] drawn = scratch.floats(count);
    random.fillGaussian(drawn, 0, count);
    return Batch.of(drawn, 0, rows, noise.units());
  }

  /** Runs a tile forward; its outputs are within ±1 then where there is a box. */
  private void forward(Run run, Batch contexts, Batch drawn, int from) {
    run.load(0, 0, noise, drawn, from);
    run.load(1, 0, seen, contexts, from);
    run.next();
    if (box != null) {
      int at = run.output(0);
      Elementwise.tanh(network.output().size() * run.columns(), run.memory(), at, run.memory(), at);
    }
  }

  void propose(Batch contexts, Batch into, RandomStream random) {
    done.check(into);
    try (Run run = network.run(Passes.VALUES, parameters.values(), null);
        Scratch scratch = Scratch.open()) {
      Batch drawn = draw(random, into.size(), scratch);
      for (int from = 0; from < into.size(); from += run.most()) {
        int count = run.begin(into.size() - from);
        forward(run, contexts, drawn, from);
        int tops = run.output(0);
        for (int i = 0; i < count; i++) {
          for (int k = 0; k < into.dim(); k++) {
            float top = run.memory()[tops + k * run.columns() + i];
            into.set(from + i, k, place(k, top));
          }
        }
      }
    }
  }

  private float place(int k, float top) {
    float value = done.outward(k, top);
    return box == null ? value : Math.max(box.low(), Math.min(box.high(), value)); // keeps a NaN
  }

  void accumulate(Batch contexts, RandomStream random, Batch slopes, Gradient into) {
    done.check(slopes);
    try (Run run = network.run(Passes.PARAMETER_SLOPES, parameters.values(), into.values());
        Scratch scratch = Scratch.open()) {
      Batch drawn = draw(random, slopes.size(), scratch);
      for (int from = 0; from < slopes.size(); from += run.most()) {
        int count = run.begin(slopes.size() - from);
        forward(run, contexts, drawn, from);
        float[] m = run.memory();
        int columns = run.columns();
        int tops = run.output(0);
        int to = run.outputSlope(0);
        Vectors.fill(slopes.dim() * columns, 0f, m, to);
        for (int k = 0; k < slopes.dim(); k++) {
          for (int i = 0; i < count; i++) {
            float slope = slope(k, m[tops + k * columns + i]);
            m[to + k * columns + i] = slopes.get(from + i, k) * slope;
          }
        }
        run.next();
      }
    }
  }

  /** By how much an action moves with an output. */
  private float slope(int k, float top) {
    return box == null ? done.half(k) : done.half(k) * Math.max(LEAST_SLOPE, 1 - top * top);
  }
}

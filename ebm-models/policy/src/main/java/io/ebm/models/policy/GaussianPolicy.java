package io.ebm.models.policy;

import io.ebm.api.Archived;
import io.ebm.api.Batch;
import io.ebm.api.Conditional;
import io.ebm.api.Decodable;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Gradient;
import io.ebm.api.Learnable;
import io.ebm.api.Parameters;
import io.ebm.api.Replicable;
import io.ebm.api.StateSpace;
import io.ebm.math.Vectors;
import io.ebm.nn.Network;
import io.ebm.nn.Networked;
import io.ebm.nn.Passes;
import io.ebm.nn.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A policy with one mode: {@code E(s, a) = p(s) |a - μ(s)|² / 2 + v(s)}, actions counted in halves
 * of their box. Thread-safe while nobody writes the parameters.
 */
final class GaussianPolicy implements Conditional<Batch>, Replicable, Archived, Networked {

  private static final double LEAST_LOG = -10;
  private static final double MOST_LOG = 10;

  private final Encoding seen;
  private final Encoding done;
  private final Network network;
  private final Parameters parameters;
  private final @Nullable Double deviation;
  private final float unit;

  GaussianPolicy(
      Encoding seen,
      Encoding done,
      Network network,
      Parameters parameters,
      @Nullable Double deviation,
      double unit) {
    this.seen = seen;
    this.done = done;
    this.network = network;
    this.parameters = parameters;
    this.deviation = deviation;
    this.unit = (float) unit;
  }

  /** The outputs of a network for actions of that many numbers: μ, log p, v. */
  static int outputs(int dim) {
    return dim + 2;
  }

  @Override
  public Map<String, Network> networks() {
    return Map.of("", network);
  }

  @Override
  public StateSpace targets() {
    return done.space();
  }

  @Override
  public Parameters parameters() {
    return parameters;
  }

  @Override
  public void archive(Path folder) throws IOException {
    seen.archive(folder);
  }

  @Override
  public GaussianPolicy replica(Parameters others) {
    return new GaussianPolicy(
        seen, done, network, parameters.requireLayout(others), deviation, unit);
  }

  @Override
  public EnergyFunction given(Batch contexts) {
    seen.check(contexts);
    return new Given(contexts);
  }

  private double precision(float logPrecision) {
    return deviation != null
        ? 1 / (deviation * deviation)
        : Math.exp(Math.max(LEAST_LOG, Math.min(MOST_LOG, logPrecision)));
  }

  private final class Given implements EnergyFunction, Learnable, Differentiable, Decodable {

    private final Batch contexts;
    private final int dim = done.space().dim();

    Given(Batch contexts) {
      this.contexts = contexts;
    }

    @Override
    public StateSpace space() {
      return done.space();
    }

    @Override
    public Parameters parameters() {
      return parameters;
    }

    /** Runs a tile forward; its outputs are rows. */
    private void forward(Run run, int from, int rows) {
      run.begin(rows - from);
      run.load(0, 0, seen, contexts, from);
      run.next();
    }

    /**
     * By how much a number of an action differs from the middle.
     *
     * @param at where the state's outputs lie, each {@code columns} behind the one before
     */
    private double difference(Batch x, int row, float[] m, int at, int columns, int k) {
      return done.inward(k, x.get(row, k)) - m[at + k * columns];
    }

    private double square(Batch x, int row, float[] m, int at, int columns) {
      double sum = 0;
      for (int k = 0; k < dim; k++) {
        double difference = difference(x, row, m, at, columns, k);
        sum += difference * difference;
      }
      return sum;
    }

    private double energy(Batch x, int row, float[] m, int at, int columns) {
      return precision(m[at + dim * columns]) * square(x, row, m, at, columns) / 2
          + unit * m[at + (dim + 1) * columns];
    }

    @Override
    public void energies(Batch x, double[] out) {
      done.check(x);
      try (Run run = network.run(Passes.VALUES, parameters.values(), null)) {
        for (int from = 0; from < x.size(); from += run.most()) {
          forward(run, from, x.size());
          int tops = run.output(0);
          for (int i = 0; i < run.rows(); i++) {
            out[from + i] = energy(x, from + i, run.memory(), tops + i, run.columns());
          }
        }
      }
    }

    @Override
    public void gradients(Batch x, double[] energies, Batch out) {
      done.check(x);
      try (Run run = network.run(Passes.VALUES, parameters.values(), null)) {
        for (int from = 0; from < x.size(); from += run.most()) {
          forward(run, from, x.size());
          float[] m = run.memory();
          int columns = run.columns();
          int tops = run.output(0);
          for (int i = 0; i < run.rows(); i++) {
            energies[from + i] = energy(x, from + i, m, tops + i, columns);
            double precision = precision(m[tops + i + dim * columns]);
            for (int k = 0; k < dim; k++) {
              double difference = difference(x, from + i, m, tops + i, columns, k);
              out.set(from + i, k, (float) (precision / done.half(k) * difference));
            }
          }
        }
      }
    }

    @Override
    public void accumulate(Batch x, double[] weights, Gradient into) {
      done.check(x);
      try (Run run = network.run(Passes.PARAMETER_SLOPES, parameters.values(), into.values())) {
        for (int from = 0; from < x.size(); from += run.most()) {
          forward(run, from, x.size());
          int columns = run.columns();
          int tops = run.output(0);
          int slopes = run.outputSlope(0);
          Vectors.fill((dim + 2) * columns, 0f, run.memory(), slopes);
          for (int i = 0; i < run.rows(); i++) {
            double weight = weights[from + i];
            differentiate(x, from + i, weight, run.memory(), tops + i, slopes + i, columns);
          }
          run.next();
        }
      }
    }

    /** Writes the slopes of a state's outputs. */
    private void differentiate(
        Batch x, int row, double weight, float[] m, int at, int to, int columns) {
      float log = m[at + dim * columns];
      double precision = precision(log);
      for (int k = 0; k < dim; k++) {
        double difference = difference(x, row, m, at, columns, k);
        m[to + k * columns] = (float) (-weight * precision * difference);
      }
      if (deviation == null && log > LEAST_LOG && log < MOST_LOG) {
        double square = square(x, row, m, at, columns);
        m[to + dim * columns] = (float) (weight * precision * square / 2);
      }
      m[to + (dim + 1) * columns] = (float) weight * unit;
    }

    /** The middle, or the place of the box that is nearest to it. */
    @Override
    public void decode(Batch into, double[] energies) {
      done.check(into);
      try (Run run = network.run(Passes.VALUES, parameters.values(), null)) {
        for (int from = 0; from < into.size(); from += run.most()) {
          forward(run, from, into.size());
          float[] m = run.memory();
          int columns = run.columns();
          int tops = run.output(0);
          for (int i = 0; i < run.rows(); i++) {
            for (int k = 0; k < dim; k++) {
              float value = done.outward(k, m[tops + i + k * columns]);
              if (done.space() instanceof StateSpace.Box box) {
                value = Math.max(box.low(), Math.min(box.high(), value));
              }
              into.set(from + i, k, value);
            }
            energies[from + i] = energy(into, from + i, m, tops + i, columns);
          }
        }
      }
    }
  }
}

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
import io.ebm.math.Scratch;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A policy with one mode: {@code E(s, a) = p(s) |a - μ(s)|² / 2 + v(s)}, actions counted in halves
 * of their box. Thread-safe while nobody writes the parameters.
 */
final class GaussianPolicy implements Conditional<Batch>, Replicable, Archived {

  private static final double LEAST_LOG = -10;
  private static final double MOST_LOG = 10;

  private final Encoding seen;
  private final Encoding done;
  private final Network network;
  private final @Nullable Double deviation;
  private final float unit;

  GaussianPolicy(
      Encoding seen, Encoding done, Network network, @Nullable Double deviation, double unit) {
    this.seen = seen;
    this.done = done;
    this.network = network;
    this.deviation = deviation;
    this.unit = (float) unit;
  }

  /** The outputs of a network for actions of that many numbers: μ, log p, v. */
  static int outputs(int dim) {
    return dim + 2;
  }

  @Override
  public StateSpace targets() {
    return done.space();
  }

  @Override
  public Parameters parameters() {
    return network.parameters();
  }

  @Override
  public void archive(Path folder) throws IOException {
    seen.archive(folder);
  }

  @Override
  public GaussianPolicy replica(Parameters others) {
    return new GaussianPolicy(seen, done, network.over(others), deviation, unit);
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

  /** Sees a tile: outputs in its columns, a row for each. */
  private interface Tile {
    void at(int from, int count, int stride, float[] values, float[] slopes, float[] tops);
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
      return network.parameters();
    }

    private void tiles(int rows, Tile use) {
      try (Scratch scratch = Scratch.open()) {
        float[] values = scratch.floats(network.size(Network.TILE));
        float[] slopes = scratch.floats(network.size(Network.TILE));
        float[] tops = scratch.floats(network.outputs() * Network.TILE);
        for (int from = 0; from < rows; from += Network.TILE) {
          int count = Math.min(Network.TILE, rows - from);
          int stride = Network.stride(count);
          seen.write(contexts, from, count, values, network.at(0, stride), 0, stride);
          seen.clear(values, network.at(0, stride), count, stride);
          network.forward(stride, values, slopes);
          network.top(stride, values, tops);
          use.at(from, count, stride, values, slopes, tops);
        }
      }
    }

    private double square(Batch x, int row, float[] tops, int i, int stride) {
      double sum = 0;
      for (int k = 0; k < dim; k++) {
        double difference = done.inward(x.get(row, k)) - tops[k * stride + i];
        sum += difference * difference;
      }
      return sum;
    }

    private double energy(Batch x, int row, float[] tops, int i, int stride) {
      return precision(tops[dim * stride + i]) * square(x, row, tops, i, stride) / 2
          + unit * tops[(dim + 1) * stride + i];
    }

    @Override
    public void energies(Batch x, double[] out) {
      done.check(x);
      tiles(
          x.size(),
          (from, count, stride, values, slopes, tops) -> {
            for (int i = 0; i < count; i++) {
              out[from + i] = energy(x, from + i, tops, i, stride);
            }
          });
    }

    @Override
    public void gradients(Batch x, double[] energies, Batch out) {
      done.check(x);
      tiles(
          x.size(),
          (from, count, stride, values, slopes, tops) -> {
            for (int i = 0; i < count; i++) {
              energies[from + i] = energy(x, from + i, tops, i, stride);
              double factor = precision(tops[dim * stride + i]) / done.half();
              for (int k = 0; k < dim; k++) {
                double difference = done.inward(x.get(from + i, k)) - tops[k * stride + i];
                out.set(from + i, k, (float) (factor * difference));
              }
            }
          });
    }

    @Override
    public void accumulate(Batch x, double[] weights, Gradient into) {
      done.check(x);
      tiles(
          x.size(),
          (from, count, stride, values, slopes, tops) -> {
            for (int i = 0; i < count; i++) {
              float log = tops[dim * stride + i];
              double precision = precision(log);
              double square = square(x, from + i, tops, i, stride);
              double weight = weights[from + i];
              for (int k = 0; k < dim; k++) {
                double difference = tops[k * stride + i] - done.inward(x.get(from + i, k));
                tops[k * stride + i] = (float) (weight * precision * difference);
              }
              boolean learned = deviation == null && log > LEAST_LOG && log < MOST_LOG;
              tops[dim * stride + i] = learned ? (float) (weight * precision * square / 2) : 0f;
              tops[(dim + 1) * stride + i] = (float) weight * unit;
            }
            for (int output = 0; output < network.outputs(); output++) {
              for (int i = count; i < stride; i++) {
                tops[output * stride + i] = 0f;
              }
            }
            network.accumulate(stride, values, slopes, tops, into.values());
          });
    }

    /** The middle, or the place of the box that is nearest to it. */
    @Override
    public void decode(Batch into, double[] energies) {
      done.check(into);
      tiles(
          into.size(),
          (from, count, stride, values, slopes, tops) -> {
            for (int i = 0; i < count; i++) {
              for (int k = 0; k < dim; k++) {
                float value = done.outward(tops[k * stride + i]);
                if (done.space() instanceof StateSpace.Box box) {
                  value = Math.max(box.low(), Math.min(box.high(), value));
                }
                into.set(from + i, k, value);
              }
              energies[from + i] = energy(into, from + i, tops, i, stride);
            }
          });
    }
  }
}

package io.ebm.models.policy;

import io.ebm.api.AllPairs;
import io.ebm.api.Archived;
import io.ebm.api.Batch;
import io.ebm.api.Conditional;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Gradient;
import io.ebm.api.Learnable;
import io.ebm.api.Parameters;
import io.ebm.api.Proposing;
import io.ebm.api.RandomStream;
import io.ebm.api.Replicable;
import io.ebm.api.StateSpace;
import io.ebm.math.Scratch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A policy over real actions: {@code π(a | s) ∝ exp(-E(s, a))}, with the energy the output of a
 * network that sees observation and action, times a unit; perhaps with a generator beside it, whose
 * tensors come after those of the energy. Thread-safe while nobody writes the parameters.
 */
final class ContinuousPolicy implements Conditional<Batch>, Replicable, Archived {

  private final Encoding seen;
  private final Encoding done;
  private final Network network;
  private final float unit;
  private final @Nullable Generator generator;

  ContinuousPolicy(
      Encoding seen, Encoding done, Network network, double unit, @Nullable Generator generator) {
    this.seen = seen;
    this.done = done;
    this.network = network;
    this.unit = (float) unit;
    this.generator = generator;
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
  public ContinuousPolicy replica(Parameters others) {
    Generator another = generator == null ? null : generator.over(others);
    return new ContinuousPolicy(seen, done, network.over(others), unit, another);
  }

  @Override
  public EnergyFunction given(Batch contexts) {
    seen.check(contexts);
    return new Given(contexts);
  }

  private void tops(int stride, int count, float[] values, float[] tops, double[] out, int at) {
    network.top(stride, values, tops);
    for (int i = 0; i < count; i++) {
      out[at + i] = unit * tops[i];
    }
  }

  /** Writes pairs {@code from} to {@code from + count} of all pairs of contexts and targets. */
  private int writePairs(Batch contexts, Batch y, int from, int count, float[] values) {
    int stride = Network.stride(count);
    int at = network.at(0, stride);
    int below = at + seen.units() * stride;
    for (int p = 0; p < count; p++) {
      seen.write(contexts, (from + p) / y.size(), values, at, p, stride);
      done.write(y, (from + p) % y.size(), values, below, p, stride);
    }
    seen.clear(values, at, count, stride);
    done.clear(values, below, count, stride);
    return stride;
  }

  private void factors(double[] weights, int from, int count, int stride, float[] factors) {
    for (int i = 0; i < stride; i++) {
      factors[i] = i < count ? unit * (float) weights[from + i] : 0f;
    }
  }

  /** The energies of actions, given observations. */
  private final class Given implements Learnable, Differentiable, Proposing, AllPairs {

    final Batch contexts;

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

    private int write(Batch x, int from, int count, float[] values) {
      int stride = Network.stride(count);
      int at = network.at(0, stride);
      int below = at + seen.units() * stride;
      seen.write(contexts, from, count, values, at, 0, stride);
      done.write(x, from, count, values, below, 0, stride);
      seen.clear(values, at, count, stride);
      done.clear(values, below, count, stride);
      return stride;
    }

    @Override
    public void energies(Batch x, double[] out) {
      done.check(x);
      try (Scratch scratch = Scratch.open()) {
        float[] values = scratch.floats(network.size(Network.TILE));
        float[] tops = scratch.floats(Network.TILE);
        for (int from = 0; from < x.size(); from += Network.TILE) {
          int count = Math.min(Network.TILE, x.size() - from);
          int stride = write(x, from, count, values);
          network.forward(stride, values, null);
          tops(stride, count, values, tops, out, from);
        }
      }
    }

    @Override
    public void gradients(Batch x, double[] energies, Batch out) {
      done.check(x);
      try (Scratch scratch = Scratch.open()) {
        float[] values = scratch.floats(network.size(Network.TILE));
        float[] slopes = scratch.floats(network.size(Network.TILE));
        float[] tops = scratch.floats(Network.TILE);
        for (int from = 0; from < x.size(); from += Network.TILE) {
          int count = Math.min(Network.TILE, x.size() - from);
          int stride = write(x, from, count, values);
          network.forward(stride, values, slopes);
          tops(stride, count, values, tops, energies, from);
          Arrays.fill(tops, 0, stride, unit / done.half());
          network.backward(stride, values, slopes, tops);
          int below = network.at(0, stride) + seen.units() * stride;
          for (int i = 0; i < count; i++) {
            for (int k = 0; k < x.dim(); k++) {
              out.array()[out.offset(from + i) + k] = values[below + k * stride + i];
            }
          }
        }
      }
    }

    @Override
    public void accumulate(Batch x, double[] weights, Gradient into) {
      done.check(x);
      try (Scratch scratch = Scratch.open()) {
        float[] values = scratch.floats(network.size(Network.TILE));
        float[] slopes = scratch.floats(network.size(Network.TILE));
        float[] factors = scratch.floats(Network.TILE);
        for (int from = 0; from < x.size(); from += Network.TILE) {
          int count = Math.min(Network.TILE, x.size() - from);
          int stride = write(x, from, count, values);
          network.forward(stride, values, slopes);
          factors(weights, from, count, stride, factors);
          network.accumulate(stride, values, slopes, factors, into.values());
        }
      }
    }

    @Override
    public void pairEnergies(Batch y, double[] out) {
      done.check(y);
      int pairs = contexts.size() * y.size();
      try (Scratch scratch = Scratch.open()) {
        float[] values = scratch.floats(network.size(Network.TILE));
        float[] tops = scratch.floats(Network.TILE);
        for (int from = 0; from < pairs; from += Network.TILE) {
          int count = Math.min(Network.TILE, pairs - from);
          int stride = writePairs(contexts, y, from, count, values);
          network.forward(stride, values, null);
          tops(stride, count, values, tops, out, from);
        }
      }
    }

    @Override
    public void accumulatePairs(Batch y, double[] weights, Gradient into) {
      done.check(y);
      int pairs = contexts.size() * y.size();
      try (Scratch scratch = Scratch.open()) {
        float[] values = scratch.floats(network.size(Network.TILE));
        float[] slopes = scratch.floats(network.size(Network.TILE));
        float[] factors = scratch.floats(Network.TILE);
        for (int from = 0; from < pairs; from += Network.TILE) {
          int count = Math.min(Network.TILE, pairs - from);
          int stride = writePairs(contexts, y, from, count, values);
          network.forward(stride, values, slopes);
          factors(weights, from, count, stride, factors);
          network.accumulate(stride, values, slopes, factors, into.values());
        }
      }
    }

    @Override
    public Optional<String> lack(Class<?> capability) {
      return capability == Proposing.class && generator == null
          ? Optional.of("with the setting 'proposal' a policy is Proposing")
          : Optional.empty();
    }

    private Generator proposals() {
      return Objects.requireNonNull(generator, "a policy without 'proposal' proposes nothing");
    }

    @Override
    public void propose(Batch into, RandomStream random) {
      proposals().propose(contexts, into, random);
    }

    @Override
    public void accumulateProposals(RandomStream random, Batch slopes, Gradient into) {
      proposals().accumulate(contexts, random, slopes, into);
    }
  }
}

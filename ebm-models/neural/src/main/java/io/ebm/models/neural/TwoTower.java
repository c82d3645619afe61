package io.ebm.models.neural;

import io.ebm.api.AllPairs;
import io.ebm.api.Batch;
import io.ebm.api.Conditional;
import io.ebm.api.DualEncoder;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Gradient;
import io.ebm.api.Learnable;
import io.ebm.api.Parameterised;
import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.math.Gemm;
import io.ebm.math.Scratch;

/**
 * Two encoders whose embeddings are alike for what belongs together: {@code E(c, y) = -f(c) ·
 * g(y)}, with embeddings of length one if {@code normalise}. All pairs of {@code n} contexts and
 * {@code m} targets cost {@code n + m} encodings and one matrix product.
 *
 * <p>Parameters: {@code context.layers.l.weight} [outputs, inputs], {@code context.layers.l.bias}
 * [outputs], and the same for {@code target}. Not a density: {@code Z} of a context is not known.
 *
 * <p>Thread-safe while nobody writes the parameters; nothing is allocated but by {@link #given}.
 */
final class TwoTower implements Conditional<Batch>, Parameterised {

  private final StateSpace targets;
  private final int embedding;
  private final int hidden;
  private final Parameters parameters;
  private final Tower f;
  private final Tower g;

  TwoTower(StateSpace targets, int contextDim, TwoTowerConfig config) {
    this.targets = targets;
    embedding = config.embedding();
    hidden = config.hidden();
    Parameters.Builder builder = Parameters.builder();
    Tower.declare(builder, "context", contextDim, hidden, embedding);
    Tower.declare(builder, "target", targets.dim(), hidden, embedding);
    parameters = builder.build();
    f = new Tower(parameters, "context", contextDim, hidden, embedding, config.normalise());
    g = new Tower(parameters, "target", targets.dim(), hidden, embedding, config.normalise());
  }

  void initialise(RandomStream random) {
    f.initialise(random.split("context"));
    g.initialise(random.split("target"));
  }

  @Override
  public StateSpace targets() {
    return targets;
  }

  @Override
  public Parameters parameters() {
    return parameters;
  }

  @Override
  public EnergyFunction given(Batch contexts) {
    return new Given(contexts);
  }

  private final class Given implements EnergyFunction, Learnable, AllPairs, DualEncoder {
    private final Batch contexts;

    Given(Batch contexts) {
      this.contexts = contexts;
    }

    @Override
    public StateSpace space() {
      return targets;
    }

    @Override
    public Parameters parameters() {
      return parameters;
    }

    @Override
    public void energies(Batch x, double[] out) {
      int n = x.size();
      try (Scratch scratch = Scratch.open()) {
        float[] a = scratch.floats(f.work(n));
        float[] b = scratch.floats(g.work(n));
        f.forward(contexts, n, a);
        g.forward(x, n, b);
        int at = f.embeddings(n);
        for (int i = 0; i < n; i++) {
          double product = 0;
          for (int k = at + i * embedding; k < at + (i + 1) * embedding; k++) {
            product += (double) a[k] * b[k];
          }
          out[i] = -product;
        }
      }
    }

    @Override
    public void accumulate(Batch x, double[] weights, Gradient into) {
      int n = x.size();
      try (Scratch scratch = Scratch.open()) {
        float[] a = scratch.floats(f.work(n));
        float[] b = scratch.floats(g.work(n));
        float[] slopesF = scratch.floats(n * embedding);
        float[] slopesG = scratch.floats(n * embedding);
        float[] some = scratch.floats(n * hidden);
        f.forward(contexts, n, a);
        g.forward(x, n, b);
        int at = f.embeddings(n);
        for (int i = 0; i < n * embedding; i++) {
          float weight = (float) -weights[i / embedding];
          slopesF[i] = weight * b[at + i];
          slopesG[i] = weight * a[at + i];
        }
        f.accumulate(contexts, n, a, slopesF, some, into);
        g.accumulate(x, n, b, slopesG, some, into);
      }
    }

    @Override
    public int embeddingDim() {
      return embedding;
    }

    @Override
    public void embed(Batch y, Batch ofContexts, Batch ofTargets) {
      int n = y.size();
      try (Scratch scratch = Scratch.open()) {
        embed(f, contexts, n, scratch.floats(f.work(n)), ofContexts);
        embed(g, y, n, scratch.floats(g.work(n)), ofTargets);
      }
    }

    private void embed(Tower tower, Batch x, int n, float[] work, Batch into) {
      tower.forward(x, n, work);
      System.arraycopy(work, tower.embeddings(n), into.array(), into.offset(), n * embedding);
    }

    @Override
    public void accumulateEmbeddings(Batch y, Batch ofContexts, Batch ofTargets, Gradient into) {
      try (Scratch scratch = Scratch.open()) {
        accumulate(f, contexts, ofContexts, scratch, into);
        accumulate(g, y, ofTargets, scratch, into);
      }
    }

    private void accumulate(Tower tower, Batch x, Batch by, Scratch scratch, Gradient into) {
      int n = by.size();
      float[] work = scratch.floats(tower.work(n));
      float[] slopes = scratch.floats(n * embedding);
      System.arraycopy(by.array(), by.offset(), slopes, 0, n * embedding);
      tower.forward(x, n, work);
      tower.accumulate(x, n, work, slopes, scratch.floats(n * hidden), into);
    }

    @Override
    public void pairEnergies(Batch y, double[] out) {
      int n = contexts.size();
      int m = y.size();
      int d = embedding;
      try (Scratch scratch = Scratch.open()) {
        float[] a = scratch.floats(f.work(n));
        float[] b = scratch.floats(g.work(m));
        float[] products = scratch.floats(n * m);
        f.forward(contexts, n, a);
        g.forward(y, m, b);
        Gemm.nt(n, m, d, a, f.embeddings(n), d, b, g.embeddings(m), d, products, 0, m, false);
        for (int i = 0; i < n * m; i++) {
          out[i] = -products[i];
        }
      }
    }

    @Override
    public void accumulatePairs(Batch y, double[] weights, Gradient into) {
      int n = contexts.size();
      int m = y.size();
      int d = embedding;
      try (Scratch scratch = Scratch.open()) {
        float[] a = scratch.floats(f.work(n));
        float[] b = scratch.floats(g.work(m));
        float[] factors = scratch.floats(n * m);
        float[] slopesF = scratch.floats(n * d);
        float[] slopesG = scratch.floats(m * d);
        float[] some = scratch.floats(Math.max(n, m) * hidden);
        f.forward(contexts, n, a);
        g.forward(y, m, b);
        for (int i = 0; i < n * m; i++) {
          factors[i] = (float) -weights[i];
        }
        Gemm.nn(n, d, m, factors, 0, m, b, g.embeddings(m), d, slopesF, 0, d, false);
        Gemm.tn(m, d, n, factors, 0, m, a, f.embeddings(n), d, slopesG, 0, d, false);
        f.accumulate(contexts, n, a, slopesF, some, into);
        g.accumulate(y, m, b, slopesG, some, into);
      }
    }
  }
}

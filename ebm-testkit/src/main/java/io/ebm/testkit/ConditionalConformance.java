package io.ebm.testkit;

import io.ebm.api.AllPairs;
import io.ebm.api.Batch;
import io.ebm.api.Conditional;
import io.ebm.api.ContextDifferentiable;
import io.ebm.api.DualEncoder;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Gradient;
import io.ebm.api.Learnable;
import io.ebm.api.RandomStream;
import io.ebm.api.Rows;
import org.junit.jupiter.api.Test;

/**
 * The contract of a {@link Conditional} model: that of the energies it gives, and that row {@code
 * i} is conditioned on context {@code i} alone.
 *
 * @param <C> what a block of contexts is
 */
public abstract class ConditionalConformance<C extends Rows<C>> extends EnergyConformance {

  /** The model, with parameters that are not all zero. */
  protected abstract Conditional<C> model();

  /** That many contexts, not all alike; the same at every call. */
  protected abstract C contexts(int count);

  @Override
  protected EnergyFunction energy() {
    return model().given(contexts(EnergyCase.ROWS));
  }

  @Override
  EnergyCase test() {
    EnergyFunction energy = energy();
    return new EnergyCase(energy, states(energy), true, tolerance(), seed());
  }

  @Test
  void rowsAreConditionedOnTheirOwnContexts() {
    Conditional<C> model = model();
    C contexts = contexts(EnergyCase.ROWS);
    EnergyFunction together = model.given(contexts);
    Batch x = states(together);
    double[] all = new double[x.size()];
    together.energies(x, all);
    double[] single = new double[x.size()];
    double[] one = new double[1];
    for (int i = 0; i < x.size(); i++) {
      model.given(contexts.slice(i, i + 1)).energies(x.slice(i, i + 1), one);
      single[i] = one[0];
    }
    Closeness.check("given its own context, the energy of row", single, all, 2e-5);
  }

  @Test
  void givenEnergiesShareTheParameters() {
    Conditional<C> model = model();
    EnergyFunction first = model.given(contexts(2));
    EnergyFunction second = model.given(contexts(3));
    if (!first.space().equals(model.targets())) {
      throw new AssertionError("targets() is " + model.targets() + ", not " + first.space());
    }
    Learnable a = first.as(Learnable.class).orElse(null);
    if (a != null) {
      Learnable b = second.as(Learnable.class).orElse(null);
      if (b == null || a.parameters() != b.parameters()) {
        throw new AssertionError("energies given two contexts have parameters of their own");
      }
    }
  }

  /** {@link AllPairs}, if the energies have it, gives the energies of all pairs. */
  @Test
  void pairEnergiesAreThoseOfAllPairs() {
    int n = 5;
    Batch targets = states(energy()).slice(0, 7);
    PairChecks.allPairs(model().given(contexts(n)), n, targets, seed());
  }

  /** {@link DualEncoder}, if the energies have it: minus the products of their embeddings. */
  @Test
  void energiesAreProductsOfEmbeddings() {
    int n = 5;
    EnergyFunction given = model().given(contexts(n));
    DualEncoder encoder = given.as(DualEncoder.class).orElse(null);
    if (encoder == null) {
      return;
    }
    Batch targets = states(energy()).slice(0, n);
    int dim = encoder.embeddingDim();
    Batch f = Batch.allocate(n, dim);
    Batch g = Batch.allocate(n, dim);
    encoder.embed(targets, f, g);
    double[] energies = new double[n];
    given.energies(targets, energies);
    double[] weights = normal("embeddings", n);
    double[] expected = new double[n];
    Batch byF = Batch.allocate(n, dim);
    Batch byG = Batch.allocate(n, dim);
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < dim; k++) {
        expected[i] -= (double) f.get(i, k) * g.get(i, k);
        byF.set(i, k, (float) (-weights[i] * g.get(i, k)));
        byG.set(i, k, (float) (-weights[i] * f.get(i, k)));
      }
    }
    Closeness.check("energy by embeddings", energies, expected, 2e-5);
    Learnable learnable = given.as(Learnable.class).orElse(null);
    if (learnable != null) {
      Gradient found = learnable.parameters().newGradient();
      encoder.accumulateEmbeddings(targets, byF, byG, found);
      Gradient sum = learnable.parameters().newGradient();
      learnable.accumulate(targets, weights, sum);
      Closeness.check("by embeddings, accumulated value", found.values(), sum.values(), 2e-4);
    }
  }

  /** {@link ContextDifferentiable}, if the energies have it: derivatives by their contexts. */
  @Test
  void contextGradientIsDerivative() {
    if (contexts(EnergyCase.ROWS) instanceof Batch contexts) {
      ContextChecks.gradientIsDerivative(model(), contexts, states(energy()), tolerance(), seed());
    }
  }

  private double[] normal(String purpose, int count) {
    double[] values = new double[count];
    RandomStream random = RandomStream.of(seed()).split(purpose);
    for (int i = 0; i < count; i++) {
      values[i] = random.nextGaussian();
    }
    return values;
  }
}

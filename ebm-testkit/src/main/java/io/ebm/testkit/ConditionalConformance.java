package io.ebm.testkit;

import io.ebm.api.Batch;
import io.ebm.api.Conditional;
import io.ebm.api.CrossEnergy;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Learnable;
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

  /** {@link CrossEnergy}, if the model has it, gives the energies of all pairs. */
  @Test
  void crossEnergiesAreThoseOfAllPairs() {
    Conditional<C> model = model();
    @SuppressWarnings("unchecked") // a model has one type of contexts
    CrossEnergy<C> cross = model.as(CrossEnergy.class).orElse(null);
    if (cross == null) {
      return;
    }
    int n = 5;
    C contexts = contexts(n);
    PairChecks.check(
        model.given(contexts),
        n,
        states(energy()).slice(0, 7),
        (targets, out) -> cross.crossEnergies(contexts, targets, out),
        (targets, weights, into) -> cross.accumulateCross(contexts, targets, weights, into),
        seed());
  }

  /** {@link io.ebm.api.AllPairs}, if its energies have it, gives those of all pairs. */
  @Test
  void pairEnergiesAreThoseOfAllPairs() {
    int n = 5;
    Batch targets = states(energy()).slice(0, 7);
    PairChecks.allPairs(model().given(contexts(n)), n, targets, seed());
  }
}

package io.ebm.models.policy;

import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.EnergyFunction;
import io.ebm.api.FitContext;
import io.ebm.api.Gradient;
import io.ebm.api.Learnable;
import io.ebm.api.NonFiniteException;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveContext;
import io.ebm.api.RandomStream;
import io.ebm.api.Sampler;
import io.ebm.api.Sizes;
import io.ebm.api.StateSpace;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The objective of {@link ImplicitCloningFactory}. */
final class ImplicitCloning implements Objective {

  private static final String WHO = "objective 'implicit-behavioural-cloning'";

  private final int count;
  private final int refineSteps;
  private final int refined;
  private final boolean fromData;
  private final @Nullable Sampler refine;
  private Batch others = Batch.allocate(0, 1);
  private double[] own = new double[0];
  private double[] ownWeights = new double[0];
  private double[] energies = new double[0];
  private double[] some = new double[0];

  ImplicitCloning(ImplicitCloningFactory.Config config, @Nullable Sampler refine) {
    count = config.negatives();
    refineSteps = config.refineSteps();
    refined = config.refined() == null ? count : config.refined();
    fromData = config.refineFromData();
    this.refine = refine;
  }

  /** Why it cannot be used on such actions; see {@link ComponentFactory#misfit}. */
  static Optional<String> misfit(boolean conditional, StateSpace actions) {
    if (!conditional) {
      return Optional.of(
          "needs a policy and examples of what was done: energy 'policy', data 'demonstrations'");
    }
    return actions instanceof StateSpace.Box
        ? Optional.empty()
        : Optional.of(
            "needs actions in a box, from which others are drawn; these are of "
                + actions
                + (actions.levels() > 0 ? "; 'maximum-likelihood' does for discrete ones" : ""));
  }

  @Override
  public double evaluate(
      EnergyFunction energy, Batch data, Gradient gradient, ObjectiveContext context) {
    Learnable learnable = Capabilities.require(energy, Learnable.class, WHO);
    FitContext.require(WHO, misfit(context.conditional(), energy.space()));
    int n = data.size();
    allocate(n, data.dim());
    draw(energy, data, context.random().split("negatives"));
    energy.energies(data, own);
    double loss = 0;
    int chosen = 0;
    for (int i = 0; i < n; i++) {
      double least = own[i];
      for (int k = i; k < energies.length; k += n) {
        least = Math.min(least, energies[k]);
      }
      double sum = Math.exp(least - own[i]);
      for (int k = i; k < energies.length; k += n) {
        sum += Math.exp(least - energies[k]);
      }
      double here = own[i] - least + Math.log(sum);
      if (!Double.isFinite(here)) {
        throw new NonFiniteException(
            "the energy of data row "
                + i
                + " is "
                + own[i]
                + ", the least of its negatives "
                + least);
      }
      loss += here;
      chosen += least == own[i] ? 1 : 0;
      ownWeights[i] = 1 - Math.exp(-here);
      for (int k = i; k < energies.length; k += n) {
        energies[k] = -Math.exp(least - energies[k]) / sum;
      }
    }
    learnable.accumulate(data, ownWeights, gradient);
    for (int k = 0; k < count; k++) {
      System.arraycopy(energies, k * n, some, 0, n);
      learnable.accumulate(others.slice(k * n, (k + 1) * n), some, gradient);
    }
    context.metrics().record("chosen", (double) chosen / n);
    return loss;
  }

  /** The negatives and their energies: number k of all rows is block k. */
  private void draw(EnergyFunction energy, Batch data, RandomStream random) {
    int n = data.size();
    energy.space().randomStart(others, random);
    for (int k = 0; k < count; k++) {
      Batch block = others.slice(k * n, (k + 1) * n);
      if (refine != null && k < refined) {
        if (fromData) {
          block.copyFrom(data);
        }
        refine.start(energy, block, random.split(k)).advance(refineSteps);
      }
      energy.energies(block, some);
      System.arraycopy(some, 0, energies, k * n, n);
    }
  }

  private void allocate(int n, int dim) {
    if (own.length != n || others.dim() != dim) {
      int all = Sizes.product("the negatives of a minibatch", count, n);
      others = Batch.allocate(all, dim);
      energies = new double[all];
      own = new double[n];
      ownWeights = new double[n];
      some = new double[n];
    }
  }
}

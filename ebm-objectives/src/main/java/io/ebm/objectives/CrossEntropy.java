package io.ebm.objectives;

import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.EnergyFunction;
import io.ebm.api.ExactExpectations;
import io.ebm.api.Gradient;
import io.ebm.api.Learnable;
import io.ebm.api.Objective;
import io.ebm.api.ObjectiveContext;
import io.ebm.api.Tractable;
import io.ebm.objectives.likelihood.MaximumLikelihood;

/** The objective of {@link CrossEntropyFactory}: the likelihood of targets given contexts. */
final class CrossEntropy implements Objective {

  private static final String WHO = "objective 'cross-entropy'";

  private final MaximumLikelihood likelihood = new MaximumLikelihood();

  @Override
  public boolean weighs() {
    return true;
  }

  @Override
  public double evaluate(
      EnergyFunction energy, Batch data, Gradient gradient, ObjectiveContext context) {
    Capabilities.require(energy, Learnable.class, WHO);
    Capabilities.require(energy, Tractable.class, WHO);
    Capabilities.require(energy, ExactExpectations.class, WHO);
    Targets.check(WHO, energy.space(), data, context);
    return likelihood.evaluate(energy, data, gradient, context);
  }
}

package io.ebm.testkit;

import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Objective;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The contract of an {@link Objective}. Extend it, name the objective and an energy to try it on,
 * and say what theory promises.
 */
public abstract class ObjectiveConformance {

  /** The objective. */
  protected abstract Component<Objective> objective();

  /** A learnable energy with what the objective needs, at parameters that are no optimum. */
  protected abstract EnergyFunction energy();

  /** Rows of data, at least four. */
  protected Batch data(EnergyFunction energy) {
    return EnergyCase.states(energy.space(), 24, io.ebm.api.RandomStream.of(seed()).split("data"));
  }

  /** Whether the gradient is the derivative of the value returned, rather than of a stand-in. */
  protected abstract boolean valueHasGradient();

  /** Whether the weights of the probes sum to zero. */
  protected abstract boolean weightsSumToZero();

  /** Whether the objective draws no random numbers, so that shards must add up exactly. */
  protected abstract boolean deterministic();

  /** The tolerance of the gradient, relative to the greatest derivative. */
  protected double tolerance() {
    return EnergyCase.TOLERANCE;
  }

  /** The seed of everything random. */
  protected long seed() {
    return 20240229;
  }

  /**
   * Where rows have contexts, the energies of some of them; {@link #energy} is then that of all. By
   * default rows have none.
   */
  protected ObjectiveCase.@Nullable Parts parts() {
    return null;
  }

  private ObjectiveCase test() {
    EnergyFunction energy = energy();
    return new ObjectiveCase(objective(), energy, data(energy), seed(), parts());
  }

  @Test
  void addsItsGradient() {
    ObjectiveChecks.addsItsGradient(test());
  }

  @Test
  void isDeterministicForASeed() {
    ObjectiveChecks.isDeterministic(test());
  }

  @Test
  void refinesRowByRowIfItDoes() {
    RefiningChecks.refinesRowByRow(test());
  }

  @Test
  void resumesBitForBit() {
    ObjectiveChecks.resumes(test());
  }

  @Test
  void refusesWhatItCannotUse() {
    ObjectiveChecks.refusesWhatItCannotUse(test());
  }

  @Test
  void gradientIsDerivativeIfPromised() {
    if (valueHasGradient()) {
      ObjectiveChecks.gradientIsDerivative(test(), tolerance());
      ObjectiveChecks.ownGradientIsDerivative(test(), tolerance());
    }
  }

  @Test
  void weightsSumToZeroIfPromised() {
    if (weightsSumToZero()) {
      ObjectiveChecks.weightsSumToZero(test());
    }
  }

  @Test
  void weighsItsRowsIfDeterministic() {
    if (deterministic()) {
      ObjectiveChecks.weighsItsRows(test());
    }
  }

  @Test
  void sumsOverShardsIfDeterministic() {
    if (deterministic()) {
      ObjectiveChecks.sumsOverShards(test());
    }
  }
}

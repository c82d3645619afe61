package io.ebm.testkit;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.RandomStream;
import org.junit.jupiter.api.Test;

/**
 * The contract of an {@link EnergyFunction} and of the capabilities it has; those it lacks are not
 * tested. Extend it and name the energy:
 *
 * <pre>{@code
 * class MyEnergyTest extends EnergyConformance {
 *   protected EnergyFunction energy() {
 *     return new MyEnergy(…);   // with parameters that are not all zero
 *   }
 * }
 * }</pre>
 *
 * A discrete energy of at most 2^20 states is compared with their enumeration, so test a small one.
 * For the energies of a conditional model see {@link ConditionalConformance}.
 */
public abstract class EnergyConformance {

  /** The energy to test; a new one at each call, or the same. */
  protected abstract EnergyFunction energy();

  /** Where to test it: by default 67 random starts of its space. */
  protected Batch states(EnergyFunction energy) {
    return EnergyCase.states(
        energy.space(), EnergyCase.ROWS, RandomStream.of(seed()).split("states"));
  }

  /** The tolerance of derivatives, relative to the greatest. */
  protected double tolerance() {
    return EnergyCase.TOLERANCE;
  }

  /**
   * Whether {@link io.ebm.api.Decodable#decode} promises the lowest energy of all, rather than that
   * at the end of a descent.
   */
  protected boolean decodesGlobally() {
    return true;
  }

  /**
   * Whether {@link io.ebm.api.noise.NoiseConditioned#atNoise} promises the law blurred, rather than
   * what was learned of it.
   */
  protected boolean blursExactly() {
    return true;
  }

  /**
   * Whether calls write fields that are guarded by a lock; by default not, and a field that a call
   * writes is a fault.
   */
  protected boolean guardsItsFields() {
    return false;
  }

  /** The seed of everything random. */
  protected long seed() {
    return 20240229;
  }

  EnergyCase test() {
    EnergyFunction energy = energy();
    return new EnergyCase(energy, states(energy), false, tolerance(), seed());
  }

  @Test
  void energiesAreFinite() {
    EnergyChecks.energiesAreFinite(test());
  }

  @Test
  void batchEqualsRows() {
    EnergyChecks.batchEqualsRows(test());
  }

  @Test
  void usesArraysAsAgreed() {
    EnergyChecks.usesArraysAsAgreed(test());
  }

  @Test
  void callsKeepTheFields() {
    if (!guardsItsFields()) {
      EnergyChecks.callsKeepTheFields(test());
    }
  }

  @Test
  void isThreadSafe() {
    EnergyChecks.isThreadSafe(test());
  }

  @Test
  void gradientIsDerivative() {
    GradientChecks.gradientIsDerivative(test());
  }

  @Test
  void accumulateIsDerivative() {
    GradientChecks.accumulateIsDerivative(test());
  }

  @Test
  void accumulateIsLinear() {
    EnergyChecks.accumulateIsLinear(test());
  }

  @Test
  void directionalIsDerivative() {
    GradientChecks.directionalIsDerivative(test());
  }

  @Test
  void logPartitionIsExact() {
    ExactChecks.logPartitionIsExact(test());
  }

  @Test
  void expectationsAreExact() {
    ExactChecks.expectationsAreExact(test());
  }

  @Test
  void samplesAreExact() {
    ExactChecks.samplesAreExact(test());
  }

  @Test
  void sweepKeepsItsTarget() {
    ExactChecks.sweepKeepsItsTarget(test());
  }

  @Test
  void decodeFindsMinima() {
    ExactChecks.decodeFindsMinima(test(), decodesGlobally());
  }

  @Test
  void pathEndsAtTheEnergy() {
    PathChecks.pathEndsAtTheEnergy(test());
  }

  @Test
  void annealIsWeightAndSweep() {
    PathChecks.annealIsWeightAndSweep(test());
  }

  @Test
  void clampedSweepKeepsItsTarget() {
    ClampChecks.clampedSweepKeepsItsTarget(test());
  }

  @Test
  void differencesAreThoseOfEnergies() {
    SiteChecks.differencesAreThoseOfEnergies(test());
  }

  @Test
  void sitesKeepTheirTarget() {
    SiteChecks.sitesKeepTheirTarget(test());
  }

  @Test
  void couplingsMakeTheEnergy() {
    SiteChecks.couplingsMakeTheEnergy(test());
  }

  @Test
  void marginalsAreExact() {
    ExactChecks.marginalsAreExact(test());
  }

  @Test
  void accumulateGivesTheEnergies() {
    EnergyChecks.accumulateGivesTheEnergies(test());
  }

  @Test
  void replicaFollowsItsOwnParameters() {
    EnergyChecks.replicaFollowsItsOwnParameters(test());
  }

  @Test
  void curvatureIsDerivative() {
    GradientChecks.curvatureIsDerivative(test());
  }

  @Test
  void proposalsAreDraws() {
    ProposalChecks.proposalsAreDraws(test());
  }

  @Test
  void accumulateProposalsIsDerivative() {
    ProposalChecks.accumulateProposalsIsDerivative(test());
  }

  @Test
  void rowsAreIndependent() {
    RowChecks.rowsAreIndependent(test());
  }

  @Test
  void bestAreTheLowest() {
    DecodingChecks.bestAreTheLowest(test());
  }

  @Test
  void violatorsAreTheWorst() {
    DecodingChecks.violatorsAreTheWorst(test());
  }

  @Test
  void answersAreWhole() {
    DecodingChecks.answersAreWhole(test());
  }

  @Test
  void momentsAreThoseOfTheLaw() {
    LawChecks.momentsAreThoseOfTheLaw(test());
  }

  @Test
  void noiseBlursTheLaw() {
    LawChecks.noiseBlursTheLaw(test(), blursExactly());
  }

  @Test
  void levelsAreThoseOfTheRows() {
    NoiseLevelChecks.levelsAreThoseOfTheRows(test());
  }

  @Test
  void denoiserFollowsTheScore() {
    NoiseLevelChecks.denoiserFollowsTheScore(test());
  }

  @Test
  void denoiserLearns() {
    NoiseLevelChecks.denoiserLearns(test());
  }

  @Test
  void forgetsWhatItIsTold() {
    NoiseLevelChecks.forgetsWhatItIsTold(test());
  }

  @Test
  void likelihoodIsThatOfItsParts() {
    SumChecks.likelihoodIsThatOfItsParts(test());
  }

  @Test
  void marginalIsTheSumOverTargets() {
    SumChecks.marginalIsTheSumOverTargets(test());
  }

  @Test
  void costIsPositive() {
    EnergyChecks.costIsPositive(test());
  }

  @Test
  void disagreementsAreDeviations() {
    EnergyChecks.disagreementsAreDeviations(test());
  }

  @Test
  void classesHaveEnergies() {
    SumChecks.classesHaveEnergies(test());
  }

  @Test
  void classesMakeTheEnergy() {
    SumChecks.classesMakeTheEnergy(test());
  }

  @Test
  void termsMakeTheGradient() {
    SumChecks.termsMakeTheGradient(test());
  }

  @Test
  void costsMakeTheEnergy() {
    SequenceChecks.costsMakeTheEnergy(test());
  }

  @Test
  void correctionMakesTheEnergy() {
    ResidualChecks.correctionMakesTheEnergy(test());
  }
}

package io.ebm.testkit;

import io.ebm.api.Component;
import io.ebm.api.FitContext;
import io.ebm.api.Learnable;
import io.ebm.api.RandomStream;
import io.ebm.api.Sampler;
import io.ebm.api.StateSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The contract of a {@link Sampler}. Extend it and name the sampler:
 *
 * <pre>{@code
 * class MalaConformanceTest extends SamplerConformance {
 *   protected Component<Sampler> sampler() {
 *     return Component.of(new MalaFactory(), new MalaFactory.Config(Schedule.constant(0.3)));
 *   }
 * }
 * }</pre>
 *
 * A sampler that is biased by design overrides {@link #targets()}, giving with each energy the
 * stationary law that its documentation states.
 */
public abstract class SamplerConformance {

  /** The sampler with a config that mixes on the targets. */
  protected abstract Component<Sampler> sampler();

  /**
   * The targets to keep: by default all reference targets. Those of them are tested that the
   * sampler fits as a host would say: whose energy has what it needs, in a space that it works on.
   * Those with equal layouts of learnable parameters serve the check of refreshing, so there should
   * be two of one kind.
   */
  protected List<SamplerTarget> targets() {
    return standardTargets();
  }

  private List<SamplerTarget> fitting() {
    Component<Sampler> sampler = sampler();
    List<SamplerTarget> fitting =
        targets().stream()
            .filter(target -> sampler.misfit(FitContext.of(target.energy())).isEmpty())
            .toList();
    if (fitting.isEmpty()) {
      throw new AssertionError(
          "none of the targets has what '"
              + sampler.type()
              + "' needs in a space that it works on; override targets()");
    }
    return fitting;
  }

  /** Chains per statistical check; the power of the checks grows with its square root. */
  protected int chains() {
    return 8192;
  }

  /** Steps of a check for drift: enough for a small bias to build up. */
  protected int steps() {
    return 30;
  }

  /** Steps that surely carry a chain from anywhere to the target. */
  protected int mixingSteps() {
    return 400;
  }

  /** The seed of all checks. */
  protected long seed() {
    return 20240229;
  }

  /** Gaussians, a double well, a box and small spin models, all with known laws. */
  public static List<SamplerTarget> standardTargets() {
    List<SamplerTarget> targets = new ArrayList<>();
    targets.add(SamplerTarget.of(GaussianEnergy.standard(3)));
    targets.add(
        SamplerTarget.of(
            GaussianEnergy.ofCovariance(
                new double[] {0.4, -0.3, 0.2},
                new double[][] {{1.0, 0.5, 0.2}, {0.5, 1.5, -0.3}, {0.2, -0.3, 0.8}})));
    targets.add(SamplerTarget.of(GridEnergy.doubleWell(1, 1.0, 0.3)));
    targets.add(SamplerTarget.of(GridEnergy.ramp(2, 1.5, -0.5f, 1f)));
    for (StateSpace space : List.of(StateSpace.spin(5), StateSpace.binary(5))) {
      for (int i = 0; i < 2; i++) {
        SmallIsing ising = SmallIsing.random(space, 0.5, RandomStream.of(11 + i));
        targets.add(SamplerTarget.enumerated(ising, 1));
      }
    }
    return targets;
  }

  private Stream<DynamicTest> perTarget(Consumer<SamplerTarget> check) {
    return perTarget(target -> true, check);
  }

  private Stream<DynamicTest> perTarget(
      Predicate<SamplerTarget> which, Consumer<SamplerTarget> check) {
    return fitting().stream().filter(which).map(target -> on(target, () -> check.accept(target)));
  }

  /** A test that names its target in failures too, as not every tool shows the names of tests. */
  private DynamicTest on(SamplerTarget target, Runnable check) {
    String name = target.energy().getClass().getSimpleName() + " on " + target.energy().space();
    return DynamicTest.dynamicTest(
        name,
        () -> {
          try {
            check.run();
          } catch (AssertionError | RuntimeException failure) {
            String place = "sampler '" + sampler().type() + "', target " + name + ": ";
            throw new AssertionError(place + failure.getMessage(), failure);
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> keepsItsTarget() {
    return perTarget(
        target -> SamplerChecks.keepsItsTarget(sampler(), target, chains(), steps(), seed()));
  }

  @TestFactory
  Stream<DynamicTest> keepsItsTargetOverOneStep() {
    return perTarget(
        target -> SamplerChecks.keepsItsTarget(sampler(), target, chains(), 1, seed() + 1));
  }

  @TestFactory
  Stream<DynamicTest> reachesItsTarget() {
    return perTarget(
        target ->
            SamplerChecks.reachesItsTarget(
                sampler(), target, chains() / 4, mixingSteps(), seed() + 2));
  }

  @TestFactory
  Stream<DynamicTest> chainsAreIndependent() {
    return perTarget(
        target ->
            SamplerChecks.chainsAreIndependent(sampler(), target, chains(), steps(), seed() + 3));
  }

  @TestFactory
  Stream<DynamicTest> honoursRefresh() {
    List<DynamicTest> tests = new ArrayList<>();
    List<SamplerTarget> targets = fitting();
    for (int i = 0; i + 1 < targets.size(); i++) {
      SamplerTarget from = targets.get(i);
      SamplerTarget to = targets.get(i + 1);
      if (sameLayout(from, to)) {
        tests.add(
            on(
                from,
                () -> SamplerChecks.honoursRefresh(sampler(), from, to, chains(), seed() + 4)));
      }
    }
    if (tests.isEmpty()) {
      throw new AssertionError("targets() has no two neighbours of one kind to refresh between");
    }
    return tests.stream();
  }

  private static boolean sameLayout(SamplerTarget a, SamplerTarget b) {
    Learnable from = a.energy().as(Learnable.class).orElse(null);
    Learnable to = b.energy().as(Learnable.class).orElse(null);
    return from != null
        && to != null
        && from.parameters().tensors().equals(to.parameters().tensors())
        && a.energy().space().equals(b.energy().space());
  }

  @TestFactory
  Stream<DynamicTest> advancesInPlace() {
    return perTarget(target -> SamplerChecks.advancesInPlace(sampler(), target.energy(), seed()));
  }

  @TestFactory
  Stream<DynamicTest> isDeterministic() {
    return perTarget(target -> SamplerChecks.isDeterministic(sampler(), target.energy(), seed()));
  }

  @TestFactory
  Stream<DynamicTest> resumesBitForBit() {
    return perTarget(target -> SamplerChecks.resumes(sampler(), target.energy(), seed()));
  }

  @TestFactory
  Stream<DynamicTest> adaptsInWarmUpAlone() {
    return perTarget(
        target -> AdaptationChecks.adaptsInWarmUpAlone(sampler(), target.energy(), seed()));
  }

  @TestFactory
  Stream<DynamicTest> resumesWhileWarmingUp() {
    return perTarget(
        target -> AdaptationChecks.resumesWhileWarmingUp(sampler(), target.energy(), seed()));
  }

  @TestFactory
  Stream<DynamicTest> keepsItsTargetAfterWarmUp() {
    return perTarget(
        target -> AdaptationChecks.adapts(sampler(), target.energy(), seed()),
        target ->
            AdaptationChecks.keepsItsTargetAfterWarmUp(
                sampler(), target, chains() / 2, 40, 5, seed() + 5));
  }

  @TestFactory
  Stream<DynamicTest> countsTransitions() {
    return perTarget(target -> SamplerChecks.countsTransitions(sampler(), target.energy(), seed()));
  }

  @TestFactory
  Stream<DynamicTest> reportsNumbers() {
    return perTarget(target -> ChainChecks.reportsNumbers(sampler(), target.energy(), seed()));
  }

  @TestFactory
  Stream<DynamicTest> tellsItsStages() {
    return perTarget(target -> ChainChecks.tellsItsStages(sampler(), target.energy(), seed()));
  }

  @TestFactory
  Stream<DynamicTest> keepsRows() {
    return perTarget(target -> ChainChecks.keepsRows(sampler(), target.energy(), seed()));
  }

  @TestFactory
  Stream<DynamicTest> countsDivergences() {
    return perTarget(target -> ChainChecks.countsDivergences(sampler(), target.energy(), seed()));
  }

  @TestFactory
  Stream<DynamicTest> reportsWhatIsNotFinite() {
    return perTarget(
        target ->
            target.energy().as(Learnable.class).isPresent()
                && target.energy().space().levels() == 0,
        target -> SamplerChecks.reportsWhatIsNotFinite(sampler(), target.energy(), seed()));
  }

  @Test
  void refusesWhatItCannotUse() {
    SamplerChecks.refusesWhatItCannotUse(sampler(), fitting().get(0).energy().space());
  }
}

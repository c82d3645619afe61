package io.ebm.testkit.broken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ebm.api.Component;
import io.ebm.api.RandomStream;
import io.ebm.api.Sampler;
import io.ebm.api.StateSpace;
import io.ebm.testkit.ClampChecks;
import io.ebm.testkit.EnergyCase;
import io.ebm.testkit.GaussianEnergy;
import io.ebm.testkit.GridEnergy;
import io.ebm.testkit.SamplerChecks;
import io.ebm.testkit.SamplerTarget;
import io.ebm.testkit.SmallIsing;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every fault is caught by the check meant for it; the sampler without a fault passes them all. */
class BrokenSamplersTest {

  private static final int CHAINS = 8192;
  private static final GaussianEnergy GAUSSIAN =
      GaussianEnergy.ofCovariance(new double[] {0.5, -1}, new double[][] {{1, 0.6}, {0.6, 1.2}});
  private static final SamplerTarget GAUSSIAN_TARGET = SamplerTarget.of(GAUSSIAN);
  private static final SamplerTarget STANDARD_TARGET = SamplerTarget.of(GaussianEnergy.standard(2));
  private static final SamplerTarget WELL = SamplerTarget.of(GridEnergy.doubleWell(1, 1.0, 0.3));
  private static final SamplerTarget ISING =
      SamplerTarget.enumerated(SmallIsing.random(StateSpace.spin(5), 0.5, RandomStream.of(1)), 1);

  private static final Set<Fault> OF_GIBBS =
      EnumSet.of(Fault.BIASED_COIN, Fault.UNIT_FORGOTTEN, Fault.UNITS_UPDATED_AT_ONCE);

  private static Component<Sampler> sampler(Fault fault) {
    if (fault == Fault.JACOBIAN_FORGOTTEN) {
      return BrokenSamplers.scaling(fault);
    }
    if (fault == Fault.SWAP_WITH_WRONG_TEMPERATURES) {
      return BrokenSamplers.swapping(fault);
    }
    return OF_GIBBS.contains(fault) ? BrokenSamplers.gibbs(fault) : BrokenSamplers.langevin(fault);
  }

  private static Component<Sampler> control(Fault fault) {
    if (fault == Fault.JACOBIAN_FORGOTTEN) {
      return BrokenSamplers.scaling(Fault.NONE);
    }
    if (fault == Fault.SWAP_WITH_WRONG_TEMPERATURES) {
      return BrokenSamplers.swapping(Fault.NONE);
    }
    return OF_GIBBS.contains(fault)
        ? BrokenSamplers.gibbs(Fault.NONE)
        : BrokenSamplers.langevin(Fault.NONE);
  }

  private static Consumer<Component<Sampler>> keeps(SamplerTarget target, int steps) {
    return sampler -> SamplerChecks.keepsItsTarget(sampler, target, CHAINS, steps, 5);
  }

  /** The check of sweeps that hold units: a fault of the energy, whatever the sampler. */
  private static void checkClamped(Fault fault) {
    SmallIsing ising = SmallIsing.random(StateSpace.spin(5), 0.5, RandomStream.of(1));
    ClampChecks.clampedSweepKeepsItsTarget(EnergyCase.of(BrokenSamplers.clamped(fault, ising), 5));
  }

  @Test
  void aSiteThatIsNotHeldIsCaught() {
    assertThatThrownBy(() -> checkClamped(Fault.SITE_UNCLAMPED))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("a clamped sweep changes unit");
    assertThatCode(() -> checkClamped(Fault.NONE)).doesNotThrowAnyException();
  }

  private static Map<Fault, Consumer<Component<Sampler>>> checks() {
    Map<Fault, Consumer<Component<Sampler>>> checks = new LinkedHashMap<>();
    checks.put(Fault.HASTINGS_RATIO_INVERTED, keeps(GAUSSIAN_TARGET, 5));
    checks.put(Fault.HASTINGS_RATIO_FORGOTTEN, keeps(WELL, 10));
    checks.put(
        Fault.STALE_AFTER_REFRESH,
        s -> SamplerChecks.honoursRefresh(s, STANDARD_TARGET, GAUSSIAN_TARGET, CHAINS, 5));
    checks.put(Fault.NOISE_SHARED_BY_COORDINATES, keeps(GAUSSIAN_TARGET, 10));
    checks.put(
        Fault.NOISE_SHARED_BY_CHAINS,
        s -> SamplerChecks.chainsAreIndependent(s, GAUSSIAN_TARGET, CHAINS, 10, 5));
    checks.put(Fault.NOISE_WITHOUT_ROOT_TWO, keeps(GAUSSIAN_TARGET, 10));
    checks.put(Fault.GRADIENT_STALE, keeps(GAUSSIAN_TARGET, 10));
    checks.put(Fault.NUMBER_USED_TWICE, keeps(GAUSSIAN_TARGET, 10));
    checks.put(Fault.JACOBIAN_FORGOTTEN, keeps(GAUSSIAN_TARGET, 10));
    checks.put(Fault.STEP_ADAPTED_WHILE_SAMPLING, keeps(WELL, 30));
    checks.put(Fault.NOT_IN_PLACE, s -> SamplerChecks.advancesInPlace(s, GAUSSIAN, 5));
    checks.put(Fault.NAN_REFUSED, s -> SamplerChecks.reportsWhatIsNotFinite(s, GAUSSIAN, 5));
    checks.put(Fault.BIASED_COIN, keeps(ISING, 10));
    checks.put(Fault.SWAP_WITH_WRONG_TEMPERATURES, keeps(ISING, 10));
    checks.put(Fault.UNIT_FORGOTTEN, s -> SamplerChecks.reachesItsTarget(s, ISING, CHAINS, 100, 5));
    checks.put(Fault.UNITS_UPDATED_AT_ONCE, keeps(ISING, 10));
    checks.put(Fault.STREAM_NOT_SAVED, s -> SamplerChecks.resumes(s, GAUSSIAN, 5));
    checks.put(Fault.REFUSALS_NOT_COUNTED, s -> SamplerChecks.countsTransitions(s, GAUSSIAN, 5));
    return checks;
  }

  @TestFactory
  Stream<DynamicTest> everyFaultIsCaught() {
    assertThat(checks().keySet())
        .containsExactlyInAnyOrderElementsOf(
            EnumSet.complementOf(EnumSet.of(Fault.NONE, Fault.SITE_UNCLAMPED)));
    return checks().entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey().name(),
                    () ->
                        assertThatThrownBy(() -> entry.getValue().accept(sampler(entry.getKey())))
                            .isInstanceOf(AssertionError.class)));
  }

  @TestFactory
  Stream<DynamicTest> theControlPasses() {
    return checks().entrySet().stream()
        .map(
            entry -> {
              Component<Sampler> control = control(entry.getKey());
              return DynamicTest.dynamicTest(
                  "check for " + entry.getKey(),
                  () ->
                      assertThatCode(() -> entry.getValue().accept(control))
                          .doesNotThrowAnyException());
            });
  }

  @TestFactory
  Stream<DynamicTest> aFaultPassesUnderNoOtherSeedEither() {
    return Stream.of(1L, 2L, 3L)
        .map(
            seed ->
                DynamicTest.dynamicTest(
                    "seed " + seed,
                    () ->
                        assertThatThrownBy(
                                () ->
                                    SamplerChecks.keepsItsTarget(
                                        sampler(Fault.BIASED_COIN), ISING, CHAINS, 10, seed))
                            .isInstanceOf(AssertionError.class)
                            .hasMessageContaining("seed " + seed)));
  }
}

package io.ebm.core.estimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Annealable;
import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.Dataset;
import io.ebm.api.EnergyFunction;
import io.ebm.api.EstimationContext;
import io.ebm.api.FitContext;
import io.ebm.api.GibbsSampled;
import io.ebm.api.LogPartition;
import io.ebm.api.PartitionEstimator;
import io.ebm.api.RandomStream;
import io.ebm.api.Sampler;
import io.ebm.api.SettingException;
import io.ebm.api.StateSpace;
import io.ebm.core.runtime.RunContext;
import io.ebm.core.runtime.Workers;
import io.ebm.testkit.GaussianEnergy;
import io.ebm.testkit.RandomWalk;
import io.ebm.testkit.SmallIsing;
import io.ebm.testkit.TestEstimation;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AnnealingTest {

  private static final AisConfig WALK = AisConfig.of(40, 150);
  private static final SmallRbm RBM = SmallRbm.random(8, 5, 1, RandomStream.of(1));

  private static List<PartitionEstimator> estimators() {
    return List.of(
        new Ais(WALK),
        new Ais(WALK.with(AisConfig.Spacing.ADAPTIVE)),
        new ReverseAis(ReverseConfig.of(WALK, ReverseConfig.Start.FORWARD, 20)),
        new Sandwich(ReverseConfig.of(WALK)),
        new ThermodynamicIntegration(new IntegrationConfig(4, 150, 2, 3, null)),
        new Bridge(new BridgeConfig(4, 150, 2, 3, null)));
  }

  @Test
  void resultsAreTheSameOnAnyNumberOfThreads() {
    RunContext.Run run = new RunContext.Run(5, Path.of(""), null, null);
    for (PartitionEstimator estimator : estimators()) {
      LogPartition one;
      LogPartition four;
      AtomicLong most = new AtomicLong();
      try (Workers workers = new Workers(1)) {
        one = estimator.estimate(RBM, new HostEstimation(run, null, workers, (d, t) -> {}));
      }
      try (Workers workers = new Workers(4)) {
        EstimationContext context =
            new HostEstimation(
                run,
                null,
                workers,
                (done, total) -> {
                  assertThat(done).isLessThanOrEqualTo(total);
                  most.accumulateAndGet(done == total ? 1 : 0, Math::max);
                });
        four = estimator.estimate(RBM, context);
      }
      assertThat(four).isEqualTo(one);
      assertThat(most).as("progress of %s ends", estimator.method()).hasValue(1);
    }
  }

  @Test
  void anotherSeedGivesAnotherEstimate() {
    for (PartitionEstimator estimator : estimators()) {
      assertThat(estimator.estimate(RBM, TestEstimation.of(1)).value())
          .isNotEqualTo(estimator.estimate(RBM, TestEstimation.of(2)).value());
    }
  }

  @Test
  void theFusedStepIsTheSameWalk() {
    EnergyFunction apart = new Apart(RBM, RBM);
    LogPartition fused = new Ais(WALK).estimate(RBM, TestEstimation.of(3));
    LogPartition separate = new Ais(WALK).estimate(apart, TestEstimation.of(3));
    assertThat(separate.value()).isCloseTo(fused.value(), within(1e-9));
  }

  /** A machine that hides its fused step. */
  private record Apart(Annealable path, EnergyFunction model)
      implements EnergyFunction, Annealable {
    @Override
    public StateSpace space() {
      return model.space();
    }

    @Override
    public void energies(Batch x, double[] out) {
      model.energies(x, out);
    }

    @Override
    public EnergyFunction at(double beta) {
      return path.at(beta);
    }
  }

  /** Energies that are NaN. */
  private record Broken() implements EnergyFunction, GibbsSampled {
    @Override
    public StateSpace space() {
      return RBM.space();
    }

    @Override
    public void energies(Batch x, double[] out) {
      Arrays.fill(out, 0, x.size(), Double.NaN);
    }

    @Override
    public void sweep(Batch x, int sweeps, double beta, RandomStream random) {}
  }

  @Test
  void chainsThatMissAModeAreFoundOut() {
    SmallIsing cold = Targets.torus(3);
    cold.parameters().values()[0] = 2; // one mode is better than the other, by 4 nats
    EnergyFunction model = Hidden.summed(cold);
    AisConfig quick = AisConfig.of(3, 50);
    LogPartition result =
        new Sandwich(ReverseConfig.of(quick)).estimate(model, TestEstimation.of(1));
    assertThat(result.valid()).isFalse();
    assertThat(result.reason()).containsAnyOf("effective sample size", "disagree");
    assertThat(result.parts()).containsOnlyKeys("forward", "reverse");
  }

  @Test
  void sidesThatDisagreeAreFlagged() {
    LogPartition low = LogPartition.of(1, 0.9, 1.1, "ais", 50);
    LogPartition high = LogPartition.of(2, 1.8, 2.2, "reverse-ais", 40);
    LogPartition apart = Sandwich.join(low, high);
    assertThat(apart.valid()).isFalse();
    assertThat(apart.reason()).startsWith("forward and reverse disagree: they say 1.00000 and 2");
    assertThat(apart.value()).isEqualTo(1.5);
    assertThat(apart.lower()).isEqualTo(0.9);
    assertThat(apart.upper()).isEqualTo(2.2);
    assertThat(apart.ess()).isEqualTo(40);
    assertThat(Sandwich.join(low.invalidBecause("bad"), high).reason()).isEqualTo("forward: bad");
    assertThat(Sandwich.join(low, high.invalidBecause("bad")).reason()).isEqualTo("reverse: bad");
    assertThat(Sandwich.join(low, LogPartition.of(1.1, 1, 1.2, "", 40)).valid()).isTrue();
  }

  /** An upper bound below a lower one: the interval holds what either side says. */
  @Test
  void sidesThatCrossKeepTheirIntervals() {
    LogPartition high = LogPartition.of(5, 4.8, 5.3, "ais", 50);
    LogPartition low = LogPartition.of(3, 2.9, 3.2, "reverse-ais", 40);
    LogPartition crossed = Sandwich.join(high, low);
    assertThat(crossed.valid()).isFalse();
    assertThat(crossed.reason()).startsWith("forward and reverse crossed: the lower bound is 5");
    assertThat(crossed.value()).isEqualTo(4);
    assertThat(crossed.lower()).isEqualTo(2.9);
    assertThat(crossed.upper()).isEqualTo(5.3);
    LogPartition few = Sandwich.join(high.invalidBecause("few"), low);
    assertThat(few.reason()).startsWith("forward and reverse crossed").endsWith("; forward: few");
    LogPartition nearly = Sandwich.join(LogPartition.of(3.1, 3, 3.3, "ais", 50), low);
    assertThat(nearly.valid()).isTrue();
    assertThat(nearly.lower()).isEqualTo(2.9);
    assertThat(nearly.upper()).isEqualTo(3.3);
  }

  /** Chains that do not leave their target invariant give no valid estimate, by any method. */
  @Test
  void biasedSamplersAreNotValid() {
    EnergyFunction gaussian = Hidden.smooth(GaussianEnergy.standard(2));
    Batch rows = Batch.allocate(200, 2);
    RandomStream.of(1).fillGaussian(rows.array(), 0, rows.length());
    Dataset data = Dataset.of(StateSpace.real(2), rows);
    List<PartitionEstimator> all = new java.util.ArrayList<>(estimators());
    all.set(2, new ReverseAis(ReverseConfig.of(WALK)));
    all.add(new Smc(new SmcConfig(10, 16, 0.9, 8, 1, 0.5, null)));
    for (PartitionEstimator estimator : all) {
      TestEstimation context = TestEstimation.of(1).withData(data);
      LogPartition right = estimator.estimate(gaussian, context.withSampler(RandomWalk.of(1)));
      assertThat(right.valid()).as("%s: %s", estimator.method(), right).isTrue();
      assertThat(right.assumes())
          .as(estimator.method())
          .contains("mode")
          .endsWith("sampler 'random-walk' leaves the law of every point invariant");
      LogPartition biased = estimator.estimate(gaussian, context.withSampler(RandomWalk.biased(1)));
      assertThat(biased.valid()).as(estimator.method()).isFalse();
      assertThat(biased.reason())
          .as(estimator.method())
          .contains("does not leave its target invariant (it accepts all)");
      assertThat(biased.assumes()).as(estimator.method()).isNotEmpty();
    }
  }

  @Test
  void ladders() {
    assertThat(Ladder.linear(4)).containsExactly(0, 0.25, 0.5, 0.75, 1);
    assertThat(Ladder.refine(new double[] {0, 0.1, 1}, 4)).containsExactly(0, 0.05, 0.1, 0.55, 1);
    assertThat(Ladder.refine(new double[] {0, 0.1, 1}, 1)).containsExactly(0, 0.1, 1);
    for (AisConfig.Spacing spacing : AisConfig.Spacing.values()) {
      double[] betas = betas(AisConfig.of(30, 20).with(spacing));
      assertThat(betas).hasSizeGreaterThanOrEqualTo(31).isSorted().doesNotHaveDuplicates();
      assertThat(betas[0]).isZero();
      assertThat(betas[betas.length - 1]).isEqualTo(1);
    }
    assertThat(betas(new AisConfig(9, 20, 1, AisConfig.Spacing.LINEAR, 0.9, chosen(), null)))
        .containsExactly(0, 0.3, 1);
  }

  private static List<Double> chosen() {
    return List.of(0.0, 0.3, 1.0);
  }

  private static double[] betas(AisConfig config) {
    EstimationContext context = TestEstimation.of(1);
    return Ladder.of(config, io.ebm.core.estimation.Path.of(RBM, null, context), context);
  }

  /** A step of the pilot leaves the share it was told: fewer steps for a smaller one. */
  @Test
  void adaptiveStepsFollowTheShare() {
    int fine = betas(new AisConfig(1, 64, 1, AisConfig.Spacing.ADAPTIVE, 0.99, null, null)).length;
    int coarse = betas(new AisConfig(1, 64, 1, AisConfig.Spacing.ADAPTIVE, 0.8, null, null)).length;
    assertThat(coarse).isLessThan(fine / 2).isGreaterThan(2);
  }

  @Test
  void badNumbersAreToldNotThrown() {
    EnergyFunction broken = new Apart(beta -> beta < 0.5 ? RBM.at(beta) : new Broken(), RBM);
    for (PartitionEstimator estimator : estimators()) {
      LogPartition result = estimator.estimate(broken, TestEstimation.of(1));
      assertThat(result.valid()).as(estimator.method()).isFalse();
      assertThat(result.value()).as(estimator.method()).isNaN();
      assertThat(result.reason()).as(estimator.method()).containsAnyOf("NaN", "not finite");
    }
  }

  @Test
  void misfits() {
    EnergyFunction gaussian = Hidden.smooth(GaussianEnergy.standard(2));
    Dataset data = Dataset.of(StateSpace.real(2), Batch.allocate(10, 2));
    FitContext fit = FitContext.of(gaussian);
    Optional<Component<Sampler>> none = Optional.empty();
    AisFactory ais = new AisFactory();
    assertThat(ais.misfit(WALK, fit))
        .hasValue(
            "needs data, to fit the beginning of its path to, as the energy is not Annealable");
    assertThat(ais.misfit(WALK, fit.with(Optional.of(data), none)))
        .hasValue("needs a \"sampler\", as the energy has no sweeps of its own");
    assertThat(ais.misfit(WALK, fit.with(Optional.of(data), Optional.of(RandomWalk.of(1)))))
        .isEmpty();
    assertThat(ais.misfit(WALK, FitContext.of(RBM))).isEmpty();
    assertThat(
            new SandwichFactory()
                .misfit(
                    ReverseConfig.of(WALK, ReverseConfig.Start.EXACT, 1),
                    FitContext.of(RBM.untractable())))
        .hasValue("cannot start at exact samples, as the energy is not ExactDraws");
    assertThat(
            new ReverseAisFactory()
                .misfit(ReverseConfig.of(WALK, ReverseConfig.Start.DATA, 1), FitContext.of(RBM)))
        .hasValue("cannot start at data: there are none that fit the energy");
    assertThat(new ExactFactory().misfit(null, FitContext.of(RBM.untractable())).orElse(""))
        .endsWith("nobody is to sum it");
    assertThatThrownBy(() -> new Ais(WALK).estimate(gaussian, TestEstimation.of(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("estimator 'ais' needs data");
  }

  @Test
  void theStandardChoice() {
    EstimationContext context = TestEstimation.of(1);
    assertThat(standard(RBM, context)).isEqualTo("exact");
    assertThat(standard(RBM.untractable(), context)).isEqualTo("sandwich");
    assertThat(standard(Hidden.gibbs(Targets.torus(0.3)), context)).isEqualTo("sandwich");
    assertThat(standard(Hidden.smooth(GaussianEnergy.standard(3)), context))
        .isEqualTo("quadrature");
    assertThat(standard(Hidden.smooth(GaussianEnergy.standard(4)), context)).isEqualTo("none");
    assertThat(standard(Hidden.bare(RBM), context)).isEqualTo("none");
  }

  private static String standard(EnergyFunction energy, EstimationContext context) {
    return Estimators.standard(energy, context).map(PartitionEstimator::method).orElse("none");
  }

  @Test
  void badSettings() {
    assertThatThrownBy(() -> AisConfig.of(0, 100)).isInstanceOf(SettingException.class);
    assertThatThrownBy(() -> AisConfig.of(10, 9)).hasMessage("must be at least 10, but is 9");
    assertThatThrownBy(
            () ->
                new AisConfig(
                    9, 20, 1, AisConfig.Spacing.LINEAR, 0.9, List.of(0.0, 0.5, 0.5, 1.0), null))
        .hasMessage("must rise, but 0.5 is followed by 0.5");
    assertThatThrownBy(
            () -> new AisConfig(9, 20, 1, AisConfig.Spacing.LINEAR, 0.9, List.of(0.1, 1.0), null))
        .hasMessageStartingWith("must begin with 0 and end with 1");
    assertThatThrownBy(() -> new IntegrationConfig(6, 20, 1, 2, null))
        .hasMessage("must be a positive multiple of 4, but is 6");
  }
}

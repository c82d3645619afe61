package io.ebm.samplers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.EnergyFunction;
import io.ebm.api.FitContext;
import io.ebm.api.RandomStream;
import io.ebm.api.Sampler;
import io.ebm.api.Schedule;
import io.ebm.api.StateSpace;
import io.ebm.api.UnsupportedEnergyException;
import io.ebm.testkit.BareEnergy;
import io.ebm.testkit.GaussianEnergy;
import io.ebm.testkit.SamplerChecks;
import io.ebm.testkit.SamplerTarget;
import io.ebm.testkit.SmallIsing;
import io.ebm.testkit.TestContext;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Random scans and blocks of {@code gibbs}. */
class GibbsScanTest {

  private static final Component<Sampler> RANDOM =
      Component.of(
          new GibbsFactory(),
          new GibbsFactory.Config(Schedule.constant(1), GibbsFactory.Scan.RANDOM));

  @Test
  void keepsAndReachesItsTarget() {
    SmallIsing ising = SmallIsing.random(StateSpace.spin(5), 0.5, RandomStream.of(11));
    SamplerTarget target = SamplerTarget.enumerated(ising, 1);
    SamplerChecks.keepsItsTarget(RANDOM, target, 8192, 10, 1);
    SamplerChecks.reachesItsTarget(RANDOM, target, 4096, 100, 2);
    SamplerChecks.resumes(RANDOM, ising, 3);
  }

  @Test
  void needsAnEnergyThatKnowsItsSites() {
    GaussianEnergy energy = GaussianEnergy.standard(2);
    assertThatThrownBy(
            () ->
                RANDOM
                    .make(TestContext.of(1))
                    .start(energy, Batch.allocate(2, 2), RandomStream.of(1)))
        .isInstanceOf(UnsupportedEnergyException.class);
  }

  private static Component<Sampler> blocks(
      GibbsFactory.Scan scan, List<List<Integer>> blocks, double beta) {
    return Component.of(
        new GibbsFactory(), new GibbsFactory.Config(Schedule.constant(beta), scan, blocks));
  }

  @Test
  void blocksKeepAndReachTheirTarget() {
    List<List<Integer>> overlapping = List.of(List.of(4, 0), List.of(1, 2, 3), List.of(2, 4));
    for (SamplerTarget target :
        List.of(
            SamplerTarget.enumerated(
                SmallIsing.random(StateSpace.spin(5), 0.5, RandomStream.of(11)), 1),
            SamplerTarget.enumerated(Levels.of(4, 3), 1))) {
      int dim = target.energy().space().dim();
      List<List<Integer>> all = dim == 5 ? overlapping : List.of(List.of(0, 3), List.of(2, 1));
      for (GibbsFactory.Scan scan : GibbsFactory.Scan.values()) {
        SamplerChecks.keepsItsTarget(blocks(scan, all, 1), target, 8192, 5, 1);
        SamplerChecks.reachesItsTarget(blocks(scan, all, 1), target, 4096, 60, 2);
        SamplerChecks.resumes(blocks(scan, all, 1), target.energy(), 3);
      }
    }
    SmallIsing ising = SmallIsing.random(StateSpace.spin(5), 0.5, RandomStream.of(11));
    SamplerChecks.keepsItsTarget(
        blocks(GibbsFactory.Scan.SYSTEMATIC, overlapping, 0.4),
        SamplerTarget.enumerated(ising, 0.4),
        8192,
        5,
        1);
  }

  /** One block of all units draws from the law at once, wherever the chain was. */
  @Test
  void oneBlockOfAllUnitsDrawsExactly() {
    SmallIsing ising = SmallIsing.random(StateSpace.spin(5), 3, RandomStream.of(11));
    SamplerChecks.reachesItsTarget(
        blocks(GibbsFactory.Scan.SYSTEMATIC, List.of(List.of(0, 1, 2, 3, 4)), 1),
        SamplerTarget.enumerated(ising, 1),
        8192,
        1,
        2);
  }

  @Test
  void needsWhatItsSettingsUse() {
    FitContext bare = FitContext.of(new BareEnergy(StateSpace.spin(2)));
    assertThat(RANDOM.misfit(bare))
        .get()
        .asString()
        .contains("needs an energy that is SiteSampled");
    assertThat(blocks(GibbsFactory.Scan.RANDOM, List.of(List.of(0)), 1).misfit(bare)).isEmpty();
    assertThat(
            Component.of(new GibbsFactory(), new GibbsFactory.Config(Schedule.constant(1)))
                .misfit(bare))
        .get()
        .asString()
        .contains("needs an energy that is GibbsSampled");
  }

  @Test
  void blocksThatDoNotFitAreTold() {
    SmallIsing ising = SmallIsing.random(StateSpace.spin(5), 0.5, RandomStream.of(11));
    assertThatThrownBy(() -> start(ising, List.of(List.of(0, 1, 5))))
        .hasMessage("blocks[0] of sampler 'gibbs' has unit 5, and the units are 0 to 4");
    assertThatThrownBy(() -> start(ising, List.of(List.of(0, 1), List.of(4))))
        .hasMessage(
            "unit 2 is in none of the blocks of sampler 'gibbs', and would never move; name every"
                + " unit from 0 to 4");
    assertThatThrownBy(() -> start(GaussianEnergy.standard(2), List.of(List.of(0, 1))))
        .hasMessageStartingWith(
            "sampler 'gibbs' draws blocks of discrete units, and the energy is on");
    List<Integer> thirteen = IntStream.range(0, 13).boxed().toList();
    SmallIsing wide = SmallIsing.random(StateSpace.spin(13), 0.5, RandomStream.of(11));
    assertThatThrownBy(() -> start(wide, List.of(thirteen)))
        .hasMessage(
            "blocks[0] of sampler 'gibbs' has 13 units of 2 levels; at most 12 can be drawn at once");
    assertThatThrownBy(() -> blocks(GibbsFactory.Scan.SYSTEMATIC, List.of(List.of(1, 1)), 1))
        .hasMessageContaining("must name a unit once, but has 1 twice");
  }

  private static void start(EnergyFunction energy, List<List<Integer>> blocks) {
    blocks(GibbsFactory.Scan.SYSTEMATIC, blocks, 1)
        .make(TestContext.of(1))
        .start(energy, Batch.allocate(2, energy.space().dim()), RandomStream.of(1));
  }
}

package io.ebm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.Diverging;
import io.ebm.api.EnergyFunction;
import io.ebm.api.MarkovChain;
import io.ebm.api.RandomStream;
import io.ebm.api.Reporting;
import io.ebm.api.Sampler;
import io.ebm.api.Staged;
import io.ebm.api.StateMemory;
import java.util.HashSet;

/**
 * The contract of {@link Reporting} and {@link Diverging}, check by check; each throws {@link
 * AssertionError} where it is broken. A chain without the capability passes.
 */
public final class ChainChecks {

  private ChainChecks() {}

  private static MarkovChain start(
      Component<Sampler> sampler, EnergyFunction energy, int rows, long seed) {
    RandomStream random = RandomStream.of(seed);
    Batch states = Batch.allocate(rows, energy.space().dim());
    energy.space().randomStart(states, random.split("start"));
    return SamplerRuns.create(sampler, energy, random).start(energy, states, random);
  }

  /**
   * What a chain reports are finite numbers once it has moved, always of the same names; a report
   * moves nothing.
   */
  public static void reportsNumbers(Component<Sampler> sampler, EnergyFunction energy, long seed) {
    MarkovChain chain = start(sampler, energy, 16, seed);
    if (!(chain instanceof Reporting reporting)) {
      return;
    }
    chain.advance(10);
    RecordingMetrics early = new RecordingMetrics();
    reporting.report(early);
    chain.advance(10);
    StateMemory before = TestState.of(chain);
    RecordingMetrics late = new RecordingMetrics();
    reporting.report(late);
    assertThat(TestState.of(chain)).as("checkpoint after a report").isEqualTo(before);
    assertThat(new HashSet<>(late.names()))
        .as("names of what is reported")
        .isEqualTo(new HashSet<>(early.names()));
    for (String name : late.names()) {
      assertThat(name).as("name of what is reported").matches("[a-z][a-z0-9-]*");
      assertThat(late.last(name)).as(name).isFinite();
    }
  }

  /**
   * A chain that can be watched tells the same stages in every transition, from 0 to the last,
   * where the states are those it leaves; and goes on as it would unwatched.
   */
  public static void tellsItsStages(Component<Sampler> sampler, EnergyFunction energy, long seed) {
    MarkovChain chain = start(sampler, energy, 16, seed);
    if (!(chain instanceof Staged staged)) {
      return;
    }
    int[] next = {0};
    int[] ends = {0};
    staged.watch(
        (stage, last, states) -> {
          assertThat(stage).as("stage after stage " + (next[0] - 1)).isEqualTo(next[0]);
          next[0] = stage == last ? 0 : stage + 1;
          ends[0] += stage == last ? 1 : 0;
          assertThat(states.size()).as("states at a stage").isEqualTo(16);
        });
    chain.advance(2);
    assertThat(ends[0]).as("ends of two transitions").isEqualTo(2);
    MarkovChain unwatched = start(sampler, energy, 16, seed);
    unwatched.advance(2);
    Closeness.check("state of a watched chain", chain.states(), unwatched.states(), 0);
  }

  /**
   * A sampler that says so by {@link io.ebm.api.SamplerFactory#keepsRows} shows the energy every
   * chain as the row it is, and all of them each time.
   */
  public static void keepsRows(Component<Sampler> sampler, EnergyFunction energy, long seed) {
    RowKeeping.keepsRows(sampler, energy, seed);
  }

  /** Divergences are counted, and where they began are copies of states of the space. */
  public static void countsDivergences(
      Component<Sampler> sampler, EnergyFunction energy, long seed) {
    MarkovChain chain = start(sampler, energy, 16, seed);
    if (!(chain instanceof Diverging diverging)) {
      return;
    }
    assertThat(diverging.divergences()).as("divergences at the start").isZero();
    long before = 0;
    for (int part = 0; part < 3; part++) {
      chain.advance(10);
      long now = diverging.divergences();
      assertThat(now)
          .as("divergences after %d transitions", chain.statistics().transitions())
          .isBetween(before, chain.statistics().transitions());
      before = now;
    }
    Batch first = diverging.firstDivergences();
    assertThat((long) first.size()).as("first divergences").isLessThanOrEqualTo(before);
    assertThat(first.size() > 0).as("a first divergence of %d", before).isEqualTo(before > 0);
    assertThat(energy.space().firstOutside(first)).as("first divergence outside").isEqualTo(-1);
    float[] values = first.copy().array();
    first.fill(Float.NaN);
    assertThat(diverging.firstDivergences().copy().array())
        .as("first divergences, asked again")
        .isEqualTo(values);
  }
}

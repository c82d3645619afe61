package io.ebm.core.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.api.Batch;
import io.ebm.api.ChainStatistics;
import io.ebm.api.Component;
import io.ebm.api.ComponentContext;
import io.ebm.api.MarkovChain;
import io.ebm.api.Sampler;
import io.ebm.api.SamplerFactory;
import io.ebm.api.Schedule;
import io.ebm.api.Staged;
import io.ebm.core.ProgressListener;
import io.ebm.core.runtime.RunContext;
import io.ebm.core.runtime.Workers;
import io.ebm.core.toy.WalkFactory;
import io.ebm.testkit.GaussianEnergy;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is kept of the way of chains. */
class WayTest {

  /** Each transition counts from 0 to a last stage; a coordinate is {@code stage + row / 1000}. */
  private record CountFactory() implements SamplerFactory<CountFactory.Config> {

    record Config(int last) {}

    @Override
    public String name() {
      return "count";
    }

    @Override
    public String description() {
      return "Counts.";
    }

    @Override
    public Class<Config> configType() {
      return Config.class;
    }

    @Override
    public Sampler create(Config config, ComponentContext context) {
      return (energy, states, random) -> new Count(config.last(), states);
    }
  }

  private static final class Count implements MarkovChain, Staged {
    private final int last;
    private final Batch states;
    private Watcher watcher = (stage, end, rows) -> {};

    Count(int last, Batch states) {
      this.last = last;
      this.states = states;
    }

    @Override
    public void watch(Watcher other) {
      watcher = other;
    }

    @Override
    public Batch states() {
      return states;
    }

    @Override
    public void advance(int steps) {
      for (int stage = 0; stage <= last; stage++) {
        for (int i = 0; i < states.size(); i++) {
          states.set(i, 0, stage + i / 1000f);
        }
        watcher.at(stage, last, states);
      }
    }

    @Override
    public void refresh() {}

    @Override
    public ChainStatistics statistics() {
      return new ChainStatistics(states.size(), 0, 0);
    }
  }

  private static Draws draw(int last, int dim, int count) {
    Component<Sampler> sampler = Component.of(new CountFactory(), new CountFactory.Config(last));
    return draw(sampler, dim, count);
  }

  private static Draws draw(Component<Sampler> sampler, int dim, int count) {
    try (Workers workers = new Workers(2)) {
      return new Chains(
              GaussianEnergy.standard(dim),
              sampler,
              new RunContext.Run(7, Path.of(""), null, null),
              workers)
          .run(count, 1, 0, 1, ProgressListener.NONE);
    }
  }

  @Test
  void longWaysAreKeptAtEvenlySpacedStages() {
    Way way = draw(100, 2, 1024).way();
    assertThat(way.stages()).hasSize(32).startsWith(0, 4, 7).endsWith(97, 100);
    for (int k = 0; k < 32; k++) {
      Batch states = way.states().get(k);
      assertThat(states.size()).isEqualTo(512);
      for (int i = 0; i < states.size(); i++) { // tiles of 64 rows, one after the other
        assertThat(states.get(i, 0)).isEqualTo(way.stages().get(k) + i % 64 / 1000f);
      }
    }
  }

  @Test
  void shortWaysAreKeptWholeAndStatesThatAreNoPointsAreFew() {
    Way way = draw(10, 5, 1000).way();
    assertThat(way.stages()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    assertThat(way.states().get(0).size()).isEqualTo(36);
    assertThat(draw(10, 5, 3).way().states().get(0).size()).isEqualTo(3);
  }

  @Test
  void stripIsPartOfTheWay() {
    Strip strip = draw(100, 2, 1024).strip();
    assertThat(strip.steps()).hasSize(12).startsWith(0).endsWith(100);
    assertThat(strip.chains()).isEqualTo(8);
    for (int row = 0; row < strip.states().size(); row++) {
      int chain = row / 12;
      assertThat(strip.states().get(row, 0)).isEqualTo(strip.steps().get(row % 12) + chain / 1000f);
    }
  }

  @Test
  void otherChainsGoNoWay() {
    Component<Sampler> walk =
        Component.of(new WalkFactory(), new WalkFactory.Config(Schedule.constant(0.05)));
    Draws draws = draw(walk, 2, 10);
    assertThat(draws.way()).isEqualTo(Way.NONE);
    assertThat(draws.strip().steps()).isEqualTo(List.of(0, 1));
  }
}

package io.ebm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.api.Adaptive;
import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.EnergyFunction;
import io.ebm.api.MarkovChain;
import io.ebm.api.RandomStream;
import io.ebm.api.Reporting;
import io.ebm.api.Sampler;
import io.ebm.api.StateMemory;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The contract of {@link Adaptive} and {@link Reporting}, check by check; each throws {@link
 * AssertionError} where it is broken. A sampler whose chains do not adapt passes.
 */
public final class AdaptationChecks {

  private static final int TILE = 64;

  private AdaptationChecks() {}

  /** Whether the chains of a sampler on an energy adapt. */
  public static boolean adapts(Component<Sampler> sampler, EnergyFunction energy, long seed) {
    return start(sampler, energy, 2, seed) instanceof Adaptive;
  }

  private static MarkovChain start(
      Component<Sampler> sampler, EnergyFunction energy, int rows, long seed) {
    RandomStream random = RandomStream.of(seed);
    Batch states = Batch.allocate(rows, energy.space().dim());
    energy.space().randomStart(states, random.split("start"));
    return SamplerRuns.create(sampler, energy, random).start(energy, states, random);
  }

  /** A warm-up is as long as was said, and what was adapted in it does not change afterwards. */
  public static void adaptsInWarmUpAlone(
      Component<Sampler> sampler, EnergyFunction energy, long seed) {
    if (!(start(sampler, energy, 16, seed) instanceof Adaptive adaptive)) {
      return;
    }
    MarkovChain chain = (MarkovChain) adaptive;
    adaptive.warmUp(40);
    int left = adaptive.warmUpLeft();
    assertThat(left).as("steps of warm-up left").isIn(0, 40);
    chain.advance(15);
    assertThat(adaptive.warmUpLeft()).as("left after 15 steps").isEqualTo(Math.max(0, left - 15));
    chain.advance(30);
    assertThat(adaptive.warmUpLeft()).as("left after 45 steps").isZero();
    Map<String, Double> adapted = adapted(chain);
    chain.advance(40);
    assertThat(adapted(chain)).as("what was adapted, 40 steps later").isEqualTo(adapted);
  }

  /** Step sizes and mass matrices, by name. */
  private static Map<String, Double> adapted(MarkovChain chain) {
    RecordingMetrics metrics = new RecordingMetrics();
    if (chain instanceof Reporting reporting) {
      reporting.report(metrics);
    }
    Map<String, Double> adapted = new TreeMap<>();
    for (String name : metrics.names()) {
      if (name.startsWith("step") || name.startsWith("mass")) {
        adapted.put(name, metrics.last(name));
      }
    }
    return adapted;
  }

  /** A chain restored in the middle of a warm-up, and after it, goes on bit for bit. */
  public static void resumesWhileWarmingUp(
      Component<Sampler> sampler, EnergyFunction energy, long seed) {
    MarkovChain chain = start(sampler, energy, 5, seed);
    if (!(chain instanceof Adaptive adaptive)) {
      return;
    }
    adaptive.warmUp(60);
    for (int part = 0; part < 3; part++) { // within a window, later in it, after the warm-up
      chain.advance(23);
      StateMemory saved = TestState.of(chain);
      Batch states = chain.states().copy();
      RandomStream other = RandomStream.of(seed + 1 + part);
      MarkovChain resumed = SamplerRuns.create(sampler, energy, other).start(energy, states, other);
      TestState.restore(resumed, saved);
      assertThat(TestState.of(resumed)).as("checkpoint of the resumed chain").isEqualTo(saved);
      chain.advance(3);
      resumed.advance(3);
      assertThat(states.array())
          .as("states of the resumed chain")
          .isEqualTo(chain.states().copy().array());
      assertThat(TestState.of(resumed)).as("later checkpoint").isEqualTo(TestState.of(chain));
    }
  }

  /**
   * What a warm-up leaves behind keeps the target: chains warm up, are put on exact draws, and are
   * still there after some steps.
   *
   * @param chains how many
   * @param warmUp transitions of the warm-up
   * @param steps transitions after it
   */
  public static void keepsItsTargetAfterWarmUp(
      Component<Sampler> sampler,
      SamplerTarget target,
      int chains,
      int warmUp,
      int steps,
      long seed) {
    EnergyFunction energy = target.energy();
    PValue.confirm(
        "chains put on the target after a warm-up are there " + steps + " steps later",
        seed,
        s -> {
          RandomStream random = RandomStream.of(s);
          Batch states = Batch.allocate(chains, energy.space().dim());
          energy.space().randomStart(states, random.split("start"));
          List<MarkovChain> tiles = SamplerRuns.start(sampler, energy, states, TILE, random);
          for (MarkovChain chain : tiles) {
            if (chain instanceof Adaptive adaptive) {
              adaptive.warmUp(warmUp);
            }
            chain.advance(warmUp);
          }
          target.sample(states, random.split("exact"));
          for (MarkovChain chain : tiles) {
            chain.refresh();
            chain.advance(steps);
          }
          return target.test(states);
        });
  }
}

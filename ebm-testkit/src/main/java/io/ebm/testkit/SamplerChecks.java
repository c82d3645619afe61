package io.ebm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.api.Batch;
import io.ebm.api.ChainStatistics;
import io.ebm.api.Component;
import io.ebm.api.EnergyFunction;
import io.ebm.api.FitContext;
import io.ebm.api.MarkovChain;
import io.ebm.api.NonFiniteException;
import io.ebm.api.RandomStream;
import io.ebm.api.Sampler;
import io.ebm.api.StateMemory;
import io.ebm.api.StateSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The contract of {@link Sampler} and {@link MarkovChain}, check by check. Each throws {@link
 * AssertionError} where it is broken. A sampler is run in tiles of 64 chains, each tile a sampler
 * and a stream of its own, as a host would.
 */
public final class SamplerChecks {

  private static final int TILE = 64;
  private static final float SENTINEL = -12345.5f;

  private SamplerChecks() {}

  /**
   * No drift: chains that start exactly at the target are there still after some steps. A wrong
   * acceptance rule, a biased proposal, a wrong noise level show.
   *
   * @param chains how many; the Monte-Carlo error falls with the square root
   * @param steps enough for an error to build up, few enough that its traces are not lost; 1 to 50
   */
  public static void keepsItsTarget(
      Component<Sampler> sampler, SamplerTarget target, int chains, int steps, long seed) {
    PValue.confirm(
        "chains started at the target are there after " + steps + " steps",
        seed,
        s -> {
          RandomStream random = RandomStream.of(s);
          Batch states = Batch.allocate(chains, target.energy().space().dim());
          target.sample(states, random.split("start"));
          advance(sampler, target.energy(), states, steps, random);
          return target.test(states);
        });
  }

  /**
   * Chains that start anywhere reach the target: a sampler that moves nothing, or forgets a
   * coordinate, keeps every target and fails here.
   *
   * @param steps several times what the sampler needs on this target
   */
  public static void reachesItsTarget(
      Component<Sampler> sampler, SamplerTarget target, int chains, int steps, long seed) {
    StateSpace space = target.energy().space();
    PValue.confirm(
        "chains started at one place reach the target in " + steps + " steps",
        seed,
        s -> {
          RandomStream random = RandomStream.of(s);
          Batch states = Batch.allocate(chains, space.dim());
          space.randomStart(states.slice(0, 1), random.split("start"));
          repeatFirst(states);
          advance(sampler, target.energy(), states, steps, random);
          return target.test(states);
        });
  }

  /**
   * {@link MarkovChain#refresh} is honoured: chains run on one target, then the parameters and the
   * states become those of another, and the chains keep that one from the first step on.
   *
   * @param to has a learnable energy of the same layout as {@code from}
   */
  public static void honoursRefresh(
      Component<Sampler> sampler, SamplerTarget from, SamplerTarget to, int chains, long seed) {
    EnergyFunction energy = from.energy();
    float[] values = SamplerRuns.parameters(energy);
    float[] before = values.clone();
    PValue.confirm(
        "after refresh chains keep the new target",
        seed,
        s -> {
          RandomStream random = RandomStream.of(s);
          Batch states = Batch.allocate(chains, energy.space().dim());
          from.sample(states, random.split("start"));
          List<MarkovChain> tiles = SamplerRuns.start(sampler, energy, states, TILE, random);
          tiles.forEach(chain -> chain.advance(3));
          try {
            SamplerRuns.copyParameters(to.energy(), energy);
            Batch moved = Batch.allocate(chains, states.dim());
            to.sample(moved, random.split("moved"));
            states.copyFrom(moved);
            tiles.forEach(MarkovChain::refresh);
            tiles.forEach(chain -> chain.advance(1));
            List<PValue> tests = new ArrayList<>(to.test(states));
            tiles.forEach(chain -> chain.advance(5));
            tests.addAll(to.test(states));
            return tests;
          } finally {
            System.arraycopy(before, 0, values, 0, before.length);
          }
        });
  }

  /**
   * Chains of one tile are independent: no noise is used for two of them. All start at one state,
   * and what pairs of neighbours then do is uncorrelated.
   */
  public static void chainsAreIndependent(
      Component<Sampler> sampler, SamplerTarget target, int chains, int steps, long seed) {
    PValue.confirm(
        "chains of one tile are independent",
        seed,
        s -> {
          RandomStream random = RandomStream.of(s);
          Batch states = Batch.allocate(chains, target.energy().space().dim());
          target.sample(states.slice(0, 1), random.split("start"));
          repeatFirst(states);
          advance(sampler, target.energy(), states, steps, random);
          List<PValue> tests = new ArrayList<>();
          for (int distance : new int[] {1, 2, 3, 4, 8, TILE - 1}) {
            for (int j = 0; j < states.dim(); j++) {
              tests.add(correlation(states, j, distance));
            }
          }
          return tests;
        });
  }

  private static void repeatFirst(Batch states) {
    for (int i = 1; i < states.size(); i++) {
      states.copyRow(i, states, 0);
    }
  }

  /** Of one coordinate of chains so far apart in one tile, each chain in one pair at most. */
  private static PValue correlation(Batch states, int coordinate, int distance) {
    List<double[]> pairs = new ArrayList<>();
    for (int i = 0; i + distance < states.size(); i++) {
      boolean oneTile = i / TILE == (i + distance) / TILE;
      if (oneTile && i % TILE % (2 * distance) < distance) {
        pairs.add(new double[] {states.get(i, coordinate), states.get(i + distance, coordinate)});
      }
    }
    double[] a = pairs.stream().mapToDouble(pair -> pair[0]).toArray();
    double[] b = pairs.stream().mapToDouble(pair -> pair[1]).toArray();
    String name = "coordinate " + coordinate + " of chains " + distance + " apart";
    return new PValue(name, Statistics.uncorrelated(a, b));
  }

  /** Chains advance the batch they were given, in place, and no other memory. */
  public static void advancesInPlace(Component<Sampler> sampler, EnergyFunction energy, long seed) {
    int dim = energy.space().dim();
    int rows = 7;
    float[] memory = new float[(rows + 2) * dim];
    Arrays.fill(memory, SENTINEL);
    Batch states = Batch.of(memory, dim, rows, dim);
    RandomStream random = RandomStream.of(seed);
    energy.space().randomStart(states, random.split("start"));
    Batch before = states.copy();
    MarkovChain chain = SamplerRuns.create(sampler, energy, random).start(energy, states, random);
    assertThat(states.copy().array()).as("states before the first step").isEqualTo(before.array());
    chain.advance(0);
    assertThat(states.copy().array()).as("states after no step").isEqualTo(before.array());
    chain.advance(20);
    assertThat(chain.states().array()).as("array of the states").isSameAs(memory);
    assertThat(chain.states().offset()).as("offset of the states").isEqualTo(states.offset());
    assertThat(chain.states().size()).as("number of the states").isEqualTo(rows);
    assertThat(states.copy().array()).as("states after 20 steps").isNotEqualTo(before.array());
    assertThat(energy.space().firstOutside(states)).as("first row outside the space").isEqualTo(-1);
    for (int i = 0; i < dim; i++) {
      assertThat(memory[i]).as("float before the states").isEqualTo(SENTINEL);
      assertThat(memory[(rows + 1) * dim + i]).as("float after the states").isEqualTo(SENTINEL);
    }
  }

  /** The same stream gives the same bits, another stream others. */
  public static void isDeterministic(Component<Sampler> sampler, EnergyFunction energy, long seed) {
    float[] first = run(sampler, energy, seed);
    assertThat(run(sampler, energy, seed)).as("the same run again").isEqualTo(first);
    assertThat(run(sampler, energy, seed + 1)).as("a run of another seed").isNotEqualTo(first);
  }

  private static float[] run(Component<Sampler> sampler, EnergyFunction energy, long seed) {
    Batch states = Batch.allocate(9, energy.space().dim());
    energy.space().randomStart(states, RandomStream.of(77));
    RandomStream random = RandomStream.of(seed);
    SamplerRuns.create(sampler, energy, random).start(energy, states, random).advance(12);
    return states.array();
  }

  /** A chain restored from a checkpoint, and its states, goes on bit for bit. */
  public static void resumes(Component<Sampler> sampler, EnergyFunction energy, long seed) {
    RandomStream random = RandomStream.of(seed);
    Batch states = Batch.allocate(5, energy.space().dim());
    energy.space().randomStart(states, random.split("start"));
    MarkovChain chain = SamplerRuns.create(sampler, energy, random).start(energy, states, random);
    chain.advance(7);
    StateMemory saved = TestState.of(chain);
    Batch resumedStates = states.copy();
    chain.advance(9);
    RandomStream other = RandomStream.of(seed + 1);
    MarkovChain resumed =
        SamplerRuns.create(sampler, energy, other).start(energy, resumedStates, other);
    TestState.restore(resumed, saved);
    assertThat(TestState.of(resumed)).as("checkpoint of the resumed chain").isEqualTo(saved);
    resumed.advance(9);
    assertThat(resumedStates.array()).as("states of the resumed chain").isEqualTo(states.array());
    assertThat(TestState.of(resumed)).as("later checkpoint").isEqualTo(TestState.of(chain));
    assertThat(resumed.statistics()).as("statistics").isEqualTo(chain.statistics());
  }

  /** Transitions are counted, and no more is accepted than was proposed. */
  public static void countsTransitions(
      Component<Sampler> sampler, EnergyFunction energy, long seed) {
    RandomStream random = RandomStream.of(seed);
    Batch states = Batch.allocate(32, energy.space().dim());
    energy.space().randomStart(states, random.split("start"));
    MarkovChain chain = SamplerRuns.create(sampler, energy, random).start(energy, states, random);
    assertThat(chain.statistics().transitions()).as("transitions at the start").isZero();
    chain.advance(4);
    chain.advance(21);
    ChainStatistics statistics = chain.statistics();
    assertThat(statistics.transitions()).as("transitions of 32 chains, 25 steps").isEqualTo(800);
    assertThat(statistics.accepted()).as("accepted").isBetween(0L, statistics.proposals());
  }

  /** An energy that does not fit is refused at work by the same sentence as before it. */
  public static void refusesWhatItCannotUse(Component<Sampler> sampler, StateSpace space) {
    EnergyFunction bare = new BareEnergy(space);
    String misfit = sampler.misfit(FitContext.of(bare)).orElse(null);
    if (misfit == null) {
      return;
    }
    RandomStream random = RandomStream.of(1);
    Sampler made = SamplerRuns.create(sampler, bare, random);
    try {
      made.start(bare, Batch.allocate(2, space.dim()), random);
    } catch (IllegalArgumentException expected) {
      assertThat(expected).as("the refusal of '%s'", sampler.type()).hasMessageContaining(misfit);
      return;
    }
    throw new AssertionError("'" + sampler.type() + "' took an energy although it " + misfit);
  }

  /** A state that stops being a number stops the run: it is not refused, clamped or passed over. */
  public static void reportsWhatIsNotFinite(
      Component<Sampler> sampler, EnergyFunction energy, long seed) {
    RandomStream random = RandomStream.of(seed);
    float[] values = SamplerRuns.parameters(energy);
    float[] before = values.clone();
    Batch states = Batch.allocate(3, energy.space().dim());
    energy.space().randomStart(states, random.split("start"));
    MarkovChain chain = SamplerRuns.create(sampler, energy, random).start(energy, states, random);
    chain.advance(2);
    try {
      Arrays.fill(values, Float.NaN);
      chain.refresh();
      chain.advance(2);
    } catch (NonFiniteException expected) {
      assertThat(expected.getMessage()).as("message").isNotBlank();
      return;
    } finally {
      System.arraycopy(before, 0, values, 0, values.length);
    }
    throw new AssertionError(sampler.type() + " went on with an energy that is NaN");
  }

  private static void advance(
      Component<Sampler> sampler,
      EnergyFunction energy,
      Batch states,
      int steps,
      RandomStream random) {
    for (MarkovChain chain : SamplerRuns.start(sampler, energy, states, TILE, random)) {
      chain.advance(steps);
    }
    assertThat(energy.space().firstOutside(states)).as("first row outside the space").isEqualTo(-1);
  }
}

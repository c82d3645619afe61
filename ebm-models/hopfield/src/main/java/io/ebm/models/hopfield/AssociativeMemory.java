package io.ebm.models.hopfield;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.StateSpace;
import org.jspecify.annotations.Nullable;

/**
 * A memory that is addressed by content: it stores patterns, and gives back the one that a noisy or
 * incomplete probe resembles.
 *
 * <pre>{@code
 * AssociativeMemory memory = AssociativeMemory.exponential(784);
 * memory.store(patterns);
 * Recall recall = memory.retrieve(probe);
 * if (!recall.spurious()) {
 *   System.out.println("pattern " + recall.nearest() + " after " + recall.steps() + " steps");
 * }
 * }</pre>
 *
 * Patterns are rows of -1 and 1, those of {@link #modern} rows of finite floats. A probe may have
 * NaN where it is not known. Patterns are numbered from 0 in the order in which they were stored;
 * forgetting one moves those after it up.
 *
 * <p>Not thread-safe while something is stored or forgotten; any number of threads may retrieve at
 * once in between.
 */
public final class AssociativeMemory {

  private final Store store;

  private AssociativeMemory(Store store) {
    this.store = store;
  }

  /**
   * The Hopfield network of Hebb's rule. Couplings are never written down: patterns are bits, and
   * to store or forget one costs no more than to write it.
   *
   * @param units how many spins
   */
  public static AssociativeMemory hebb(int units) {
    return dense(units, 2);
  }

  /** A Hopfield network of Storkey's rule, which holds more. Forgetting learns the others anew. */
  public static AssociativeMemory storkey(int units) {
    return new AssociativeMemory(new CoupledStore(Rule.STORKEY, units));
  }

  /**
   * A Hopfield network of the projection rule: up to {@code units - 1} patterns are fixed points.
   * Forgetting learns the others anew.
   */
  public static AssociativeMemory projection(int units) {
    return new AssociativeMemory(new CoupledStore(Rule.PROJECTION, units));
  }

  /**
   * A dense associative memory, see {@link DenseMemory}.
   *
   * @param degree of the polynomial, at least 2; its capacity is of the order of {@code units ^
   *     (degree - 1)}
   */
  public static AssociativeMemory dense(int units, int degree) {
    if (degree < 2) {
      throw new IllegalArgumentException("degree must be at least 2, but is " + degree);
    }
    return new AssociativeMemory(new BitStore(Interaction.POLYNOMIAL, units, degree));
  }

  /** A dense associative memory of exponential interaction, see {@link DenseMemory}. */
  public static AssociativeMemory exponential(int units) {
    return new AssociativeMemory(new BitStore(Interaction.EXPONENTIAL, units, 2));
  }

  /**
   * A modern Hopfield network over real states, see {@link ModernHopfield}.
   *
   * @param beta inverse temperature, positive: the greater, the closer patterns may be
   */
  public static AssociativeMemory modern(int dim, double beta) {
    if (!(beta > 0 && Double.isFinite(beta))) {
      throw new IllegalArgumentException("beta must be positive, but is " + beta);
    }
    return new AssociativeMemory(new RealStore(dim, beta));
  }

  /**
   * Stores patterns beside those that are there.
   *
   * @param patterns rows of as many values as the memory has units
   * @throws IllegalArgumentException if a pattern has another length or a value that is not
   *     allowed, or the memory cannot hold as many; then nothing is stored
   */
  public void store(Batch patterns) {
    store.add(patterns);
  }

  /** Stores one pattern. */
  public void store(float... pattern) {
    store(Batch.of(pattern, 0, 1, Math.max(1, pattern.length)));
  }

  /**
   * Forgets a pattern.
   *
   * @param index its number; those after it move up
   * @throws IndexOutOfBoundsException if there is none
   */
  public void forget(int index) {
    java.util.Objects.checkIndex(index, size());
    store.remove(index);
  }

  /** How many patterns are stored. */
  public int size() {
    return store.size();
  }

  /** How many values a pattern has. */
  public int units() {
    return store.space().dim();
  }

  /** Copies of the patterns {@code from} (inclusive) to {@code to} (exclusive). */
  public Batch patterns(int from, int to) {
    java.util.Objects.checkFromToIndex(from, to, size());
    return store.patterns(from, to);
  }

  /**
   * Retrieves what a probe resembles.
   *
   * @param probe a state, with NaN where it is not known
   * @throws IllegalStateException if nothing is stored
   */
  public Recall retrieve(float... probe) {
    Batch state = Batch.of(probe.clone(), 0, 1, Math.max(1, probe.length));
    Retrieval found = retrieve(state);
    return new Recall(
        state.array(),
        found.steps()[0],
        found.settled()[0],
        found.energies()[0],
        found.nearest()[0],
        found.overlaps()[0],
        found.spurious()[0]);
  }

  /**
   * Retrieves what probes resemble.
   *
   * @param probes states, with NaN where they are not known; overwritten with what is found
   */
  public Retrieval retrieve(Batch probes) {
    return retrieve(probes, null);
  }

  /**
   * Retrieves what probes resemble, holding some of their units.
   *
   * @param probes states, with NaN where they are not known; overwritten with what is found
   * @param given rows like the probes: values that are held, NaN for units that are free; or null
   */
  public Retrieval retrieve(Batch probes, @Nullable Batch given) {
    checkProbes(probes);
    Retrieving memory = memory();
    return memory.retrieve(probes, given, memory.patience());
  }

  private void checkProbes(Batch probes) {
    StateSpace space = store.space();
    if (probes.dim() != units()) {
      throw new IllegalArgumentException(
          "a probe of " + probes.dim() + " values for a memory of " + units() + " units");
    }
    for (int i = 0; i < probes.length(); i++) {
      float value = probes.array()[probes.offset() + i];
      if (!Float.isNaN(value) && !space.allows(value)) {
        throw new IllegalArgumentException(
            "probe "
                + i / probes.dim()
                + " has "
                + value
                + " at position "
                + i % probes.dim()
                + "; allowed are "
                + (space instanceof StateSpace.Spin ? "-1 and 1" : "finite numbers")
                + ", and NaN for what is not known");
      }
    }
  }

  private Retrieving memory() {
    if (size() == 0) {
      throw new IllegalStateException("nothing is stored yet");
    }
    return store.memory();
  }

  /**
   * The energy whose minima the patterns are, of what is stored at present: for samplers,
   * estimators of log Z, and all else that takes an energy.
   *
   * @throws IllegalStateException if nothing is stored
   */
  public EnergyFunction energy() {
    return (EnergyFunction) memory();
  }

  /**
   * Measures how well the patterns are held: each of some patterns is retrieved from itself and
   * from noisy probes.
   *
   * @param most how many patterns to try at most, evenly spaced among those stored
   * @param seed of the noise
   * @throws IllegalStateException if nothing is stored
   */
  public CapacityReport capacityReport(int most, long seed) {
    return CapacityReport.of(this, store.space(), most, seed);
  }
}

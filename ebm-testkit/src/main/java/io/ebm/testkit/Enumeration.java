package io.ebm.testkit;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;

/**
 * All states of a discrete space with their energies: the oracle for every discrete model small
 * enough. Coordinate 0 changes slowest. Immutable as long as nobody writes its states.
 */
public final class Enumeration {

  /** The greatest number of states enumerated. */
  public static final int LIMIT = 1 << 20;

  private static final int CHUNK = 256;

  private final StateSpace space;
  private final Batch states;
  private final double[] energies;

  private Enumeration(StateSpace space, Batch states, double[] energies) {
    this.space = space;
    this.states = states;
    this.energies = energies;
  }

  /** Whether a space is discrete and has at most so many states. */
  public static boolean possible(StateSpace space, long limit) {
    if (space.levels() == 0) {
      return false;
    }
    long count = 1;
    for (int i = 0; i < space.dim() && count <= limit; i++) {
      count *= space.levels();
    }
    return count <= limit;
  }

  /**
   * Enumerates an unconditional energy.
   *
   * @throws IllegalArgumentException if the space is not discrete or has more than 2^20 states
   */
  public static Enumeration of(EnergyFunction energy) {
    Batch states = states(energy.space());
    double[] energies = new double[states.size()];
    double[] chunk = new double[CHUNK];
    for (int from = 0; from < states.size(); from += CHUNK) {
      int size = Math.min(CHUNK, states.size() - from);
      energy.energies(states.slice(from, from + size), chunk);
      System.arraycopy(chunk, 0, energies, from, size);
    }
    return new Enumeration(energy.space(), states, energies);
  }

  /**
   * Enumerates what row {@code row} of a conditional energy is given: every state is evaluated in a
   * batch whose rows {@code 0 … row} all hold it.
   */
  public static Enumeration ofRow(EnergyFunction energy, int row) {
    Batch states = states(energy.space());
    double[] energies = new double[states.size()];
    Batch repeated = Batch.allocate(row + 1, states.dim());
    double[] out = new double[row + 1];
    for (int s = 0; s < states.size(); s++) {
      for (int i = 0; i <= row; i++) {
        repeated.copyRow(i, states, s);
      }
      energy.energies(repeated, out);
      energies[s] = out[row];
    }
    return new Enumeration(energy.space(), states, energies);
  }

  private static Batch states(StateSpace space) {
    if (!possible(space, LIMIT)) {
      throw new IllegalArgumentException("too many states to enumerate: " + space);
    }
    int dim = space.dim();
    int levels = space.levels();
    int count = 1;
    for (int i = 0; i < dim; i++) {
      count *= levels;
    }
    Batch states = Batch.allocate(count, dim);
    for (int s = 0; s < count; s++) {
      int rest = s;
      for (int j = dim - 1; j >= 0; j--) {
        states.set(s, j, value(space, rest % levels));
        rest /= levels;
      }
    }
    return states;
  }

  private static float value(StateSpace space, int level) {
    return space instanceof StateSpace.Spin ? 2 * level - 1 : level;
  }

  /** How many states there are. */
  public int size() {
    return energies.length;
  }

  /** All states; do not modify. */
  public Batch states() {
    return states;
  }

  /** The energy of state {@code index}. */
  public double energy(int index) {
    return energies[index];
  }

  /** The index of the state in a row of some batch. */
  public int index(Batch batch, int row) {
    int index = 0;
    for (int j = 0; j < batch.dim(); j++) {
      float value = batch.get(row, j);
      if (!space.allows(value)) {
        throw new AssertionError(value + " in row " + row + " is no value of " + space);
      }
      int level = (int) (space instanceof StateSpace.Spin ? (value + 1) / 2 : value);
      index = index * space.levels() + level;
    }
    return index;
  }

  /** How often each state occurs among the rows of a batch. */
  public long[] counts(Batch batch) {
    long[] counts = new long[size()];
    for (int i = 0; i < batch.size(); i++) {
      counts[index(batch, i)]++;
    }
    return counts;
  }

  /** {@code beta E}; what has energy {@code +∞} has it at every inverse temperature. */
  private static double at(double beta, double energy) {
    return energy == Double.POSITIVE_INFINITY ? energy : beta * energy;
  }

  /** {@code log Σ_x exp(-beta E(x))}; states of energy {@code +∞} have no weight. */
  public double logPartition(double beta) {
    double least = Double.POSITIVE_INFINITY;
    for (double energy : energies) {
      least = Math.min(least, at(beta, energy));
    }
    double sum = 0;
    for (double energy : energies) {
      sum += Math.exp(least - at(beta, energy));
    }
    return Math.log(sum) - least;
  }

  /** The probability of every state at an inverse temperature. */
  public double[] probabilities(double beta) {
    double logPartition = logPartition(beta);
    double[] probabilities = new double[size()];
    for (int s = 0; s < probabilities.length; s++) {
      probabilities[s] = Math.exp(-at(beta, energies[s]) - logPartition);
    }
    return probabilities;
  }

  /** Fills every row with an exact, independent sample at an inverse temperature. */
  public void sample(Batch into, double beta, RandomStream random) {
    double[] cumulative = probabilities(beta);
    for (int s = 1; s < cumulative.length; s++) {
      cumulative[s] += cumulative[s - 1];
    }
    for (int i = 0; i < into.size(); i++) {
      double uniform = random.nextDouble() * cumulative[cumulative.length - 1];
      int found = java.util.Arrays.binarySearch(cumulative, uniform);
      int state = found >= 0 ? found + 1 : -found - 1;
      into.copyRow(i, states, Math.min(state, size() - 1));
    }
  }
}

package io.ebm.testkit;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;

/**
 * An energy and the states to test it at.
 *
 * @param energy the energy
 * @param states at least two rows in the energy's space; where the states are real, best multiples
 *     of 1/1024, so that finite differences have exact steps
 * @param rowBound whether row {@code i} of a batch means something of its own, as for the energies
 *     that a conditional model gives: then rows are never moved to another index
 * @param tolerance of derivatives, relative to the greatest
 * @param seed of everything random, told in failures
 */
public record EnergyCase(
    EnergyFunction energy, Batch states, boolean rowBound, double tolerance, long seed) {

  /** The rows that a test has by default: a tile and an odd rest. */
  public static final int ROWS = 67;

  /** The default tolerance of derivatives. */
  public static final double TOLERANCE = 2e-3;

  /** Refuses states that cannot be used. */
  public EnergyCase {
    if (states.size() < 2) {
      throw new IllegalArgumentException("needs at least two states");
    }
    int outside = energy.space().firstOutside(states);
    if (outside >= 0) {
      throw new IllegalArgumentException("state " + outside + " is not in " + energy.space());
    }
  }

  /** An unconditional energy at random states. */
  public static EnergyCase of(EnergyFunction energy, long seed) {
    Batch states = states(energy.space(), ROWS, RandomStream.of(seed).split("states"));
    return new EnergyCase(energy, states, false, TOLERANCE, seed);
  }

  /** Random states; real ones are multiples of 1/1024, and a tenth away from the ends of a box. */
  public static Batch states(StateSpace space, int rows, RandomStream random) {
    Batch states = Batch.allocate(rows, space.dim());
    space.randomStart(states, random);
    if (space.levels() == 0) {
      float[] x = states.array();
      for (int i = 0; i < x.length; i++) {
        if (space instanceof StateSpace.Box box) {
          float middle = (box.low() + box.high()) / 2;
          x[i] = middle + 0.8f * (x[i] - middle);
        }
        x[i] = Math.round(x[i] * 1024) / 1024f;
      }
    }
    return states;
  }

  RandomStream random(String purpose) {
    return RandomStream.of(seed).split(purpose);
  }

  /** Random factors of both signs. */
  double[] weights(String purpose) {
    RandomStream random = random(purpose);
    double[] weights = new double[states.size()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = random.nextGaussian();
    }
    return weights;
  }

  double[] energies(Batch x) {
    double[] out = new double[x.size()];
    energy.energies(x, out);
    return out;
  }

  @Override
  public String toString() {
    return energy.getClass().getSimpleName() + " (seed " + seed + ")";
  }
}

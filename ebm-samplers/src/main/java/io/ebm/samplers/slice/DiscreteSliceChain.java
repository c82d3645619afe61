package io.ebm.samplers.slice;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.RandomStream;
import io.ebm.api.Sizes;
import io.ebm.api.StateSpace;

/**
 * Chains of {@link SliceFactory} on discrete units: the new level of a unit is uniform over those
 * inside the slice. Levels are tried in a random order until one is inside; the present one is.
 */
final class DiscreteSliceChain extends PointwiseChain {

  private final StateSpace space;
  private final int levels;
  private final int[] coordinate;
  private final int[] left; // levels that were not tried yet
  private final int[] tried; // place of the level on trial
  private final int[] untried; // [row][level]
  private final double[] slice; // energies up to it are inside

  DiscreteSliceChain(EnergyFunction energy, Batch states, RandomStream random) {
    super("sampler 'slice'", true, energy, states, random);
    space = energy.space();
    levels = space.levels();
    int n = states.size();
    coordinate = new int[n];
    left = new int[n];
    tried = new int[n];
    untried = new int[Sizes.product("the levels of all chains", n, levels)];
    slice = new double[n];
  }

  @Override
  void begin(int row) {
    coordinate[row] = 0;
    System.arraycopy(states().array(), states().offset(row), points, row * dim, dim);
    beginUnit(row);
  }

  private void beginUnit(int row) {
    slice[row] = energies[row] + exponential(row);
    left[row] = levels;
    for (int a = 0; a < levels; a++) {
      untried[row * levels + a] = a;
    }
    draw(row);
  }

  private void draw(int row) {
    tried[row] = random[row].nextInt(left[row]);
    points[row * dim + coordinate[row]] = space.value(untried[row * levels + tried[row]]);
  }

  @Override
  boolean next(int row, double energy) {
    int place = states().offset(row) + coordinate[row];
    float drawn = points[row * dim + coordinate[row]];
    if (energy > slice[row] && drawn != states().array()[place]) {
      left[row]--;
      untried[row * levels + tried[row]] = untried[row * levels + left[row]];
      draw(row);
      return true;
    }
    states().array()[place] = drawn;
    energies[row] = energy;
    coordinate[row]++;
    if (coordinate[row] == dim) {
      return false;
    }
    beginUnit(row);
    return true;
  }
}

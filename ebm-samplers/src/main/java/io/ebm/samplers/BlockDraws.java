package io.ebm.samplers;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.FitContext;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import java.util.List;
import java.util.Optional;

/**
 * Draws blocks of discrete units, each block jointly from its conditional given all other units, by
 * the energies of all its states. For one tile, so for one thread.
 */
final class BlockDraws {

  /** The most states that a block may have. */
  static final int MOST_STATES = 4096;

  private final EnergyFunction energy;
  private final StateSpace space;
  private final int[][] blocks;
  private final int[] counts; // states of each block
  private final Batch candidates; // the states of a row with all those of a block
  private final double[] energies;

  /** Why blocks cannot be drawn in a space. */
  static Optional<String> misfit(StateSpace space) {
    return space.levels() > 0
        ? Optional.empty()
        : Optional.of("draws blocks of discrete units, and the energy is on " + space);
  }

  /**
   * Prepares the blocks.
   *
   * @throws IllegalArgumentException if the space is not discrete, or a block has units that there
   *     are not or too many states, or a unit is in no block
   */
  BlockDraws(EnergyFunction energy, List<List<Integer>> blocks) {
    this.energy = energy;
    space = energy.space();
    int levels = space.levels();
    FitContext.require("sampler 'gibbs'", misfit(space));
    this.blocks = new int[blocks.size()][];
    counts = new int[blocks.size()];
    boolean[] covered = new boolean[space.dim()];
    int most = 1;
    for (int b = 0; b < blocks.size(); b++) {
      this.blocks[b] = blocks.get(b).stream().mapToInt(Integer::intValue).toArray();
      counts[b] = states(b, this.blocks[b].length, levels);
      most = Math.max(most, counts[b]);
      for (int unit : this.blocks[b]) {
        if (unit >= space.dim()) {
          throw new IllegalArgumentException(
              "blocks["
                  + b
                  + "] of sampler 'gibbs' has unit "
                  + unit
                  + ", and the units are 0 to "
                  + (space.dim() - 1));
        }
        covered[unit] = true;
      }
    }
    for (int unit = 0; unit < covered.length; unit++) {
      if (!covered[unit]) {
        throw new IllegalArgumentException(
            "unit "
                + unit
                + " is in none of the blocks of sampler 'gibbs', and would never move; name every"
                + " unit from 0 to "
                + (space.dim() - 1));
      }
    }
    candidates = Batch.allocate(most, space.dim());
    energies = new double[most];
  }

  private static int states(int block, int units, int levels) {
    long states = 1;
    int possible = 0;
    for (int k = 0; k < units; k++) {
      states *= levels;
      if (states > MOST_STATES) {
        throw new IllegalArgumentException(
            "blocks["
                + block
                + "] of sampler 'gibbs' has "
                + units
                + " units of "
                + levels
                + " levels; at most "
                + possible
                + " can be drawn at once");
      }
      possible++;
    }
    return (int) states;
  }

  int count() {
    return blocks.length;
  }

  /**
   * Draws a block anew in every row.
   *
   * @param step for errors
   */
  void draw(int block, Batch x, double beta, RandomStream random, long step) {
    int[] units = blocks[block];
    int states = counts[block];
    int levels = space.levels();
    Batch all = candidates.slice(0, states);
    for (int row = 0; row < x.size(); row++) {
      for (int s = 0; s < states; s++) {
        all.copyRow(s, x, row);
        int rest = s;
        for (int unit : units) {
          all.set(s, unit, space.value(rest % levels));
          rest /= levels;
        }
      }
      energy.energies(all, energies);
      double least = Double.POSITIVE_INFINITY;
      for (int s = 0; s < states; s++) {
        FiniteCheck.proposal(energies[s], Double.NaN, row, step);
        least = Math.min(least, energies[s]);
      }
      FiniteCheck.move(least, Double.NaN, row, step);
      double sum = 0;
      for (int s = 0; s < states; s++) {
        energies[s] = beta == 0 ? 1 : Math.exp(-beta * (energies[s] - least));
        sum += energies[s];
      }
      double left = random.nextDouble() * sum;
      int drawn = 0;
      for (int s = 0; s < states && left >= 0; s++) {
        if (energies[s] > 0) { // the last of these, if rounding leaves a rest
          drawn = s;
          left -= energies[s];
        }
      }
      x.copyRow(row, all, drawn);
    }
  }
}

package io.ebm.samplers.slice;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Progress;
import io.ebm.api.RandomStream;

/** Chains of {@link SliceFactory}. */
final class SliceChain extends PointwiseChain {

  private static final int LEFT = 0;
  private static final int RIGHT = 1;
  private static final int SHRINK = 2;

  private final SliceFactory.Config config;
  private final Progress progress;
  private final int[] phase;
  private final int[] coordinate;
  private final int[] leftSteps;
  private final int[] rightSteps;
  private final double[] level; // energies up to it are in the slice
  private final double[] left;
  private final double[] right;
  private double width;

  SliceChain(
      SliceFactory.Config config,
      Progress progress,
      EnergyFunction energy,
      Batch states,
      RandomStream random) {
    super("sampler 'slice'", false, energy, states, random);
    this.config = config;
    this.progress = progress;
    int n = states.size();
    phase = new int[n];
    coordinate = new int[n];
    leftSteps = new int[n];
    rightSteps = new int[n];
    level = new double[n];
    left = new double[n];
    right = new double[n];
  }

  @Override
  void beginAdvance() {
    width = config.width().at(progress.fraction());
  }

  @Override
  void begin(int row) {
    coordinate[row] = 0;
    System.arraycopy(states().array(), states().offset(row), points, row * dim, dim);
    beginCoordinate(row);
  }

  private float here(int row) {
    return states().array()[states().offset(row) + coordinate[row]];
  }

  private void beginCoordinate(int row) {
    level[row] = energies[row] + exponential(row);
    left[row] = here(row) - width * random[row].nextDouble();
    right[row] = left[row] + width;
    leftSteps[row] = random[row].nextInt(config.maxWidths());
    rightSteps[row] = config.maxWidths() - 1 - leftSteps[row];
    stepOut(row, LEFT);
  }

  /** Writes the next point of stepping out, or the first of shrinking. */
  private void stepOut(int row, int from) {
    phase[row] = from;
    if (phase[row] == LEFT && leftSteps[row] == 0) {
      phase[row] = RIGHT;
    }
    if (phase[row] == RIGHT && rightSteps[row] == 0) {
      phase[row] = SHRINK;
    }
    switch (phase[row]) {
      case LEFT -> write(row, left[row]);
      case RIGHT -> write(row, right[row]);
      default -> draw(row);
    }
  }

  private void write(int row, double value) {
    points[row * dim + coordinate[row]] = (float) value;
  }

  private void draw(int row) {
    write(row, left[row] + (right[row] - left[row]) * random[row].nextDouble());
  }

  @Override
  boolean next(int row, double energy) {
    boolean in = energy <= level[row];
    switch (phase[row]) {
      case LEFT -> {
        if (in) {
          left[row] -= width;
          leftSteps[row]--;
        }
        stepOut(row, in ? LEFT : RIGHT);
        return true;
      }
      case RIGHT -> {
        if (in) {
          right[row] += width;
          rightSteps[row]--;
        }
        stepOut(row, in ? RIGHT : SHRINK);
        return true;
      }
      default -> {
        return shrink(row, energy, in);
      }
    }
  }

  private boolean shrink(int row, double energy, boolean in) {
    float drawn = points[row * dim + coordinate[row]];
    float present = here(row);
    if (!in && drawn != present) {
      if (drawn < present) {
        left[row] = drawn;
      } else {
        right[row] = drawn;
      }
      draw(row);
      return true;
    }
    if (in) {
      states().array()[states().offset(row) + coordinate[row]] = drawn;
      energies[row] = energy;
    }
    coordinate[row]++;
    if (coordinate[row] == dim) {
      return false;
    }
    beginCoordinate(row);
    return true;
  }
}

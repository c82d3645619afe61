package io.ebm.core.evaluation;

import io.ebm.api.Batch;
import io.ebm.api.Examples;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import java.util.function.Consumer;

/**
 * What is like some examples and wrong, as many of it as there are examples. It is made and scored
 * chunk by chunk, so that memory does not grow with their number.
 */
final class Negatives {

  private static final int CHUNK = 512;

  private final Examples examples;
  private final StateSpace space;

  Negatives(Examples examples, StateSpace space) {
    this.examples = examples;
    this.space = space;
  }

  /**
   * The energies of each row with its coordinates in a random order: right values, wrong places.
   */
  double[] shuffled(Energies energies, RandomStream random) {
    return energies(energies, rows -> shuffle(rows, random));
  }

  /**
   * Puts the coordinates of each row in a random order; those that it has not stay where they are.
   */
  static void shuffle(Batch rows, RandomStream random) {
    int[] there = new int[rows.dim()];
    for (int i = 0; i < rows.size(); i++) {
      int count = 0;
      for (int j = 0; j < there.length; j++) {
        if (!Float.isNaN(rows.get(i, j))) {
          there[count++] = j;
        }
      }
      for (int j = count - 1; j > 0; j--) {
        int k = random.nextInt(j + 1);
        float swap = rows.get(i, there[j]);
        rows.set(i, there[j], rows.get(i, there[k]));
        rows.set(i, there[k], swap);
      }
    }
  }

  /**
   * The energies of uniform noise, over the range of the values or the levels of the space. Rows
   * that vary in length keep it.
   */
  double[] uniform(Energies energies, RandomStream random) {
    if (space.levels() > 0) {
      return energies(energies, rows -> space.randomStart(rows, random));
    }
    if (space instanceof StateSpace.Varying varying && varying.labels() > 0) {
      return energies(energies, rows -> labels(rows, varying.labels(), random));
    }
    float[] range = {Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};
    forEachChunk(
        examples.size(),
        (from, rows) -> {
          for (float value : rows.array()) {
            range[0] = value < range[0] ? value : range[0]; // not if it is NaN
            range[1] = value > range[1] ? value : range[1];
          }
        });
    return energies(
        energies,
        rows -> {
          float[] noise = new float[rows.length()];
          random.fillUniform(noise, 0, noise.length);
          for (int i = 0; i < noise.length; i++) {
            if (!Float.isNaN(rows.array()[i])) {
              rows.array()[i] = range[0] + (range[1] - range[0]) * noise[i];
            }
          }
        });
  }

  /** Random labels in place of those that there are. */
  private static void labels(Batch rows, int levels, RandomStream random) {
    float[] values = rows.array();
    for (int i = 0; i < values.length; i++) {
      if (!Float.isNaN(values[i])) {
        values[i] = random.nextInt(levels);
      }
    }
  }

  private double[] energies(Energies energies, Consumer<Batch> spoil) {
    double[] all = new double[energies.affordable(examples.size())];
    forEachChunk(
        all.length,
        (from, rows) -> {
          spoil.accept(rows);
          System.arraycopy(energies.of(rows), 0, all, from, rows.size());
        });
    return all;
  }

  private interface Chunk {
    void take(int from, Batch rows);
  }

  private void forEachChunk(int count, Chunk chunk) {
    for (int from = 0; from < count; from += CHUNK) {
      int to = Math.min(count, from + CHUNK);
      chunk.take(from, examples.range(from, to, space.dim()));
    }
  }
}

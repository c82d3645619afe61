package io.ebm.objectives.unrolled;

import io.ebm.api.Batch;
import io.ebm.api.Conditional;
import io.ebm.api.ConditionalExamples;
import io.ebm.api.Dataset;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Examples;
import io.ebm.api.Growing;
import io.ebm.api.NonFiniteException;
import io.ebm.api.RandomStream;
import io.ebm.api.Refining;
import io.ebm.api.Rows;
import io.ebm.api.StateSpace;
import io.ebm.api.report.RunView;
import java.util.stream.IntStream;

/**
 * How far held-out targets are found after each number of steps, from none to {@value #MORE} times
 * as many as in training.
 *
 * @param trained the number of steps in training
 * @param rows how many held-out examples there are
 * @param errors the mean squared error of a coordinate, in the units of the data's source, after 0,
 *     1, … steps
 * @param energies the mean energy there
 * @param ofMean the error of the mean of training targets
 */
@SuppressWarnings("ArrayRecordComponent") // made for one reader
record Refinement(int trained, int rows, double[] errors, double[] energies, double ofMean) {

  private static final int MORE = 3;
  private static final int MOST = 1000; // examples

  static boolean applies(RunView run) {
    Dataset data = run.task().orElse(null);
    if (data == null
        || data instanceof Growing
        || !(data.space() instanceof StateSpace.Real)
        || data.heldOut().size() == 0) {
      return false;
    }
    boolean fits =
        data.heldOut() instanceof ConditionalExamples<?>
            ? run.conditional().isPresent()
            : run.energy().isPresent();
    return fits && run.objective().filter(Refining.class::isInstance).isPresent();
  }

  static Refinement of(RunView run) {
    Refining refining = (Refining) run.objective().orElseThrow();
    Dataset data = run.task().orElseThrow();
    int dim = data.space().dim();
    int count = Math.min(MOST, data.heldOut().size());
    int most = MORE * refining.steps();
    double[][] errors = new double[count][]; // sums of each tile
    double[][] energies = new double[count][];
    RandomStream random = run.random().split("refinement");
    run.tiles(
        count,
        (tile, from, to) -> {
          Batch targets = run.restored(data.heldOut().range(from, to, dim));
          EnergyFunction energy = given(run, data.heldOut(), from, to);
          Batch states = Batch.allocate(to - from, dim);
          double[] before = new double[to - from];
          errors[tile] = new double[most + 1];
          energies[tile] = new double[most + 1];
          refining.begin(states, random.split(tile));
          for (int k = 0; k <= most; k++) {
            Batch found = run.restored(states);
            refining.refine(energy, states, before);
            for (int i = 0; i < before.length; i++) {
              errors[tile][k] += error(found, i, targets, i);
              energies[tile][k] += before[i];
            }
          }
        });
    return new Refinement(
        refining.steps(),
        count,
        means(errors, count),
        means(energies, count),
        ofMean(run, data, count));
  }

  @SuppressWarnings("unchecked") // the host has joined a model and the examples that go with it
  private static <C extends Rows<C>> EnergyFunction given(
      RunView run, Examples examples, int from, int to) {
    if (!(examples instanceof ConditionalExamples<?>)) {
      return run.energy().orElseThrow();
    }
    int[] indices = IntStream.range(from, to).toArray();
    Conditional<C> model = (Conditional<C>) run.conditional().orElseThrow();
    return model.given(((ConditionalExamples<C>) examples).contexts(indices, 0, indices.length));
  }

  private static double error(Batch found, int row, Batch targets, int target) {
    double sum = 0;
    for (int j = 0; j < targets.dim(); j++) {
      double error = (double) found.get(row, j) - targets.get(target, j);
      sum += error * error;
    }
    return sum / targets.dim();
  }

  private static double[] means(double[][] tiles, int count) {
    double[] means = new double[tiles[0].length];
    for (int k = 0; k < means.length; k++) {
      double sum = 0;
      for (int tile = 0; tile < count && tiles[tile] != null; tile++) {
        sum += tiles[tile][k];
      }
      means[k] = sum / count;
    }
    return means;
  }

  private static double ofMean(RunView run, Dataset data, int count) {
    int dim = data.space().dim();
    Batch seen = run.restored(data.train().range(0, Math.min(MOST, data.train().size()), dim));
    Batch mean = Batch.allocate(1, dim);
    for (int j = 0; j < dim; j++) {
      double sum = 0;
      for (int i = 0; i < seen.size(); i++) {
        sum += seen.get(i, j);
      }
      mean.set(0, j, (float) (sum / seen.size()));
    }
    Batch targets = run.restored(data.heldOut().range(0, count, dim));
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += error(mean, 0, targets, i);
    }
    return sum / count;
  }

  /**
   * The error after that many steps.
   *
   * @throws NonFiniteException if it is not finite
   */
  double after(int steps) {
    if (!Double.isFinite(errors[steps])) {
      throw new NonFiniteException(
          "the squared error after " + steps + " steps of descent is " + errors[steps]);
    }
    return errors[steps];
  }

  /** Numbers of steps worth telling: ten for each as many as in training. */
  int[] told() {
    return IntStream.rangeClosed(0, 10 * MORE)
        .map(i -> (int) Math.round(i * trained / 10.0))
        .distinct()
        .toArray();
  }
}

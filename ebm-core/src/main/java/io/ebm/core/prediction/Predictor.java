package io.ebm.core.prediction;

import io.ebm.api.Batch;
import io.ebm.api.BestDecodable;
import io.ebm.api.Capabilities;
import io.ebm.api.Conditional;
import io.ebm.api.Decodable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.ExactMarginals;
import io.ebm.api.Model;
import io.ebm.api.PredictionFiles;
import io.ebm.api.PredictionFiles.Predictions;
import io.ebm.api.Rows;
import io.ebm.api.Sizes;
import io.ebm.api.TextLines;
import io.ebm.api.Tractable;
import io.ebm.core.RunFailedException;
import io.ebm.core.UserException;
import io.ebm.core.compose.Fit;
import io.ebm.core.runtime.Tiles;
import io.ebm.core.runtime.Workers;
import io.ebm.core.task.Task;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Predicts targets for contexts that stand in a text, block by block, so that a text of any length
 * can be read. A block's tiles run on all threads.
 *
 * @param <C> what a block of contexts is
 */
public final class Predictor<C extends Rows<C>> {

  private static final int BLOCK = 256;

  private final Conditional<C> model;
  private final PredictionFiles<C> files;
  private final Workers workers;

  private Predictor(Conditional<C> model, PredictionFiles<C> files, Workers workers) {
    this.model = model;
    this.files = files;
    this.workers = workers;
  }

  /** A predictor by a conditional model, for files of the data's form. */
  public static <C extends Rows<C>> Predictor<C> of(
      Model model, PredictionFiles<C> files, Workers workers) {
    return new Predictor<>(Task.given(model), files, workers);
  }

  /**
   * What to predict.
   *
   * @param marginals whether to give the probability of every unit
   * @param best how many targets with their probabilities, or 0 for the best without
   */
  public record Request(boolean marginals, int best) {}

  /**
   * Reads contexts and writes predictions until the text ends.
   *
   * @return how many contexts there were
   * @throws UserException if the text is malformed or the model cannot do what is asked for
   */
  public long predict(TextLines lines, Request request, Appendable out) throws IOException {
    PredictionFiles.Source<C> source = files.read(lines);
    long count = 0;
    try {
      for (C block = source.next(BLOCK); block != null; block = source.next(BLOCK)) {
        source.write(predict(block, request), out);
        count += block.size();
      }
      source.end(out);
    } catch (IllegalArgumentException e) {
      throw new UserException(String.valueOf(e.getMessage()), e);
    }
    return count;
  }

  private Predictions predict(C block, Request request) {
    EnergyFunction whole = model.given(block);
    int dim = whole.space().dim();
    int levels = whole.space().levels();
    int best = Math.max(1, request.best());
    Fit.checkMemory("--best", (long) block.size() * best, "targets", dim, 1);
    Batch targets = Batch.allocate(block.size() * best, dim);
    double[] logs = request.best() > 0 ? new double[targets.size()] : null;
    double[] marginals =
        request.marginals()
            ? new double[Sizes.product("the marginals", block.size(), dim, levels)]
            : null;
    Tiles tiles = Tiles.of(block.size());
    workers.parallel(
        tiles.count(),
        number -> {
          int from = tiles.from(number);
          int to = tiles.from(number + 1);
          Tile tile = new Tile(model.given(block.slice(from, to)), to - from, best);
          tile.decode(targets, from * best, logs);
          if (marginals != null) {
            tile.marginals(marginals, from, dim, levels);
          }
        });
    requireNumbers(logs, best, "log probability");
    requireNumbers(marginals, dim * levels, "probability");
    return new Predictions(targets, best, logs, marginals);
  }

  /** A log probability may be -∞, where there are fewer targets than were asked for. */
  private static void requireNumbers(double @Nullable [] values, int perRow, String what) {
    for (int i = 0; values != null && i < values.length; i++) {
      if (Double.isNaN(values[i]) || values[i] == Double.POSITIVE_INFINITY) {
        throw new RunFailedException(
            "prediction stopped: a "
                + what
                + " of context "
                + i / perRow
                + " of a block is "
                + values[i]
                + "; its energies are out of range",
            null);
      }
    }
  }

  /** Some rows of a block; their energy may have fewer units than the block's. */
  private record Tile(EnergyFunction energy, int rows, int best) {

    void decode(Batch targets, int at, double @Nullable [] logs) {
      Batch found = Batch.allocate(rows * best, energy.space().dim());
      double[] energies = new double[rows * best];
      if (best > 1) {
        Capabilities.require(energy, BestDecodable.class, "predicting more than one target")
            .best(rows, best, found, energies);
      } else {
        Capabilities.require(energy, Decodable.class, "predicting").decode(found, energies);
      }
      for (int i = 0; i < found.size(); i++) {
        System.arraycopy(
            found.array(), found.offset(i), targets.array(), targets.offset(at + i), found.dim());
      }
      if (logs != null) {
        double[] logZ = new double[rows];
        tractable().logPartitions(rows, logZ);
        for (int i = 0; i < energies.length; i++) {
          logs[at + i] = -energies[i] - logZ[i / best];
        }
      }
    }

    void marginals(double[] out, int from, int dim, int levels) {
      int width = energy.space().dim() * levels;
      double[] found = new double[rows * width];
      Capabilities.require(energy, ExactMarginals.class, "giving probabilities")
          .marginals(rows, found);
      for (int i = 0; i < rows; i++) {
        System.arraycopy(found, i * width, out, (from + i) * dim * levels, width);
      }
    }

    private Tractable tractable() {
      return Capabilities.require(energy, Tractable.class, "giving probabilities");
    }
  }
}

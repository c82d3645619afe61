package io.ebm.models.policy;

import io.ebm.api.Batch;
import io.ebm.api.ComponentContext;
import io.ebm.api.ConditionalExamples;
import io.ebm.api.SettingException;
import io.ebm.api.StateSpace;
import io.ebm.api.TextLines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Mean and standard deviation of every number of the observations that a policy learns from. They
 * are part of the policy: a run archives them, and whoever opens it reads them back. A number that
 * is always the same has deviation 1.
 */
final class Standard {

  /** The setting that asks for it. */
  static final String SETTING = "standardise";

  private static final String FILE = "observations.csv";
  private static final String HEAD = "mean,deviation";
  private static final int BLOCK = 1024;

  private final float[] means;
  private final float[] deviations;

  private Standard(float[] means, float[] deviations) {
    this.means = means;
    this.deviations = deviations;
  }

  /** Those of an existing run, or else of the observations that there are as training begins. */
  static Standard of(ComponentContext context, StateSpace space) {
    if (space.levels() > 0) {
      throw new SettingException(
          SETTING,
          "is for numbers; these observations are of "
              + space
              + ", which enter as one unit for each label; leave the key out");
    }
    Path file = context.archive().map(folder -> folder.resolve(FILE)).orElse(null);
    if (file != null && Files.exists(file)) {
      return read(file, space.dim());
    }
    if (context.data().map(data -> data.train()).orElse(null)
        instanceof ConditionalExamples<?> examples) {
      return of(examples, space.dim());
    }
    throw new SettingException(SETTING, "needs data with observations, as 'demonstrations'");
  }

  /** In two passes, the sums in double precision and in the order of the examples. */
  static Standard of(ConditionalExamples<?> examples, int dim) {
    double[] sums = new double[dim];
    double[] squares = new double[dim];
    each(
        examples,
        row -> {
          for (int k = 0; k < dim; k++) {
            sums[k] += row[k];
          }
        });
    int count = Math.max(1, examples.size());
    each(
        examples,
        row -> {
          for (int k = 0; k < dim; k++) {
            double difference = row[k] - sums[k] / count;
            squares[k] += difference * difference;
          }
        });
    float[] means = new float[dim];
    float[] deviations = new float[dim];
    for (int k = 0; k < dim; k++) {
      means[k] = (float) (sums[k] / count);
      float deviation = (float) Math.sqrt(squares[k] / count);
      deviations[k] = deviation > 1e-6f * Math.max(1, Math.abs(means[k])) ? deviation : 1;
    }
    return new Standard(means, deviations);
  }

  private interface Visitor {
    void visit(float[] row);
  }

  private static void each(ConditionalExamples<?> examples, Visitor visitor) {
    float[] row = new float[0];
    for (int from = 0; from < examples.size(); from += BLOCK) {
      int[] indices = new int[Math.min(BLOCK, examples.size() - from)];
      for (int i = 0; i < indices.length; i++) {
        indices[i] = from + i;
      }
      Batch seen = (Batch) examples.contexts(indices, 0, indices.length);
      row = row.length == seen.dim() ? row : new float[seen.dim()];
      for (int i = 0; i < seen.size(); i++) {
        System.arraycopy(seen.array(), seen.offset(i), row, 0, row.length);
        visitor.visit(row);
      }
    }
  }

  /** The means, one for each number. */
  float[] means() {
    return means;
  }

  /** The deviations. */
  float[] deviations() {
    return deviations;
  }

  void archive(Path folder) throws IOException {
    List<String> lines = new ArrayList<>(List.of(HEAD));
    for (int k = 0; k < means.length; k++) {
      lines.add(means[k] + "," + deviations[k]);
    }
    Files.write(folder.resolve(FILE), lines);
  }

  private static Standard read(Path file, int dim) {
    try {
      List<String> lines = TextLines.all(file);
      if (lines.size() != dim + 1 || !lines.get(0).equals(HEAD)) {
        throw new IllegalArgumentException(
            file + ": must be '" + HEAD + "' and a line for each of " + dim + " numbers");
      }
      float[] means = new float[dim];
      float[] deviations = new float[dim];
      for (int k = 0; k < dim; k++) {
        String[] parts = lines.get(k + 1).split(",", 2);
        means[k] = Float.parseFloat(parts[0]);
        deviations[k] = Float.parseFloat(parts[parts.length - 1]);
      }
      return new Standard(means, deviations);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }
}

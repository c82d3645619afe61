package io.ebm.core.data;

import io.ebm.api.Batch;
import io.ebm.api.ConditionalExamples;
import io.ebm.api.Dataset;
import io.ebm.api.Examples;
import io.ebm.api.Growing;
import io.ebm.api.Labelled;
import io.ebm.api.Rescaled;
import io.ebm.api.StateSpace;
import io.ebm.api.text.Textual;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** What data are, in a few lines for people: how many, in what ranges, which classes. */
public final class DataSummary {

  private static final int MOST_COLUMNS = 12;
  private static final int MOST_CLASSES = 12;

  /** Means and standard deviations above this, or below its inverse, are out of scale. */
  private static final double FAR = 10;

  private static final double NARROW = 0.01;

  private DataSummary() {}

  /** The lines, without line ends. */
  public static List<String> lines(Dataset data) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            data.space() instanceof StateSpace.Graphs
                ? "data: %,d examples%s: %s"
                : "data: %,d examples%s, each of %s",
            data.train().size(),
            data.heldOut().size() > 0
                ? String.format(Locale.ROOT, ", %,d held out", data.heldOut().size())
                : ", none held out",
            describe(data.space())));
    if (data instanceof Labelled labelled) {
      lines.add(classes(data, labelled));
    }
    if (data instanceof Textual texts) {
      lines.addAll(TextSummary.lines(data, texts));
      return lines;
    }
    if (data instanceof Growing || data.train().size() == 0) {
      return lines;
    }
    if (data.space().varies()) {
      lines.addAll(VaryingSummary.lines(data));
      return lines;
    }
    Consumer<Batch> restored = data instanceof Rescaled scaled ? scaled::restore : rows -> {};
    boolean conditional = data.train() instanceof ConditionalExamples<?>;
    if (data.space().levels() == 0) {
      lines.addAll(table(conditional ? "target" : "column", of(data, restored)));
    } else if (data.space() instanceof StateSpace.Binary && !conditional) {
      lines.add(
          String.format(
              Locale.ROOT, "  %.4g %% are ones", 100 * of(data, rows -> {}).overallMean()));
    }
    if (standardized(data)) {
      lines.add("  standardized: the model sees columns of mean 0 and standard deviation 1");
    }
    return lines;
  }

  /** In what the scale of real data does not suit a model, with a way out; empty if it does. */
  public static List<String> warnings(Dataset data) {
    List<String> warnings = new ArrayList<>();
    if (data instanceof ClassTask task && task.data().space().varies()) {
      return warnings(task.data());
    }
    if (data instanceof Growing || data.train().size() < 2) {
      return warnings;
    }
    if (data.space().varies()) {
      VaryingSummary.numbers(data)
          .ifPresent(numbers -> warn(numbers, true, "numbers of the positions", warnings));
      return warnings;
    }
    channelsLast(data.space().shape()).ifPresent(warnings::add);
    if (data.space() instanceof StateSpace.Real) {
      warn(of(data, rows -> {}), data.space().shape().size() == 1, "columns", warnings);
    }
    if (data.train() instanceof ConditionalExamples<?> examples
        && examples.contextSpace().isEmpty() // who knows that space sees to its scale
        && examples.contexts(new int[1], 0, 1) instanceof Batch context) {
      ColumnSummary contexts =
          new ColumnSummary(
              examples.size(),
              context.dim(),
              (from, to) -> (Batch) examples.contexts(indices(from, to), 0, to - from),
              rows -> {});
      warn(contexts, false, "columns of the contexts", warnings);
    }
    return warnings;
  }

  /** Images have their channels first. */
  private static Optional<String> channelsLast(List<Integer> shape) {
    int least = 8;
    return shape.size() == 3
            && shape.get(0) >= least
            && shape.get(1) >= least
            && List.of(1, 3, 4).contains(shape.get(2))
        ? Optional.of(
            "examples of shape "
                + shape
                + " look like images with their channels last; layers and augmentations take"
                + " [channels, height, width], which \"channelsLast\": true in the data (of npy,"
                + " npz) makes of them")
        : Optional.empty();
  }

  /** Classes that a classifier cannot learn, as no training example is of them. */
  public static List<String> untrained(Dataset data) {
    if (!(data instanceof Labelled labelled) || data.train().size() == 0) {
      return List.of();
    }
    boolean[] trained = new boolean[labelled.classes()];
    for (int label : labelled.trainLabels()) {
      trained[label] = true;
    }
    List<String> missing = new ArrayList<>();
    for (int k = 0; k < trained.length; k++) {
      if (!trained[k]) {
        missing.add("'" + labelled.classNames().get(k) + "'");
      }
    }
    return missing.isEmpty()
        ? List.of()
        : List.of(
            "no training example is of class "
                + String.join(", ", missing)
                + ": a classifier cannot tell it, and is scored wrong on its held-out examples. To"
                + " see whether the strange is told from the known, name such examples in"
                + " evaluation.against");
  }

  private static int[] indices(int from, int to) {
    int[] indices = new int[to - from];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = from + i;
    }
    return indices;
  }

  private static void warn(
      ColumnSummary columns, boolean table, String what, List<String> warnings) {
    int far = 0;
    int narrow = 0;
    int worst = 0;
    for (int k = 0; k < columns.dim(); k++) {
      double size = Math.max(Math.abs(columns.mean[k]), columns.sd[k]);
      if (size > FAR) {
        far++;
        worst = size > Math.max(Math.abs(columns.mean[worst]), columns.sd[worst]) ? k : worst;
      } else if (table && !columns.constant(k) && columns.sd[k] < NARROW) {
        worst = far + narrow == 0 ? k : worst;
        narrow++;
      }
    }
    if (far + narrow > 0) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "the scale does not fit: %d of %d %s lie far from 0 or vary %s, as number %d with mean"
                  + " %.4g and standard deviation %.4g. Models, chains and their steps are made for"
                  + " values of about 1; \"standardize\": true in the data (of csv, npy, npz) sees to it,"
                  + " or \"scale\" and \"shift\", as a scale of 0.00392156862745098 (1/255) for bytes",
              far + narrow,
              columns.dim(),
              what,
              narrow == 0 ? "much" : far == 0 ? "little" : "much or little",
              worst,
              columns.mean[worst],
              columns.sd[worst]));
    }
  }

  private static boolean standardized(Dataset data) {
    if (!(data instanceof Rescaled scaled)) {
      return false;
    }
    for (int k = 0; k < data.space().dim(); k++) {
      if (scaled.scale(k) != 1 || scaled.centre(k) != 0) {
        return true;
      }
    }
    return false;
  }

  private static ColumnSummary of(Dataset data, Consumer<Batch> change) {
    int dim = data.space().dim();
    Examples train = data.train();
    return new ColumnSummary(train.size(), dim, (from, to) -> train.range(from, to, dim), change);
  }

  /** As in {@code zeros and ones of shape [3, 3]}. */
  public static String describe(StateSpace space) {
    if (space.varies()) {
      return VaryingSummary.describe(space);
    }
    String what =
        space instanceof StateSpace.Binary
            ? "zeros and ones"
            : space instanceof StateSpace.Spin
                ? "spins, -1 or 1"
                : space.levels() > 0
                    ? "labels from 0 to " + (space.levels() - 1)
                    : space instanceof StateSpace.Box box
                        ? "numbers from " + box.low() + " to " + box.high()
                        : "real numbers";
    return what + " of shape " + space.shape();
  }

  private static String classes(Dataset data, Labelled labelled) {
    int[] counts = new int[labelled.classes()];
    for (int label : labelled.trainLabels()) {
      counts[label]++;
    }
    List<String> names = RowTexts.classNames(data);
    StringBuilder text = new StringBuilder("  " + counts.length + " classes: ");
    for (int k = 0; k < Math.min(counts.length, MOST_CLASSES); k++) {
      String name = names == null ? String.valueOf(k) : names.get(k);
      text.append(k > 0 ? ", " : "").append(name).append(" (").append(counts[k]).append(')');
    }
    return text + (counts.length > MOST_CLASSES ? ", …" : "");
  }

  static List<String> table(String what, ColumnSummary columns) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT, "  %-12s %12s %12s %12s %12s", what, "min", "max", "mean", "sd"));
    for (int k = 0; columns.dim() <= MOST_COLUMNS && k < columns.dim(); k++) {
      lines.add(
          row(String.valueOf(k), columns.min[k], columns.max[k], columns.mean[k], columns.sd[k]));
    }
    if (columns.dim() > MOST_COLUMNS) {
      lines.add(
          row(
              "all " + columns.dim(),
              columns.least(),
              columns.greatest(),
              columns.overallMean(),
              columns.overallSd()));
    }
    int constants = columns.constants();
    if (constants > 0) {
      lines.add("  " + constants + " of " + columns.dim() + " never vary");
    }
    return lines;
  }

  private static String row(String name, double min, double max, double mean, double sd) {
    return String.format(
        Locale.ROOT, "  %-12s %12.5g %12.5g %12.5g %12.5g", name, min, max, mean, sd);
  }
}

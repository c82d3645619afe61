package io.ebm.core.data;

import io.ebm.api.Batch;
import io.ebm.api.Dataset;
import io.ebm.api.Examples;
import io.ebm.api.StateSpace;
import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToIntBiFunction;

/** What examples are that vary in length: how long, and in what ranges their numbers are. */
final class VaryingSummary {

  private static final int ROWS = 1024;

  private VaryingSummary() {}

  /** As in {@code up to 32 positions of 3 real numbers}. */
  static String describe(StateSpace space) {
    if (space instanceof StateSpace.Graphs graphs) {
      return "graphs of up to "
          + graphs.nodes()
          + " nodes with "
          + numbers(graphs.ofNodes())
          + " and up to "
          + graphs.links()
          + " links"
          + (graphs.kinds() > 1 ? " of " + graphs.kinds() + " kinds" : "");
    }
    StateSpace.Varying varying = positions(space);
    return "up to " + varying.most() + " positions with " + numbers(varying);
  }

  private static String numbers(StateSpace.Varying space) {
    String what = space.labels() == 0 ? "real number" : "label from 0 to " + (space.labels() - 1);
    return space.channels() == 1
        ? "a " + what
        : space.labels() == 0
            ? space.channels() + " real numbers"
            : space.channels() + " labels from 0 to " + (space.labels() - 1);
  }

  private static StateSpace.Varying positions(StateSpace space) {
    return space instanceof StateSpace.Graphs graphs
        ? graphs.ofNodes()
        : (StateSpace.Varying) space;
  }

  /** The lengths of the training examples, and the ranges of their numbers. */
  static List<String> lines(Dataset data) {
    List<String> lines = new ArrayList<>();
    StateSpace.Varying positions = positions(data.space());
    if (data.space() instanceof StateSpace.Graphs graphs) {
      lines.add(lengths("nodes", data, positions::length));
      lines.add(lengths("links", data, graphs::links));
    } else {
      lines.add(lengths("positions", data, positions::length));
    }
    numbers(data).ifPresent(numbers -> lines.addAll(DataSummary.table("channel", numbers)));
    return lines;
  }

  private static String lengths(String what, Dataset data, ToIntBiFunction<Batch, Integer> length) {
    IntSummaryStatistics lengths = new IntSummaryStatistics();
    Examples train = data.train();
    for (int from = 0; from < train.size(); from += ROWS) {
      Batch rows = train.range(from, Math.min(from + ROWS, train.size()), data.space().dim());
      for (int i = 0; i < rows.size(); i++) {
        lengths.accept(length.applyAsInt(rows, i));
      }
    }
    return String.format(
        Locale.ROOT,
        "  %s: %d to %d, %.1f on average",
        what,
        lengths.getMin(),
        lengths.getMax(),
        lengths.getAverage());
  }

  /** Of real numbers, each channel over the positions that there are; empty of labels. */
  static Optional<ColumnSummary> numbers(Dataset data) {
    StateSpace.Varying space = positions(data.space());
    if (space.labels() > 0) {
      return Optional.empty();
    }
    int dim = data.space().dim();
    Examples train = data.train();
    return Optional.of(
        new ColumnSummary(
            train.size(),
            space.channels(),
            (from, to) -> positions(train.range(from, to, dim), space),
            rows -> {}));
  }

  /** The positions of all rows as rows. */
  private static Batch positions(Batch rows, StateSpace.Varying space) {
    int count = 0;
    for (int i = 0; i < rows.size(); i++) {
      count += space.length(rows, i);
    }
    Batch positions = Batch.allocate(count, space.channels());
    int at = 0;
    for (int i = 0; i < rows.size(); i++) {
      for (int p = 0; p < space.length(rows, i); p++, at++) {
        for (int c = 0; c < space.channels(); c++) {
          positions.set(at, c, rows.get(i, c * space.most() + p));
        }
      }
    }
    return positions;
  }
}

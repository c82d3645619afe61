package org.example.studentt;

import io.ebm.api.Batch;
import io.ebm.api.Dataset;
import io.ebm.api.report.Page;
import io.ebm.api.report.Picture;
import io.ebm.api.report.ReportSection;
import io.ebm.api.report.RunView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How well Student t variables fit their data: the histogram of a coordinate beside the density
 * that was learned, and the quantiles of the data beside those of the model.
 */
public final class TailsSection implements ReportSection {

  private static final int MOST_ROWS = 10_000;
  private static final int MOST_COORDINATES = 2;
  private static final int POINTS = 201;
  private static final int QUANTILES = 39;

  @Override
  public String name() {
    return "student-t-tails";
  }

  @Override
  public String description() {
    return "Histograms and quantiles of coordinates beside the Student t law that was learned.";
  }

  @Override
  public String heading() {
    return "Tails";
  }

  @Override
  public boolean applies(RunView run) {
    return run.model().as(StudentT.class).isPresent()
        && run.data().filter(data -> data.train().size() > 0).isPresent();
  }

  @Override
  public void draw(RunView run, Page on) {
    StudentT model = run.model().as(StudentT.class).orElseThrow();
    Dataset data = run.data().orElseThrow();
    int dim = data.space().dim();
    Batch rows = data.train().range(0, Math.min(MOST_ROWS, data.train().size()), dim);
    List<List<String>> laws = new ArrayList<>();
    for (int j = 0; j < Math.min(MOST_COORDINATES, dim); j++) {
      int coordinate = j;
      double[] values = sorted(rows, j);
      laws.add(List.of("x" + j, number(model.location(j)), number(model.scale(j))));
      on.picture(
          "student-t-density-" + j,
          "Coordinate " + j + " of the data and the density that was learned",
          () -> density(model, coordinate, values));
      on.picture(
          "student-t-quantiles-" + j,
          "Quantiles of coordinate " + j + "; a tail that is too light or heavy leaves the diagonal",
          () -> quantiles(model, coordinate, values));
    }
    on.table(List.of("coordinate", "location", "scale"), laws);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }

  private static double[] sorted(Batch rows, int coordinate) {
    double[] values = new double[rows.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = rows.get(i, coordinate);
    }
    Arrays.sort(values);
    return values;
  }

  private static Picture density(StudentT model, int coordinate, double[] sorted) {
    int beyond = sorted.length / 1000; // what histograms leave out
    double low = sorted[beyond];
    double high = sorted[sorted.length - 1 - beyond];
    double[] x = new double[POINTS];
    double[] y = new double[POINTS];
    for (int i = 0; i < POINTS; i++) {
      x[i] = low + (high - low) * i / (POINTS - 1);
      y[i] = model.density(coordinate, x[i]);
    }
    Map<String, double[]> samples = new LinkedHashMap<>();
    samples.put("data", sorted);
    return new Picture.Histogram(
        "", "x" + coordinate, samples, List.of(new Picture.Series("Student t", x, y)));
  }

  private static Picture quantiles(StudentT model, int coordinate, double[] sorted) {
    double[] theirs = new double[QUANTILES];
    double[] ours = new double[QUANTILES];
    for (int i = 0; i < QUANTILES; i++) {
      double share = (i + 1.0) / (QUANTILES + 1);
      theirs[i] = model.quantile(coordinate, share);
      ours[i] = sorted[(int) (share * sorted.length)];
    }
    return new Picture.Lines(
        "",
        "quantile of the model",
        "quantile of the data",
        List.of(
            new Picture.Series("data", theirs, ours),
            new Picture.Series("the model itself", theirs, theirs)));
  }
}

package io.ebm.core.report;

import io.ebm.api.report.Picture.Series;
import java.awt.Color;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYAreaRenderer;
import org.jfree.data.Range;
import org.jfree.data.xy.DefaultXYDataset;

/** Histograms of several samples over each other, each of area one. */
public final class Histogram {

  private static final int WIDTH = 760;
  private static final int HEIGHT = 340;
  private static final int MOST_BINS = 120;

  private Histogram() {}

  /** As {@link #png(String, String, Map, List)}, without densities. */
  public static byte[] png(String title, String unit, Map<String, double[]> samples) {
    return png(title, unit, samples, List.of());
  }

  /**
   * Draws histograms with common bins over the middle 99.8 % of all numbers; the width of the bins
   * follows Freedman and Diaconis.
   *
   * @param unit what the numbers are, as in {@code energy}
   * @param samples the numbers by name, as in {@code data} and {@code samples}, in order; what is
   *     not finite is left out
   * @param densities lines on top
   * @return a PNG image
   */
  public static byte[] png(
      String title, String unit, Map<String, double[]> samples, List<Series> densities) {
    Map<String, double[]> sorted = new LinkedHashMap<>();
    samples.forEach(
        (name, values) ->
            sorted.put(name, Arrays.stream(values).filter(Style::drawn).sorted().toArray()));
    double[] all = sorted.values().stream().flatMapToDouble(Arrays::stream).sorted().toArray();
    NumberAxis domain = Style.axis(unit);
    NumberAxis range = Style.axis("density");
    range.setLowerMargin(0);
    range.setUpperMargin(0.08);
    XYPlot plot = Style.plot(domain, range);
    if (all.length > 0) {
      double low = all[all.length / 1000];
      double high = all[all.length - 1 - all.length / 1000];
      if (high - low <= Style.LEAST) {
        Range around = Style.around(low);
        low = around.getLowerBound();
        high = around.getUpperBound();
      }
      int bins = bins(sorted, low, high);
      int layer = 0;
      for (Map.Entry<String, double[]> entry : sorted.entrySet()) {
        add(plot, layer++, entry.getKey(), entry.getValue(), low, high, bins);
      }
      for (int i = 0; i < densities.size(); i++) {
        Color colour = Style.series(sorted.size() + i);
        Style.addLine(plot, 2 * sorted.size() + i, densities.get(i), colour, 2, true);
      }
      domain.setRange(low, high);
    }
    return Style.png(
        Style.chart(title, plot, samples.size() + densities.size() > 1), WIDTH, HEIGHT);
  }

  private static int bins(Map<String, double[]> samples, double low, double high) {
    double width = Double.POSITIVE_INFINITY;
    for (double[] sorted : samples.values()) {
      if (sorted.length > 1) {
        double quartiles = sorted[3 * sorted.length / 4] - sorted[sorted.length / 4];
        width = Math.min(width, 2 * quartiles / Math.cbrt(sorted.length));
      }
    }
    double bins = width > 0 ? Math.ceil((high - low) / width) : MOST_BINS;
    return (int) Math.max(10, Math.min(MOST_BINS, bins));
  }

  /** Adds the outline of a histogram as a filled area with steps. */
  private static void add(
      XYPlot plot, int layer, String name, double[] values, double low, double high, int bins) {
    double width = (high - low) / bins;
    double[] heights = new double[bins];
    for (double value : values) {
      if (value >= low && value <= high) {
        heights[(int) Math.min(bins - 1, (value - low) / width)] += 1 / (values.length * width);
      }
    }
    double[][] outline = new double[2][2 * bins + 2];
    for (int i = 0; i <= bins; i++) {
      outline[0][2 * i] = low + i * width;
      outline[0][2 * i + 1] = low + i * width;
      outline[1][2 * i] = i == 0 ? 0 : heights[i - 1];
      outline[1][2 * i + 1] = i == bins ? 0 : heights[i];
    }
    DefaultXYDataset data = new DefaultXYDataset();
    data.addSeries(name, outline);
    XYAreaRenderer renderer = new XYAreaRenderer(XYAreaRenderer.AREA);
    renderer.setSeriesPaint(0, Style.translucent(Style.series(layer), 0.35));
    renderer.setOutline(false);
    plot.setDataset(2 * layer + 1, data);
    plot.setRenderer(2 * layer + 1, renderer);
    renderer.setSeriesVisibleInLegend(0, false);
    Series line = new Series(name, outline[0], outline[1]);
    Style.addLine(plot, 2 * layer, line, Style.series(layer), 1.5, true);
  }
}

package io.ebm.core.report;

import java.awt.Color;
import java.nio.file.Path;
import java.util.Map;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.data.statistics.HistogramDataset;
import org.jfree.data.statistics.HistogramType;
import org.jfree.data.xy.DefaultXYDataset;

/** Charts of series of numbers, written as PNG. */
public final class Plots {

  private static final int BINS = 60;

  private Plots() {}

  /**
   * A metric over steps: each value faint, and a running mean over it.
   *
   * @param steps the steps, ascending
   * @param values as many values; non-finite ones leave a gap
   */
  public static void curve(Path file, String name, double[] steps, double[] values) {
    XYPlot plot = Charts.plot("step", name);
    DefaultXYDataset mean = new DefaultXYDataset();
    mean.addSeries("mean", new double[][] {steps, smooth(values)});
    DefaultXYDataset raw = new DefaultXYDataset();
    raw.addSeries("each", new double[][] {steps, values});
    Color color = Palette.LINES.get(0);
    plot.setDataset(1, raw);
    plot.setRenderer(
        1, Charts.lines(1f, new Color(color.getRed(), color.getGreen(), color.getBlue(), 90)));
    plot.setDataset(0, mean);
    plot.setRenderer(0, Charts.lines(2.6f, color));
    Charts.write(file, name, plot, false, Charts.WIDTH, Charts.HEIGHT);
  }

  /** A centred running mean over about a twentieth of the values. */
  private static double[] smooth(double[] values) {
    int half = Math.max(1, values.length / 40);
    double[] smooth = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      double sum = 0;
      int count = 0;
      for (int j = Math.max(0, i - half); j <= Math.min(values.length - 1, i + half); j++) {
        if (Double.isFinite(values[j])) {
          sum += values[j];
          count++;
        }
      }
      smooth[i] = count == 0 ? Double.NaN : sum / count;
    }
    return smooth;
  }

  /** Histograms over one axis, each of area one; at most as many as the palette has colours. */
  public static void histogram(
      Path file, String title, String xLabel, Map<String, double[]> samples) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double[] values : samples.values()) {
      double[] sorted = values.clone();
      java.util.Arrays.sort(sorted);
      low = Math.min(low, sorted[(int) (0.002 * (sorted.length - 1))]);
      high = Math.max(high, sorted[(int) (0.998 * (sorted.length - 1))]);
    }
    if (!(high > low)) {
      high = low + 1;
    }
    HistogramDataset data = new HistogramDataset();
    data.setType(HistogramType.SCALE_AREA_TO_1);
    for (Map.Entry<String, double[]> entry : samples.entrySet()) {
      double from = low;
      double to = high;
      double[] inside =
          java.util.Arrays.stream(entry.getValue()).filter(v -> v >= from && v <= to).toArray();
      if (inside.length > 0) {
        data.addSeries(entry.getKey(), inside, BINS, low, high);
      }
    }
    XYPlot plot = Charts.plot(xLabel, "density");
    plot.setDataset(data);
    XYBarRenderer bars = new XYBarRenderer();
    bars.setBarPainter(new StandardXYBarPainter());
    bars.setShadowVisible(false);
    for (int i = 0; i < data.getSeriesCount(); i++) {
      Color color = Palette.LINES.get(i % Palette.LINES.size());
      bars.setSeriesPaint(i, new Color(color.getRed(), color.getGreen(), color.getBlue(), 140));
    }
    plot.setRenderer(bars);
    Charts.write(file, title, plot, true, Charts.WIDTH, Charts.HEIGHT);
  }

  /**
   * Traces of a quantity of some chains.
   *
   * @param values {@code [chain][moment]}; at most eight chains are drawn
   * @param interval steps between two moments
   */
  public static void traces(
      Path file, String title, String yLabel, double[][] values, int interval) {
    XYPlot plot = Charts.plot("step", yLabel);
    DefaultXYDataset data = new DefaultXYDataset();
    int chains = Math.min(8, values.length);
    Color[] colors = new Color[chains];
    for (int chain = 0; chain < chains; chain++) {
      double[] steps = new double[values[chain].length];
      for (int i = 0; i < steps.length; i++) {
        steps[i] = (i + 1.0) * interval;
      }
      data.addSeries("chain " + chain, new double[][] {steps, values[chain]});
      Color color = (Color) new Palette.Scale(0, chains).getPaint(chain);
      colors[chain] = color;
    }
    plot.setDataset(data);
    plot.setRenderer(Charts.lines(1.3f, colors));
    Charts.write(file, title, plot, false, Charts.WIDTH, Charts.HEIGHT);
  }
}

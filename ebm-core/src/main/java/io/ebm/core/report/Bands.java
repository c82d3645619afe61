package io.ebm.core.report;

import io.ebm.api.report.Picture.Series;
import java.awt.BasicStroke;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.commons.math3.distribution.TDistribution;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;

/** The mean of several runs over their steps, in a band of confidence. */
public final class Bands {

  private static final int WIDTH = 760;
  private static final int HEIGHT = 340;
  private static final double CONFIDENCE = 0.95;

  private Bands() {}

  /**
   * The mean over runs at a step and the bounds of its 95 % interval by Student's t.
   *
   * @param step the step
   * @param mean over the runs
   * @param low the lower bound
   * @param high the upper bound
   */
  record Point(double step, double mean, double low, double high) {}

  /**
   * Draws one number of several runs.
   *
   * @param name what it is
   * @param runs a series for each run, at least two; steps that not all of them have are left out
   * @return a PNG image
   */
  public static byte[] png(String name, List<Series> runs) {
    YIntervalSeries band = new YIntervalSeries(name);
    for (Point point : points(runs)) {
      band.add(point.step(), point.mean(), point.low(), point.high());
    }
    YIntervalSeriesCollection data = new YIntervalSeriesCollection();
    data.addSeries(band);
    DeviationRenderer renderer = new DeviationRenderer(true, false);
    renderer.setSeriesPaint(0, Style.series(0));
    renderer.setSeriesFillPaint(0, Style.series(0));
    renderer.setSeriesStroke(0, new BasicStroke(2));
    renderer.setAlpha(0.2f);
    XYPlot plot = Style.plot(Style.stepAxis("step"), Style.axis(""));
    plot.setDataset(0, data);
    plot.setRenderer(0, renderer);
    return Style.png(Style.chart(name, plot, false), WIDTH, HEIGHT);
  }

  static List<Point> points(List<Series> runs) {
    TreeMap<Double, List<Double>> values = new TreeMap<>();
    for (Series run : runs) {
      for (int i = 0; i < run.x().length; i++) {
        if (Style.drawn(run.y()[i])) {
          values.computeIfAbsent(run.x()[i], step -> new ArrayList<>()).add(run.y()[i]);
        }
      }
    }
    int n = runs.size();
    double quantile = new TDistribution(n - 1).inverseCumulativeProbability((1 + CONFIDENCE) / 2);
    List<Point> points = new ArrayList<>();
    values.forEach(
        (step, all) -> {
          if (all.size() == n) {
            double mean = all.stream().mapToDouble(Double::doubleValue).sum() / n;
            double squares =
                all.stream().mapToDouble(value -> (value - mean) * (value - mean)).sum();
            double half = quantile * Math.sqrt(squares / (n - 1) / n);
            if (Style.drawn(mean) && Style.drawn(half)) {
              points.add(new Point(step, mean, mean - half, mean + half));
            }
          }
        });
    return points;
  }
}

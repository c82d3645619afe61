package io.ebm.core.report;

import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;

/** Numbers over the steps of a run: the raw ones faintly, a moving mean on top. */
public final class Curves {

  private static final int WIDTH = 760;
  private static final int HEIGHT = 340;

  /** Below this many points a series is drawn as it is. */
  private static final int LEAST_TO_SMOOTH = 40;

  private Curves() {}

  /**
   * Draws one or more series in one chart. Where a few numbers (the first steps, as a rule) are far
   * off, the axis shows the others.
   *
   * @param title stands above the chart
   * @param unit what the numbers are, beside the vertical axis
   * @return a PNG image
   */
  public static byte[] png(String title, String unit, List<Series> series) {
    NumberAxis range = Style.axis(unit);
    XYPlot plot = Style.plot(Style.stepAxis("step"), range);
    int layer = 0;
    for (int i = 0; i < series.size(); i++) {
      Series raw = series.get(i);
      boolean smooth = raw.y().length >= LEAST_TO_SMOOTH;
      Color colour = Style.series(i);
      Series top = smooth ? raw.smoothed(raw.y().length / 20) : raw;
      Style.addLine(plot, layer++, top, colour, 2, true);
      if (smooth) {
        Style.addLine(plot, layer++, raw, Style.translucent(colour, 0.22), 1, false);
      }
    }
    showMost(range, series);
    return Style.png(Style.chart(title, plot, series.size() > 1), WIDTH, HEIGHT);
  }

  private static void showMost(NumberAxis axis, List<Series> series) {
    double[] all =
        series.stream()
            .flatMapToDouble(one -> Arrays.stream(one.y()))
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    if (all.length < LEAST_TO_SMOOTH) {
      return;
    }
    double low = all[all.length / 100];
    double high = all[all.length - 1 - all.length / 100];
    double margin = 0.15 * (high - low);
    boolean outliers = all[all.length - 1] - all[0] > 3 * (high - low);
    if (outliers && margin > 0) {
      axis.setRange(Math.max(all[0], low - margin), Math.min(all[all.length - 1], high + margin));
    }
  }
}

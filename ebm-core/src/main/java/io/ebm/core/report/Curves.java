package io.ebm.core.report;

import io.ebm.api.report.Picture.Series;
import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.data.Range;

/** Numbers over the steps of a run: the raw ones faintly, a smooth line on top. */
public final class Curves {

  private static final int WIDTH = 760;
  private static final int HEIGHT = 340;

  /** Below this many points a series is drawn as it is. */
  private static final int LEAST_TO_SMOOTH = 40;

  /** Below this many numbers none is far off. */
  private static final int LEAST_TO_CUT = 10;

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
    return png(title, Style.stepAxis("step"), unit, series);
  }

  /**
   * As {@link #png(String, String, List)}, over something else than steps.
   *
   * @param across what it is, below the horizontal axis
   */
  public static byte[] png(String title, String across, String unit, List<Series> series) {
    return png(title, Style.axis(across), unit, series);
  }

  private static byte[] png(String title, NumberAxis across, String unit, List<Series> series) {
    NumberAxis axis = Style.axis(unit);
    XYPlot plot = Style.plot(across, axis);
    Range shown = shown(series);
    int layer = 0;
    for (int i = 0; i < series.size(); i++) {
      Series raw = series.get(i);
      int points = raw.y().length;
      boolean smooth = points >= LEAST_TO_SMOOTH;
      Color colour = Style.series(i);
      Series top =
          smooth
              ? Smoothing.of(raw, points / 30, shown.getLowerBound(), shown.getUpperBound())
              : raw;
      Style.addLine(plot, layer++, top, colour, 2, true);
      if (smooth) {
        Style.addLine(plot, layer++, raw, Style.translucent(colour, 0.22), 1, false);
      }
    }
    if (shown.getLength() < Double.MAX_VALUE) {
      axis.setRange(shown);
    }
    return Style.png(Style.chart(title, plot, series.size() > 1), WIDTH, HEIGHT);
  }

  /** What the axis shows: all of the numbers' range, or where some are far off, most of it. */
  static Range shown(List<Series> series) {
    double[] all =
        series.stream()
            .flatMapToDouble(one -> Arrays.stream(one.y()))
            .filter(Style::drawn)
            .sorted()
            .toArray();
    if (all.length == 0) {
      return new Range(-Double.MAX_VALUE / 2, Double.MAX_VALUE / 2);
    }
    double least = all[0];
    double most = all[all.length - 1];
    if (most - least <= Style.LEAST) {
      return Style.around(least);
    }
    int few = Math.max(1, all.length / 100);
    double far = all.length < 100 ? 10 : 3; // of few numbers it takes more to be far off
    double low = all[Math.min(few, all.length - 1)];
    double high = all[Math.max(0, all.length - 1 - few)];
    if (all.length >= LEAST_TO_CUT && high > low && most - least > far * (high - low)) {
      least = Math.max(least, low - 0.15 * (high - low));
      most = Math.min(most, high + 0.15 * (high - low));
    }
    double margin = 0.03 * (most - least);
    return new Range(least - margin, most + margin);
  }
}

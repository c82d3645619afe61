package io.ebm.core.report;

import io.ebm.api.report.Picture.Series;
import io.ebm.core.diagnostics.Autocorrelation;
import io.ebm.core.diagnostics.RankNormalization;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.IntervalMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.Layer;

/** What chains do over time: their traces, their autocorrelations, the ranks of their draws. */
public final class Traces {

  private static final int WIDTH = 760;
  private static final int HEIGHT = 320;

  /** More chains than this are not drawn. */
  private static final int MOST_CHAINS = 12;

  /** No series is drawn with more points than this; it is thinned evenly. */
  private static final int MOST_POINTS = 3000;

  private Traces() {}

  /**
   * Draws one scalar of every chain over its draws.
   *
   * @param unit what the scalar is, as in {@code energy}
   * @param chains {@code [chains][draws]}; the first twelve are drawn
   * @return a PNG image
   */
  public static byte[] png(String title, String unit, double[][] chains) {
    XYPlot plot = Style.plot(Style.stepAxis("draw"), Style.axis(unit));
    for (int c = 0; c < Math.min(MOST_CHAINS, chains.length); c++) {
      int step = Math.max(1, chains[c].length / MOST_POINTS);
      double[] values = new double[(chains[c].length + step - 1) / step];
      double[] draws = new double[values.length];
      for (int i = 0; i < values.length; i++) {
        draws[i] = (double) i * step;
        values[i] = chains[c][i * step];
      }
      Color colour = Style.translucent(Style.series(c), chains.length > 1 ? 0.7 : 1);
      Style.addLine(plot, c, new Series("chain " + c, draws, values), colour, 1, false);
    }
    return Style.png(Style.chart(title, plot, false), WIDTH, HEIGHT);
  }

  /**
   * Draws autocorrelations by lag: faintly those of every chain, on top their mean. The band is
   * where independent draws would lie with 95 % probability.
   *
   * @param chains {@code [chains][draws]}
   * @param lags how many lags, 0 included; cut to the number of draws
   * @return a PNG image
   */
  public static byte[] autocorrelation(String title, double[][] chains, int lags) {
    NumberAxis range = Style.axis("autocorrelation");
    XYPlot plot = Style.plot(Style.stepAxis("lag"), range);
    List<double[]> all = new ArrayList<>();
    for (double[] chain : chains) {
      if (chain.length > 0) {
        all.add(Autocorrelation.of(chain, Math.min(lags, chain.length)));
      }
    }
    double least = -0.1;
    for (double[] one : all) {
      least = Math.min(least, Arrays.stream(one).filter(Double::isFinite).min().orElse(0));
    }
    range.setRange(least - 0.05, 1.05);
    if (!all.isEmpty()) {
      int length = all.get(0).length;
      double[] x = new double[length];
      double[] mean = new double[length];
      for (int lag = 0; lag < length; lag++) {
        x[lag] = lag;
        for (double[] one : all) {
          mean[lag] += one[lag] / all.size();
        }
      }
      Style.addLine(plot, 0, new Series("mean", x, mean), Style.series(0), 2.2, false);
      for (int c = 0; c < Math.min(MOST_CHAINS, all.size()) && all.size() > 1; c++) {
        Color faint = Style.translucent(Style.series(0), 0.25);
        Style.addLine(plot, c + 1, new Series("chain " + c, x, all.get(c)), faint, 1, false);
      }
      double bound =
          1.96 / Math.sqrt(Arrays.stream(chains).mapToInt(one -> one.length).max().orElse(1));
      IntervalMarker band = new IntervalMarker(-bound, bound);
      band.setPaint(Style.translucent(Style.GRID, 0.7));
      band.setOutlinePaint(null);
      plot.addRangeMarker(band, Layer.BACKGROUND);
    }
    return Style.png(Style.chart(title, plot, false), WIDTH, HEIGHT);
  }

  /**
   * Draws how the ranks of every chain's draws among all draws are distributed (Vehtari et al.
   * 2021, section 5.2): evenly, if the chains sample one law. A line for each chain, its share of
   * draws up to a rank less the share of ranks; the band holds nine out of ten even ones at any
   * place.
   *
   * @param chains {@code [chains][draws]}; the first twelve are drawn, all are ranked
   * @return a PNG image
   */
  public static byte[] ranks(String title, double[][] chains) {
    NumberAxis domain = Style.axis("rank, as a share of all draws");
    domain.setRange(0, 1);
    XYPlot plot = Style.plot(domain, Style.axis("excess of draws below"));
    int draws = chains.length == 0 ? 0 : chains[0].length;
    if (draws == 0) {
      return Style.png(Style.chart(title, plot, false), WIDTH, HEIGHT);
    }
    double[][] ranks = RankNormalization.ranks(chains);
    double all = (double) draws * chains.length;
    for (int c = 0; c < Math.min(MOST_CHAINS, chains.length); c++) {
      double[] sorted = ranks[c].clone();
      Arrays.sort(sorted);
      double[] x = new double[draws + 2];
      double[] y = new double[draws + 2];
      for (int i = 0; i < draws; i++) {
        x[i + 1] = sorted[i] / all;
        y[i + 1] = (i + 0.5) / draws - x[i + 1];
      }
      x[draws + 1] = 1;
      Color colour = Style.translucent(Style.series(c), 0.7);
      Style.addLine(plot, c + 2, new Series("chain " + c, x, y), colour, 1, false);
    }
    for (int side = 0; side < 2; side++) {
      double[] x = new double[101];
      double[] y = new double[101];
      for (int i = 0; i <= 100; i++) {
        x[i] = i / 100.0;
        y[i] = (side == 0 ? 1.645 : -1.645) * Math.sqrt(x[i] * (1 - x[i]) / draws);
      }
      Style.addLine(plot, side, new Series("band " + side, x, y), Style.FAINT, 1.2, false);
    }
    return Style.png(Style.chart(title, plot, false), WIDTH, HEIGHT);
  }
}

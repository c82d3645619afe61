package io.ebm.core.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.RenderingHints;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jfree.chart.ChartUtils;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleInsets;

/** What all charts have in common. */
final class Charts {

  static final int WIDTH = 1000;
  static final int HEIGHT = 560;

  private Charts() {}

  static NumberAxis axis(String label) {
    NumberAxis axis = new NumberAxis(label);
    axis.setAutoRangeIncludesZero(false);
    axis.setLabelFont(Palette.font(Font.PLAIN, 17));
    axis.setTickLabelFont(Palette.font(Font.PLAIN, 15));
    axis.setLabelPaint(Palette.INK);
    axis.setTickLabelPaint(Palette.INK);
    axis.setAxisLinePaint(Palette.FAINT);
    axis.setTickMarkPaint(Palette.FAINT);
    return axis;
  }

  static XYPlot plot(String xLabel, String yLabel) {
    XYPlot plot = new XYPlot(null, axis(xLabel), axis(yLabel), null);
    plot.setBackgroundPaint(Color.WHITE);
    plot.setOutlineVisible(false);
    plot.setDomainGridlinePaint(Palette.FAINT);
    plot.setRangeGridlinePaint(Palette.FAINT);
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    return plot;
  }

  static XYLineAndShapeRenderer lines(float width, Color... colors) {
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
    for (int i = 0; i < colors.length; i++) {
      renderer.setSeriesPaint(i, colors[i]);
      renderer.setSeriesStroke(
          i, new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    }
    return renderer;
  }

  static void write(Path file, String title, XYPlot plot, boolean legend, int width, int height) {
    JFreeChart chart = new JFreeChart(title, Palette.font(Font.BOLD, 20), plot, legend);
    chart.setBackgroundPaint(Color.WHITE);
    chart.setPadding(new RectangleInsets(14, 14, 14, 22));
    chart.getTitle().setPaint(Palette.INK);
    chart.getTitle().setMargin(2, 4, 12, 4);
    if (legend) {
      chart.getLegend().setItemFont(Palette.font(Font.PLAIN, 15));
      chart.getLegend().setFrame(BlockBorder.NONE);
      chart.getLegend().setBackgroundPaint(Color.WHITE);
    }
    write(file, chart, width, height);
  }

  static void write(Path file, JFreeChart chart, int width, int height) {
    chart.setAntiAlias(true);
    chart
        .getRenderingHints()
        .put(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    try (OutputStream out = Files.newOutputStream(file)) {
      ChartUtils.writeChartAsPNG(out, chart, width, height);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

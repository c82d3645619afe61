package io.ebm.core.report;

import io.ebm.api.Batch;
import java.awt.Color;
import java.awt.Font;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.nio.file.Path;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CombinedRangeXYPlot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYBlockRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.title.PaintScaleLegend;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.DefaultXYDataset;
import org.jfree.data.xy.DefaultXYZDataset;

/**
 * A function of two variables as a heat map, with points over it.
 *
 * @param xLow the left edge
 * @param xHigh the right edge
 * @param yLow the lower edge
 * @param yHigh the upper edge
 * @param columns columns of the grid
 * @param rows rows of the grid
 */
public record Landscape(
    double xLow, double xHigh, double yLow, double yHigh, int columns, int rows) {

  private static final int MOST_POINTS = 2000;

  /** A square grid around points, with a margin of a quarter. */
  public static Landscape around(Batch points, int cells) {
    double xLow = Double.POSITIVE_INFINITY;
    double xHigh = Double.NEGATIVE_INFINITY;
    double yLow = Double.POSITIVE_INFINITY;
    double yHigh = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < points.size(); i++) {
      xLow = Math.min(xLow, points.get(i, 0));
      xHigh = Math.max(xHigh, points.get(i, 0));
      yLow = Math.min(yLow, points.get(i, 1));
      yHigh = Math.max(yHigh, points.get(i, 1));
    }
    double half = Math.max(Math.max(xHigh - xLow, yHigh - yLow), 1e-3) * 0.5 * 1.25;
    double x = (xLow + xHigh) / 2;
    double y = (yLow + yHigh) / 2;
    return new Landscape(x - half, x + half, y - half, y + half, cells, cells);
  }

  /** The centres of the cells, row by row from the bottom. */
  public Batch points() {
    Batch points = Batch.allocate(columns * rows, 2);
    for (int i = 0; i < points.size(); i++) {
      points.set(i, 0, (float) x(i % columns));
      points.set(i, 1, (float) y(i / columns));
    }
    return points;
  }

  private double x(int column) {
    return xLow + (column + 0.5) * (xHigh - xLow) / columns;
  }

  private double y(int row) {
    return yLow + (row + 0.5) * (yHigh - yLow) / rows;
  }

  /**
   * Draws the energy twice side by side: with data over it, and with samples over it.
   *
   * @param energies one for each of {@link #points()}
   * @param data points of the data
   * @param samples points from the model, or an empty batch
   * @param depth energies this far above the lowest have the colour of the highest
   */
  public void draw(
      Path file, String title, double[] energies, Batch data, Batch samples, double depth) {
    double lowest = Double.POSITIVE_INFINITY;
    for (double energy : energies) {
      lowest = Math.min(lowest, energy);
    }
    double[] depths = new double[energies.length];
    for (int i = 0; i < depths.length; i++) {
      depths[i] = -Math.min(depth, energies[i] - lowest);
    }
    Palette.Scale scale = new Palette.Scale(-depth, 0);
    boolean both = samples.size() > 0;
    NumberAxis yAxis = bounded("", yLow, yHigh);
    CombinedRangeXYPlot combined = new CombinedRangeXYPlot(yAxis);
    combined.setGap(18);
    combined.add(panel("data", depths, scale, data, Palette.DATA));
    if (both) {
      combined.add(panel("samples", depths, scale, samples, Palette.MODEL));
    }
    JFreeChart chart = new JFreeChart(title, Palette.font(Font.BOLD, 20), combined, false);
    chart.setBackgroundPaint(Color.WHITE);
    chart.setPadding(new RectangleInsets(14, 14, 10, 18));
    chart.getTitle().setPaint(Palette.INK);
    NumberAxis legendAxis = Charts.axis("log-density relative to the mode, nats");
    PaintScaleLegend legend = new PaintScaleLegend(scale, legendAxis);
    legend.setPosition(RectangleEdge.RIGHT);
    legend.setStripWidth(16);
    legend.setMargin(10, 10, 46, 4);
    legend.setBackgroundPaint(Color.WHITE);
    chart.addSubtitle(legend);
    Charts.write(file, chart, both ? 1300 : 760, 660);
  }

  private XYPlot panel(
      String name, double[] depths, Palette.Scale scale, Batch points, Color color) {
    XYPlot plot = new XYPlot(null, bounded(name, xLow, xHigh), null, null);
    plot.setBackgroundPaint(Color.WHITE);
    plot.setOutlineVisible(false);
    plot.setDomainGridlinesVisible(false);
    plot.setRangeGridlinesVisible(false);
    DefaultXYZDataset heat = new DefaultXYZDataset();
    double[][] cells = new double[3][depths.length];
    for (int i = 0; i < depths.length; i++) {
      cells[0][i] = x(i % columns);
      cells[1][i] = y(i / columns);
      cells[2][i] = depths[i];
    }
    heat.addSeries("energy", cells);
    XYBlockRenderer blocks = new XYBlockRenderer();
    blocks.setPaintScale(scale);
    blocks.setBlockWidth((xHigh - xLow) / columns * 1.02);
    blocks.setBlockHeight((yHigh - yLow) / rows * 1.02);
    plot.setDataset(1, heat);
    plot.setRenderer(1, blocks);
    plot.setDataset(0, scatter(points));
    plot.setRenderer(0, dots(color));
    return plot;
  }

  private static NumberAxis bounded(String label, double low, double high) {
    NumberAxis axis = Charts.axis(label);
    axis.setRange(low, high);
    return axis;
  }

  private static DefaultXYDataset scatter(Batch points) {
    int count = Math.min(MOST_POINTS, points.size());
    double[][] places = new double[2][count];
    for (int i = 0; i < count; i++) {
      places[0][i] = points.get(i, 0);
      places[1][i] = points.get(i, 1);
    }
    DefaultXYDataset data = new DefaultXYDataset();
    data.addSeries("points", places);
    return data;
  }

  private static XYLineAndShapeRenderer dots(Color color) {
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(false, true);
    Shape dot = new Ellipse2D.Double(-1.6, -1.6, 3.2, 3.2);
    renderer.setSeriesShape(0, dot);
    renderer.setSeriesPaint(0, new Color(color.getRed(), color.getGreen(), color.getBlue(), 150));
    return renderer;
  }
}

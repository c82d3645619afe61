package io.ebm.core.report;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.LookupPaintScale;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.title.PaintScaleLegend;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.DefaultXYDataset;

/** An energy of two coordinates, beside the data and the samples. */
public final class Landscape {

  /** What the heat map shows. */
  public enum Quantity {
    /** The density {@code exp(-E) / Z}. */
    DENSITY,
    /** The energy above the lowest, up to 12 nats. */
    ENERGY
  }

  private static final int CELLS = 256;
  private static final int PANEL = 380;
  private static final int COLOUR_BAR = 76;
  private static final int MOST_POINTS = 3000;
  private static final double HIGHEST_ENERGY = 12;
  private static final double MARGIN = 0.12;

  private Landscape() {}

  /**
   * Draws three panels of one scale: the data, a heat map of the model, the samples.
   *
   * @param title stands above the first panel
   * @param energy of two coordinates
   * @param logZ the log of its partition function; NaN where it is not known, the density is then
   *     relative to its maximum
   * @param data one or more rows; the first three thousand are drawn, all decide about the range
   * @param samples rows of the model; the panel is left out where there are none
   * @return a PNG image
   */
  public static byte[] png(
      String title,
      Quantity quantity,
      EnergyFunction energy,
      double logZ,
      Batch data,
      Batch samples) {
    if (energy.space().dim() != 2 || data.dim() != 2 || data.size() == 0) {
      throw new IllegalArgumentException("a landscape is drawn of two coordinates, with data");
    }
    double[] box = box(data);
    List<BufferedImage> panels = new ArrayList<>();
    panels.add(scatter(title, "data", data, Style.series(0), box));
    panels.add(heatMap(quantity, energy, logZ, box));
    if (samples.size() > 0) {
      panels.add(scatter("", "samples", samples, Style.series(1), box));
    }
    return Style.png(row(panels));
  }

  /** A square about the data: centre x, centre y, half of the edge. */
  private static double[] box(Batch data) {
    double[] low = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
    double[] high = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
    for (int i = 0; i < data.size(); i++) {
      for (int k = 0; k < 2; k++) {
        low[k] = Math.min(low[k], data.get(i, k));
        high[k] = Math.max(high[k], data.get(i, k));
      }
    }
    double edge = Math.max(Math.max(high[0] - low[0], high[1] - low[1]), 1e-6);
    return new double[] {(low[0] + high[0]) / 2, (low[1] + high[1]) / 2, edge * (0.5 + MARGIN)};
  }

  private static XYPlot square(double[] box) {
    NumberAxis[] axes = {Style.axis(null), Style.axis(null)};
    for (int k = 0; k < 2; k++) {
      axes[k].setRange(box[k] - box[2], box[k] + box[2]);
    }
    XYPlot plot = Style.plot(axes[0], axes[1]);
    plot.setRangeGridlinesVisible(false);
    plot.setOutlineVisible(true);
    plot.setOutlinePaint(Style.GRID);
    return plot;
  }

  private static BufferedImage scatter(
      String title, String name, Batch rows, Color colour, double[] box) {
    int count = Math.min(MOST_POINTS, rows.size());
    double[][] points = new double[2][count];
    for (int i = 0; i < count; i++) {
      points[0][i] = rows.get(i, 0);
      points[1][i] = rows.get(i, 1);
    }
    DefaultXYDataset data = new DefaultXYDataset();
    data.addSeries(name, points);
    XYLineAndShapeRenderer dots = new XYLineAndShapeRenderer(false, true);
    double radius = count > 1000 ? 1.3 : 2;
    dots.setSeriesShape(0, new Ellipse2D.Double(-radius, -radius, 2 * radius, 2 * radius));
    dots.setSeriesPaint(0, Style.translucent(colour, count > 1000 ? 0.45 : 0.7));
    XYPlot plot = square(box);
    plot.setDataset(data);
    plot.setRenderer(dots);
    return panel(title, name, plot, 0);
  }

  private static BufferedImage heatMap(
      Quantity quantity, EnergyFunction energy, double logZ, double[] box) {
    double[] values = grid(energy, box);
    double lowest = Arrays.stream(values).filter(Double::isFinite).min().orElse(0);
    boolean density = quantity == Quantity.DENSITY;
    double offset = density && Double.isFinite(logZ) ? logZ : -lowest;
    double top = density ? 0 : HIGHEST_ENERGY;
    for (int i = 0; i < values.length; i++) {
      values[i] = density ? Math.exp(-values[i] - offset) : values[i] - lowest;
      top = density && Double.isFinite(values[i]) ? Math.max(top, values[i]) : top;
    }
    BufferedImage image = new BufferedImage(CELLS, CELLS, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < values.length; i++) {
      double share = values[i] / top;
      int rgb = Double.isNaN(share) ? 0xff0000 : Viridis.rgb(density ? share : 1 - share);
      image.setRGB(i % CELLS, CELLS - 1 - i / CELLS, rgb);
    }
    XYPlot plot = square(box);
    plot.setBackgroundImage(image);
    plot.setBackgroundImageAlpha(1f);
    String name =
        !density
            ? "energy above the lowest, nats"
            : Double.isFinite(logZ) ? "model density" : "model density, relative";
    return panel("", name, plot, density ? top : -top);
  }

  /** Energies at the middles of the cells, from the lower left, row by row. */
  private static double[] grid(EnergyFunction energy, double[] box) {
    double[] all = new double[CELLS * CELLS];
    double[] row = new double[CELLS];
    Batch points = Batch.allocate(CELLS, 2);
    for (int i = 0; i < CELLS; i++) {
      for (int j = 0; j < CELLS; j++) {
        points.set(j, 0, (float) (box[0] + box[2] * ((2 * j + 1.0) / CELLS - 1)));
        points.set(j, 1, (float) (box[1] + box[2] * ((2 * i + 1.0) / CELLS - 1)));
      }
      energy.energies(points, row);
      System.arraycopy(row, 0, all, i * CELLS, CELLS);
    }
    return all;
  }

  /**
   * One panel with its name above.
   *
   * @param bar the top of the colour bar; negative for a bar that is darkest there; 0 for none
   */
  private static BufferedImage panel(String title, String name, XYPlot plot, double bar) {
    JFreeChart chart = Style.chart(title.isEmpty() ? " " : title, plot, false);
    chart.addSubtitle(0, Style.subtitle(name));
    int width = PANEL;
    if (bar != 0) {
      double top = Math.abs(bar);
      LookupPaintScale scale = new LookupPaintScale(0, top, Color.WHITE);
      for (int i = 0; i < 256; i++) {
        scale.add(top * i / 256, Viridis.colour(bar > 0 ? i / 255.0 : 1 - i / 255.0));
      }
      NumberAxis axis = Style.axis(null);
      axis.setRange(0, top);
      PaintScaleLegend legend = new PaintScaleLegend(scale, axis);
      legend.setSubdivisionCount(256);
      legend.setStripWidth(10);
      legend.setStripOutlineVisible(false);
      legend.setPosition(RectangleEdge.RIGHT);
      legend.setMargin(new RectangleInsets(4, 10, 28, 0));
      legend.setBackgroundPaint(Color.WHITE);
      chart.addSubtitle(legend);
      width += COLOUR_BAR;
    }
    return Style.draw(chart, width, PANEL + 50);
  }

  private static BufferedImage row(List<BufferedImage> panels) {
    int width = panels.stream().mapToInt(BufferedImage::getWidth).sum();
    BufferedImage row =
        new BufferedImage(width, panels.get(0).getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = row.createGraphics();
    int x = 0;
    for (BufferedImage panel : panels) {
      graphics.drawImage(panel, x, 0, null);
      x += panel.getWidth();
    }
    graphics.dispose();
    return row;
  }
}

package io.ebm.core.report;

import io.ebm.api.Batch;
import io.ebm.api.Capabilities;
import io.ebm.api.Costly;
import io.ebm.api.EnergyFunction;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.text.DecimalFormat;
import java.util.Arrays;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
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

  /** The cells of an energy whose values take long; divides the others' number. */
  private static final int COARSE = 64;

  private static final int MOST_POINTS = 3000;
  private static final double HIGHEST_ENERGY = 12;
  private static final double MARGIN = 0.12;

  /** How many times longer one way than the other data are that are drawn on one scale. */
  private static final double MOST_OBLONG = 8;

  /** Lengths: the edge of a panel, what lies left of, between, below and above panels. */
  private static final int EDGE = 330;

  private static final int LEFT = 44;
  private static final int BETWEEN = 22;
  private static final int BELOW = 34;
  private static final int NAME = 30;
  private static final int TITLE = 34;
  private static final int BAR = 58;

  private Landscape() {}

  /**
   * Draws up to three panels of one scale: the data, a heat map of the model, the samples. A panel
   * without rows is left out, but not both.
   *
   * @param title stands above the first panel
   * @param energy of two coordinates
   * @param logZ the log of its partition function; NaN where it is not known, the density is then
   *     relative to its maximum
   * @param data the first three thousand rows are drawn, all decide about the range; without any,
   *     the samples do
   * @param samples rows of the model
   * @return a PNG image
   */
  public static byte[] png(
      String title,
      Quantity quantity,
      EnergyFunction energy,
      double logZ,
      Batch data,
      Batch samples) {
    if (energy.space().dim() != 2 || data.dim() != 2 || data.size() + samples.size() == 0) {
      throw new IllegalArgumentException("a landscape is drawn of two coordinates, with points");
    }
    double[] box = box(data.size() == 0 ? samples : data);
    int panels = 1 + (data.size() > 0 ? 1 : 0) + (samples.size() > 0 ? 1 : 0);
    int top = NAME + (title.isEmpty() ? 0 : TITLE);
    int width = LEFT + panels * (EDGE + BETWEEN) + BAR;
    BufferedImage canvas = Style.canvas(width, top + EDGE + BELOW);
    Graphics2D graphics = Style.graphics(canvas);
    graphics.setFont(Style.TITLE);
    graphics.setColor(Style.INK);
    graphics.drawString(title, LEFT, 26);

    int x = LEFT;
    if (data.size() > 0) {
      draw(graphics, "data", scatter(data, Style.series(0), box), x, top, true);
      x += EDGE + BETWEEN;
    }
    Map map = map(quantity, energy, logZ, box);
    draw(graphics, map.name(), map.plot(), x, top, x == LEFT);
    colourBar(graphics, quantity, map.top(), x + EDGE + 10, top);
    if (samples.size() > 0) {
      x += EDGE + BETWEEN + BAR;
      draw(graphics, "samples", scatter(samples, Style.series(1), box), x, top, false);
    }
    graphics.dispose();
    return Style.png(canvas);
  }

  /** A heat map, what it shows and the value at the upper end of its colour bar. */
  private record Map(String name, XYPlot plot, double top) {}

  /**
   * A box about the data: centre x, centre y, half of its width and of its height; a square unless
   * the data are much longer one way than the other.
   */
  private static double[] box(Batch data) {
    double[] low = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
    double[] high = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
    for (int i = 0; i < data.size(); i++) {
      for (int k = 0; k < 2; k++) {
        float value = data.get(i, k);
        if (Float.isFinite(value)) {
          low[k] = Math.min(low[k], value);
          high[k] = Math.max(high[k], value);
        }
      }
    }
    double[] edges = new double[2];
    for (int k = 0; k < 2; k++) {
      if (low[k] > high[k]) { // no coordinate is finite
        low[k] = -1;
        high[k] = 1;
      }
      double least = 1e-6 * Math.max(1, Math.max(Math.abs(low[k]), Math.abs(high[k])));
      edges[k] = Math.max(high[k] - low[k], least);
    }
    double longer = Math.max(edges[0], edges[1]);
    double[] box = new double[4];
    for (int k = 0; k < 2; k++) {
      box[k] = (low[k] + high[k]) / 2;
      box[2 + k] = (edges[k] * MOST_OBLONG < longer ? edges[k] : longer) * (0.5 + MARGIN);
    }
    return box;
  }

  private static XYPlot square(double[] box) {
    NumberAxis[] axes = {Style.axis(null), Style.axis(null)};
    for (int k = 0; k < 2; k++) {
      double unit = niceStep(2 * box[2 + k] / 7);
      axes[k].setRange(box[k] - box[2 + k], box[k] + box[2 + k]);
      axes[k].setTickUnit(
          new NumberTickUnit(
              unit, Style.format(unit < 1e5 && unit > 1e-7 ? "0.######" : "0.#####E0")));
    }
    XYPlot plot = Style.plot(axes[0], axes[1]);
    plot.setRangeGridlinesVisible(false);
    plot.setOutlineVisible(true);
    plot.setOutlinePaint(Style.GRID);
    plot.setInsets(RectangleInsets.ZERO_INSETS);
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    return plot;
  }

  /** The least of 1, 2, 5, 10, … times a power of ten that is not below a length. */
  private static double niceStep(double least) {
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    for (double factor : new double[] {1, 2, 5}) {
      if (factor * power >= least) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  private static XYPlot scatter(Batch rows, Color colour, double[] box) {
    int count = Math.min(MOST_POINTS, rows.size());
    double[][] points = new double[2][count];
    for (int i = 0; i < count; i++) {
      points[0][i] = rows.get(i, 0);
      points[1][i] = rows.get(i, 1);
    }
    DefaultXYDataset data = new DefaultXYDataset();
    data.addSeries("points", points);
    XYLineAndShapeRenderer dots = new XYLineAndShapeRenderer(false, true);
    double radius = count > 1000 ? 1.3 : 2;
    dots.setSeriesShape(0, new Ellipse2D.Double(-radius, -radius, 2 * radius, 2 * radius));
    dots.setSeriesPaint(0, Style.translucent(colour, count > 1000 ? 0.45 : 0.7));
    XYPlot plot = square(box);
    plot.setDataset(data);
    plot.setRenderer(dots);
    return plot;
  }

  private static Map map(Quantity quantity, EnergyFunction energy, double logZ, double[] box) {
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
      int rgb = Double.isNaN(share) ? Style.MISSING : Viridis.rgb(density ? share : 1 - share);
      image.setRGB(i % CELLS, CELLS - 1 - i / CELLS, rgb);
    }
    XYPlot plot = square(box);
    plot.setBackgroundImage(image);
    plot.setBackgroundImageAlpha(1f);
    String name =
        !density
            ? "energy above the lowest, nats"
            : Double.isFinite(logZ) ? "model density" : "model density, relative";
    return new Map(name, plot, top);
  }

  /** Energies at the middles of the cells, from the lower left, row by row. */
  private static double[] grid(EnergyFunction energy, double[] box) {
    int side = Capabilities.has(energy, Costly.class) ? COARSE : CELLS;
    int each = CELLS / side;
    double[] all = new double[CELLS * CELLS];
    double[] row = new double[side];
    Batch points = Batch.allocate(side, 2);
    for (int i = 0; i < side; i++) {
      for (int j = 0; j < side; j++) {
        points.set(j, 0, (float) (box[0] + box[2] * ((2 * j + 1.0) / side - 1)));
        points.set(j, 1, (float) (box[1] + box[3] * ((2 * i + 1.0) / side - 1)));
      }
      energy.energies(points, row);
      for (int k = 0; k < each * CELLS; k++) {
        all[i * each * CELLS + k] = row[k % CELLS / each];
      }
    }
    return all;
  }

  /** Draws a plot so that its square lies exactly at a place; its name stands above. */
  private static void draw(
      Graphics2D graphics, String name, XYPlot plot, int x, int y, boolean labelled) {
    AxisSpace below = new AxisSpace();
    below.setBottom(BELOW);
    AxisSpace left = new AxisSpace();
    left.setLeft(LEFT);
    plot.setFixedDomainAxisSpace(below);
    plot.setFixedRangeAxisSpace(left);
    plot.getRangeAxis().setTickLabelsVisible(labelled);
    Rectangle2D area = new Rectangle2D.Double(x - LEFT, y, LEFT + EDGE, EDGE + BELOW);
    plot.draw(graphics, area, null, null, null);
    graphics.setFont(Style.LABEL);
    graphics.setColor(Style.FAINT);
    int width = graphics.getFontMetrics().stringWidth(name);
    graphics.drawString(name, x + (EDGE - width) / 2f, y - 10f);
  }

  private static void colourBar(Graphics2D graphics, Quantity quantity, double top, int x, int y) {
    for (int i = 0; i < 2 * EDGE; i++) { // from above, in half units
      double share = 1 - i / (2.0 * EDGE);
      graphics.setColor(Viridis.colour(quantity == Quantity.DENSITY ? share : 1 - share));
      graphics.fill(new Rectangle2D.Double(x, y + i / 2.0, 10, 0.6));
    }
    graphics.setFont(Style.TICKS);
    graphics.setColor(Style.FAINT);
    if (!(top > Double.MIN_NORMAL && top < Double.MAX_VALUE)) {
      return; // a density that vanishes everywhere, or overflows: there is nothing to label
    }
    double unit = niceStep(top / 6);
    int decimals = (int) Math.max(0, -Math.floor(Math.log10(unit)));
    DecimalFormat format =
        Style.format(
            decimals > 4 ? "0.##E0" : decimals == 0 ? "0" : "0.0000".substring(0, 2 + decimals));
    for (int i = 0; i * unit <= top * (1 + 1e-9); i++) {
      String label = format.format(i * unit);
      graphics.drawString(label, x + 16f, (float) (y + EDGE * (1 - i * unit / top) + 4));
    }
  }
}

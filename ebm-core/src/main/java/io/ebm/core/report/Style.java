package io.ebm.core.report;

import io.ebm.api.report.Picture.Series;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.Range;
import org.jfree.data.xy.DefaultXYDataset;
import org.jspecify.annotations.Nullable;

/** What all plots have in common: fonts, colours, axes, and how they become files. */
final class Style {

  /** What is no number, so that nobody takes it for a low one. */
  static final int MISSING = 0xff0000;

  static final Color INK = new Color(0x24, 0x2b, 0x33);
  static final Color FAINT = new Color(0x6b, 0x76, 0x82);
  static final Color GRID = new Color(0xe6, 0xe9, 0xed);

  /** Colours of series, told apart by people with the usual colour vision deficiencies too. */
  private static final List<Color> SERIES =
      List.of(
          new Color(0x2b, 0x6c, 0xb0),
          new Color(0xd9, 0x6b, 0x27),
          new Color(0x2a, 0x9d, 0x7c),
          new Color(0x8a, 0x5a, 0xb0),
          new Color(0xb5, 0x8a, 0x12),
          new Color(0xc2, 0x3b, 0x6b),
          new Color(0x4c, 0x5c, 0x6c));

  /** Pixels per unit of length, so that plots are sharp on dense displays. */
  private static final int DENSITY = 2;

  /** Numbers that lie closer together are drawn as equal: ticks between them would have no end. */
  static final double LEAST = 1e-290;

  /** No axis goes farther. */
  private static final double MOST = 1e300;

  /** Series of up to this many points show the points. */
  private static final int FEW = 40;

  private static final String FAMILY = Font.SANS_SERIF;
  static final Font TITLE = new Font(FAMILY, Font.BOLD, 15);
  static final Font LABEL = new Font(FAMILY, Font.PLAIN, 12);
  static final Font TICKS = new Font(FAMILY, Font.PLAIN, 11);

  private Style() {}

  /** Whether a number can be drawn: finite, and so that differences are finite too. */
  static boolean drawn(double value) {
    return Math.abs(value) <= MOST;
  }

  /** The numbers with a NaN, which leaves a gap, for those that cannot be drawn. */
  static double[] drawn(double[] values) {
    double[] drawn = values.clone();
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = drawn(drawn[i]) ? drawn[i] : Double.NaN;
    }
    return drawn;
  }

  /** What to show around a number where all are equal. */
  static Range around(double value) {
    double some = Math.max(1e-6, 0.01 * Math.abs(value));
    return new Range(value - some, value + some);
  }

  static Color series(int index) {
    return SERIES.get(index % SERIES.size());
  }

  static Color translucent(Color colour, double alpha) {
    return new Color(
        colour.getRed(), colour.getGreen(), colour.getBlue(), (int) Math.round(255 * alpha));
  }

  static BasicStroke line(double width) {
    return new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  }

  /** An axis that need not contain zero. */
  static NumberAxis axis(@Nullable String label) {
    NumberAxis axis = new NumberAxis(label);
    axis.setAutoRangeIncludesZero(false);
    axis.setStandardTickUnits(new FewerTicks(false));
    axis.setLabelInsets(new RectangleInsets(4, 4, 4, 6));
    axis.setLabelFont(LABEL);
    axis.setLabelPaint(INK);
    axis.setTickLabelFont(TICKS);
    axis.setTickLabelPaint(FAINT);
    axis.setAxisLineVisible(false);
    axis.setTickMarksVisible(false);
    axis.setLowerMargin(0.02);
    axis.setUpperMargin(0.02);
    return axis;
  }

  /** An axis of steps, labelled 0, 5k, 10k. */
  static NumberAxis stepAxis(String label) {
    NumberAxis axis = axis(label);
    axis.setStandardTickUnits(new FewerTicks(true));
    axis.setNumberFormatOverride(new StepFormat());
    axis.setLowerMargin(0);
    axis.setUpperMargin(0.01);
    return axis;
  }

  static XYPlot plot(NumberAxis domain, NumberAxis range) {
    XYPlot plot = new XYPlot(null, domain, range, null);
    plot.setBackgroundPaint(Color.WHITE);
    plot.setOutlineVisible(false);
    plot.setDomainGridlinePaint(GRID);
    plot.setRangeGridlinePaint(GRID);
    plot.setDomainGridlineStroke(line(1));
    plot.setRangeGridlineStroke(line(1));
    plot.setDomainGridlinesVisible(false);
    plot.setAxisOffset(new RectangleInsets(4, 4, 4, 4));
    return plot;
  }

  /** Adds a series as a line, with dots where they are few; a lower layer lies on top. */
  static void addLine(
      XYPlot plot, int layer, Series series, Color colour, double width, boolean named) {
    boolean dots = series.x().length <= FEW;
    DefaultXYDataset data = new DefaultXYDataset();
    data.addSeries(series.name(), new double[][] {series.x(), drawn(series.y())});
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, dots);
    renderer.setSeriesPaint(0, colour);
    renderer.setSeriesStroke(0, line(width));
    renderer.setSeriesShape(0, new Ellipse2D.Double(-3, -3, 6, 6));
    renderer.setSeriesVisibleInLegend(0, named);
    renderer.setDrawSeriesLineAsPath(true);
    renderer.setLegendLine(new Line2D.Double(0, 0, 16, 0));
    plot.setDataset(layer, data);
    plot.setRenderer(layer, renderer);
  }

  static JFreeChart chart(String title, XYPlot plot, boolean legend) {
    JFreeChart chart = new JFreeChart(null, null, plot, false);
    chart.setBackgroundPaint(Color.WHITE);
    chart.setPadding(new RectangleInsets(10, 12, 10, 16));
    if (!title.isEmpty()) {
      TextTitle heading = new TextTitle(title, TITLE);
      heading.setPaint(INK);
      heading.setHorizontalAlignment(HorizontalAlignment.LEFT);
      heading.setPadding(new RectangleInsets(2, 4, 8, 6));
      chart.setTitle(heading);
    }
    if (legend) {
      LegendTitle entries = new LegendTitle(plot);
      entries.setItemFont(LABEL);
      entries.setItemPaint(INK);
      entries.setFrame(BlockBorder.NONE);
      entries.setBackgroundPaint(null);
      entries.setPosition(RectangleEdge.TOP);
      entries.setHorizontalAlignment(HorizontalAlignment.LEFT);
      entries.setMargin(new RectangleInsets(0, 2, 2, 0));
      entries.setItemLabelPadding(new RectangleInsets(2, 4, 2, 14));
      chart.addLegend(entries);
    }
    return chart;
  }

  /** An image to draw on in units of length; {@link #graphics} of it. */
  static BufferedImage canvas(int width, int height) {
    return new BufferedImage(DENSITY * width, DENSITY * height, BufferedImage.TYPE_INT_RGB);
  }

  static Graphics2D graphics(BufferedImage canvas) {
    Graphics2D graphics = canvas.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, canvas.getWidth(), canvas.getHeight());
    graphics.scale(DENSITY, DENSITY);
    return graphics;
  }

  static byte[] png(JFreeChart chart, int width, int height) {
    BufferedImage canvas = canvas(width, height);
    Graphics2D graphics = graphics(canvas);
    chart.draw(graphics, new Rectangle2D.Double(0, 0, width, height));
    graphics.dispose();
    return png(canvas);
  }

  static byte[] png(BufferedImage image) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      ImageIO.setUseCache(false);
      ImageIO.write(image, "png", bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // nothing is written to a device here
    }
  }

  /** Short numbers that do not depend on where the machine stands. */
  static DecimalFormat format(String pattern) {
    return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
  }
}

package io.ebm.core.study;

import io.ebm.api.Batch;
import io.ebm.api.Dataset;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Rescaled;
import io.ebm.api.StateSpace;
import io.ebm.api.report.ImageShape;
import io.ebm.api.report.Picture;
import io.ebm.core.report.Bars;
import io.ebm.core.report.ImageGrid;
import io.ebm.core.report.Landscape;
import io.ebm.core.sections.SourceUnits;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;

/** Two models one above the other, in the units of the data's source. */
final class SidesPicture {

  private static final int ACROSS = 12;
  private static final int ROWS = 3;
  private static final int MOST_ROWS = 4000;

  private SidesPicture() {}

  /**
   * A PNG image: densities beside data and samples of states of two real coordinates, samples that
   * are images, or else bars of the numbers that both have.
   */
  static byte[] png(Side first, Side second, List<EnergyOrScore.Row> rows) {
    StateSpace space = first.session().space();
    if (space.dim() == 2 && space.levels() == 0) {
      return below(landscape(first), landscape(second));
    }
    ImageShape shape = ImageShape.of(space).orElse(null);
    return shape == null ? bars(first, second, rows) : images(first, second, shape);
  }

  private static byte[] landscape(Side side) {
    Dataset data = side.session().composition().data().orElseThrow();
    EnergyFunction energy =
        data instanceof Rescaled units
            ? new SourceUnits(side.session().energy(), units)
            : side.session().energy();
    return Landscape.png(
        side.name(),
        Landscape.Quantity.DENSITY,
        energy,
        side.found("/logZ/value"),
        examples(side),
        side.session().restored(side.samples()));
  }

  private static Batch examples(Side side) {
    Dataset data = side.session().composition().data().orElseThrow();
    int count = Math.min(MOST_ROWS, data.train().size());
    return side.session().restored(data.train().range(0, count, data.space().dim()));
  }

  private static byte[] below(byte[] upper, byte[] lower) {
    try {
      BufferedImage above = ImageIO.read(new ByteArrayInputStream(upper));
      BufferedImage under = ImageIO.read(new ByteArrayInputStream(lower));
      BufferedImage both =
          new BufferedImage(
              Math.max(above.getWidth(), under.getWidth()),
              above.getHeight() + under.getHeight(),
              BufferedImage.TYPE_INT_RGB);
      Graphics2D graphics = both.createGraphics();
      graphics.drawImage(above, 0, 0, null);
      graphics.drawImage(under, 0, above.getHeight(), null);
      graphics.dispose();
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      ImageIO.write(both, "png", bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // nothing is read from a device here
    }
  }

  /** A few rows of samples of one, then as many of the other. */
  private static byte[] images(Side first, Side second, ImageShape shape) {
    int least = Math.min(first.samples().size(), second.samples().size());
    int across = Math.min(ACROSS, least);
    int down = Math.min(ROWS, least / across);
    Batch both = Batch.allocate(2 * across * down, shape.dim());
    both.slice(0, across * down)
        .copyFrom(first.session().restored(first.samples().slice(0, across * down)));
    both.slice(across * down, both.size())
        .copyFrom(second.session().restored(second.samples().slice(0, across * down)));
    String[] names = new String[2 * down];
    for (int row = 0; row < names.length; row++) {
      names[row] = row % down > 0 ? "" : (row < down ? first : second).name();
    }
    return ImageGrid.png(
        Picture.Images.of(examples(first), shape, 1)
            .with(both, across)
            .named(List.of(names), List.of()));
  }

  private static byte[] bars(Side first, Side second, List<EnergyOrScore.Row> rows) {
    List<EnergyOrScore.Row> drawn =
        rows.stream()
            .filter(row -> row.name().startsWith("seconds") || row.name().startsWith("samples"))
            .filter(row -> Double.isFinite(row.first()) && Double.isFinite(row.second()))
            .toList();
    return Bars.png(
        first.name() + ", " + second.name(),
        List.of(first.name(), second.name()),
        drawn.stream().map(EnergyOrScore.Row::name).toList(),
        drawn.stream().map(row -> new double[] {row.first(), row.second()}).toList());
  }
}

package io.ebm.core.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.api.report.ImageShape;
import io.ebm.api.report.Picture;
import io.ebm.api.report.Picture.Series;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/**
 * Draws every kind of plot and looks at the pixels that tell whether it shows what it should. With
 * the system property {@code ebm.plots} the images are written to that folder, to be looked at.
 */
class PlotsTest {

  private static final class Ring implements EnergyFunction {
    @Override
    public StateSpace space() {
      return StateSpace.real(2);
    }

    @Override
    public void energies(Batch x, double[] out) {
      for (int i = 0; i < x.size(); i++) {
        double r = Math.hypot(x.get(i, 0), x.get(i, 1));
        out[i] = Math.pow((r - 2) / 0.25, 2) / 2 + 0.4 * x.get(i, 0);
      }
    }
  }

  private static BufferedImage look(String name, byte[] png) throws IOException {
    String folder = System.getProperty("ebm.plots");
    if (folder != null) {
      Files.createDirectories(Path.of(folder));
      Files.write(Path.of(folder, name + ".png"), png);
    }
    return ImageIO.read(new ByteArrayInputStream(png));
  }

  private static int count(BufferedImage image, int rgb) {
    int count = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        count += (image.getRGB(x, y) & 0xffffff) == rgb ? 1 : 0;
      }
    }
    return count;
  }

  private static Batch ring(int size, double noise) {
    Batch rows = Batch.allocate(size, 2);
    RandomStream random = RandomStream.of(1);
    for (int i = 0; i < size; i++) {
      double angle = 2 * Math.PI * random.nextDouble();
      double r = 2 + noise * (random.nextDouble() + random.nextDouble() - 1);
      rows.set(i, 0, (float) (r * Math.cos(angle)));
      rows.set(i, 1, (float) (r * Math.sin(angle)));
    }
    return rows;
  }

  @Test
  void landscapeOfADensityThatVanishesOrOverflows() {
    for (double logZ : new double[] {1e4, -1e4}) {
      byte[] png =
          assertTimeoutPreemptively(
              Duration.ofSeconds(20),
              () ->
                  Landscape.png(
                      "",
                      Landscape.Quantity.DENSITY,
                      new Ring(),
                      logZ,
                      ring(50, 0.5),
                      ring(50, 0.7)));
      assertThat(png).isNotEmpty();
    }
  }

  @Test
  void landscape() throws IOException {
    byte[] png =
        Landscape.png(
            "A ring after 3,000 steps",
            Landscape.Quantity.DENSITY,
            new Ring(),
            2.1,
            ring(5000, 0.5),
            ring(2000, 0.7));
    BufferedImage image = look("landscape", png);
    assertThat(count(image, 0x440154)).as("dark cells").isGreaterThan(20_000);
    assertThat(count(image, 0xfde725)).as("bright cells").isPositive();
    byte[] energy =
        Landscape.png(
            "",
            Landscape.Quantity.ENERGY,
            new Ring(),
            Double.NaN,
            ring(500, 0.5),
            Batch.allocate(0, 2));
    assertThat(look("landscape-energy", energy).getWidth()).isLessThan(image.getWidth());
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Landscape.png(
                    "",
                    Landscape.Quantity.ENERGY,
                    new Ring(),
                    0,
                    Batch.allocate(0, 2),
                    Batch.allocate(0, 2)));
  }

  /** Coordinates of very different ranges fill the panel each by itself. */
  @Test
  void landscapeOfOblongData() throws IOException {
    byte[] round =
        Landscape.png(
            "", Landscape.Quantity.ENERGY, new Ring(), 0, ring(500, 0.5), Batch.allocate(0, 2));
    EnergyFunction stretched =
        new EnergyFunction() {
          @Override
          public StateSpace space() {
            return StateSpace.real(2);
          }

          @Override
          public void energies(Batch x, double[] out) {
            Batch plain = x.copy();
            for (int i = 0; i < x.size(); i++) {
              plain.set(i, 0, (x.get(i, 0) - 1000) / 100);
              plain.set(i, 1, x.get(i, 1) * 100);
            }
            new Ring().energies(plain, out);
          }
        };
    Batch rows = ring(500, 0.5);
    for (int i = 0; i < rows.size(); i++) {
      rows.set(i, 0, 1000 + 100 * rows.get(i, 0));
      rows.set(i, 1, rows.get(i, 1) / 100);
    }
    byte[] oblong =
        Landscape.png("", Landscape.Quantity.ENERGY, stretched, 0, rows, Batch.allocate(0, 2));
    int dark = count(look("landscape-round", round), 0x440154);
    assertThat(count(look("landscape-oblong", oblong), 0x440154))
        .isBetween(dark - dark / 10, dark + dark / 10);
    assertThat(dark).isGreaterThan(1000);
  }

  @Test
  void curves() throws IOException {
    int n = 600;
    double[] steps = new double[n];
    double[] loss = new double[n];
    double[] other = new double[n];
    RandomStream random = RandomStream.of(2);
    for (int i = 0; i < n; i++) {
      steps[i] = 20 * i;
      loss[i] = 3 * Math.exp(-i / 90.0) + 0.3 * (random.nextDouble() - 0.5) + (i < 2 ? 60 : 0);
      other[i] = 2.2 * Math.exp(-i / 150.0) + 0.4 + 0.2 * (random.nextDouble() - 0.5);
    }
    loss[300] = Double.NaN;
    BufferedImage image =
        look(
            "curves",
            Curves.png(
                "Energy of data and of samples",
                "energy",
                List.of(new Series("data", steps, loss), new Series("samples", steps, other))));
    assertThat(count(image, Style.series(0).getRGB() & 0xffffff)).isGreaterThan(500);
    assertThat(count(image, Style.series(1).getRGB() & 0xffffff)).isGreaterThan(500);
    look(
        "curves-one",
        Curves.png(
            "Held-out log-likelihood",
            "nats",
            List.of(
                new Series(
                    "held-out",
                    new double[] {0, 1000, 2000, 3000},
                    new double[] {-4, -2.2, -1.7, -1.65}))));
    look("curves-empty", Curves.png("Nothing yet", "nats", List.of()));
  }

  @Test
  void aFirstStepThatIsFarOffDoesNotFlattenTheOthers() {
    double[] steps = new double[21];
    double[] loss = new double[21];
    for (int i = 0; i < 21; i++) {
      steps[i] = 500 * i;
      loss[i] = 1.0 / (1 + i);
    }
    assertThat(Curves.shown(List.of(new Series("loss", steps, loss))).getUpperBound())
        .isBetween(1.0, 1.1); // halved at the second step: all is shown
    loss[0] = 127;
    assertThat(Curves.shown(List.of(new Series("loss", steps, loss))).getUpperBound())
        .isBetween(0.5, 0.7);
  }

  @Test
  void imageGrid() throws IOException {
    Batch images = Batch.allocate(23, 64);
    RandomStream.of(3).fillUniform(images.array(), 0, images.length());
    images.set(0, 0, Float.NaN);
    images.set(0, 1, 0f);
    images.set(0, 2, 5f);
    BufferedImage image = look("image-grid", ImageGrid.png(images, 8, 8, 10, 0, 1));
    int scale = 11; // 900 / (10 · 8)
    int gap = 2;
    int cell = 8 * scale + gap;
    assertThat(image.getWidth()).isEqualTo(10 * cell + gap);
    assertThat(image.getHeight()).isEqualTo(3 * cell + gap);
    assertThat(image.getRGB(0, 0) & 0xffffff).isEqualTo(0xffffff);
    assertThat(image.getRGB(gap, gap) & 0xffffff).isEqualTo(0xff0000);
    assertThat(image.getRGB(gap + scale, gap) & 0xffffff).isZero();
    assertThat(image.getRGB(gap + 3 * scale - 1, gap + scale - 1) & 0xffffff).isEqualTo(0xffffff);
    int grey = Math.round(255 * images.get(22, 63));
    int x = 3 * cell - 1;
    int y = 3 * cell - 1;
    assertThat(image.getRGB(x, y) & 0xff).isEqualTo(grey);
    assertThatIllegalArgumentException().isThrownBy(() -> ImageGrid.png(images, 8, 7, 4, 0, 1));
  }

  @Test
  void imagesInColour() throws IOException {
    // two pixels: one red and half blue, one of which nothing is known
    Batch image = Batch.of(new float[] {1, 0, 0, 0, 0.5f, Float.NaN}, 6);
    BufferedImage grid =
        look("colours", ImageGrid.png(new Picture.Images(image, new ImageShape(3, 1, 2), 1, 0, 1)));
    assertThat(grid.getRGB(6, 6) & 0xffffff).isEqualTo(0xff0080);
    assertThat(grid.getRGB(22, 6) & 0xffffff).isEqualTo(0x999999);
    // of another number of channels, each is a grey image
    BufferedImage greys =
        look("greys", ImageGrid.png(new Picture.Images(image, new ImageShape(2, 1, 3), 1, 0, 1)));
    int cell = 3 * 16 + 4;
    assertThat(greys.getWidth()).isEqualTo(2 * cell + 4);
    assertThat(greys.getRGB(6, 6) & 0xffffff).isEqualTo(0xffffff);
    assertThat(greys.getRGB(cell + 6, 6) & 0xffffff).isEqualTo(0);
    assertThat(greys.getRGB(cell + 22, 6) & 0xffffff).isEqualTo(0x808080);
  }

  @Test
  void imagesWithNames() throws IOException {
    Batch images = Batch.allocate(6, 9);
    RandomStream.of(3).fillUniform(images.array(), 0, images.length());
    Picture.Images plain = new Picture.Images(images, 3, 3, 3, 0, 1);
    Picture.Images named = plain.named(List.of("above", "below"), List.of("a", "b", "c"));
    BufferedImage without = look("images-plain", ImageGrid.png(plain));
    BufferedImage with = look("images-named", ImageGrid.png(named));
    int left = with.getWidth() - without.getWidth();
    int top = with.getHeight() - without.getHeight();
    assertThat(left).isPositive();
    assertThat(top).isPositive();
    for (int y = 0; y < without.getHeight(); y += 7) {
      for (int x = 0; x < without.getWidth(); x += 7) {
        assertThat(with.getRGB(left + x, top + y)).isEqualTo(without.getRGB(x, y));
      }
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plain.named(List.of("one"), List.of()))
        .withMessage("1 names for 2 rows");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plain.named(List.of(), List.of("a", "b")))
        .withMessage("2 names for 3 columns");
  }

  @Test
  void histogram() throws IOException {
    RandomStream random = RandomStream.of(4);
    double[] data = new double[5000];
    double[] samples = new double[2000];
    for (int i = 0; i < data.length; i++) {
      data[i] = random.nextGaussian() * 0.7 + 2;
    }
    for (int i = 0; i < samples.length; i++) {
      samples[i] = random.nextGaussian() + 2.6;
    }
    Map<String, double[]> both = new TreeMap<>(Map.of("data", data, "samples", samples));
    BufferedImage image = look("histogram", Histogram.png("Energies", "energy", both));
    assertThat(count(image, Style.series(0).getRGB() & 0xffffff)).isGreaterThan(500);
    assertThat(count(image, Style.series(1).getRGB() & 0xffffff)).isGreaterThan(500);
    look("histogram-constant", Histogram.png("", "x", Map.of("one", new double[] {3, 3, 3})));
    look("histogram-empty", Histogram.png("", "x", Map.of("none", new double[] {Double.NaN})));
  }

  @Test
  void traces() throws IOException {
    RandomStream random = RandomStream.of(5);
    double[][] chains = new double[4][800];
    for (double[] chain : chains) {
      for (int i = 1; i < chain.length; i++) {
        chain[i] = 0.9 * chain[i - 1] + random.nextGaussian();
      }
    }
    BufferedImage trace = look("trace", Traces.png("Traces", "energy", chains));
    assertThat(trace.getWidth()).isEqualTo(1520);
    BufferedImage correlations =
        look("autocorrelation", Traces.autocorrelation("Autocorrelation", chains, 60));
    assertThat(count(correlations, Style.series(0).getRGB() & 0xffffff)).isGreaterThan(200);
    look("autocorrelation-one", Traces.autocorrelation("", new double[][] {{1, 2}}, 60));
  }

  @Test
  void coloursOfViridisRiseInBrightness() {
    double before = -1;
    for (int i = 0; i <= 100; i++) {
      int rgb = Viridis.rgb(i / 100.0);
      double brightness =
          0.2126 * (rgb >> 16 & 0xff) + 0.7152 * (rgb >> 8 & 0xff) + 0.0722 * (rgb & 0xff);
      assertThat(brightness).isGreaterThan(before);
      before = brightness;
    }
    assertThat(Viridis.rgb(0)).isEqualTo(0x440154);
    assertThat(Viridis.rgb(7)).isEqualTo(0xfde725);
  }

  @Test
  void seriesAreSmoothedWithoutDrift() {
    double[] x = {0, 1, 2, 3, 4};
    Series line = new Series("line", x, new double[] {1, 3, 5, 7, 9});
    double[] smooth = Smoothing.of(line, 3, -100, 100).y();
    for (int i = 0; i < 5; i++) {
      assertThat(smooth[i]).isCloseTo(1 + 2 * i, within(1e-12));
    }
    Series gap = new Series("gap", x, new double[] {1, Double.NaN, 500, 1, Double.NaN});
    assertThat(Smoothing.of(gap, 1, 0, 1).y())
        .containsExactly(new double[] {1, 1, 1, 1, 1}, within(1e-12));
    Series none = new Series("none", x, new double[] {1, 2, Double.NaN, Double.NaN, Double.NaN});
    assertThat(Smoothing.of(none, 1, 0, 9).y()[4]).isNaN();
    assertThatIllegalArgumentException().isThrownBy(() -> new Series("s", x, new double[1]));
  }

  @Test
  void stepsAreWrittenShortly() {
    StepFormat format = new StepFormat();
    assertThat(List.of(format.format(500), format.format(1500), format.format(2e6)))
        .containsExactly("500", "1.5k", "2M");
  }
}

package io.ebm.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.StateSpace;
import io.ebm.api.report.Picture;
import io.ebm.api.report.Picture.Panel;
import io.ebm.api.report.Picture.Series;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of picture is drawn of numbers that nobody would wish for. */
class OddNumbersTest {

  private static final double INFINITE = Double.POSITIVE_INFINITY;

  static List<double[]> numbers() {
    return List.of(
        new double[] {},
        new double[] {0},
        new double[] {1e-45},
        new double[] {0, 1e-45},
        new double[] {0, Double.MIN_VALUE},
        new double[] {0, 0, 0, 0},
        new double[] {1e38, 1e38, 1e38},
        new double[] {-3.4e38, 3.4e38, 1e38, 0},
        new double[] {1, Math.nextUp(1.0)},
        new double[] {Double.NaN},
        new double[] {Double.NaN, Double.NaN, 1},
        new double[] {INFINITE, -INFINITE},
        new double[] {INFINITE, 1, 2, -INFINITE, Double.NaN},
        new double[] {-Double.MAX_VALUE, Double.MAX_VALUE},
        new double[] {1e308, 1e300, 1},
        repeated(100, 0, 1e38, Double.NaN, 1e-45, INFINITE));
  }

  private static double[] repeated(int times, double... values) {
    double[] all = new double[times * values.length];
    Arrays.setAll(all, i -> values[i % values.length]);
    return all;
  }

  private static void look(String what, byte[] png) {
    try {
      assertThat(ImageIO.read(new ByteArrayInputStream(png))).as(what).isNotNull();
    } catch (IOException e) {
      throw new AssertionError(what, e);
    }
  }

  private static double[] steps(int count) {
    double[] steps = new double[count];
    Arrays.setAll(steps, i -> 10.0 * i);
    return steps;
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void chartsOfLines(double[] numbers) {
    Series series = new Series("x", steps(numbers.length), numbers);
    look("curves", Curves.png("t", "", List.of(series)));
    look("curves over", Curves.png("t", "across", "u", List.of(series, series)));
    look("bands", Bands.png("t", List.of(series, series)));
    Map<String, double[]> samples = new LinkedHashMap<>();
    samples.put("data", numbers);
    samples.put("none", new double[0]);
    look("histogram", Histogram.png("t", "u", samples));
    look("densities", Histogram.png("t", "u", samples, List.of(series)));
    double[][] chains = {numbers, numbers};
    look("traces", Traces.png("t", "u", chains));
    look("autocorrelation", Traces.autocorrelation("t", chains, 40));
    look("ranks", Traces.ranks("t", chains));
    look("no chains", Traces.ranks("t", new double[0][]));
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void picturesOfCells(double[] numbers) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < numbers.length; i++) {
      names.add("n" + i);
    }
    look("bars", Bars.png("t", names, List.of("q"), List.of(numbers)));
    double[] some = numbers.length == 0 ? new double[] {0} : numbers;
    look("heat maps", HeatMaps.png(List.of(new Panel("h", new double[][] {some, some}))));
    List<Picture.Cell> cells = new ArrayList<>();
    for (int i = 0; i < some.length; i++) {
      List<Picture.Arrow> arrows = List.of(new Picture.Arrow(some[i], -some[i]));
      cells.add(new Picture.Cell(0, i, i % 3 == 2, some[i], arrows));
    }
    look("grid map", GridMap.png(new Picture.GridMap(1, some.length, cells)));
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < some.length; i++) {
      columns.add("a name that is long " + i);
    }
    look(
        "matrix",
        Matrix.png(
            new Picture.Matrix("t", "d", "a", List.of("r"), columns, new double[][] {some})));
    int count = Math.min(some.length, 50);
    Batch image = Batch.allocate(2, count);
    for (int i = 0; i < 2 * count; i++) {
      image.array()[i] = (float) some[i % count];
    }
    for (double[] ends : new double[][] {{0, 1}, {some[0], some[0]}, {INFINITE, -INFINITE}}) {
      look("images", ImageGrid.png(image, 1, count, 2, ends[0], ends[1]));
    }
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void landscapes(double[] numbers) {
    double[] some = numbers.length == 0 ? new double[] {0} : numbers;
    Batch points = Batch.allocate(some.length, 2);
    for (int i = 0; i < points.length(); i++) {
      points.array()[i] = (float) some[i / 2];
    }
    for (Landscape.Quantity quantity : Landscape.Quantity.values()) {
      EnergyFunction constant = new Constant(some[0]);
      look("points", Landscape.png("", quantity, constant, Double.NaN, points, points));
      look("log Z", Landscape.png("", quantity, constant, some[0], points, Batch.allocate(0, 2)));
    }
  }

  private record Constant(double value) implements EnergyFunction {
    @Override
    public StateSpace space() {
      return StateSpace.real(2);
    }

    @Override
    public void energies(Batch x, double[] out) {
      Arrays.fill(out, 0, x.size(), value);
    }
  }
}

package io.ebm.core.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.report.Picture.Series;
import java.util.List;
import org.junit.jupiter.api.Test;

class BandsTest {

  private static Series run(double... values) {
    double[] steps = new double[values.length];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = 10 * (i + 1);
    }
    return new Series("return", steps, values);
  }

  @Test
  void pointsAreMeansWithStudentsInterval() {
    List<Bands.Point> points = Bands.points(List.of(run(1, 5), run(2, 5), run(6, 5)));
    assertThat(points).hasSize(2);
    assertThat(points.get(0).mean()).isCloseTo(3, within(1e-12));
    // 4.302653 times the root of 7 over 3
    assertThat(points.get(0).high()).isCloseTo(3 + 4.302653 * Math.sqrt(7.0 / 3), within(1e-5));
    assertThat(points.get(0).low()).isCloseTo(3 - 4.302653 * Math.sqrt(7.0 / 3), within(1e-5));
    assertThat(points.get(1)).isEqualTo(new Bands.Point(20, 5, 5, 5));
  }

  @Test
  void stepsThatNotAllRunsHaveAreLeftOut() {
    assertThat(Bands.points(List.of(run(1, 2, 3), run(1, Double.NaN))))
        .extracting(Bands.Point::step)
        .containsExactly(10.0);
  }
}

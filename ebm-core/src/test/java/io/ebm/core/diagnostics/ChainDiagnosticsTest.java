package io.ebm.core.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.RandomStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class ChainDiagnosticsTest {

  /** The chains of src/test/python/arviz_fixtures.py, bit for bit. */
  private static double[][] chains(
      int count, int draws, double rho, double shift, double trend, int levels) {
    double[][] out = new double[count][draws];
    long state = 42;
    for (int c = 0; c < count; c++) {
      double x = 0;
      for (int i = 0; i < draws; i++) {
        double total = 0;
        for (int k = 0; k < 12; k++) {
          state = (state * 25214903917L + 11) & ((1L << 48) - 1);
          total += (state >> 16) / 4294967296.0;
        }
        x = rho * x + (total - 6.0);
        double value = x + shift * c + trend * i;
        out[c][i] = levels > 0 ? Math.floor(value * levels) / levels : value;
      }
    }
    return out;
  }

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "/io/ebm/core/diagnostics/arviz.csv")
  void agreesWithArviz(
      String name,
      int count,
      int draws,
      double rho,
      double shift,
      double trend,
      int levels,
      double rHat,
      double essBulk,
      double essTail,
      double essMean,
      double essMedian,
      double mcseMean,
      double mcseSd,
      double mcseQ10) {
    double[][] x = chains(count, draws, rho, shift, trend, levels);
    assertThat(ChainDiagnostics.rHat(x)).as("R-hat").isCloseTo(rHat, within(1e-9));
    assertClose("bulk ESS", ChainDiagnostics.essBulk(x), essBulk);
    assertClose("tail ESS", ChainDiagnostics.essTail(x), essTail);
    assertClose("ESS of the mean", ChainDiagnostics.essMean(x), essMean);
    assertClose("ESS of the median", ChainDiagnostics.essQuantile(x, 0.5), essMedian);
    assertClose("MCSE of the mean", ChainDiagnostics.mcseMean(x), mcseMean);
    assertClose("MCSE of the sd", ChainDiagnostics.mcseSd(x), mcseSd);
    assertClose("MCSE of a quantile", ChainDiagnostics.mcseQuantile(x, 0.1), mcseQ10);
  }

  /** Draws written out; where ArviZ gives no number, the next tests say what is expected. */
  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "/io/ebm/core/diagnostics/arviz-edges.csv")
  void agreesWithArvizAtTheEdges(
      String name,
      String draws,
      double rHat,
      double essBulk,
      double essTail,
      double essMean,
      double essMedian,
      double mcseMean,
      double mcseSd,
      double mcseQ10) {
    double[][] x = parse(draws);
    assertSame("R-hat", ChainDiagnostics.rHat(x), rHat);
    assertSame("bulk ESS", ChainDiagnostics.essBulk(x), essBulk);
    assertSame("tail ESS", ChainDiagnostics.essTail(x), essTail);
    assertSame("ESS of the mean", ChainDiagnostics.essMean(x), essMean);
    assertSame("ESS of the median", ChainDiagnostics.essQuantile(x, 0.5), essMedian);
    assertSame("MCSE of the mean", ChainDiagnostics.mcseMean(x), mcseMean);
    assertSame("MCSE of the sd", ChainDiagnostics.mcseSd(x), mcseSd);
    assertSame("MCSE of a quantile", ChainDiagnostics.mcseQuantile(x, 0.1), mcseQ10);
  }

  private static double[][] parse(String draws) {
    return Arrays.stream(draws.split("\\|", -1))
        .map(
            chain -> Arrays.stream(chain.split(" ", -1)).mapToDouble(Double::parseDouble).toArray())
        .toArray(double[][]::new);
  }

  private static void assertSame(String what, double actual, double expected) {
    if (Double.isFinite(expected)) {
      assertClose(what, actual, expected);
    } else if (!Double.isNaN(expected)) {
      assertThat(actual).as(what).isEqualTo(expected);
    }
  }

  /** The least that is asked of a diagnostic: chains that stand still apart have not converged. */
  @Test
  void chainsThatStandApartAreNeverPassedOver() {
    for (int count = 2; count <= 9; count++) {
      for (int draws : new int[] {4, 5, 7, 100, 333}) {
        double[][] stuck = new double[count][draws];
        for (int c = 0; c < count; c++) {
          Arrays.fill(stuck[c], 0.1 * c + 1.0 / 3);
        }
        assertThat(ChainDiagnostics.rHat(stuck)).isEqualTo(Double.POSITIVE_INFINITY);
        for (int c = 0; c < count; c++) {
          Arrays.fill(stuck[c], c % 2);
        }
        assertThat(ChainDiagnostics.rHat(stuck)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(ChainDiagnostics.essBulk(stuck)).isFinite();
      }
    }
    assertThat(ChainDiagnostics.rHat(parse("0 0 0 0 1 1 1 1"))).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(ChainDiagnostics.rHat(parse("Infinity Infinity Infinity Infinity|0 0 0 0")))
        .isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void sizeDoesNotMatter() {
    double[][] x = chains(3, 50, 0.5, 0.3, 0, 0);
    for (double scale : new double[] {0x1p-10, 0x1p150, 0x1p400, 0x1p1000}) {
      double[][] y =
          Arrays.stream(x)
              .map(chain -> Arrays.stream(chain).map(v -> v * scale).toArray())
              .toArray(double[][]::new);
      assertClose("R-hat", ChainDiagnostics.rHat(y), ChainDiagnostics.rHat(x));
      assertClose("ESS", ChainDiagnostics.essMean(y), ChainDiagnostics.essMean(x));
      assertClose("MCSE", ChainDiagnostics.mcseMean(y) / scale, ChainDiagnostics.mcseMean(x));
      assertClose("MCSE", ChainDiagnostics.mcseSd(y) / scale, ChainDiagnostics.mcseSd(x));
    }
  }

  private static void assertClose(String what, double actual, double expected) {
    assertThat(actual).as(what).isCloseTo(expected, within(1e-8 * Math.abs(expected)));
  }

  @Test
  void autoregressionHasTheKnownEffectiveSampleSize() {
    // n (1 - ρ) / (1 + ρ); the standard error of the estimate is a few per cent here.
    double[][] x = chains(4, 20_000, 0.8, 0, 0, 0);
    assertThat(ChainDiagnostics.essMean(x)).isCloseTo(80_000 * 0.2 / 1.8, within(700.0));
    assertThat(ChainDiagnostics.rHat(x)).isBetween(0.999, 1.002);
  }

  @Test
  void chainsApartAreNoticed() {
    assertThat(ChainDiagnostics.rHat(chains(4, 500, 0, 3, 0, 0))).isGreaterThan(1.5);
    double[][] scales = chains(4, 500, 0, 0, 0, 0);
    for (int i = 0; i < 500; i++) {
      scales[0][i] *= 4; // the same mean, another scale: seen by the folded draws alone
    }
    assertThat(ChainDiagnostics.rHat(scales)).isGreaterThan(1.1);
  }

  @Test
  void edgeCases() {
    double[][] constant = new double[3][10];
    assertThat(ChainDiagnostics.rHat(constant)).isNaN();
    assertThat(ChainDiagnostics.essBulk(constant)).isEqualTo(30);
    assertThat(ChainDiagnostics.essBulk(new double[2][3])).isNaN();
    assertThat(ChainDiagnostics.essTail(new double[0][])).isNaN();
    double[][] bad = chains(2, 10, 0, 0, 0, 0);
    bad[1][3] = Double.NaN;
    assertThat(ChainDiagnostics.rHat(bad)).isNaN();
    assertThat(ChainDiagnostics.mcseQuantile(bad, 0.5)).isNaN();
    assertThat(ChainDiagnostics.rHat(chains(1, 100, 0, 0, 0, 0))).isBetween(0.9, 1.1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ChainDiagnostics.rHat(new double[][] {new double[5], new double[6]}))
        .withMessage("chains of 5 and of 6 draws");
  }

  @Test
  void autocorrelationsAgreeWithTheirDefinition() {
    RandomStream random = RandomStream.of(7);
    for (int n : new int[] {1, 2, 3, 64, 100}) {
      double[] x = new double[n];
      double mean = 0;
      for (int i = 0; i < n; i++) {
        x[i] = random.nextDouble() + 100;
        mean += x[i] / n;
      }
      double[] covariances = Autocorrelation.covariances(x);
      for (int lag = 0; lag < n; lag++) {
        double sum = 0;
        for (int i = 0; i + lag < n; i++) {
          sum += (x[i] - mean) * (x[i + lag] - mean);
        }
        assertThat(covariances[lag]).isCloseTo(sum / n, within(1e-12));
      }
    }
    assertThat(Autocorrelation.of(new double[] {1, -1, 1, -1}, 2)).containsExactly(1, -0.75);
    assertThat(Autocorrelation.of(new double[] {2, 2, 2}, 2)).containsOnly(Double.NaN);
    assertThatIllegalArgumentException().isThrownBy(() -> Autocorrelation.of(new double[2], 3));
  }
}

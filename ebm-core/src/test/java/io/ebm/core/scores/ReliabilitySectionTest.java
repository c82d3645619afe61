package io.ebm.core.scores;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.api.report.ReportSection;
import io.ebm.api.report.RunView;
import io.ebm.core.diagnostics.Calibration;
import io.ebm.testkit.GaussianEnergy;
import io.ebm.testkit.ReportSectionConformance;
import io.ebm.testkit.TestRun;
import org.junit.jupiter.api.Test;

class ReliabilitySectionTest extends ReportSectionConformance {

  @Override
  protected ReportSection section() {
    return new ReliabilitySection();
  }

  @Override
  protected RunView run() {
    return Gauges.run(3);
  }

  @Override
  protected RunView otherRun() {
    return TestRun.of(GaussianEnergy.standard(2)).build();
  }

  @Test
  void binsHaveMeansAndShares() {
    double[][] bins =
        Calibration.reliability(
            new double[] {0.95, 0.99, 0.55, 0.56}, new boolean[] {true, false, true, true});
    assertThat(bins[0]).containsExactly((0.55 + 0.56) / 2, (0.95 + 0.99) / 2);
    assertThat(bins[1]).containsExactly(1, 0.5);
  }
}

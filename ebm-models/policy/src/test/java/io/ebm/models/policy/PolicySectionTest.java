package io.ebm.models.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.report.Picture;
import io.ebm.api.report.ReportSection;
import io.ebm.api.report.RunView;
import io.ebm.testkit.GaussianEnergy;
import io.ebm.testkit.RecordingPage;
import io.ebm.testkit.ReportSectionConformance;
import io.ebm.testkit.TestRun;
import org.junit.jupiter.api.Test;

class PolicySectionTest extends ReportSectionConformance {

  @Override
  protected ReportSection section() {
    return new PolicySection();
  }

  @Override
  protected RunView run() {
    return GridRun.run();
  }

  @Override
  protected RunView otherRun() {
    return TestRun.of(GaussianEnergy.standard(2)).build();
  }

  @Test
  void aGridIsDrawnWithItsEpisode() {
    RecordingPage page = new RecordingPage();
    section().draw(run(), page);
    assertThat(page.pictures()).containsOnlyKeys("episode", "action-energies", "grid");
    Picture.GridMap grid = page.picture("grid", Picture.GridMap.class);
    assertThat(grid.height()).isEqualTo(3);
    assertThat(grid.width()).isEqualTo(4);
    assertThat(grid.cells()).filteredOn(Picture.Cell::blank).hasSize(2); // the goal and the trap
    for (Picture.Cell cell : grid.cells()) {
      double probability =
          cell.arrows().stream()
              .mapToDouble(arrow -> Math.abs(arrow.across()) + Math.abs(arrow.down()))
              .sum();
      assertThat(probability).isCloseTo(1, within(1e-6));
    }
  }
}

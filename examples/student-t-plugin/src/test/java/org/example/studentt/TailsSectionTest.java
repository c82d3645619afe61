package org.example.studentt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ebm.api.Batch;
import io.ebm.api.Dataset;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.api.report.Picture;
import io.ebm.api.report.ReportSection;
import io.ebm.api.report.RunView;
import io.ebm.testkit.GaussianEnergy;
import io.ebm.testkit.RecordingPage;
import io.ebm.testkit.ReportSectionConformance;
import io.ebm.testkit.TestRun;
import org.junit.jupiter.api.Test;

/** Draws samples of the model itself, so that data and model agree. */
class TailsSectionTest extends ReportSectionConformance {

  @Override
  protected ReportSection section() {
    return new TailsSection();
  }

  @Override
  protected RunView run() {
    StudentT model = new StudentT(3, StateSpace.real(2));
    Batch rows = Batch.allocate(5000, 2);
    model.sample(rows, RandomStream.of(1));
    return TestRun.of(model).data(Dataset.of(StateSpace.real(2), rows)).build();
  }

  @Override
  protected RunView otherRun() {
    return TestRun.of(GaussianEnergy.standard(2)).build();
  }

  @Test
  void quantilesOfSamplesAreThoseOfTheModel() {
    RecordingPage page = new RecordingPage();
    section().draw(run(), page);
    Picture.Lines lines = page.picture("student-t-quantiles-0", Picture.Lines.class);
    Picture.Series data = lines.series().get(0);
    for (int i = 4; i < data.x().length - 4; i++) { // where 5000 samples tell
      assertEquals(data.x()[i], data.y()[i], 0.1);
    }
  }
}

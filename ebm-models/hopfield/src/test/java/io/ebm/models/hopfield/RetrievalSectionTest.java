package io.ebm.models.hopfield;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.api.Answering;
import io.ebm.api.Batch;
import io.ebm.api.Model;
import io.ebm.api.StateSpace;
import io.ebm.api.report.Picture;
import io.ebm.api.report.ReportSection;
import io.ebm.api.report.RunView;
import io.ebm.testkit.Defaults;
import io.ebm.testkit.RecordingPage;
import io.ebm.testkit.ReportSectionConformance;
import io.ebm.testkit.TestContext;
import io.ebm.testkit.TestDataset;
import io.ebm.testkit.TestRun;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RetrievalSectionTest extends ReportSectionConformance {

  private static final int COUNT = 5;

  private static RunView run(StateSpace space) {
    TestDataset data = TestDataset.of(space, Patterns.spins(COUNT, 64, 1));
    TestContext context = TestContext.builder().data(data).build();
    DenseMemoryFactory factory = new DenseMemoryFactory();
    Model memory = factory.create(Defaults.create(factory.configType(), Map.of()), context);
    return TestRun.of(memory).data(data).build();
  }

  @Override
  protected ReportSection section() {
    return new RetrievalSection();
  }

  @Override
  protected RunView run() {
    return run(new StateSpace.Spin(List.of(8, 8)));
  }

  @Override
  protected RunView otherRun() {
    return run(new StateSpace.Spin(List.of(64))); // no images
  }

  @Test
  void showsThatStoredPatternsComeBack() {
    RecordingPage page = new RecordingPage();
    section().draw(run(), page);
    Picture.Images images = page.picture("retrieval", Picture.Images.class);
    Batch stored = Patterns.spins(COUNT, 64, 1);
    assertThat(images.images().size()).isEqualTo(6 * COUNT);
    for (int last : new int[] {2, 5}) {
      Batch found = images.images().slice(last * COUNT, (last + 1) * COUNT).copy();
      assertThat(found.array()).isEqualTo(stored.array());
    }
  }

  @Test
  void answersTellWhatWasFound() {
    Answering memory = run().model().as(Answering.class).orElseThrow();
    Batch probes = Patterns.flipped(Patterns.spins(COUNT, 64, 1), 5);
    probes.set(1, 7, Float.NaN);
    List<List<String>> told = memory.answer(probes);
    assertThat(memory.columns())
        .containsExactly("steps", "settled", "energy", "nearest", "overlap", "spurious");
    assertThat(told).hasSize(COUNT);
    assertThat(told.get(0)).endsWith("0", "1.000000", "false").startsWith("1", "true");
    // row 1 is not wholly known, so what it has wrong is held
    assertThat(told.get(1).get(3)).isEqualTo("1");
    assertThat(probes.get(1, 0)).isEqualTo(-Patterns.spins(COUNT, 64, 1).get(1, 0));
  }
}

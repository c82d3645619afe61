package io.ebm.core.sections;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.api.Batch;
import io.ebm.api.ClassEnergy;
import io.ebm.api.ClassScores;
import io.ebm.api.Classifier;
import io.ebm.api.Dataset;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Examples;
import io.ebm.api.Gradient;
import io.ebm.api.Labelled;
import io.ebm.api.Parameters;
import io.ebm.api.StateSpace;
import io.ebm.api.SymbolCosts;
import io.ebm.api.report.ReportSection;
import io.ebm.api.report.RunView;
import io.ebm.api.text.Textual;
import io.ebm.api.text.Vocabulary;
import io.ebm.testkit.GaussianEnergy;
import io.ebm.testkit.RecordingPage;
import io.ebm.testkit.ReportSectionConformance;
import io.ebm.testkit.TestRun;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextsSectionTest extends ReportSectionConformance {

  private static final StateSpace SPACE = new StateSpace.Categorical(2, 3);

  /** The class is whether the first letter is a. */
  @SuppressWarnings("ArrayRecordComponent") // as the interface has them
  private record Letters(Examples train, Examples heldOut, int[] trainLabels, int[] heldOutLabels)
      implements Dataset, Labelled, Textual {
    @Override
    public StateSpace space() {
      return SPACE;
    }

    @Override
    public int classes() {
      return 2;
    }

    @Override
    public List<String> classNames() {
      return List.of("no", "yes");
    }

    @Override
    public Vocabulary vocabulary() {
      return Vocabulary.of(false, List.of("a", "b", "c"));
    }

    @Override
    public String text(Batch rows, int row) {
      return vocabulary().token((int) rows.get(row, 0))
          + vocabulary().token((int) rows.get(row, 1));
    }

    @Override
    public List<String> remarks() {
      return List.of();
    }
  }

  /** Says yes with the probability 1 / (1 + exp(first letter - 1)). */
  private record Scores(Parameters parameters) implements ClassScores {
    @Override
    public StateSpace features() {
      return SPACE;
    }

    @Override
    public int classes() {
      return 2;
    }

    @Override
    public void scores(Batch c, int rows, double[] out) {
      for (int i = 0; i < rows; i++) {
        out[2 * i] = c.get(i, 0) - 1;
        out[2 * i + 1] = 0;
      }
    }

    @Override
    public void accumulate(Batch c, int rows, RowLoss loss, Gradient into) {
      throw new AssertionError("nothing is trained");
    }
  }

  private record Judge(Scores scores) implements Classifier {
    @Override
    public StateSpace features() {
      return SPACE;
    }

    @Override
    public StateSpace targets() {
      return ClassEnergy.targets(scores);
    }

    @Override
    public EnergyFunction given(Batch contexts) {
      return new ClassEnergy(scores, contexts);
    }
  }

  private record Flat(StateSpace space) implements EnergyFunction {
    @Override
    public void energies(Batch x, double[] out) {
      Arrays.fill(out, 0, x.size(), 0);
    }
  }

  private static Letters letters(int... heldOutLabels) {
    Batch rows = Batch.of(new float[] {0, 1, 2, 1, 2, 2}, 2); // ab cb cc
    int[] all = {1, 0, 0};
    return new Letters(Examples.of(rows), Examples.of(rows), all, heldOutLabels);
  }

  private static RunView run(Letters letters) {
    Scores scores = new Scores(Parameters.builder().add("none", 1).build());
    return TestRun.of(new Judge(scores)).data(letters).build();
  }

  @Override
  protected ReportSection section() {
    return new TextsSection();
  }

  @Override
  protected RunView run() {
    return run(letters(1, 1, 0));
  }

  @Override
  protected RunView otherRun() {
    return TestRun.of(GaussianEnergy.standard(2)).build();
  }

  private static String drawn(RunView run) {
    RecordingPage page = new RecordingPage();
    new TextsSection().draw(run, page);
    return page.drawn().toString();
  }

  @Test
  void showsWhatIsToldWrong() {
    assertThat(drawn(run()))
        .contains("1 of 3 held-out texts are told wrong:")
        .contains("text, class, predicted, probability")
        .contains("cb, yes, no, 0.731")
        .doesNotContain("cc");
    assertThat(drawn(run(letters(1, 0, 0)))).contains("All 3 held-out texts are told right.");
  }

  @Test
  void showsWhatWasDrawn() {
    RunView run =
        TestRun.of(new Flat(SPACE))
            .data(letters(1, 0, 0))
            .samples(Batch.of(new float[] {1, 1, 1, 0}, 2))
            .build();
    assertThat(new TextsSection().applies(run)).isTrue();
    assertThat(drawn(run))
        .contains("Drawn, and of 3 training texts the one that differs in the fewest tokens:")
        .contains("bb, 0.00, ab, 1")
        .contains("ba, 0.00, ab, 2")
        .contains("text, energy")
        .contains("cb, 0.00")
        .doesNotContain("costs");
  }

  /** Costs one nat for each letter. */
  private record Even(StateSpace space) implements EnergyFunction, SymbolCosts {
    @Override
    public void energies(Batch x, double[] out) {
      Arrays.fill(out, 0, x.size(), x.dim());
    }

    @Override
    public void costs(Batch x, Batch out) {
      out.fill(1);
    }
  }

  @Test
  void showsWhatSymbolsCost() {
    RunView run =
        TestRun.of(new Even(SPACE))
            .data(letters(1, 0, 0))
            .samples(Batch.of(new float[] {1, 1}, 2))
            .build();
    assertThat(drawn(run)).contains("costs");
  }

  /** kitten, sitting: three; the shorter rows end before their places do. */
  @Test
  void editsAreFewest() {
    StateSpace space = new StateSpace.Categorical(8, 26, 0);
    Batch rows = Batch.of(new float[3 * 8], 8);
    List<String> words = List.of("kitten", "sitting", "");
    for (int row = 0; row < 3; row++) {
      for (int i = 0; i < words.get(row).length(); i++) {
        rows.set(row, i, words.get(row).charAt(i) - 'a');
      }
    }
    int[] room = new int[9];
    assertThat(NearestTexts.edits(space, rows, 0, rows, 1, room)).isEqualTo(3);
    assertThat(NearestTexts.edits(space, rows, 1, rows, 0, room)).isEqualTo(3);
    assertThat(NearestTexts.edits(space, rows, 1, rows, 1, room)).isZero();
    assertThat(NearestTexts.edits(space, rows, 2, rows, 0, room)).isEqualTo(6);
  }
}

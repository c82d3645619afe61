package io.ebm.core.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Augmentation;
import io.ebm.api.Batch;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.testkit.Defaults;
import io.ebm.testkit.TestContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TokenDropoutTest {

  private static final int MOST = 12;
  private static final int ROWS = 4000;
  private static final StateSpace.Varying TEXTS = new StateSpace.Varying(1, MOST, 20);

  private static Augmentation augmentation(Map<String, ?> given) {
    return Defaults.component(new TokenDropoutFactory(), given)
        .make(TestContext.builder().seed(1).path("augmentation").build());
  }

  /** Rows of the labels 1, 2, … 10, after the change. */
  private static Batch changed(Map<String, ?> given) {
    Batch rows = Batch.allocate(ROWS, MOST);
    for (int i = 0; i < ROWS; i++) {
      for (int k = 0; k < MOST; k++) {
        rows.set(i, k, k < 10 ? k + 1 : Float.NaN);
      }
    }
    augmentation(given).on(TEXTS).apply(rows, RandomStream.of(7));
    return rows;
  }

  @Test
  void labelsAreReplacedAsOftenAsIsSaid() {
    Batch rows = changed(Map.of("probability", 0.3, "label", 15));
    int replaced = 0;
    for (int i = 0; i < ROWS; i++) {
      for (int k = 0; k < 10; k++) {
        boolean isReplaced = rows.get(i, k) == 15;
        replaced += isReplaced ? 1 : 0;
        assertThat(rows.get(i, k)).isEqualTo(isReplaced ? 15 : k + 1);
      }
      assertThat(rows.get(i, 10)).isNaN();
    }
    assertThat(replaced / (10.0 * ROWS)).isCloseTo(0.3, within(0.01));
  }

  @Test
  void labelsThatStayMoveUp() {
    Batch rows = changed(Map.of("probability", 0.0, "deletion", 0.4));
    int stay = 0;
    for (int i = 0; i < ROWS; i++) {
      List<Float> labels = new ArrayList<>();
      int length = TEXTS.length(rows, i);
      for (int k = 0; k < MOST; k++) {
        if (k < length) {
          labels.add(rows.get(i, k));
        } else {
          assertThat(rows.get(i, k)).isNaN();
        }
      }
      assertThat(labels).isNotEmpty().isSorted().doesNotHaveDuplicates();
      stay += length;
    }
    assertThat(stay / (10.0 * ROWS)).isCloseTo(0.6, within(0.01));
  }

  @Test
  void oneLabelStaysWhateverHappens() {
    Batch rows = changed(Map.of("probability", 0.0, "deletion", 1.0));
    int[] counts = new int[11];
    for (int i = 0; i < ROWS; i++) {
      assertThat(TEXTS.length(rows, i)).isEqualTo(1);
      counts[(int) rows.get(i, 0)]++;
    }
    for (int label = 1; label <= 10; label++) {
      assertThat(counts[label] / (double) ROWS).isCloseTo(0.1, within(0.025));
    }
  }

  /** The end of a sequence, and what stands behind it, stay. */
  @Test
  void sequencesStaySequences() {
    StateSpace.Categorical space = new StateSpace.Categorical(5, 4, 1);
    Batch rows = Batch.of(new float[] {2, 3, 1, 1, 1, 3, 3, 2, 2, 3}, 5);
    augmentation(Map.of("probability", 1.0)).on(space).apply(rows, RandomStream.of(7));
    assertThat(rows.array()).containsExactly(0, 0, 1, 1, 1, 0, 0, 0, 0, 0);
    assertThatThrownBy(() -> augmentation(Map.of("label", 1)).on(space))
        .hasMessage("augmentation 'token-dropout' replaces by label 1, which ends sequences");
  }

  @Test
  void whatDoesNotFitIsSaid() {
    assertThatThrownBy(() -> augmentation(Map.of()).on(StateSpace.real(7)))
        .hasMessage(
            "augmentation 'token-dropout' is for labels, as the tokens of texts are, not for"
                + " Real[shape=[7]]");
    assertThatThrownBy(() -> augmentation(Map.of("label", 20)).on(TEXTS))
        .hasMessage(
            "augmentation 'token-dropout' replaces by label 20, and labels go from 0 to 19");
    assertThatThrownBy(
            () -> augmentation(Map.of("deletion", 0.1)).on(new StateSpace.Categorical(5, 3)))
        .hasMessage(
            "augmentation 'token-dropout' leaves labels out by 'deletion' only where their number"
                + " varies, not for Categorical[length=5, levels=3]");
  }
}

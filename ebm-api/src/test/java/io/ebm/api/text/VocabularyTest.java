package io.ebm.api.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VocabularyTest {

  private static final Map<String, Long> COUNTS = Map.of("b", 2L, "a", 2L, "z", 5L, "c", 1L);

  @Test
  void isOrderedByCountAndThenByText() {
    assertThat(Vocabulary.counted(COUNTS, 1, null).tokens()).containsExactly("z", "a", "b", "c");
    assertThat(Vocabulary.counted(COUNTS, 2, null).tokens()).containsExactly("z", "a", "b");
    assertThat(Vocabulary.counted(COUNTS, 1, 2).tokens()).containsExactly("z", "a");
  }

  @Test
  void specialsComeFirst() {
    Vocabulary plain = Vocabulary.counted(COUNTS, 1, 2);
    assertThat(plain.size()).isEqualTo(3);
    assertThat(plain.unknown()).isZero();
    assertThat(plain.begin()).isEqualTo(-1);
    assertThat(plain.end()).isEqualTo(-1);
    assertThat(plain.label("z")).isEqualTo(1);
    assertThat(plain.label("c")).isZero();
    assertThat(plain.isMark(-1)).isFalse();
    Vocabulary marked = plain.marked(true, true);
    assertThat(marked.size()).isEqualTo(5);
    assertThat(List.of(marked.unknown(), marked.begin(), marked.end())).containsExactly(0, 1, 2);
    assertThat(marked.label("z")).isEqualTo(3);
    assertThat(List.of(marked.token(0), marked.token(1), marked.token(2), marked.token(4)))
        .containsExactly("<unknown>", "<begin>", "<end>", "a");
    assertThat(marked.mark(new int[] {3, 0})).containsExactly(1, 3, 0, 2);
    Vocabulary ended = Vocabulary.of(false, List.of("x")).marked(false, true);
    assertThat(ended.unknown()).isEqualTo(-1);
    assertThat(ended.end()).isZero();
    assertThat(ended.label("y")).isEqualTo(-1);
    assertThat(ended.mark(new int[] {1})).containsExactly(1, 0);
    assertThat(marked.marked(false, false)).isEqualTo(plain).hasSameHashCodeAs(plain);
    assertThat(marked).isNotEqualTo(plain);
  }

  @Test
  void aTokenMayBeCalledAsASpecial() {
    Vocabulary vocabulary = Vocabulary.of(true, List.of("<unknown>"));
    assertThat(vocabulary.label("<unknown>")).isEqualTo(1);
    assertThat(vocabulary.label("other")).isZero();
  }

  @Test
  void refusesWhatIsNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Vocabulary.of(true, List.of("a", "a")))
        .withMessage("the token 'a' stands twice in a vocabulary");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Vocabulary.counted(COUNTS, 6, null))
        .withMessage("no token occurs 6 times in the training texts");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Vocabulary.counted(Map.of(), 1, null))
        .withMessage("the training texts have no token");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Vocabulary.counted(COUNTS, 1, null).token(5))
        .withMessage("there is no label 5; labels of this vocabulary are 0 to 4");
  }
}

package io.ebm.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ebm.api.Checks;
import io.ebm.api.Setting;
import io.ebm.core.ComponentException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** All that is wrong with a record is told at once. */
class AllProblemsTest {

  record Walk(
      @Setting(doc = "") String name,
      @Setting(value = "10", doc = "") int steps,
      @Setting(value = "5", doc = "") int warmUp,
      @Setting(value = "0.5", doc = "") double size,
      @Setting(doc = "") @Nullable Integer batch) {
    Walk {
      Checks.atLeast("steps", steps, 1);
      Checks.between("warmUp", warmUp, 0, steps);
      Checks.positive("size", size);
      if (batch != null) {
        Checks.atLeast("batch", batch, 1);
      }
      Checks.that(!name.isEmpty(), "name", "must not be empty");
    }
  }

  private static final Map<String, Object> DEFAULTS = Map.of("steps", 10, "warmUp", 5, "size", 0.5);

  private final List<String> told = new ArrayList<>();

  private @Nullable Object make(Set<String> given, Object... values) {
    List<Field> fields = Field.of(Walk.class);
    RecordMaker maker = new RecordMaker(Walk.class, fields, field -> DEFAULTS.get(field.name()));
    for (int i = 0; i < values.length; i++) {
      if (values[i].equals("unread")) {
        maker.replace(i);
      } else {
        maker.set(i, values[i]);
      }
    }
    return maker.make("walk", given::contains, (setting, message) -> told.add(setting));
  }

  @Test
  void ofARecordThatIsGood() {
    assertThat(make(Set.of(), "a", 10, 5, 0.5, 3)).isEqualTo(new Walk("a", 10, 5, 0.5, 3));
    assertThat(told).isEmpty();
  }

  @Test
  void ofOneInWhichSeveralValuesAreRefused() {
    assertThat(make(Set.of("steps", "size", "batch"), "a", 0, 5, -1.0, 0)).isNull();
    assertThat(told).containsExactly("steps", "size", "batch");
  }

  @Test
  void ofOneInWhichAValueCouldNotBeRead() {
    assertThat(make(Set.of("steps", "size"), "a", "unread", 5, -1.0, 3)).isNull();
    assertThat(told).containsExactly("size");
  }

  /** The warm-up is a default; that it does not fit 2 steps is the first thing wrong. */
  @Test
  void butNotWhatOnlyADefaultIsToBlameFor() {
    assertThat(make(Set.of("steps"), "a", 2, 5, 0.5, 3)).isNull();
    assertThat(told).containsExactly("warmUp");
    told.clear();
    assertThat(make(Set.of("size"), "unread", 10, 5, -1.0, 3)).isNull();
    assertThat(told).containsExactly("size");
  }

  record Faulty(@Setting(doc = "") int size) {
    Faulty {
      if (size == 0) {
        throw new IllegalStateException("a bug");
      }
    }
  }

  @Test
  void aBugOfARecordIsNoMistakeOfTheUsers() {
    RecordMaker maker = new RecordMaker(Faulty.class, Field.of(Faulty.class), field -> null);
    maker.set(0, 0);
    assertThatExceptionOfType(ComponentException.class)
        .isThrownBy(() -> maker.make("energy", key -> true, (setting, message) -> {}))
        .withMessageStartingWith("energy: ");
  }
}

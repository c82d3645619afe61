package io.ebm.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ebm.api.Batch;
import io.ebm.api.Component;
import io.ebm.api.ComponentContext;
import io.ebm.api.Dataset;
import io.ebm.api.DatasetFactory;
import io.ebm.api.Examples;
import io.ebm.api.StateSpace;
import io.ebm.api.TextLines;
import io.ebm.api.text.TextRows;
import io.ebm.api.text.Textual;
import io.ebm.api.text.Vocabulary;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The checks of data of texts fail on data broken on purpose, one mistake each. */
class FaultyTextsTest {

  private static final String TEXT = "ab\nb\naba\n";

  /** Rows of up to 4 of the letters a and b. */
  private static class Sound implements Dataset, Textual, TextRows {
    @Override
    public StateSpace space() {
      return new StateSpace.Varying(1, 4, 2);
    }

    @Override
    public Examples train() {
      return Examples.of(Batch.of(new float[] {0, 1, 1, Float.NaN, 1, Float.NaN, 0, 0}, 4));
    }

    @Override
    public Examples heldOut() {
      return Examples.of(Batch.allocate(0, 4));
    }

    @Override
    public Vocabulary vocabulary() {
      return Vocabulary.of(false, List.of("a", "b"));
    }

    @Override
    public String text(Batch rows, int row) {
      StringBuilder text = new StringBuilder();
      for (int k = 0; k < rows.dim() && !Float.isNaN(rows.get(row, k)); k++) {
        text.append(vocabulary().token((int) rows.get(row, k)));
      }
      return text.toString();
    }

    @Override
    public List<String> remarks() {
      return List.of();
    }

    @Override
    public Source rows(TextLines lines) {
      return most -> {
        Batch rows = Batch.allocate(most, 4);
        rows.fill(Float.NaN);
        int count = 0;
        while (count < most) {
          String line = lines.next();
          if (line == null) {
            break;
          }
          for (int k = 0; k < line.length(); k++) {
            rows.set(count, k, line.charAt(k) - 'a');
          }
          count++;
        }
        return count == 0 ? null : rows.slice(0, count);
      };
    }
  }

  private record None() {}

  private record Of(Supplier<Dataset> made) implements DatasetFactory<None> {
    @Override
    public String name() {
      return "letters";
    }

    @Override
    public String description() {
      return "Rows of letters.";
    }

    @Override
    public Class<None> configType() {
      return None.class;
    }

    @Override
    public Dataset create(None config, ComponentContext context) {
      return made.get();
    }
  }

  private static DatasetCase test(Supplier<Dataset> made) {
    return new DatasetCase(Component.of(new Of(made), new None()), Path.of(""), 1);
  }

  private static void fails(Runnable check, String complaint) {
    assertThatThrownBy(check::run)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(complaint);
  }

  @Test
  void soundOnesPass() {
    TextChecks.textsAreThoseOfTheirRows(test(Sound::new));
    TextChecks.blocksOfRowsDoNotMatter(test(Sound::new), TEXT);
  }

  @Test
  void aVocabularyThatIsTooLarge() {
    Dataset faulty =
        new Sound() {
          @Override
          public Vocabulary vocabulary() {
            return Vocabulary.of(true, List.of("a", "b"));
          }
        };
    fails(
        () -> TextChecks.textsAreThoseOfTheirRows(test(() -> faulty)),
        "the space has 2 labels, and the vocabulary 3");
  }

  @Test
  void theTextOfTheFirstRow() {
    Dataset faulty =
        new Sound() {
          @Override
          public String text(Batch rows, int row) {
            return super.text(rows, 0);
          }
        };
    fails(
        () -> TextChecks.textsAreThoseOfTheirRows(test(() -> faulty)),
        "the text of example 1 is another one among others");
  }

  @Test
  void textsThatWriteTheirRows() {
    Dataset faulty =
        new Sound() {
          @Override
          public String text(Batch rows, int row) {
            String text = super.text(rows, row);
            rows.set(row, 3, 0);
            return text;
          }
        };
    fails(() -> TextChecks.textsAreThoseOfTheirRows(test(() -> faulty)), "text() wrote its rows");
  }

  @Test
  void rowsOfAnotherBlock() {
    Dataset faulty =
        new Sound() {
          @Override
          public Source rows(TextLines lines) {
            Source sound = super.rows(lines);
            return most -> {
              Batch rows = sound.next(most);
              if (rows != null) {
                rows.set(0, 0, 0);
              }
              return rows;
            };
          }
        };
    fails(
        () -> TextChecks.blocksOfRowsDoNotMatter(test(() -> faulty), TEXT),
        "in blocks of 1 there are other rows");
  }

  @Test
  void rowsOutsideOfTheSpace() {
    fails(
        () -> TextChecks.blocksOfRowsDoNotMatter(test(Sound::new), "ab\nc\n"),
        "a row is not in up to 4 positions");
  }
}

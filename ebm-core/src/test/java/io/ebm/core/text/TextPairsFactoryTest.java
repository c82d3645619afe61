package io.ebm.core.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ebm.api.Batch;
import io.ebm.api.ConditionalExamples;
import io.ebm.api.Dataset;
import io.ebm.api.StateSpace;
import io.ebm.api.text.Textual;
import io.ebm.testkit.Defaults;
import io.ebm.testkit.TestContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextPairsFactoryTest {

  private static final float NONE = Float.NaN;

  @TempDir Path folder;

  private Dataset create(String name, String text, Map<String, ?> settings) throws IOException {
    Files.writeString(folder.resolve(name), text);
    Map<String, Object> given =
        new HashMap<>(Map.of("file", name, "tokenizer", new Characters(false, 1)));
    given.putAll(settings);
    return new TextPairsFactory()
        .create(
            Defaults.create(TextPairsFactory.Config.class, given),
            TestContext.builder().folder(folder).build());
  }

  /** Labels: 0 unknown, 1 the end, 2 for a, 3 for b. */
  @Test
  void theFirstTextIsTheContextAndTheSecondASequence() throws IOException {
    Dataset data = create("pairs.tsv", "a\tab\nba\ta\n", Map.of());
    assertThat(data.space()).isEqualTo(new StateSpace.Categorical(3, 4, 1));
    assertThat(data.train().range(0, 2, 3).array()).containsExactly(2, 3, 1, 2, 1, 1);
    assertThat(data.train()).isInstanceOf(ConditionalExamples.class);
    ConditionalExamples<?> pairs = (ConditionalExamples<?>) data.train();
    assertThat(pairs.contextSpace()).contains(new StateSpace.Varying(1, 3, 4));
    assertThat(((Batch) pairs.contexts(new int[] {1, 0}, 0, 2)).array())
        .containsExactly(3, 2, 1, 2, 1, NONE);
    assertThat(((Textual) data).text(data.train().range(0, 1, 3), 0)).isEqualTo("ab");
  }

  @Test
  void pairsMayBeObjects() throws IOException {
    Dataset data =
        create("pairs.jsonl", "{\"source\": \"a\", \"target\": \"ab\"}\n", Map.of("most", 2));
    assertThat(data.train().range(0, 1, 2).array()).containsExactly(2, 3);
    assertThat(((Textual) data).remarks())
        .containsExactly("1 of 2 texts are cut to their first 2 tokens");
  }

  @Test
  void whatIsNoPairIsToldWithItsLine() {
    Path file = folder.resolve("pairs.tsv");
    for (List<String> each :
        List.of(
            List.of("a\tb\nab\n", ":2: there is no tab, which stands between the two texts of a pair"),
            List.of("a\tb\n\tb\n", ":2: there is no label before the first tab"),
            List.of("", ": is empty: there is no pair to learn from"))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> create("pairs.tsv", each.get(0), Map.of()))
          .withMessage(file + each.get(1));
    }
  }
}

package io.ebm.core.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ebm.api.Batch;
import io.ebm.api.Dataset;
import io.ebm.api.Labelled;
import io.ebm.api.StateSpace;
import io.ebm.api.text.Textual;
import io.ebm.api.text.Tokenizer;
import io.ebm.api.text.Vocabulary;
import io.ebm.testkit.Defaults;
import io.ebm.testkit.TestContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Texts that experiments use, where they are there. */
class RealTextTest {

  private static Path folder(String name) {
    String data = System.getenv("EBM_DATA");
    assumeTrue(data != null, "EBM_DATA does not name the folder of the data sets");
    return Path.of(data, name);
  }

  private static Dataset texts(String folder, Map<String, ?> settings) {
    return new TextFactory()
        .create(
            Defaults.create(TextFactory.Config.class, settings),
            TestContext.builder().folder(folder(folder)).build());
  }

  private static Dataset sentences(Map<String, ?> settings) {
    return new SentencesFactory()
        .create(
            Defaults.create(SentencesFactory.Config.class, settings),
            TestContext.builder().folder(folder("sentences")).build());
  }

  @Test
  void names() {
    Dataset names = texts("names", Map.of("file", "names.txt", "heldOutEvery", 10, "end", true));
    assertThat(names.space()).isEqualTo(new StateSpace.Varying(1, 16, 28));
    assertThat(names.heldOut().size()).isEqualTo(3_204);
    assertThat(names.train().size()).isEqualTo(32_033 - 3_204);
    Batch held = names.heldOut().range(0, 3_204, 16);
    StateSpace.Varying space = (StateSpace.Varying) names.space();
    int symbols = 0;
    for (int row = 0; row < held.size(); row++) {
      symbols += space.length(held, row);
    }
    assertThat(symbols).isEqualTo(22_717);
    assertThat(((Textual) names).text(held, 0)).isEqualTo("emma");
  }

  @Test
  void shakespeare() throws IOException {
    Dataset windows =
        texts(
            "tiny-shakespeare", Map.of("file", "input.txt", "window", 64, "heldOutFraction", 0.1));
    assertThat(windows.space()).isEqualTo(new StateSpace.Categorical(64, 66));
    assertThat(windows.train().size()).isEqualTo(1_003_854 / 64);
    assertThat(windows.heldOut().size()).isEqualTo((1_115_394 - 1_003_854) / 64);
    String whole = Files.readString(folder("tiny-shakespeare").resolve("input.txt"));
    assertThat(((Textual) windows).text(windows.train().range(7, 8, 64), 0))
        .isEqualTo(whole.substring(7 * 64, 8 * 64));
    for (Tokenizer tokenizer : List.of(new Characters(false, 1), new Bytes())) {
      Vocabulary vocabulary = tokenizer.learn(List.of(whole));
      assertThat(tokenizer.decode(tokenizer.encode(whole, vocabulary), vocabulary))
          .isEqualTo(whole);
    }
  }

  @Test
  void questions() {
    Dataset trec =
        sentences(
            Map.of(
                "file",
                "TREC.train.all",
                "heldOutFile",
                "TREC.test.all",
                "charset",
                TextCharset.LATIN_1));
    assertThat(trec.train().size()).isEqualTo(5_452);
    assertThat(trec.heldOut().size()).isEqualTo(500);
    assertThat(((Labelled) trec).classNames()).containsExactly("0", "1", "2", "3", "4", "5");
    assertThat(((Labelled) trec).trainLabels()).startsWith(0, 1, 0);
    assertThat(((Textual) trec).text(trec.train().range(1, 2, trec.space().dim()), 0))
        .isEqualTo("what films featured the character popeye doyle ?");
  }

  @Test
  void reviews() {
    Dataset reviews =
        sentences(Map.of("file", "stsa.binary.train", "heldOutFile", "stsa.binary.test"));
    assertThat(reviews.train().size()).isEqualTo(6_920);
    assertThat(reviews.heldOut().size()).isEqualTo(1_821);
    assertThat(((Labelled) reviews).classes()).isEqualTo(2);
    Words words = new Words(false, false, 1, null);
    String text = "a stirring , funny and finally transporting re-imagining of beauty";
    Vocabulary vocabulary = words.learn(List.of(text));
    assertThat(words.decode(words.encode(text, vocabulary), vocabulary)).isEqualTo(text);
  }
}

package io.ebm.core.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ebm.api.Archived;
import io.ebm.api.Batch;
import io.ebm.api.Dataset;
import io.ebm.api.Examples;
import io.ebm.api.SettingException;
import io.ebm.api.StateSpace;
import io.ebm.api.text.Textual;
import io.ebm.testkit.Defaults;
import io.ebm.testkit.TestContext;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFactoryTest {

  private static final float NONE = Float.NaN;

  @TempDir Path folder;

  private Dataset create(Map<String, ?> settings) {
    Map<String, Object> given = new HashMap<>(Map.of("file", "a.txt"));
    given.putAll(settings);
    return new TextFactory()
        .create(
            Defaults.create(TextFactory.Config.class, given),
            TestContext.builder().folder(folder).build());
  }

  private static List<String> texts(Dataset data, Examples examples) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < examples.size(); i++) {
      texts.add(((Textual) data).text(examples.range(i, i + 1, data.space().dim()), 0));
    }
    return texts;
  }

  private void write(String text) throws IOException {
    Files.writeString(folder.resolve("a.txt"), text);
  }

  private String path() {
    return folder.resolve("a.txt").toString();
  }

  @Test
  void linesAreRowsAsLongAsTheyAre() throws IOException {
    write("ab\n\na\r\n \nbbb");
    Dataset data = create(Map.of("end", true));
    assertThat(data.space()).isEqualTo(new StateSpace.Varying(1, 4, 4));
    assertThat(data.train().range(0, 3, 4).array())
        .containsExactly(3, 2, 1, NONE, 3, 1, NONE, NONE, 2, 2, 2, 1);
    assertThat(data.heldOut().size()).isZero();
    assertThat(texts(data, data.train())).containsExactly("ab", "a", "bbb");
    assertThat(((Textual) data).remarks()).containsExactly("2 blank lines are passed over");
  }

  /** The end stands behind each text, at all places that are left; a cut one may have none. */
  @Test
  void paddedLinesAreSequences() throws IOException {
    write("ab\na\nbbbb");
    Dataset data = create(Map.of("pad", true, "most", 4));
    StateSpace.Categorical space = new StateSpace.Categorical(4, 4, 1);
    assertThat(data.space()).isEqualTo(space);
    Batch rows = data.train().range(0, 3, 4);
    assertThat(rows.array()).containsExactly(3, 2, 1, 1, 3, 1, 1, 1, 2, 2, 2, 2);
    assertThat(space.firstOutside(rows)).isEqualTo(-1);
    assertThat(space.isSequence(rows, 2)).isTrue();
    assertThat(texts(data, data.train())).containsExactly("ab", "a", "bbbb");
    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(() -> create(Map.of("window", 3, "pad", true)))
        .withMessageContaining("is of lines, and cannot stand beside 'window'");
  }

  @Test
  void longerLinesAreCutOrRefused() throws IOException {
    write("a b\na b c d\n");
    Map<String, Object> settings =
        new HashMap<>(
            Map.of("most", 3, "begin", true, "tokenizer", new Words(true, true, 1, null)));
    Dataset data = create(settings);
    assertThat(texts(data, data.train())).containsExactly("a b", "a b");
    assertThat(((Textual) data).remarks())
        .containsExactly("1 of 2 texts are cut to their first 3 tokens");
    settings.put("longer", Longer.REFUSE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> create(settings))
        .withMessage(
            path()
                + ":2: the text has 5 tokens, and rows have 3; with \"longer\": \"cut\" its first ones"
                + " are taken");
  }

  @Test
  void eachSoManyIsHeldOut() throws IOException {
    write("a\nb\nc\nd\ne\n");
    Dataset data = create(Map.of("heldOutEvery", 2));
    assertThat(texts(data, data.train())).containsExactly("b", "d");
    assertThat(texts(data, data.heldOut())).containsExactly("\ufffd", "\ufffd", "\ufffd");
    write("a\n");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> create(Map.of("heldOutEvery", 2)))
        .withMessage("heldOutEvery 2 leaves no text to train on");
  }

  @Test
  void windowsGoOverLines() throws IOException {
    write("abc\nde\nabcabc");
    Dataset data = create(Map.of("window", 3, "heldOutFraction", 0.5));
    assertThat(data.space()).isEqualTo(new StateSpace.Categorical(3, 7));
    assertThat(texts(data, data.train())).containsExactly("abc", "\nde");
    assertThat(texts(data, data.heldOut())).containsExactly("abc", "abc");
    assertThat(((Textual) data).remarks())
        .containsExactly(
            "the last 1 tokens of the training text fill no window and are left",
            "the last 1 tokens of the held-out text fill no window and are left");
    assertThat(texts(data, create(Map.of("window", 3, "stride", 1)).train()))
        .hasSize(12)
        .startsWith("abc", "bc\n", "c\nd");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> create(Map.of("window", 15)))
        .withMessage("a.txt: the text to train on has 14 tokens, fewer than a window of 15");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> create(Map.of("window", 3, "heldOutFraction", 0.1)))
        .withMessage("a.txt: the text held out has 2 tokens, fewer than a window of 3");
    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(() -> create(Map.of("window", 3, "end", true)))
        .withMessageContaining("is of lines, and cannot stand beside 'window'");
  }

  @Test
  void latinOneAndGzip() throws IOException {
    Path file = folder.resolve("a.txt");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("\u00fc\u00ff\u0080z\n".getBytes(StandardCharsets.ISO_8859_1));
    }
    Dataset data = create(Map.of("charset", TextCharset.LATIN_1));
    assertThat(texts(data, data.train())).containsExactly("\u00fc\u00ff\u0080z");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> create(Map.of()))
        .withMessage(
            path()
                + ":1:1: is not text in UTF-8: there is the byte 0xFC; convert the text to UTF-8, or"
                + " give \"charset\": \"latin-1\" if it is that");
  }

  @Test
  void badFilesAreNamed() throws IOException {
    write("");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> create(Map.of()))
        .withMessage(path() + ": is empty: there is no text to learn from");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> create(Map.of("window", 2)))
        .withMessage(path() + ": is empty: there is no text to learn from");
    write("a\n" + "b".repeat(1_048_576) + "\n");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> create(Map.of()))
        .withMessage(
            path()
                + ":2: the line has 1,048,576 characters, and one that is an example may have"
                + " 1,000,000; does each example stand on a line of its own?");
    assertThat(create(Map.of("window", 4)).train().size()).isEqualTo(262_144);
    write("a\n\u00a0\n");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> create(Map.of("tokenizer", new Words(true, true, 1, null))))
        .withMessage(path() + ":2: the text is empty; each must have at least one token");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> create(Map.of("heldOutFile", "none.txt")))
        .withMessage(folder.resolve("none.txt") + ": there is no such file");
  }

  @Test
  void aRunKeepsItsVocabulary() throws IOException {
    write("aab\ncc\n");
    Dataset first = create(Map.of("begin", true));
    Path archive = Files.createDirectory(folder.resolve("archive"));
    ((Archived) first).archive(archive);
    write("zzzz\nabz\n");
    Dataset again =
        new TextFactory()
            .create(
                Defaults.create(TextFactory.Config.class, Map.of("file", "a.txt", "begin", true)),
                TestContext.builder().folder(folder).archive(archive).build());
    assertThat(again.space()).isEqualTo(first.space());
    assertThat(((Textual) again).vocabulary()).isEqualTo(((Textual) first).vocabulary());
    assertThat(texts(again, again.train())).containsExactly("\ufffd\ufffd\ufffd", "ab\ufffd");
  }
}

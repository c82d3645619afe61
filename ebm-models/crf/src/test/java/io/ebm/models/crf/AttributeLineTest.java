package io.ebm.models.crf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ebm.api.TextLines;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttributeLineTest {

  private static List<RawSentence> read(String text, boolean labelOptional) throws IOException {
    Layout.Shape shape = new Layout.Shape(Layout.ATTRIBUTES, 0, List.of(), 0, labelOptional);
    TextLines lines = TextLines.of(text, "t");
    List<RawSentence> sentences = new ArrayList<>();
    RawSentence sentence = new RawSentence(true);
    while (Layout.ATTRIBUTES.read(lines, shape, sentence)) {
      sentences.add(sentence);
      sentence = new RawSentence(true);
    }
    return sentences;
  }

  private static List<Iwa.Instance> instances(String text) throws IOException {
    List<Iwa.Instance> instances = new ArrayList<>();
    for (RawSentence sentence : read(text, false)) {
      List<Iwa.Item> items = new ArrayList<>();
      for (int t = 0; t < sentence.size(); t++) {
        List<Iwa.Attribute> attributes = new ArrayList<>();
        float[] values = sentence.values.get(t);
        for (int i = 0; i < sentence.tokens.get(t).length; i++) {
          float value = values == null ? 1 : values[i];
          attributes.add(new Iwa.Attribute(sentence.tokens.get(t)[i], value));
        }
        items.add(new Iwa.Item(String.valueOf(sentence.labels.get(t)), attributes));
      }
      instances.add(new Iwa.Instance(sentence.weight, items));
    }
    return instances;
  }

  @Test
  void aBackslashEscapesAColonAndABackslashAlone() throws IOException {
    List<Iwa.Attribute> attributes =
        instances("B\tw=\\alpha\tw=alpha\ta\\:b:2\tc\\\\:0.5\t\\\\\\:\\x\td\\\n")
            .get(0)
            .items()
            .get(0)
            .attributes();
    assertThat(attributes)
        .containsExactly(
            new Iwa.Attribute("w=\\alpha", 1),
            new Iwa.Attribute("w=alpha", 1),
            new Iwa.Attribute("a:b", 2),
            new Iwa.Attribute("c\\", 0.5),
            new Iwa.Attribute("\\:\\x", 1),
            new Iwa.Attribute("d\\", 1));
    assertThat(instances("B\\:NP\\\\\\q\ta\n").get(0).items().get(0).label())
        .isEqualTo("B:NP\\\\q");
  }

  @Test
  void emptyFieldsAreNone() throws IOException {
    assertThat(instances("B\ta\t\tb\t\n\t\t\nC\t\nD\ta:\n"))
        .isEqualTo(instances("B\ta\tb\nC\nD\ta\n"))
        .hasSize(1);
  }

  @Test
  void aWeightIsTheSentences() throws IOException {
    List<Iwa.Instance> found =
        instances("@weight:3\nA\tx\nB\ty\n\nA\tx\n\n@weight:0.25\tA\tx\n@weight:2\nB\n\n");
    assertThat(found.stream().map(Iwa.Instance::weight)).containsExactly(3.0, 1.0, 2.0);
    assertThat(found.stream().map(i -> i.items().size())).containsExactly(2, 1, 2);
    assertThat(instances("@weight:3\n\nA\n").get(0).weight()).isEqualTo(1);
  }

  @Test
  void aLineOfBlanksSeparatesAndOneOfTabsIsNothing() throws IOException {
    assertThat(instances("A\tx\n  \nB\n \t \nB\n")).hasSize(3);
    assertThat(instances("A\tx\n\t\nB\n")).isEqualTo(instances("A\tx\nB\n")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "A,x/,x/|2:1: the label is empty",
        ":5,x/|1:1: the label is empty",
        "A,x/B:NP,y/|2:1: the label 'B' ends at a colon; write \\: for one in a label",
        "A,x,yy:z/B/|1:5: in 'yy:z', 'z' is no finite number; write \\: for a colon in a name",
        "A,y:1e999/|1:3: in 'y:1e999', '1e999' is no finite number; write \\: for a colon in a name",
        "A,y:1f/|1:3: in 'y:1f', '1f' is no finite number; write \\: for a colon in a name",
        "A/A,t=12:30:45/|2:7: a second colon in a field; write \\: for a colon in a name",
        "A/@wight:3,A/|2:1: there is no declaration '@wight'; the only one is @weight:number",
        "/@weight/A/|2:1: in '@weight', '' is no finite number; write \\: for a colon in a name",
        "@weight:-1,A/|1:1: the weight of a sentence must not be negative, but is -1",
      })
  void whatWouldBeMisreadIsRefusedInItsLine(String text, String problem) {
    String lines = text.replace(',', '\t').replace('/', '\n');
    assertThatThrownBy(() -> read(lines, false)).hasMessage("t:" + problem);
  }

  @Test
  void theLabelMayBeMissingWhereTextsAreLabelled() throws IOException {
    RawSentence sentence = read("\t\ta\tb:2\nB\ta\n", true).get(0);
    assertThat(sentence.labels).containsExactly(null, "B");
    assertThat(sentence.tokens.get(0)).containsExactly("a", "b");
  }

  /** Random texts of all that the format allows. */
  @RepeatedTest(200)
  void itIsReadAsByCrfSuite(RepetitionInfo repetition) throws IOException {
    Random random = new Random(1000 + repetition.getCurrentRepetition());
    StringBuilder text = new StringBuilder();
    for (int line = random.nextInt(30); line >= 0; line--) {
      switch (random.nextInt(8)) {
        case 0 -> text.append("\n".repeat(random.nextInt(3)));
        case 1 -> text.append("@weight:").append(random.nextInt(9) / 4.0).append('\n');
        case 2 -> text.append("\t".repeat(1 + random.nextInt(3))).append('\n');
        default -> {
          if (random.nextInt(8) == 0) {
            text.append("@weight:2").append("\t".repeat(1 + random.nextInt(2)));
          }
          text.append('L').append(word(random));
          for (int i = random.nextInt(5); i > 0; i--) {
            text.append("\t".repeat(1 + random.nextInt(2))).append(word(random));
            if (random.nextInt(3) == 0) {
              text.append(':').append(new String[] {"", "1", "-0.5", "2.5e1", ".25"}[i]);
            }
          }
          text.append("\t".repeat(random.nextInt(3))).append('\n');
        }
      }
    }
    assertThat(instances(text.toString())).as(text.toString()).isEqualTo(Iwa.read(text.toString()));
  }

  private static String word(Random random) {
    StringBuilder word = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      word.append(
          new String[] {"a", "b", "\\a", "\\\\", "\\:", " ", "@", "é", "=", "\u3000"}
              [random.nextInt(10)]);
    }
    String made = word.append('x').toString();
    return made;
  }
}

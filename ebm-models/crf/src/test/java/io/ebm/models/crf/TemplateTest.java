package io.ebm.models.crf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ebm.api.TextLines;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TemplateTest {

  private static final List<String[]> TOKENS =
      List.of(
          new String[] {"He", "PRP"},
          new String[] {"reckons", "VBZ"},
          new String[] {"CO2-Öl", "NN"});

  private static List<String> expanded(String line, boolean markers) {
    Template template = Template.parse(List.of(line)).get(0);
    List<String> texts = new ArrayList<>();
    Utf8 text = new Utf8();
    for (int t = 0; t < TOKENS.size(); t++) {
      texts.add(
          template.expand(TOKENS, t, markers, text)
              ? new String(text.bytes, 0, text.length, StandardCharsets.UTF_8)
              : "-");
    }
    return texts;
  }

  @Test
  void macrosAreReplacedAsByCrfPlusPlus() {
    assertThat(expanded("U05:%x[-1,0]/%x[0,1]", true))
        .containsExactly("U05:_B-1/PRP", "U05:He/VBZ", "U05:reckons/NN");
    assertThat(expanded("U06:%x[2,0]", true)).containsExactly("U06:CO2-Öl", "U06:_B+1", "U06:_B+2");
    assertThat(expanded("U07:x%x[0,0]y%x[0,0]", true))
        .containsExactly("U07:xHeyHe", "U07:xreckonsyreckons", "U07:xCO2-ÖlyCO2-Öl");
    assertThat(expanded("U08", true)).containsExactly("U08", "U08", "U08");
  }

  @Test
  void placesOutsideMayBeLeftOut() {
    assertThat(expanded("U05:%x[-1,0]/%x[0,1]", false))
        .containsExactly("-", "U05:He/VBZ", "U05:reckons/NN");
  }

  @Test
  void partsAndShapesOfWords() {
    assertThat(expanded("U:%suffix[0,0,3]", true)).containsExactly("U:He", "U:ons", "U:-Öl");
    assertThat(expanded("U:%prefix[0,0,2]", true)).containsExactly("U:He", "U:re", "U:CO");
    assertThat(expanded("U:%lower[0,0]", true)).containsExactly("U:he", "U:reckons", "U:co2-öl");
    assertThat(expanded("U:%shape[0,0]", true)).containsExactly("U:Aa", "U:a", "U:A0-Aa");
    assertThat(expanded("U:%suffix[-1,0,1]|%shape[1,0]", true))
        .containsExactly("U:_B-1|a", "U:e|A0-Aa", "U:s|_B+1");
  }

  @Test
  void commentsAndEmptyLinesAreNoTemplates() {
    assertThat(Template.parse(List.of("# Unigram", "", "U00:%x[0,0]", "  ", "B"))).hasSize(2);
    assertThat(Template.parse(List.of("B")).get(0).isTransition()).isTrue();
    assertThat(Template.parse(List.of("B1:%x[0,0]")).get(0).isTransition()).isFalse();
  }

  @Test
  void blanksAreTextAsInCrfPlusPlus() {
    assertThat(expanded("U1:%x[0,0] / x ", true).get(0)).isEqualTo("U1:He / x ");
  }

  @Test
  void aPercentSignBeginsAMacro() {
    assertThatThrownBy(() -> Template.parse(List.of("U0:a%X[0,0]")))
        .hasMessage(
            "template 'U0:a%X[0,0]', column 5: a % must begin %x[row,column],"
                + " %prefix[row,column,letters], %suffix[row,column,letters], %lower[row,column] or"
                + " %shape[row,column]; did you mean '%x[0,0]'?");
    assertThatThrownBy(
            () -> Template.parse(TextLines.of("# T\r\n\r\nU0:%x[0,0]%m[0,0]\r\n", "template")))
        .hasMessageStartingWith(
            "template:3:11: template 'U0:%x[0,0]%m[0,0]': a % must begin %x[row,column],");
  }

  @Test
  void badTemplatesAreNamed() {
    for (String bad :
        List.of(
            "X0:%x[0,0]",
            "U0:%x[0]",
            "U0:%x[a,0]",
            "U0:%suffix[0,0]",
            "U:%x[0,0,1]",
            "U:%x[0,0",
            "U:%x[+1,0]",
            "U:%x[ 0,0]",
            "U:%x",
            "U:100%",
            "U:%%x[0,0]",
            "U:%m[0,0]",
            " U:%x[0,0]",
            "\u3000")) {
      assertThatThrownBy(() -> Template.parse(List.of(bad)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'" + bad + "'");
    }
  }
}

package io.ebm.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebm.api.Factory;
import io.ebm.api.text.Tokenizer;
import io.ebm.api.text.Vocabulary;
import io.ebm.testkit.FactoryConformance;
import io.ebm.testkit.TokenizerConformance;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TokenizersTest {

  private static final Words PLAIN = new Words(false, false, 1, null);

  private abstract static class Case extends TokenizerConformance {
    private final Tokenizer tokenizer;

    Case(Tokenizer tokenizer) {
      this.tokenizer = tokenizer;
    }

    @Override
    protected Tokenizer tokenizer() {
      return tokenizer;
    }
  }

  @Nested
  class OfCharacters extends Case {
    OfCharacters() {
      super(new Characters(false, 1));
    }
  }

  @Nested
  class OfFrequentLowerCaseCharacters extends Case {
    OfFrequentLowerCaseCharacters() {
      super(new Characters(true, 2));
    }
  }

  @Nested
  class OfWords extends Case {
    OfWords() {
      super(new Words(true, true, 1, null));
    }
  }

  @Nested
  class OfFewPlainWords extends Case {
    OfFewPlainWords() {
      super(new Words(false, false, 1, 4));
    }
  }

  @Nested
  class OfBytes extends Case {
    OfBytes() {
      super(new Bytes());
    }
  }

  @Nested
  class FactoryOfCharacters extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new Characters.Factory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(new Bad("minimumCount", 0));
    }
  }

  @Nested
  class FactoryOfWords extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new Words.Factory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of(new Bad("minimumCount", 0), new Bad("most", 0));
    }
  }

  @Nested
  class FactoryOfBytes extends FactoryConformance {
    @Override
    protected Factory<?> factory() {
      return new Bytes.Factory();
    }

    @Override
    protected List<Bad> bad() {
      return List.of();
    }
  }

  @Test
  void wordsSplitAtWhiteSpaceAndPunctuation() {
    Words words = new Words(true, true, 1, null);
    assertThat(words.split(" Don't\tSTOP,\u00a0now\u2026 re-use x_y "))
        .containsExactly(
            "don", "'", "t", "stop", ",", "now", "\u2026", "re", "-", "use", "x", "_", "y");
    assertThat(words.split("cafe\u0301 10\u20ac \ud83d\ude00\ud83d\ude00"))
        .containsExactly("cafe\u0301", "10", "\u20ac", "\ud83d\ude00", "\ud83d\ude00");
    assertThat(PLAIN.split("Don't STOP, now")).containsExactly("Don't", "STOP,", "now");
    assertThat(PLAIN.split("  \t ")).isEmpty();
  }

  @Test
  void charactersAreCodePoints() {
    Characters characters = new Characters(false, 1);
    Vocabulary vocabulary = characters.learn(List.of("a\ud83d\ude00a", "b\n"));
    assertThat(vocabulary.tokens()).containsExactly("a", "\n", "b", "\ud83d\ude00");
    assertThat(characters.encode("\ud83d\ude00ax", vocabulary)).containsExactly(4, 1, 0);
    assertThat(characters.decode(new int[] {4, 1, 0}, vocabulary)).isEqualTo("\ud83d\ude00a\ufffd");
    assertThat(new Characters(true, 2).learn(List.of("aA", "b")).tokens()).containsExactly("a");
  }

  @Test
  void bytesAreThoseOfUtf8() {
    Bytes bytes = new Bytes();
    Vocabulary vocabulary = bytes.learn(List.of("any"));
    assertThat(vocabulary.size()).isEqualTo(256);
    assertThat(vocabulary.token(10)).isEqualTo("0a");
    assertThat(bytes.encode("a\u00fc\n", vocabulary)).containsExactly(0x61, 0xc3, 0xbc, 0x0a);
    Vocabulary marked = vocabulary.marked(true, false);
    assertThat(bytes.encode("a", marked)).containsExactly(0x62);
    assertThat(bytes.decode(new int[] {0xc3}, vocabulary)).isEqualTo("\ufffd");
    int[] all = new int[256];
    Arrays.setAll(all, k -> k);
    assertThat(bytes.decode(all, vocabulary)).startsWith("\0\1").hasSizeGreaterThan(200);
  }
}

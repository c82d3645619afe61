package io.ebm.core.text;

import com.google.auto.service.AutoService;
import io.ebm.api.text.Tokenizer;
import io.ebm.api.text.TokenizerFactory;
import io.ebm.api.text.Vocabulary;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/**
 * {@code bytes}: the bytes of a text in UTF-8 are its tokens. All 256 have labels, so that nothing
 * is unknown; the tokens are called {@code 00} to {@code ff}.
 */
public record Bytes() implements Tokenizer {

  private static final List<String> NAMES =
      IntStream.range(0, 256).mapToObj(value -> HexFormat.of().toHexDigits((byte) value)).toList();

  @Override
  public Vocabulary learn(Iterable<String> texts) {
    return Vocabulary.of(false, NAMES);
  }

  @Override
  public int[] encode(String text, Vocabulary vocabulary) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int first = vocabulary.size() - NAMES.size();
    int[] labels = new int[bytes.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = first + (bytes[i] & 0xff);
    }
    return labels;
  }

  /** Bytes that are no UTF-8 become replacement characters, U+FFFD. */
  @Override
  public String decode(int[] labels, Vocabulary vocabulary) {
    int first = vocabulary.size() - NAMES.size();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int label : labels) {
      if (!vocabulary.isMark(label)) {
        vocabulary.token(label); // refuses what is none
        bytes.write(label - first);
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** The factory. */
  @SuppressWarnings("rawtypes") // a provider class has no type arguments
  @AutoService(TokenizerFactory.class)
  public static final class Factory implements TokenizerFactory<Bytes> {
    @Override
    public String name() {
      return "bytes";
    }

    @Override
    public String description() {
      return "The bytes of a text in UTF-8.";
    }

    @Override
    public Class<Bytes> configType() {
      return Bytes.class;
    }

    @Override
    public Tokenizer create(Bytes config) {
      return config;
    }
  }
}

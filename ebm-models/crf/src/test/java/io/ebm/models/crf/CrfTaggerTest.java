package io.ebm.models.crf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ebm.api.Parameters;
import io.ebm.api.TextLines;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrfTaggerTest {

  private static final long SEED = 12;

  @TempDir private Path run;

  private final SentenceData data = Toy.data(Toy.text(SEED, 4, 6, 9, 3, 7, 8, 5), Toy.PLAIN);
  private final Crf crf = Toy.crf(data, 2, SEED);

  @BeforeEach
  void aRun() throws IOException {
    data.archive(Files.createDirectories(run.resolve("archive/data")));
    crf.archive(Files.createDirectories(run.resolve("archive/energy")));
    write(run.resolve("checkpoints/step-000000009"), crf.parameters(), 0);
    write(run.resolve("checkpoints/step-000000010"), crf.parameters(), 1);
  }

  /** A file of safetensors, as the host writes. */
  private static void write(Path folder, Parameters parameters, float factor) throws IOException {
    StringBuilder header = new StringBuilder("{\"__metadata__\":{\"format\":\"ebm\"}");
    for (Parameters.Tensor tensor : parameters.tensors()) {
      header.append(
          String.format(
              ",\"%s\":{\"dtype\":\"F32\",\"shape\":[%d],\"data_offsets\":[%d,%d]}",
              tensor.name(),
              tensor.size(),
              4 * tensor.offset(),
              4 * (tensor.offset() + tensor.size())));
    }
    byte[] text = header.append('}').toString().getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + text.length + 4 * parameters.size())
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(text.length)
            .put(text);
    for (float value : parameters.values()) {
      bytes.putFloat(factor * value);
    }
    Files.createDirectories(folder);
    Files.write(folder.resolve("parameters.safetensors"), bytes.array());
  }

  private static List<String[]> columns() {
    return List.of(
        new String[] {"w1", "p2"},
        new String[] {"w3", "p0"},
        new String[] {"unseen", "p4"},
        new String[] {"w0", "p9"});
  }

  private static List<List<String>> attributes() {
    List<String[]> tokens = columns();
    List<List<String>> all = new ArrayList<>();
    for (int t = 0; t < tokens.size(); t++) {
      all.add(
          List.of(
              "U0:" + tokens.get(t)[0],
              "U1:" + (t == 0 ? "_B-1" : tokens.get(t - 1)[0]),
              "U2:" + tokens.get(t)[1]));
    }
    return all;
  }

  @Test
  void columnsAttributesAndTextsGetTheSameLabels() throws IOException {
    CrfTagger tagger = CrfTagger.load(run);
    List<String> labels = tagger.tagColumns(columns());
    assertThat(labels).hasSize(4);
    assertThat(tagger.labels()).containsAll(labels);
    assertThat(tagger.tag(attributes())).isEqualTo(labels);
    String text =
        columns().stream().map(c -> c[0] + " " + c[1] + "\n").collect(Collectors.joining());
    StringBuilder out = new StringBuilder();
    tagger.tag(TextLines.of((text + "\n").repeat(50), "text"), out);
    StringBuilder expected = new StringBuilder();
    for (int t = 0; t < 4; t++) {
      expected.append(columns().get(t)[0]).append(' ').append(columns().get(t)[1]);
      expected.append(' ').append(labels.get(t)).append('\n');
    }
    assertThat(out.toString()).isEqualTo((expected + "\n").repeat(50));
  }

  @Test
  void rankedSequencesAreThoseOfTheMarginals() throws IOException {
    CrfTagger tagger = CrfTagger.load(run);
    List<CrfTagger.Ranked> all = tagger.best(attributes(), 300);
    assertThat(all).hasSize(256); // 4 labels, 4 tokens
    assertThat(all.get(0).labels()).isEqualTo(tagger.tag(attributes()));
    double sum = 0;
    double[][] marginals = new double[4][4];
    for (CrfTagger.Ranked ranked : all) {
      double p = Math.exp(ranked.logProbability());
      sum += p;
      for (int t = 0; t < 4; t++) {
        marginals[t][tagger.labels().indexOf(ranked.labels().get(t))] += p;
      }
    }
    assertThat(sum).isCloseTo(1, within(1e-5));
    double[][] given = tagger.marginals(attributes());
    double[][] ofColumns = tagger.marginalsOfColumns(columns());
    for (int t = 0; t < 4; t++) {
      assertThat(given[t]).containsExactly(marginals[t], within(1e-5));
      assertThat(ofColumns[t]).containsExactly(given[t]);
    }
  }

  @Test
  void manyThreadsMayUseOne() throws Exception {
    CrfTagger tagger = CrfTagger.load(run);
    List<String> expected = tagger.tagColumns(columns());
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Future<Boolean>> done = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        done.add(
            pool.submit(
                () -> {
                  boolean same = true;
                  for (int k = 0; k < 500; k++) {
                    same &= tagger.tagColumns(columns()).equals(expected);
                  }
                  return same;
                }));
      }
      for (Future<Boolean> one : done) {
        assertThat(one.get()).isTrue();
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void nothingIsNothing() throws IOException {
    CrfTagger tagger = CrfTagger.load(run);
    assertThat(tagger.tag(List.of())).isEmpty();
    assertThat(tagger.tagColumns(List.of())).isEmpty();
    assertThat(tagger.marginals(List.of())).isEmpty();
    assertThat(tagger.best(List.of(), 2)).isEmpty();
  }

  @Test
  void mistakesAreNamed() throws IOException {
    assertThatThrownBy(() -> CrfTagger.load(run.resolve("none")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is no run of a crf");
    CrfTagger tagger = CrfTagger.load(run);
    List<String[]> narrow = List.<String[]>of(new String[] {"w1"});
    assertThatThrownBy(() -> tagger.tagColumns(narrow)).hasMessageContaining("column 1");
    Files.write(
        run.resolve("checkpoints/step-000000010/parameters.safetensors"), new byte[] {1, 2, 3});
    assertThatThrownBy(() -> CrfTagger.load(run)).hasMessageContaining("damaged");
  }
}

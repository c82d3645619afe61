package io.ebm.models.crf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChunkScoreTest {

  private static Map<String, Double> score(String truth, String found) {
    ChunkScore score = new ChunkScore();
    String[] truths = truth.split(" ", -1);
    String[] founds = found.split(" ", -1);
    for (int t = 0; t < truths.length; t++) {
      score.token(truths[t], founds[t]);
    }
    score.endSentence();
    Map<String, Double> scores = new LinkedHashMap<>();
    score.addTo(scores);
    return scores;
  }

  @Test
  void aChunkNeedsBothEndsAndItsType() {
    Map<String, Double> scores = score("B-NP I-NP O B-VP B-NP B-NP", "B-NP I-NP O B-PP B-NP I-NP");
    assertThat(scores.get("precision")).isCloseTo(1.0 / 3, within(1e-12));
    assertThat(scores.get("recall")).isCloseTo(1.0 / 4, within(1e-12));
    assertThat(scores.get("f1")).isCloseTo(2.0 / 7, within(1e-12));
    assertThat(scores.get("f1-NP")).isCloseTo(2.0 / 5, within(1e-12));
    assertThat(scores.get("f1-VP")).isZero();
  }

  @Test
  void insideWithoutABeginningBeginsAChunk() {
    assertThat(score("I-NP I-NP O I-VP", "B-NP I-NP O B-VP").get("f1")).isEqualTo(1);
    assertThat(score("B-NP I-VP", "B-NP B-VP").get("f1")).isEqualTo(1);
  }

  @Test
  void endsAndSinglesCount() {
    assertThat(score("S-A B-A I-A E-A S-A", "B-A B-A I-A I-A B-A").get("f1")).isEqualTo(1);
  }

  /** README of the data set: precision 72.58, recall 82.14, F 77.07. */
  @Test
  void theBaselineOfConll2000() throws IOException {
    String folder = System.getenv("EBM_DATA");
    assumeTrue(
        folder != null && Files.exists(Path.of(folder, "conll2000")),
        "EBM_DATA does not name a folder with conll2000");
    Map<String, Map<String, Integer>> counts = new HashMap<>();
    for (String line : Files.readAllLines(Path.of(folder, "conll2000", "train.txt"))) {
      if (!line.isBlank()) {
        String[] columns = line.split(" ", -1);
        counts
            .computeIfAbsent(columns[1], pos -> new LinkedHashMap<>())
            .merge(columns[2], 1, Integer::sum);
      }
    }
    Map<String, String> most = new HashMap<>();
    counts.forEach(
        (pos, tags) ->
            most.put(
                pos,
                tags.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey()));
    ChunkScore score = new ChunkScore();
    List<String> lines =
        new ArrayList<>(Files.readAllLines(Path.of(folder, "conll2000", "test.txt")));
    lines.add("");
    for (String line : lines) {
      if (line.isBlank()) {
        score.endSentence();
      } else {
        String[] columns = line.split(" ", -1);
        score.token(columns[2], most.getOrDefault(columns[1], "O"));
      }
    }
    Map<String, Double> scores = new LinkedHashMap<>();
    score.addTo(scores);
    assertThat(scores.get("precision")).isCloseTo(0.7258, within(5e-5));
    assertThat(scores.get("recall")).isCloseTo(0.8214, within(5e-5));
    assertThat(scores.get("f1")).isCloseTo(0.7707, within(5e-5));
    assertThat(scores.get("chunks")).isEqualTo(23852);
  }
}

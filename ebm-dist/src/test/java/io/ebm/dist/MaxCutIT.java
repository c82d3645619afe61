package io.ebm.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Simulated annealing on G1 of the G-set (Helmberg and Rendl 2000), the graph {@code -rnd_graph 800
 * 6 8001} of Rinaldi's generator, which the example writes anew. Its best known cut is 11624
 * (Benlic and Hao 2013, "Breakout local search for the max-cut problem").
 */
class MaxCutIT {

  /** Of the text with Unix line ends; that of the published file but for line ends and a blank. */
  private static final String G1 =
      "e29951b22493bdcafa104e4dee0d338d8e8b79973b959efdf949561f9c45d36c";

  private static final int BEST_KNOWN = 11624;

  @TempDir Path folder;

  @Test
  void findsTheBestKnownCutOfG1()
      throws IOException, InterruptedException, NoSuchAlgorithmException {
    Path graph = folder.resolve("g1.txt");
    Path program = Project.example("max-cut").resolve("RandomGraph.java");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(java, program.toString(), "800", "6", "8001")
            .redirectOutput(graph.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(process.waitFor()).isZero();
    byte[] text = Files.readAllBytes(graph);
    assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text)))
        .isEqualTo(G1);
    Path states = folder.resolve("states.npy");
    CommandLine result =
        CommandLine.run(
            "sample",
            Project.example("max-cut").resolve("g1.json"),
            "--set",
            "energy.graph=" + graph,
            "--out",
            states);
    assertThat(result.code()).as(result.err()).isZero();
    List<String> lines = new String(text, StandardCharsets.US_ASCII).lines().skip(1).toList();
    float[] spins = floats(states, 128 * 800);
    int[] cuts = new int[128];
    for (String line : lines) {
      String[] words = line.split(" ", -1);
      int from = Integer.parseInt(words[0]) - 1;
      int to = Integer.parseInt(words[1]) - 1;
      for (int chain = 0; chain < 128; chain++) {
        cuts[chain] += spins[chain * 800 + from] != spins[chain * 800 + to] ? 1 : 0;
      }
    }
    int best = 0;
    for (int cut : cuts) {
      best = Math.max(best, cut);
    }
    assertThat(best).isEqualTo(BEST_KNOWN);
  }

  private static float[] floats(Path file, int count) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    float[] values = new float[count];
    ByteBuffer.wrap(bytes, bytes.length - 4 * count, 4 * count)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(values);
    return values;
  }
}

package io.ebm.bench;

import io.ebm.core.Ebm;
import io.ebm.core.Run;
import io.ebm.models.crf.CrfTagger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Our side of the comparison of conditional random fields; {@code crf.py} is the other. Arguments
 * and answers (one line of numbers):
 *
 * <ul>
 *   <li>{@code train EXPERIMENT RUN THREADS}: seconds of all iterations, their number, the last
 *       objective per sentence
 *   <li>{@code tag RUN ATTRIBUTES SECONDS}: tokens per second of the tagger on one thread, after a
 *       warm-up of as many seconds; the number of right labels
 * </ul>
 */
public final class CrfWorker {

  private CrfWorker() {}

  /** Does one task. */
  public static void main(String[] args) throws IOException {
    if (args[0].equals("train")) {
      train(Path.of(args[1]), Path.of(args[2]), Integer.parseInt(args[3]));
    } else {
      tag(Path.of(args[1]), Path.of(args[2]), Double.parseDouble(args[3]));
    }
  }

  private static void train(Path experiment, Path out, int threads) {
    try (Ebm ebm = Ebm.builder().threads(threads).open()) {
      Run run = ebm.start(ebm.experiment(experiment, List.of()), out);
      double[] last = new double[2];
      long start = System.nanoTime();
      long[] end = {start};
      run.train(
          (done, steps, loss) -> {
            end[0] = System.nanoTime();
            last[0] = done;
            last[1] = loss;
          });
      System.out.println((end[0] - start) * 1e-9 + " " + last[0] + " " + last[1]);
    }
  }

  /** An attribute as CRFsuite's files write it. */
  private static String unescaped(String attribute) {
    return attribute.replace("\\:", ":").replace("\\\\", "\\");
  }

  private static void tag(Path run, Path file, double seconds) throws IOException {
    List<List<List<String>>> sentences = new ArrayList<>();
    List<List<String>> truth = new ArrayList<>();
    List<List<String>> sentence = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    int tokens = 0;
    for (String line : Files.readAllLines(file)) {
      if (line.isEmpty()) {
        sentences.add(sentence);
        truth.add(labels);
        sentence = new ArrayList<>();
        labels = new ArrayList<>();
        continue;
      }
      List<String> columns = Arrays.asList(line.split("\t", -1));
      labels.add(columns.get(0));
      sentence.add(columns.subList(1, columns.size()).stream().map(CrfWorker::unescaped).toList());
      tokens++;
    }
    CrfTagger tagger = CrfTagger.load(run);
    int right = 0;
    for (int i = 0; i < sentences.size(); i++) {
      List<String> found = tagger.tag(sentences.get(i));
      for (int t = 0; t < found.size(); t++) {
        right += found.get(t).equals(truth.get(i).get(t)) ? 1 : 0;
      }
    }
    throughput(tagger, sentences, tokens, seconds);
    System.out.println(throughput(tagger, sentences, tokens, seconds) + " " + right);
  }

  private static double throughput(
      CrfTagger tagger, List<List<List<String>>> sentences, int tokens, double seconds) {
    long start = System.nanoTime();
    long passes = 0;
    double taken = 0;
    while (taken < seconds) {
      for (List<List<String>> sentence : sentences) {
        tagger.tag(sentence);
      }
      passes++;
      taken = (System.nanoTime() - start) * 1e-9;
    }
    return passes * tokens / taken;
  }
}

package io.ebm.bench.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Kills trainings at moments that follow from the seed, and resumes them until they are done; each
 * must end with the results of one that was never killed.
 */
final class Kills {

  private final Choice choice;
  private final Path out;
  private final SmallTraining training;
  private final Path whole;
  private final Map<String, Integer> places = new TreeMap<>();
  private int finished;

  Kills(long seed, Path out) throws IOException {
    this.choice = new Choice(seed, 0);
    this.out = out;
    this.training = new SmallTraining(out);
    this.whole = out.resolve("whole");
  }

  int run(long count) throws IOException, InterruptedException {
    SmallFiles.delete(whole);
    long start = System.nanoTime();
    if (process(whole).start().waitFor() != 0) {
      throw new IllegalStateException("the whole run failed");
    }
    int span = (int) TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    int bad = 0;
    Path run = out.resolve("killed");
    SmallFiles.delete(run);
    for (long kills = 0; kills < count; ) {
      // Time goes on where a killed run left off, so that late places need several lives.
      Process process = process(run).start();
      if (process.waitFor(choice.below(span), TimeUnit.MILLISECONDS)) {
        String fault =
            process.exitValue() == 0
                ? SmallTraining.difference(whole, run)
                : "the exit code is " + process.exitValue();
        if (!fault.isEmpty()) {
          bad++;
          System.out.println("after " + kills + " kills: " + fault);
          SmallFiles.copy(run, out.resolve("bad-" + bad));
        } else {
          finished++;
        }
        SmallFiles.delete(run);
        continue;
      }
      process.destroyForcibly().waitFor();
      kills++;
      places.merge(place(run), 1, Integer::sum);
      if (Boolean.getBoolean("ebm.terminal")) {
        System.err.printf(Locale.ROOT, "\r%d of %d", kills, count);
      }
    }
    System.out.println(
        count + " kills, " + finished + " runs finished with the same bits, " + bad + " not");
    places.forEach((place, times) -> System.out.println("  " + place + ": " + times));
    return bad == 0 ? 0 : 1;
  }

  private ProcessBuilder process(Path run) {
    return Processes.java(new ArrayList<>(training.arguments(run)));
  }

  /** Where the run stood. */
  private static String place(Path run) throws IOException {
    if (!Files.exists(run.resolve("experiment.json"))) {
      return "1 before it began";
    }
    try (Stream<Path> all = Files.walk(run)) {
      if (all.anyMatch(file -> file.getFileName().toString().endsWith(".tmp"))) {
        return "3 while a checkpoint or a file was written";
      }
    }
    if (Files.exists(run.resolve("report.html"))) {
      return "5 after the report";
    }
    if (Files.exists(run.resolve("samples.npy"))) {
      return "4 while it was evaluated and drawn";
    }
    return "2 in training or sampling";
  }
}

package io.ebm.bench.reliability;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Runs cases in processes of their own, so that one that hangs or dies costs only itself. */
final class Crew {

  private static final int HUNG = 3;

  private final String what;
  private final long seed;
  private final int limit;
  private final int processes;
  private final Path out;
  private final Path pristine;

  Crew(String what, long seed, int limit, int processes, Path out) {
    this.what = what;
    this.seed = seed;
    this.limit = limit;
    this.processes = processes;
    this.out = out;
    this.pristine = out.resolve("small-files");
  }

  private static Path log(Path folder) {
    return folder.resolve("cases.tsv");
  }

  /** Runs the cases in this process; the exit code. */
  static int work(String what, long seed, long from, long to, int limit, Path out, Path pristine)
      throws IOException {
    Cases cases = Cases.of(what, seed, pristine, out.resolve("files"));
    try (PrintWriter log =
        new PrintWriter(
            Files.newBufferedWriter(log(out), StandardOpenOption.CREATE, StandardOpenOption.APPEND),
            true)) {
      for (long number = from; number < to; number++) {
        Trial trial = Trial.run(cases.prepare(number), limit);
        log.println(trial.line(number));
        if (trial.outcome() == Outcome.HANG) {
          return HUNG;
        }
        cases.restore();
      }
    }
    return 0;
  }

  /** Runs cases; the exit code, after the counts are printed. */
  int run(long from, long count) throws IOException, InterruptedException {
    SmallFiles.delete(pristine);
    SmallFiles.write(pristine);
    List<Thread> threads = new ArrayList<>();
    List<Path> folders = new ArrayList<>();
    for (int i = 0; i < processes; i++) {
      long first = from + count * i / processes;
      long end = from + count * (i + 1) / processes;
      Path folder = out.resolve("process-" + i);
      SmallFiles.delete(folder);
      Files.createDirectories(folder);
      folders.add(folder);
      Thread thread = new Thread(() -> supervise(folder, first, end));
      thread.start();
      threads.add(thread);
    }
    while (threads.stream().anyMatch(Thread::isAlive)) {
      Thread.sleep(2000);
      if (Boolean.getBoolean("ebm.terminal")) {
        System.err.printf(Locale.ROOT, "\r%d of %d", lines(folders).size(), count);
      }
    }
    return summarise(lines(folders), count);
  }

  private static List<String> lines(List<Path> folders) throws IOException {
    List<String> all = new ArrayList<>();
    for (Path folder : folders) {
      if (Files.exists(log(folder))) {
        all.addAll(Files.readAllLines(log(folder)));
      }
    }
    return all;
  }

  private void supervise(Path folder, long first, long end) {
    try {
      long next = first;
      while (next < end) {
        int code =
            Processes.java(workerArguments(folder, next, end - next))
                .redirectOutput(Redirect.appendTo(folder.resolve("output.txt").toFile()))
                .start()
                .waitFor();
        long done = last(folder, next - 1);
        if (code != 0 && code != HUNG) {
          done++;
          String dead = done + "\t" + Outcome.UNEXPECTED + "\t0\t\tthe process ended with " + code;
          Files.writeString(
              log(folder), dead + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
        next = done + 1;
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<String> workerArguments(Path folder, long from, long count) {
    return List.of(
        "-Xmx256m",
        Campaign.class.getName(),
        what,
        "--worker",
        "--seed=" + seed,
        "--from=" + from,
        "--count=" + count,
        "--limit=" + limit,
        "--files=" + pristine,
        "--out=" + folder);
  }

  private static long last(Path folder, long otherwise) throws IOException {
    if (!Files.exists(log(folder))) {
      return otherwise;
    }
    List<String> lines = Files.readAllLines(log(folder), StandardCharsets.UTF_8);
    return lines.isEmpty()
        ? otherwise
        : Long.parseLong(lines.get(lines.size() - 1).split("\t", 2)[0]);
  }

  private int summarise(List<String> lines, long count) throws IOException {
    Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    List<String> bad = new ArrayList<>();
    for (String line : lines) {
      Outcome outcome = Outcome.valueOf(line.split("\t", 3)[1]);
      counts.merge(outcome, 1, Integer::sum);
      if (!outcome.good()) {
        bad.add(line);
      }
    }
    Files.write(out.resolve("cases.tsv"), lines);
    Files.write(out.resolve("bad.tsv"), bad);
    for (Outcome outcome : Outcome.values()) {
      System.out.printf(
          Locale.ROOT,
          "%-14s %6d%n",
          outcome.name().toLowerCase(Locale.ROOT).replace('_', ' '),
          counts.getOrDefault(outcome, 0));
    }
    System.out.println("cases in " + out.resolve("cases.tsv"));
    return bad.isEmpty() && lines.size() == count ? 0 : 1;
  }
}

package io.ebm.bench.reliability;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Trains on disks that are too small, each a file system in memory (Linux, {@code unshare}); then
 * makes room and resumes. The training must fail with a sentence, keep its last checkpoint, and end
 * with the results of one that always had room.
 */
final class FullDisks {

  private final Path out;
  private final SmallTraining training;

  FullDisks(Path out) throws IOException {
    this.out = out.toAbsolutePath();
    this.training = new SmallTraining(this.out);
  }

  int run(int count) throws IOException, InterruptedException {
    Path whole = out.resolve("whole");
    SmallFiles.delete(whole);
    if (Processes.java(training.arguments(whole)).start().waitFor() != 0) {
      throw new IllegalStateException("the whole run failed");
    }
    long kilobytes = 0;
    try (Stream<Path> all = Files.walk(whole)) {
      for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
        kilobytes += 4 * ((Files.size(file) + 4095) / 4096);
      }
    }
    int bad = 0;
    for (int i = 0; i < count; i++) {
      long size = 8 + kilobytes * i / count;
      String fault = disk(size, whole);
      System.out.println(size + " kB: " + (fault.isEmpty() ? "the same bits" : fault));
      bad += fault.isEmpty() ? 0 : 1;
    }
    System.out.println(count + " full disks, " + bad + " faults");
    return bad == 0 ? 0 : 1;
  }

  private String disk(long kilobytes, Path whole) throws IOException, InterruptedException {
    Path disk = out.resolve("disk");
    Files.createDirectories(disk);
    Path run = disk.resolve("run");
    Path kept = out.resolve("kept");
    SmallFiles.delete(kept);
    Path log = out.resolve("log.txt");
    List<String> fresh = Processes.java(training.arguments(run)).command();
    List<String> resume = new ArrayList<>(fresh);
    resume.add(SmallTraining.RESUME);
    String script =
        "mount -t tmpfs -o size="
            + kilobytes
            + "k tmpfs "
            + quoted(disk.toString())
            + " || exit 90\n"
            + words(fresh)
            + "; first=$?\n"
            + "[ $first = 1 ] || [ $first = 2 ] || exit 91\n"
            + "ls "
            + quoted(run + "/checkpoints")
            + " 2>/dev/null | grep -q '^step' && began=1\n"
            + "mount -o remount,size=64m "
            + quoted(disk.toString())
            + " || exit 90\n"
            + "if [ -e "
            + quoted(run + "/experiment.json")
            + " ]; then\n"
            + words(resume)
            + " || exit 92\nelse\n"
            + words(fresh)
            + " || exit 93\nfi\n"
            + "cp -r "
            + quoted(run.toString())
            + " "
            + quoted(kept.toString())
            + "\n"
            + "echo began=$began\n";
    Process process =
        new ProcessBuilder("unshare", "-rm", "sh", "-c", script)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    int code = process.waitFor();
    String text = Files.readString(log, StandardCharsets.UTF_8);
    if (code != 0) {
      return switch (code) {
        case 90 -> "no disk could be made: " + text;
        case 91 -> "the first run did not fail: " + text;
        case 92 -> "it could not be resumed: " + text;
        default -> "code " + code + ": " + text;
      };
    }
    if (text.contains("unexpected failure")
        || (!text.contains("failed: ") && !text.contains("error: "))) {
      return "no clear sentence: " + text;
    }
    if (text.contains("began=1") && !text.contains("resuming after step ")) {
      return "its checkpoint was lost: " + text;
    }
    return SmallTraining.difference(whole, kept);
  }

  private static String words(List<String> command) {
    return String.join(" ", command.stream().map(FullDisks::quoted).toList());
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }
}

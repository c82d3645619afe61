package io.ebm.bench.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the script {@code campaign} runs. */
@Command(
    name = "campaign",
    description =
        "Tries to break ebm, and counts how cases ended. Cases are numbered and follow from the seed;"
            + " --only runs one of them again and shows it.",
    mixinStandardHelpOptions = true)
public final class Campaign implements Callable<Integer> {

  @Parameters(
      paramLabel = "WHAT",
      description =
          "experiments: mutated experiments; files: damaged files of every format; kills: trainings"
              + " that are killed and resumed; disks: trainings on full disks (Linux)")
  private String what = "";

  @Option(
      names = "--count",
      defaultValue = "200",
      description = "Cases (default: ${DEFAULT-VALUE})")
  private long count;

  @Option(names = "--seed", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}")
  private long seed;

  @Option(names = "--from", defaultValue = "0", description = "The first case (default: 0)")
  private long from;

  @Option(names = "--only", description = "The one case to run again and show")
  private long only = -1;

  @Option(
      names = "--limit",
      defaultValue = "10",
      description = "Seconds for a case (default: ${DEFAULT-VALUE})")
  private int limit;

  @Option(
      names = "--processes",
      defaultValue = "2",
      description = "Processes side by side (default: ${DEFAULT-VALUE})")
  private int processes;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Where files and logs go")
  private Path out = Path.of("");

  @Option(names = "--worker", hidden = true, description = "Runs the cases in this process")
  private boolean worker;

  @Option(names = "--files", hidden = true, description = "The small files, for a worker")
  private Path smallFiles = Path.of("");

  private Campaign() {}

  /** Runs a campaign. Exit code 1 if a case ended as none may. */
  public static void main(String[] arguments) {
    CommandLine line = new CommandLine(new Campaign()).setOverwrittenOptionsAllowed(true);
    System.exit(line.execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    out = out.toAbsolutePath();
    Files.createDirectories(out);
    if (worker) {
      return Crew.work(what, seed, from, from + count, limit, out, smallFiles);
    }
    if (only >= 0) {
      return show();
    }
    return switch (what) {
      case "experiments", "files" -> new Crew(what, seed, limit, processes, out).run(from, count);
      case "kills" -> new Kills(seed, out).run(count);
      case "disks" -> new FullDisks(out).run((int) count);
      default ->
          throw new CommandLine.ParameterException(
              new CommandLine(this),
              "there is no campaign '" + what + "'; there are experiments, files, kills and disks");
    };
  }

  private int show() throws IOException {
    Path files = out.resolve("small-files");
    SmallFiles.delete(files);
    SmallFiles.write(files);
    Cases cases = Cases.of(what, seed, files, out.resolve("case-" + only));
    Trial trial = Trial.run(cases.prepare(only), limit);
    System.out.println(String.join(" ", trial.command()));
    System.out.println(trial.outcome() + "\n" + trial.message());
    return trial.outcome().good() ? 0 : 1;
  }
}

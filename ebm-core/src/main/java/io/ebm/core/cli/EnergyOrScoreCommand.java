package io.ebm.core.cli;

import io.ebm.core.Ebm;
import io.ebm.core.Run;
import io.ebm.core.Session;
import io.ebm.core.config.ExperimentFile;
import io.ebm.core.run.RunFolder;
import io.ebm.core.study.EnergyOrScore;
import io.ebm.core.study.Side;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ebm study energy-or-score}. */
@Command(
    name = "energy-or-score",
    description =
        "Compares two models of the same data that take noise away, as a network trained once as an"
            + " energy and once as a field: likelihood along the flow, samples, cost. Trains"
            + " experiments, into DIR/runs; takes runs as they are. Prints a table and a verdict, and"
            + " writes energy-or-score.csv and energy-or-score.png.",
    mixinStandardHelpOptions = true)
final class EnergyOrScoreCommand implements Callable<Integer> {

  private static final String NAME = "energy-or-score";

  @Parameters(
      index = "0",
      paramLabel = "FILE|RUN",
      description = "An experiment, or the folder of a run")
  private Path first = Path.of("");

  @Parameters(index = "1", paramLabel = "FILE|RUN", description = "Another of the same data")
  private Path second = Path.of("");

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "Where the files and the runs go (default: here)")
  private Path out = Path.of("");

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = "Change a value of both experiments, as in training.steps=1000")
  private List<String> overrides = new ArrayList<>();

  @Mixin private HostOptions host = new HostOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Console console = Console.of(spec);
    try (Ebm ebm = host.open()) {
      EnergyOrScore.check(session(ebm, first, console), session(ebm, second, console));
      EnergyOrScore study = EnergyOrScore.of(side(ebm, first, console), side(ebm, second, console));
      List<EnergyOrScore.Row> rows = study.rows();
      StudyCommand.write(out, NAME, csv(study, rows), study.picture());
      console.print(table(study, rows));
      console.print(study.verdict());
    }
    return 0;
  }

  private Session session(Ebm ebm, Path path, Console console) {
    return Files.isDirectory(path)
        ? ebm.open(path, overrides, console::say).session()
        : ebm.session(ebm.experiment(path, overrides));
  }

  private Side side(Ebm ebm, Path path, Console console) {
    Run run;
    double seconds = Double.NaN;
    if (Files.isDirectory(path)) {
      run = ebm.open(path, overrides, console::say);
      run.folder().checkWritable();
    } else {
      ExperimentFile experiment = ebm.experiment(path, overrides);
      run =
          ebm.start(
              experiment, RunFolder.free(out.resolve("runs"), experiment.experiment().name()));
      seconds = train(run, console);
    }
    try (Console.Task sampling = console.task("sampling", "transitions")) {
      return EnergyOrScore.measure(run, seconds, sampling::at);
    }
  }

  /** Trains, and tells how long a step took in the second half, when all is compiled. */
  private static double train(Run run, Console console) {
    long[] half = {0, 0}; // the step at which it began, and when
    long[] end = {0, 0};
    TrainCommand.train(
        run,
        console,
        (step, steps) -> {
          long[] at = 2 * step <= steps ? half : end;
          at[0] = step;
          at[1] = System.nanoTime();
        });
    return end[0] > half[0] ? 1e-9 * (end[1] - half[1]) / (end[0] - half[0]) : Double.NaN;
  }

  private static String table(EnergyOrScore study, List<EnergyOrScore.Row> rows) {
    List<List<String>> cells = new ArrayList<>();
    for (EnergyOrScore.Row row : rows) {
      cells.add(List.of(row.name(), text(row.first()), text(row.second()), text(row.best())));
    }
    List<String> header = new ArrayList<>(List.of(""));
    for (int i = 0; i < 2; i++) {
      header.add(study.names().get(i) + " (" + study.kinds().get(i) + ")");
    }
    header.add("the data");
    return Tables.of(header, cells);
  }

  private static String text(double value) {
    if (Double.isNaN(value)) {
      return "-";
    }
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%.4g", value);
  }

  /** An empty cell is a number that is not known. */
  private static CharSequence csv(EnergyOrScore study, List<EnergyOrScore.Row> rows) {
    StringBuilder csv = new StringBuilder("quantity");
    study.names().forEach(name -> csv.append(",\"").append(name).append('"'));
    csv.append(",\"the data\"\n");
    for (EnergyOrScore.Row row : rows) {
      csv.append('"').append(row.name()).append('"');
      for (double value : new double[] {row.first(), row.second(), row.best()}) {
        csv.append(',').append(Double.isNaN(value) ? "" : Double.toString(value));
      }
      csv.append('\n');
    }
    return csv;
  }
}

package io.ebm.core.cli;

import io.ebm.core.Ebm;
import io.ebm.core.report.Bars;
import io.ebm.core.study.GradientBias;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ebm study gradient-bias}. */
@Command(
    name = "gradient-bias",
    description =
        "Compares the gradient of every objective at the experiment's model with the exact"
            + " likelihood's, for a model whose states can be listed; prints a table and writes"
            + " gradient-bias.csv and gradient-bias.png.",
    mixinStandardHelpOptions = true)
final class GradientBiasCommand implements Callable<Integer> {

  private static final String GRADIENT_BIAS = "gradient-bias";

  @Parameters(paramLabel = "FILE", description = "The experiment")
  private Path file = Path.of("");

  @Option(
      names = "--objective",
      paramLabel = "JSON",
      description =
          "An objective, as in an experiment; repeatable. Without, the experiment's own and all that"
              + " are installed and can do with their defaults.")
  private List<String> objectives = new ArrayList<>();

  @Option(
      names = "--draws",
      defaultValue = "200",
      description = "Gradients per objective (default: ${DEFAULT-VALUE})")
  private int draws;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "Where the files go (default: here)")
  private Path out = Path.of("");

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = "Change a value of the experiment, as in seed=7")
  private List<String> overrides = new ArrayList<>();

  @Mixin private HostOptions host = new HostOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Console console = Console.of(spec);
    try (Ebm ebm = host.open()) {
      List<GradientBias.Row> rows =
          GradientBias.of(ebm, ebm.experiment(file, overrides), objectives, draws);
      write(rows);
      List<List<String>> cells = new ArrayList<>();
      for (GradientBias.Row row : rows) {
        cells.add(
            row.problem().isEmpty()
                ? List.of(
                    row.objective(),
                    text(row.angle()),
                    text(row.bias()),
                    text(row.deviation()),
                    text(row.cost()))
                : List.of(row.objective(), row.problem(), "", "", ""));
      }
      console.print(Tables.of(List.of("objective", "angle/°", "bias", "deviation", "cost"), cells));
    }
    return 0;
  }

  private static String text(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }

  private void write(List<GradientBias.Row> rows) {
    StringBuilder csv = new StringBuilder("objective,angle,bias,deviation,cost\n");
    List<GradientBias.Row> found = rows.stream().filter(row -> row.problem().isEmpty()).toList();
    for (GradientBias.Row row : found) {
      csv.append('"').append(row.objective()).append('"');
      for (double value : new double[] {row.angle(), row.bias(), row.deviation(), row.cost()}) {
        csv.append(',').append(value);
      }
      csv.append('\n');
    }
    byte[] png =
        Bars.png(
            "Gradients against the exact likelihood's",
            found.stream().map(GradientBias.Row::objective).toList(),
            List.of("angle, degrees", "relative bias", "relative deviation", "rows per row"),
            List.of(
                column(found, GradientBias.Row::angle),
                column(found, GradientBias.Row::bias),
                column(found, GradientBias.Row::deviation),
                column(found, GradientBias.Row::cost)));
    StudyCommand.write(out, GRADIENT_BIAS, csv, png);
  }

  private static double[] column(
      List<GradientBias.Row> rows, ToDoubleFunction<GradientBias.Row> value) {
    return rows.stream().mapToDouble(value).toArray();
  }
}

package io.ebm.core.cli;

import io.ebm.api.EnergyFunction;
import io.ebm.api.TextLines;
import io.ebm.core.Ebm;
import io.ebm.core.compose.Composition;
import io.ebm.core.config.ExperimentFile;
import io.ebm.core.data.DataSummary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ebm validate}. */
@Command(
    name = "validate",
    description = "Checks an experiment: its text, its data, and that its components fit together.",
    mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", description = "The experiment")
  private Path file = Path.of("");

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = "Change a value of the experiment, as in training.steps=100")
  private List<String> overrides = new ArrayList<>();

  @Mixin private HostOptions host = new HostOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Console console = Console.of(spec);
    try (Ebm ebm = host.open()) {
      ExperimentFile experiment = ebm.experiment(file, overrides);
      Composition composition = ebm.compose(experiment);
      composition.checkStart();
      console.print(file + ": valid");
      composition
          .data()
          .map(DataSummary::lines)
          .ifPresent(lines -> lines.forEach(line -> console.print(TextLines.visible(line))));
      EnergyFunction energy = composition.model().as(EnergyFunction.class).orElse(null);
      if (energy != null) {
        console.print("energy: over " + DataSummary.describe(energy.space()));
      }
      composition.notes().forEach(note -> console.print("note: " + note));
      composition.warnings().forEach(warning -> console.say("warning: " + warning));
    }
    return 0;
  }
}

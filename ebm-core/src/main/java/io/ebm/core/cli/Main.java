package io.ebm.core.cli;

import io.ebm.api.TextLines;
import io.ebm.core.ComponentException;
import io.ebm.core.Failures;
import io.ebm.core.RunFailedException;
import io.ebm.core.UserException;
import io.ebm.core.train.TrainingStoppedException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code ebm}. Exit code 0: done; 1: a run failed; 2: a mistake of the user's. */
@Command(
    name = "ebm",
    description = "Energy-based models: train, sample, evaluate.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    subcommands = {
      TrainCommand.class,
      SampleCommand.class,
      EvaluateCommand.class,
      PredictCommand.class,
      ReportCommand.class,
      ValidateCommand.class,
      SchemaCommand.class,
      PluginsCommand.class,
      DescribeCommand.class,
      StudyCommand.class
    },
    synopsisSubcommandLabel = "COMMAND",
    footer = "Example: ebm train examples/two-moons.json")
public final class Main {

  private static final int RUN_FAILED = 1;
  private static final int USER_MISTAKE = 2;

  Main() {}

  /** Runs a command and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(execute(arguments));
  }

  /** Runs a command on the standard streams; returns the exit code. */
  public static int execute(String... arguments) {
    PrintWriter err = utf8(System.err);
    int code = execute(utf8(System.out), err, arguments);
    if (System.out.checkError() && code == 0) {
      err.println("error: the standard output cannot be written, so that results are lost");
      return RUN_FAILED;
    }
    return code;
  }

  private static PrintWriter utf8(OutputStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  /** Runs a command with streams of the caller's; returns the exit code. */
  public static int execute(PrintWriter out, PrintWriter err, String... arguments) {
    CommandLine line = new CommandLine(new Main());
    line.setOut(out);
    line.setErr(err);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    OptionTypes.register(line);
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          if (failure instanceof UserException) {
            err.println("error: " + shown(failure));
            return USER_MISTAKE;
          }
          if (failure instanceof RunFailedException) {
            err.println("failed: " + shown(failure));
            return RUN_FAILED;
          }
          if (failure instanceof TrainingStoppedException) {
            err.println(shown(failure));
            return StopSignals.EXIT;
          }
          return failed(failure, err, command.getCommandName());
        });
    try {
      return line.execute(arguments);
    } catch (Error e) {
      return failed(e, err, arguments.length == 0 ? "" : arguments[0]);
    }
  }

  /** What nobody expected, in one sentence where it is the machine's fault. */
  private static int failed(Throwable failure, PrintWriter err, String command) {
    Optional<String> sentence = Failures.sentence(failure);
    if (sentence.isPresent()) {
      boolean resumes = command.equals("train");
      err.println(
          "failed: "
              + sentence.get()
              + (resumes
                  ? "; --resume continues from the run's last checkpoint, if it has one"
                  : ""));
      return RUN_FAILED;
    }
    String whose =
        Failures.plugin(failure)
            .map(plugin -> "a bug of the plugin '" + plugin + "'")
            .orElse("a bug of ebm's or of a plugin's");
    String where = failure instanceof ComponentException component ? " of " + component.path() : "";
    err.println("unexpected failure" + where + " (this is " + whose + "):");
    Throwable shown = failure instanceof ComponentException ? failure.getCause() : failure;
    (shown == null ? failure : shown).printStackTrace(err);
    return RUN_FAILED;
  }

  /** A message of one or more lines, whatever a plugin quotes in it. */
  private static String shown(Exception failure) {
    return String.valueOf(failure.getMessage())
        .lines()
        .map(TextLines::visible)
        .collect(Collectors.joining(System.lineSeparator()));
  }

  /** The version in the jar's manifest. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"ebm " + (version == null ? "development" : version)};
    }
  }
}

package io.ebm.core.cli;

import io.ebm.core.ComponentException;
import io.ebm.core.Failures;
import io.ebm.core.RunFailedException;
import io.ebm.core.Texts;
import io.ebm.core.UserException;
import io.ebm.core.train.TrainingStoppedException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
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
    ExitGuard guard = new ExitGuard(System.err);
    int code = execute(arguments);
    guard.done();
    System.exit(code);
  }

  /** Runs a command on the standard streams; returns the exit code. */
  public static int execute(String... arguments) {
    PrintWriter err = utf8(System.err);
    PrintStream results = System.out;
    int code;
    try {
      System.setOut(System.err); // what a plugin prints is no result
      code = execute(utf8(results), err, arguments);
    } finally {
      System.setOut(results);
    }
    if (results.checkError() && code == 0) {
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
    CommandLine.IParameterExceptionHandler usage = line.getParameterExceptionHandler();
    line.setParameterExceptionHandler(
        (mistake, words) -> {
          String message = shown(mistake);
          return usage.handleParseException(
              message.equals(mistake.getMessage())
                  ? mistake
                  : new CommandLine.ParameterException(mistake.getCommandLine(), message),
              words);
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
              + Texts.visible(sentence.get())
              + (resumes
                  ? "; --resume continues from the run's last checkpoint, if it has one"
                  : ""));
      return RUN_FAILED;
    }
    Throwable fault = failure;
    if (failure instanceof ComponentException component) {
      err.println("unexpected failure: " + shown(component));
      fault = component.getCause();
    } else {
      err.println(
          Failures.plugin(failure)
              .map(place -> "unexpected failure (this is a bug of the plugin's): in " + place)
              .orElse("unexpected failure (this is a bug of ebm's or of a plugin's):"));
    }
    if (fault != null) {
      StringWriter trace = new StringWriter();
      fault.printStackTrace(new PrintWriter(trace, true));
      err.println(Texts.visible(trace.toString().replaceAll("\r?\n\t?", "\n    ").strip()));
    }
    return RUN_FAILED;
  }

  /** A message of one or more lines, whatever is quoted in it, and however much. */
  private static String shown(Exception failure) {
    return Texts.visible(Texts.abridged(String.valueOf(failure.getMessage())));
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

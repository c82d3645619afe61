package io.ebm.bench;

import io.ebm.bench.Result.Iteration;
import io.ebm.core.Ebm;
import io.ebm.core.run.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Runs the benchmarks, each in a virtual machine of its own with the options of this one, which
 * also measures what its core can do at that time, and says how far each is from that limit. See
 * the script {@code jmh}.
 */
@Command(
    name = "jmh",
    mixinStandardHelpOptions = true,
    description = "Runs the benchmarks and says how far each is from what the machine allows.")
public final class Benchmarks implements Callable<Integer> {

  /** All classes, in the order of the table. */
  static final List<Class<?>> ALL =
      List.of(
          GemmBenchmark.class,
          VectorBenchmark.class,
          LinearChainBenchmark.class,
          EnergyBenchmark.class,
          SamplerBenchmark.class,
          LangevinBenchmark.class,
          LatticeBenchmark.class,
          ExactBenchmark.class,
          ObjectiveBenchmark.class,
          DiscoveryBenchmark.class);

  /** How long to measure: iterations and their milliseconds. */
  private record Pace(int warmUps, int warmUp, int iterations, int iteration) {
    static final Pace FULL = new Pace(3, 1000, 5, 700);
    static final Pace QUICK = new Pace(2, 1000, 3, 200);

    /** For what is not settled: most often the compiler was not done. */
    Pace longer() {
      return new Pace(3 * warmUps, warmUp, 2 * iterations, iteration);
    }
  }

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--only",
      paramLabel = "REGEX",
      description = "Only benchmarks whose name in the table has this somewhere.")
  private Pattern only = Pattern.compile("");

  @Option(names = "--quick", description = "Few short iterations, for a first look.")
  private boolean quick;

  @Option(names = "--json", paramLabel = "FILE", description = "A file for the figures.")
  private @Nullable Path json;

  @Option(
      names = "--write",
      paramLabel = "FILE",
      description = "A Markdown file whose figures are replaced.")
  private @Nullable Path write;

  private final List<String> failures = new ArrayList<>();

  private Benchmarks() {}

  /** Runs the command. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Benchmarks()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    tellMissing();
    requireMarks();
    List<Row> rows = Row.of(ALL).stream().filter(row -> only.matcher(row.label()).find()).toList();
    if (rows.isEmpty()) {
      throw refused("no benchmark has '" + only + "' in its name", null);
    }
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    String machine = machine();
    out.println(machine + "\n\n" + Report.HEAD);
    out.flush();
    List<Result> results = new ArrayList<>();
    for (Row row : rows) {
      Result result = settled(row);
      if (result != null) {
        results.add(result);
        out.println(Report.line(result));
        out.flush();
      }
    }
    failures.forEach(failure -> System.err.println("jmh: " + failure));
    if (!results.isEmpty()) {
      out.println("\n" + Report.limits(results));
      keep(machine, results);
    }
    return failures.isEmpty() ? 0 : 1;
  }

  private void keep(String machine, List<Result> results) throws IOException {
    if (json != null) {
      Files.writeString(json, Json.page(Report.json(machine, results)));
    }
    if (write != null) {
      String figures = Report.text(machine, results);
      Files.writeString(write, Report.replaced(Files.readString(write), figures));
    }
  }

  private CommandLine.ParameterException refused(String message, @Nullable Throwable cause) {
    return new CommandLine.ParameterException(
        Objects.requireNonNull(spec).commandLine(), message, cause);
  }

  /** Refuses a file that cannot take the figures before they are measured. */
  private void requireMarks() throws IOException {
    if (write != null) {
      try {
        Report.replaced(Files.readString(write), "");
      } catch (IllegalArgumentException e) {
        throw refused(write + ": " + e.getMessage(), e);
      }
    }
  }

  private static void tellMissing() {
    try (Ebm ebm = Ebm.builder().threads(1).open()) {
      List<String> missing = Coverage.missing(ebm.registry());
      if (!missing.isEmpty()) {
        System.err.println("jmh: no benchmark measures " + String.join(", ", missing));
      }
    }
  }

  /** Measures a benchmark, once more for longer if its iterations do not agree. */
  private @Nullable Result settled(Row row) {
    Pace pace = quick ? Pace.QUICK : Pace.FULL;
    Result result = measure(row, pace);
    if (result == null || quick || result.settled()) {
      return result;
    }
    Result longer = measure(row, pace.longer());
    return longer == null || longer.doubt() > result.doubt() ? result : longer;
  }

  /** Runs a benchmark; null if it fails, which is kept to be told. */
  private @Nullable Result measure(Row row, Pace pace) {
    String name = row.type().getName() + "." + row.method();
    try {
      Path log = Files.createTempFile("jmh", ".log");
      ChainedOptionsBuilder options =
          new OptionsBuilder()
              .include("^" + Pattern.quote(name) + "$")
              .forks(1)
              .warmupIterations(pace.warmUps())
              .warmupTime(TimeValue.milliseconds(pace.warmUp()))
              .measurementIterations(pace.iterations())
              .measurementTime(TimeValue.milliseconds(pace.iteration()))
              .timeUnit(TimeUnit.NANOSECONDS)
              .shouldFailOnError(true)
              .addProfiler(LimitProfiler.class)
              .output(log.toString());
      if (!row.parameter().isEmpty()) {
        options.param(row.parameter(), row.value());
      }
      try {
        RunResult result = new Runner(options.build()).runSingle();
        Files.delete(log);
        return new Result(
            row, result.getPrimaryResult().getScoreError() * 1e-9, iterations(result));
      } catch (RunnerException e) {
        failures.add(row.label() + " failed, see " + log + " (" + e.getMessage() + ")");
        return null;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Iteration> iterations(RunResult result) {
    return result.getBenchmarkResults().stream()
        .flatMap(fork -> fork.getIterationResults().stream())
        .map(
            iteration ->
                new Iteration(
                    iteration.getPrimaryResult().getScore() * 1e-9,
                    LimitProfiler.limits(iteration)))
        .toList();
  }

  private String machine() {
    return LocalDate.now(ZoneId.systemDefault())
        + ": "
        + processor()
        + "; Java "
        + Runtime.version()
        + "; "
        + (quick ? "a quick look (--quick), with errors accordingly." : "one thread.");
  }

  private static String processor() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }
}

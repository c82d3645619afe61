package io.ebm.core.cli;

import io.ebm.api.Batch;
import io.ebm.api.InputFiles;
import io.ebm.api.TextLines;
import io.ebm.core.Ebm;
import io.ebm.core.Session;
import io.ebm.core.Texts;
import io.ebm.core.UserException;
import io.ebm.core.io.AtomicFiles;
import io.ebm.core.prediction.Answers;
import io.ebm.core.prediction.Predictor;
import io.ebm.core.sampling.SampleFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ebm predict}. */
@Command(
    name = "predict",
    description =
        "Predicts the targets of the contexts in a file of the form of the run's data, as classes of rows"
            + " of features (CSV) or labels of sentences; or has a model that answers states with"
            + " gaps do so.",
    mixinStandardHelpOptions = true)
final class PredictCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "RUN|FILE",
      description =
          "Folder of the run of a conditional model or one that answers states, or an experiment whose"
              + " energy is given")
  private Path folder = Path.of("");

  @Option(
      names = "--input",
      paramLabel = "FILE",
      required = true,
      description =
          "Contexts, plain or .gz; - for the standard input. States to answer: NPY or CSV (NaN for what"
              + " is not known), or IDX")
  private String input = "";

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "File to write (default: the standard output); for states .npy, .csv or .png of the answers,"
              + " while what is told of them goes to the standard output")
  private @Nullable Path out;

  @Option(names = "--marginals", description = "Also write the probability of every label")
  private boolean marginals;

  @Option(
      names = "--best",
      paramLabel = "K",
      description = "Write the K most probable targets, each with its log probability")
  private @Nullable Integer best;

  @Mixin private HostOptions host = new HostOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    if (best != null && best < 1) {
      throw new UserException("--best must be at least 1, but is " + best);
    }
    Console console = Console.of(spec);
    try (Ebm ebm = host.open()) {
      Session session =
          Files.isRegularFile(folder)
              ? ebm.session(ebm.experiment(folder, List.of()))
              : ebm.open(folder, console::say).session();
      if (session.answers()) {
        answer(session, console);
        return 0;
      }
      Predictor<?> predictor = session.predictor();
      if (out == null) {
        predict(predictor, console.results());
      } else {
        AtomicFiles.write(
            out,
            file -> {
              try (Writer writer = Files.newBufferedWriter(file)) {
                predict(predictor, writer);
              }
            });
        console.print(out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return 0;
  }

  private void answer(Session session, Console console) {
    if (marginals || best != null) {
      throw new UserException(
          "--marginals and --best are not for energy '"
              + session.experiment().energy().type()
              + "', which answers states with gaps");
    }
    if (out != null) {
      SampleFiles.check(out, session.space());
    }
    Batch states = session.rescaled(SampleFiles.readStates(Path.of(input), session.space()));
    Answers answers = session.answer(states);
    console.print("row," + String.join(",", answers.columns()));
    for (int row = 0; row < states.size(); row++) {
      console.print(row + "," + String.join(",", answers.rows().get(row)));
    }
    if (out != null) {
      SampleFiles.write(out, session.restored(states), session.space());
    }
  }

  private static InputStream input(Path path) {
    try {
      return InputFiles.open(path);
    } catch (IOException e) {
      boolean pipe = Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path);
      throw new UserException(
          InputFiles.sentence(path, e) + (pipe ? ", or give - for the standard input" : ""), e);
    }
  }

  private void predict(Predictor<?> predictor, Writer writer) throws IOException {
    boolean standard = input.equals("-");
    Path path = Path.of(standard ? "standard input" : input);
    try (InputStream in = standard ? System.in : input(path);
        TextLines lines = TextLines.of(in, path.toString())) {
      Predictor.Request request = new Predictor.Request(marginals, best == null ? 0 : best);
      predictor.predict(lines, request, writer);
      writer.flush();
    } catch (IllegalArgumentException e) {
      throw new UserException(Texts.reason(e), e);
    }
  }
}

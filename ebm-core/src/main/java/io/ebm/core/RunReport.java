package io.ebm.core;

import io.ebm.api.Batch;
import io.ebm.api.Dataset;
import io.ebm.api.EnergyFunction;
import io.ebm.api.StateSpace;
import io.ebm.core.evaluation.Energies;
import io.ebm.core.report.HtmlReport;
import io.ebm.core.report.ImageGrid;
import io.ebm.core.report.Landscape;
import io.ebm.core.report.Plots;
import io.ebm.core.run.RunFolder;
import io.ebm.core.sampling.Draws;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The plots of a run and its {@code report.html}. */
final class RunReport {

  private static final int CELLS = 160;
  private static final double DEPTH = 8;
  private static final int IMAGES = 100;
  private static final int MOST_ROWS = 4000;

  private final RunFolder folder;
  private final Session session;
  private final @Nullable Draws draws;
  private final HtmlReport report;

  private RunReport(RunFolder folder, Session session, @Nullable Draws draws) {
    this.folder = folder;
    this.session = session;
    this.draws = draws;
    this.report = new HtmlReport(session.experiment().name());
  }

  static void write(
      RunFolder folder, Session session, @Nullable Draws draws, @Nullable JsonNode evaluation) {
    RunReport report = new RunReport(folder, session, draws);
    report.pictures();
    if (evaluation != null) {
      report.numbers(evaluation);
    }
    report.curves();
    report.composition();
    try {
      Files.writeString(folder.file("report.html"), report.report.page());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void pictures() {
    Dataset data = session.composition().data().orElse(null);
    if (data == null || !(session.composition().model() instanceof EnergyFunction energy)) {
      return;
    }
    StateSpace space = data.space();
    Batch examples = data.train().range(0, Math.min(MOST_ROWS, data.train().size()), space.dim());
    Energies energies = new Energies(energy, session.composition().workers());
    if (space.dim() == 2 && space.levels() == 0) {
      landscape(energies, examples);
    }
    if (space.shape().size() == 2) {
      images(space, examples);
    }
    if (draws != null) {
      histogram(energies, examples);
      traces();
    }
  }

  private void landscape(Energies energies, Batch examples) {
    Landscape landscape = Landscape.around(examples, CELLS);
    Batch samples = draws == null ? Batch.allocate(0, 2) : draws.states();
    Path file = folder.plot("landscape.png");
    landscape.draw(
        file,
        session.experiment().name() + ": learned landscape",
        energies.of(landscape.points()),
        examples,
        samples,
        DEPTH);
    report.section("Landscape");
    report.image(file, "The learned log-density, with the data and the model's samples over it");
  }

  private void images(StateSpace space, Batch examples) {
    int height = space.shape().get(0);
    int width = space.shape().get(1);
    report.section("Images");
    if (draws != null) {
      Path samples = folder.plot("samples.png");
      Batch states = draws.states();
      ImageGrid.write(samples, states.slice(0, Math.min(IMAGES, states.size())), height, width, 20);
      report.image(samples, "Samples of the model");
    }
    Path data = folder.plot("data.png");
    ImageGrid.write(data, examples.slice(0, Math.min(IMAGES, examples.size())), height, width, 20);
    report.image(data, "Examples of the data");
  }

  private void histogram(Energies energies, Batch examples) {
    Map<String, double[]> samples = new LinkedHashMap<>();
    samples.put("data", energies.of(examples));
    if (draws != null) {
      samples.put("samples", energies.of(draws.states()));
    }
    Path file = folder.plot("energies.png");
    Plots.histogram(file, "Energies of data and samples", "energy", samples);
    report.section("Chains");
    report.image(
        file,
        "Where the two differ, the chains have not reached what the model says, or the model has not"
            + " learned what the data say");
  }

  private void traces() {
    if (draws != null && draws.trace()[0][0].length > 1) {
      Path file = folder.plot("trace.png");
      Plots.traces(file, "Energy of some chains", "energy", draws.trace()[0], draws.interval());
      report.image(file, "Energy along some of the chains, started from noise");
    }
  }

  private void numbers(JsonNode evaluation) {
    List<List<String>> rows = new ArrayList<>();
    evaluation
        .properties()
        .forEach(
            section ->
                section
                    .getValue()
                    .properties()
                    .forEach(
                        entry ->
                            rows.add(
                                List.of(
                                    section.getKey(), entry.getKey(), number(entry.getValue())))));
    report.section("Evaluation");
    report.table(List.of("what", "of", "value"), rows);
  }

  private static String number(JsonNode value) {
    return value.isFloatingPointNumber()
        ? String.format(Locale.ROOT, "%.5g", value.asDouble())
        : value.asString();
  }

  private void curves() {
    Map<String, double[][]> series = folder.metrics().series();
    if (series.isEmpty()) {
      return;
    }
    report.section("Training");
    series.forEach(
        (name, columns) -> {
          if (columns[0].length > 1) {
            Path file = folder.plot("metric-" + name.replaceAll("[^A-Za-z0-9-]", "-") + ".png");
            Plots.curve(file, name, columns[0], columns[1]);
            report.image(file, name + " by step");
          }
        });
  }

  private void composition() {
    try {
      report.section("Experiment");
      report.preformatted(Files.readString(folder.experiment()));
      report.section("Provenance");
      report.preformatted(Files.readString(folder.file("provenance.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

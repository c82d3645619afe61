package io.ebm.core;

import io.ebm.api.Batch;
import io.ebm.api.Clampable;
import io.ebm.api.Conditional;
import io.ebm.api.Dataset;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Interactive;
import io.ebm.api.Parameterised;
import io.ebm.api.Parameters;
import io.ebm.api.StateSpace;
import io.ebm.core.evaluation.Energies;
import io.ebm.core.evaluation.EvaluationRows;
import io.ebm.core.evaluation.Evaluator;
import io.ebm.core.evaluation.Verdict;
import io.ebm.core.io.AtomicFiles;
import io.ebm.core.report.Bands;
import io.ebm.core.report.Curves;
import io.ebm.core.report.Filters;
import io.ebm.core.report.Histogram;
import io.ebm.core.report.HtmlReport;
import io.ebm.core.report.ImageGrid;
import io.ebm.core.report.Landscape;
import io.ebm.core.report.Series;
import io.ebm.core.report.Traces;
import io.ebm.core.run.RunFolder;
import io.ebm.core.sampling.Draws;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The plots of a run and its {@code report.html}. */
final class RunReport {

  private static final int IMAGES = 100;
  private static final int IMAGES_ACROSS = 20;
  private static final int MOST_ROWS = 4000;
  private static final int LAGS = 40;

  private final RunFolder folder;
  private final Session session;
  private final @Nullable Draws draws;
  private final HtmlReport report;

  private RunReport(RunFolder folder, Session session, @Nullable Draws draws) {
    this.folder = folder;
    this.session = session;
    this.draws = draws;
    this.report =
        new HtmlReport(
            session.experiment().name(),
            "energy " + session.experiment().energy().type() + objective(session));
  }

  private static String objective(Session session) {
    return session.experiment().objective() == null
        ? ""
        : ", trained by " + session.experiment().objective().type();
  }

  static void write(
      RunFolder folder,
      Session session,
      @Nullable Draws draws,
      @Nullable JsonNode evaluation,
      List<RunFolder> others) {
    RunReport report = new RunReport(folder, session, draws);
    if (evaluation != null) {
      report.verdicts(Verdict.in(evaluation));
    }
    report.pictures(evaluation);
    if (evaluation != null) {
      report.numbers(evaluation);
    }
    report.bands(others);
    report.curves();
    report.composition();
    try {
      report.report.write(folder.file("report.html"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Takes a picture into the report and into {@code plots/}; one that cannot be drawn costs a
   * sentence, and not the run.
   */
  private void add(String file, String caption, Supplier<byte[]> picture) {
    byte[] image;
    try {
      image = picture.get();
    } catch (RuntimeException | OutOfMemoryError e) {
      report.paragraph(
          caption
              + ": this picture cannot be drawn ("
              + Failures.sentence(e).orElse(Texts.reason(e))
              + ").");
      return;
    }
    if (file.endsWith(".gif")) {
      report.animation(caption, image);
    } else {
      report.image(caption, image);
    }
    try {
      AtomicFiles.write(folder.plot(file), path -> Files.write(path, image));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void pictures(@Nullable JsonNode evaluation) {
    if (session.composition().model() instanceof Conditional<?> policy
        && session.composition().data().orElse(null) instanceof Interactive task) {
      report.section("Policy");
      new PolicyPictures(policy, task, session.experiment().seed()).draw(this::add);
    }
    EnergyFunction energy = session.composition().model().as(EnergyFunction.class).orElse(null);
    if (energy == null) {
      return;
    }
    StateSpace space = energy.space();
    Dataset data = session.composition().data().orElse(null);
    Batch examples =
        data == null
            ? Batch.allocate(0, space.dim())
            : data.train().range(0, Math.min(MOST_ROWS, data.train().size()), space.dim());
    boolean points = examples.size() > 0 || draws != null;
    if (space.dim() == 2 && space.levels() == 0 && points) {
      double logZ =
          evaluation == null
              ? Double.NaN
              : evaluation.path("logZ").path("value").asDouble(Double.NaN);
      EnergyFunction shown =
          session
              .units()
              .<EnergyFunction>map(units -> new SourceUnits(energy, units))
              .orElse(energy);
      landscape(shown, logZ, session.restored(examples));
    }
    if (space.shape().size() == 2 && points) {
      images(space, session.restored(examples));
    }
    if (draws != null) {
      chains(new Energies(energy, session.composition().workers()), examples, draws);
    }
  }

  private void landscape(EnergyFunction energy, double logZ, Batch examples) {
    Batch samples = samples(2);
    report.section("Landscape");
    add(
        "landscape.png",
        examples.size() > 0
            ? "The data, the energy that was learned, and samples of it"
            : "The energy, and samples of it",
        () -> Landscape.png("", Landscape.Quantity.ENERGY, energy, logZ, examples, samples));
    add(
        "density.png",
        "The same as a density",
        () -> Landscape.png("", Landscape.Quantity.DENSITY, energy, logZ, examples, samples));
  }

  private void images(StateSpace space, Batch examples) {
    int height = space.shape().get(0);
    int width = space.shape().get(1);
    double black = Double.POSITIVE_INFINITY;
    double white = Double.NEGATIVE_INFINITY;
    Batch range = examples.size() > 0 || draws == null ? examples : samples(height * width);
    for (int i = 0; i < range.length(); i++) {
      float value = range.array()[range.offset() + i];
      if (Float.isFinite(value)) {
        black = Math.min(black, value);
        white = Math.max(white, value);
      }
    }
    double low = black;
    double high = white;
    report.section("Images");
    if (draws != null) {
      Batch first = first(samples(height * width));
      add(
          "samples.png",
          "Samples of the model",
          () -> ImageGrid.png(first, height, width, IMAGES_ACROSS, low, high));
    }
    if (examples.size() > 0) {
      add(
          "data.png",
          "Examples of the data",
          () -> ImageGrid.png(first(examples), height, width, IMAGES_ACROSS, low, high));
      inpainting(height, width, low, high);
      if (session.retrieves()) {
        add(
            "retrieval.png",
            RetrievalPicture.CAPTION,
            () -> RetrievalPicture.png(session, first(examples), height, width, low, high));
      }
    }
    filters(height, width);
  }

  private void filters(int height, int width) {
    Parameterised learnable = session.composition().model().as(Parameterised.class).orElse(null);
    if (learnable == null) {
      return;
    }
    Parameters parameters = learnable.parameters();
    for (Parameters.Tensor tensor : parameters.tensors()) {
      if (tensor.shape().size() == 2
          && tensor.shape().get(0) == height * width
          && tensor.shape().get(1) > 1) {
        add(
            "filters.png",
            "Filters: the " + tensor.name() + " of each unit; black negative, white positive",
            () -> Filters.png(parameters, tensor, height, width));
        return;
      }
    }
  }

  /**
   * Held-out examples, the same with their lower half taken away, and what the model makes of it.
   */
  private void inpainting(int height, int width, double black, double white) {
    Dataset data = session.composition().data().orElseThrow();
    if (session.energy().as(Clampable.class).isEmpty()
        || session.experiment().sampler() == null
        || data.heldOut().size() == 0) {
      return;
    }
    int count = Math.min(IMAGES_ACROSS, data.heldOut().size());
    Batch whole = data.heldOut().range(0, count, height * width);
    Batch given = whole.copy();
    for (int i = 0; i < count; i++) {
      for (int pixel = height / 2 * width; pixel < given.dim(); pixel++) {
        given.set(i, pixel, Float.NaN);
      }
    }
    add(
        "inpainting.png",
        "Held-out examples; what was given of them (red is missing); what the model fills in",
        () -> {
          Batch completed = session.complete(given, null, null, (done, all) -> {}).states();
          Batch all = Batch.allocate(3 * count, height * width);
          for (int i = 0; i < count; i++) {
            all.copyRow(i, whole, i);
            all.copyRow(count + i, given, i);
            all.copyRow(2 * count + i, completed, i);
          }
          return ImageGrid.png(session.restored(all), height, width, count, black, white);
        });
  }

  /** The samples in the units of the data's source. */
  private Batch samples(int dim) {
    return draws == null ? Batch.allocate(0, dim) : session.restored(draws.states());
  }

  private static Batch first(Batch rows) {
    return rows.slice(0, Math.min(IMAGES, rows.size()));
  }

  private void chains(Energies energies, Batch examples, Draws drawn) {
    Map<String, double[]> samples = new LinkedHashMap<>();
    if (examples.size() > 0) {
      samples.put("data", energies.of(examples));
    }
    samples.put("samples", energies.of(drawn.states()));
    report.section("Chains");
    add(
        "energies.png",
        examples.size() > 0
            ? "Where the two differ, the chains have not reached what the model says, or the model"
                + " has not learned what the data say"
            : "Energies of the samples",
        () -> Histogram.png("Energies", "energy", samples));
    double[][] trace = drawn.trace()[0];
    if (trace[0].length > 1) {
      String every = ", one draw every " + drawn.interval() + " steps";
      add(
          "trace.png",
          "Energy along some of the chains, started from noise" + every,
          () -> Traces.png("Energy of chains", "energy", trace));
      add(
          "autocorrelation.png",
          "How long the chains remember their energy" + every,
          () -> Traces.autocorrelation("Autocorrelation of the energy", trace, LAGS));
      add(
          "ranks.png",
          "Ranks of the energies in the second half of some of the chains; lines outside of the band"
              + " say that chains differ",
          () -> Traces.ranks("Ranks of the energy", Evaluator.secondHalf(trace)));
    }
  }

  private void verdicts(List<Verdict> verdicts) {
    if (verdicts.isEmpty()) {
      return;
    }
    report.section("Verdicts");
    report.table(
        List.of("verdict", "of", "what it says"),
        verdicts.stream()
            .map(verdict -> List.of(verdict.word(), verdict.of(), verdict.sentence()))
            .toList());
  }

  private void numbers(JsonNode evaluation) {
    report.section("Evaluation");
    report.table(List.of("what", "of", "value"), EvaluationRows.of(evaluation));
  }

  /** What this run and others logged, as means with bands. */
  private void bands(List<RunFolder> others) {
    if (others.isEmpty()) {
      return;
    }
    report.section("Over runs");
    folder
        .metrics()
        .series()
        .forEach(
            (name, columns) -> {
              List<Series> runs = new ArrayList<>();
              runs.add(new Series(name, columns[0], columns[1]));
              for (RunFolder other : others) {
                double[][] same = other.metrics().series().get(name);
                if (same != null) {
                  runs.add(new Series(name, same[0], same[1]));
                }
              }
              if (runs.size() > others.size()) {
                add(
                    "runs-" + name.replaceAll("[^A-Za-z0-9-]", "-") + ".png",
                    name
                        + " by step: the mean of "
                        + runs.size()
                        + " runs, and where it lies with 95 % confidence",
                    () -> Bands.png(name, runs));
              }
            });
  }

  private void curves() {
    Map<String, double[][]> series = folder.metrics().series();
    if (series.isEmpty()) {
      return;
    }
    report.section("Training");
    series.forEach(
        (name, columns) ->
            add(
                "metric-" + name.replaceAll("[^A-Za-z0-9-]", "-") + ".png",
                name + " by step",
                () -> Curves.png(name, "", List.of(new Series(name, columns[0], columns[1])))));
  }

  private void composition() {
    report.section("Experiment");
    report.preformatted(folder.text(RunFolder.EXPERIMENT));
    report.section("Provenance");
    report.preformatted(folder.text("provenance.json"));
  }
}

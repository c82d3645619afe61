package io.ebm.core.sections;

import com.google.auto.service.AutoService;
import io.ebm.api.Batch;
import io.ebm.api.Classifier;
import io.ebm.api.Dataset;
import io.ebm.api.EnergyFunction;
import io.ebm.api.ExactMarginals;
import io.ebm.api.Examples;
import io.ebm.api.Labelled;
import io.ebm.api.StateSpace;
import io.ebm.api.SymbolCosts;
import io.ebm.api.TextLines;
import io.ebm.api.report.Page;
import io.ebm.api.report.Picture;
import io.ebm.api.report.ReportSection;
import io.ebm.api.report.RunView;
import io.ebm.api.text.Textual;
import io.ebm.core.Texts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Texts as texts: of a classifier the held-out ones that it is surest of and wrong about, of an
 * energy those that were drawn from it beside some of the data.
 */
@AutoService(ReportSection.class)
public final class TextsSection implements ReportSection {

  private static final int SHOWN = 10;
  private static final int LONGEST = 400;

  @Override
  public String name() {
    return "texts";
  }

  @Override
  public String description() {
    return "Held-out texts that a classifier is wrong about, or texts drawn from an energy.";
  }

  @Override
  public String heading() {
    return "Texts";
  }

  @Override
  public boolean applies(RunView run) {
    Dataset data = run.data().orElse(null);
    return data instanceof Textual && (judges(run, data) || draws(run, data));
  }

  private static boolean judges(RunView run, Dataset data) {
    Classifier model = run.model().as(Classifier.class).orElse(null);
    return model != null
        && data instanceof Labelled
        && data.heldOut().size() > 0
        && model.given(row(data)).as(ExactMarginals.class).isPresent();
  }

  private static Batch row(Dataset data) {
    return data.heldOut().range(0, 1, data.space().dim());
  }

  private static boolean draws(RunView run, Dataset data) {
    return run.energy().filter(energy -> energy.space().equals(data.space())).isPresent()
        && run.samples().filter(samples -> samples.size() > 0).isPresent();
  }

  @Override
  public void draw(RunView run, Page on) {
    Dataset data = run.data().orElseThrow();
    if (draws(run, data)) {
      samples(run, data, on);
    }
    if (judges(run, data)) {
      mistakes(run, data, on);
    }
  }

  private static void samples(RunView run, Dataset data, Page on) {
    Batch all = run.samples().orElseThrow();
    Batch drawn = all.slice(0, Math.min(SHOWN, all.size()));
    EnergyFunction energy = run.energy().orElseThrow();
    NearestTexts nearest = NearestTexts.of(run, data, drawn);
    double[] energies = new double[drawn.size()];
    energy.energies(drawn, energies);
    int dim = data.space().dim();
    List<List<String>> table = new ArrayList<>();
    for (int row = 0; row < drawn.size(); row++) {
      NearestTexts.Found found = nearest.found().get(row);
      Batch train = data.train().range(found.example(), found.example() + 1, dim);
      table.add(
          List.of(
              shown(data, drawn, row),
              number(energies[row]),
              shown(data, train, 0),
              Integer.toString(found.edits())));
    }
    on.paragraph(
        String.format(
            Locale.ROOT,
            "Drawn, and of %s%,d training texts the one that differs in the fewest tokens:",
            nearest.compared() < data.train().size() ? "a choice of " : "",
            nearest.compared()));
    on.table(List.of("drawn", "energy", "nearest training text", "edits"), table);
    examples(data, energy, on);
  }

  /** Held-out texts with their energies; and what their symbols cost, where that is known. */
  private static void examples(Dataset data, EnergyFunction energy, Page on) {
    boolean heldOut = data.heldOut().size() > 0;
    Examples some = heldOut ? data.heldOut() : data.train();
    Batch rows = some.range(0, Math.min(SHOWN, some.size()), data.space().dim());
    double[] energies = new double[rows.size()];
    energy.energies(rows, energies);
    List<List<String>> table = new ArrayList<>();
    for (int row = 0; row < rows.size(); row++) {
      table.add(List.of(shown(data, rows, row), number(energies[row])));
    }
    on.paragraph(heldOut ? "Held-out texts:" : "Training texts:");
    on.table(List.of("text", "energy"), table);
    SymbolCosts known = energy.as(SymbolCosts.class).orElse(null);
    if (known != null) {
      Batch costs = Batch.allocate(rows.size(), rows.dim());
      known.costs(rows, costs);
      on.picture(
          "costs",
          "What each symbol costs given those before it, -log p in nats; pale is cheap",
          () -> new Picture.Cells(cells((Textual) data, data.space(), rows, costs)));
    }
  }

  private static List<List<Picture.Token>> cells(
      Textual texts, StateSpace space, Batch rows, Batch costs) {
    List<List<Picture.Token>> lines = new ArrayList<>();
    for (int row = 0; row < rows.size(); row++) {
      List<String> tokens = Tokens.of(texts, space, rows, row);
      List<Picture.Token> line = new ArrayList<>();
      for (int t = 0; t < tokens.size(); t++) {
        line.add(new Picture.Token(tokens.get(t), costs.get(row, t)));
      }
      lines.add(line);
    }
    return lines;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  /** The text of a row in one line. */
  private static String shown(Dataset data, Batch rows, int row) {
    String text = data instanceof Textual texts ? TextLines.visible(texts.text(rows, row)) : "";
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }

  /** A held-out text whose class is another than the predicted one. */
  private record Mistake(int example, int predicted, double probability) {}

  private static void mistakes(RunView run, Dataset data, Page on) {
    Labelled labelled = (Labelled) data;
    int size = data.heldOut().size();
    List<Mistake> mistakes = new ArrayList<>();
    double[] probabilities = probabilities(run, data, labelled.classes());
    for (int i = 0; i < size; i++) {
      int best = 0;
      for (int k = 1; k < labelled.classes(); k++) {
        int at = i * labelled.classes();
        best = probabilities[at + k] > probabilities[at + best] ? k : best;
      }
      if (best != labelled.heldOutLabels()[i]) {
        mistakes.add(new Mistake(i, best, probabilities[i * labelled.classes() + best]));
      }
    }
    if (mistakes.isEmpty()) {
      on.paragraph("All " + size + " held-out texts are told right.");
      return;
    }
    mistakes.sort(Comparator.comparingDouble(Mistake::probability).reversed());
    on.paragraph(
        String.format(
            Locale.ROOT,
            "%,d of %,d held-out texts are told wrong%s",
            mistakes.size(),
            size,
            mistakes.size() > SHOWN ? "; those that the classifier is surest of:" : ":"));
    List<List<String>> table = new ArrayList<>();
    for (Mistake mistake : mistakes.subList(0, Math.min(SHOWN, mistakes.size()))) {
      int example = mistake.example();
      Batch row = data.heldOut().range(example, example + 1, data.space().dim());
      table.add(
          List.of(
              shown(data, row, 0),
              Texts.brief(labelled.classNames().get(labelled.heldOutLabels()[example])),
              Texts.brief(labelled.classNames().get(mistake.predicted())),
              String.format(Locale.ROOT, "%.3f", mistake.probability())));
    }
    on.table(List.of("text", "class", "predicted", "probability"), table);
  }

  private static double[] probabilities(RunView run, Dataset data, int classes) {
    Classifier model = run.model().as(Classifier.class).orElseThrow();
    double[] all = new double[data.heldOut().size() * classes];
    run.tiles(
        data.heldOut().size(),
        (tile, from, to) -> {
          double[] found = new double[(to - from) * classes];
          Batch rows = data.heldOut().range(from, to, data.space().dim());
          ExactMarginals marginals = model.given(rows).as(ExactMarginals.class).orElseThrow();
          marginals.marginals(to - from, found);
          System.arraycopy(found, 0, all, from * classes, found.length);
        });
    return all;
  }
}

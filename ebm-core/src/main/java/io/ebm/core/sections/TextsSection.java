package io.ebm.core.sections;

import com.google.auto.service.AutoService;
import io.ebm.api.Batch;
import io.ebm.api.Classifier;
import io.ebm.api.Dataset;
import io.ebm.api.ExactMarginals;
import io.ebm.api.Labelled;
import io.ebm.api.TextLines;
import io.ebm.api.report.Page;
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
    on.paragraph("Drawn:");
    list(data, run.samples().orElseThrow(), on);
    on.paragraph("Of the training texts:");
    list(data, data.train().range(0, Math.min(SHOWN, data.train().size()), data.space().dim()), on);
  }

  private static void list(Dataset data, Batch rows, Page on) {
    StringBuilder text = new StringBuilder();
    for (int row = 0; row < Math.min(SHOWN, rows.size()); row++) {
      text.append(shown(data, rows, row)).append('\n');
    }
    on.preformatted(text.toString());
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

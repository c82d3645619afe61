package io.ebm.models.crf;

import com.google.auto.service.AutoService;
import io.ebm.api.Batch;
import io.ebm.api.Conditional;
import io.ebm.api.Decodable;
import io.ebm.api.report.Page;
import io.ebm.api.report.Picture;
import io.ebm.api.report.ReportSection;
import io.ebm.api.report.RunView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * {@code sentence-labels}: some held-out sentences with the labels that they have and those that
 * were predicted, and which labels are taken for which.
 */
@AutoService(ReportSection.class)
public final class LabelsSection implements ReportSection {

  /** Among so many sentences those with mistakes are looked for. */
  private static final int LOOKED_AT = 200;

  private static final int SHOWN = 4;
  private static final int MOST_LABELS = 40;
  private static final int MOST_CONFUSIONS = 12;
  private static final int LONGEST_WORD = 60;

  @Override
  public String name() {
    return "sentence-labels";
  }

  @Override
  public String description() {
    return "Held-out sentences with true and predicted labels, and which are taken for which.";
  }

  @Override
  public String heading() {
    return "Labels of sentences";
  }

  @Override
  public boolean applies(RunView run) {
    return run.conditional().isPresent()
        && run.data().orElse(null) instanceof SentenceData data
        && data.heldOut().size() > 0
        && given(run, data, new int[] {0}).isPresent();
  }

  @SuppressWarnings("unchecked") // what fits these data is given sentences
  private static Optional<Decodable> given(RunView run, SentenceData data, int[] sentences) {
    Conditional<Sentences> model = (Conditional<Sentences>) run.conditional().orElseThrow();
    return model.given(data.heldOut().contexts(sentences, 0, sentences.length)).as(Decodable.class);
  }

  @Override
  public void draw(RunView run, Page on) {
    SentenceData data = (SentenceData) run.data().orElseThrow();
    Batch predicted = predicted(run, data);
    sentences(data, predicted, on);
    Confusions confusions = new Confusions(data, predicted);
    confusions.table(on);
    on.picture(
        "confusion",
        "How often a label (row) is taken for another (column), as a share of the tokens that have"
            + " it",
        confusions::picture);
  }

  private static Batch predicted(RunView run, SentenceData data) {
    Batch predicted = Batch.allocate(data.heldOut().size(), data.space().dim());
    run.tiles(
        predicted.size(),
        (tile, from, to) ->
            given(run, data, IntStream.range(from, to).toArray())
                .orElseThrow()
                .decode(predicted.slice(from, to), new double[to - from]));
    return predicted;
  }

  /** The first sentences with a mistake, or where there are none the first. */
  private static void sentences(SentenceData data, Batch predicted, Page on) {
    List<RawSentence> text = data.text(LOOKED_AT);
    List<Integer> wrong = new ArrayList<>();
    for (int s = 0; s < text.size() && wrong.size() < SHOWN; s++) {
      if (mistakes(data, predicted, s) > 0) {
        wrong.add(s);
      }
    }
    List<Integer> shown =
        wrong.isEmpty() ? IntStream.range(0, Math.min(SHOWN, text.size())).boxed().toList() : wrong;
    on.paragraph(
        wrong.isEmpty()
            ? "The first " + text.size() + " held-out sentences have all their labels."
            : "The first held-out sentences with a mistake; ✗ marks it.");
    List<List<String>> rows = new ArrayList<>();
    for (int s : shown) {
      Corpus corpus = data.heldOut().corpus();
      for (int t = 0; t < corpus.length(s); t++) {
        int truth = corpus.labels()[corpus.tokenStart()[s] + t];
        int found = (int) predicted.get(s, t);
        rows.add(
            List.of(
                t == 0 ? "sentence " + (s + 1) : "",
                shortened(data.vocabulary().word(text.get(s).tokens.get(t))),
                data.label(truth),
                data.label(found),
                truth == found ? "" : "✗"));
      }
    }
    on.table(List.of("", "token", "label", "predicted", ""), rows);
  }

  private static int mistakes(SentenceData data, Batch predicted, int sentence) {
    Corpus corpus = data.heldOut().corpus();
    int mistakes = 0;
    for (int t = 0; t < corpus.length(sentence); t++) {
      int truth = corpus.labels()[corpus.tokenStart()[sentence] + t];
      mistakes += truth == (int) predicted.get(sentence, t) ? 0 : 1;
    }
    return mistakes;
  }

  private static String shortened(String word) {
    return word.length() <= LONGEST_WORD ? word : word.substring(0, LONGEST_WORD - 1) + "…";
  }

  /** How often each label was taken for each, of tokens that have one. */
  private static final class Confusions {
    private final SentenceData data;
    private final int[][] counts;
    private final int[] totals;

    Confusions(SentenceData data, Batch predicted) {
      this.data = data;
      Corpus corpus = data.heldOut().corpus();
      int known = data.vocabulary().labels().size();
      int all = Math.max(known, 1 + Arrays.stream(corpus.labels()).max().orElse(0));
      counts = new int[all][known];
      totals = new int[all];
      for (int s = 0; s < corpus.sentences(); s++) {
        for (int t = 0; t < corpus.length(s); t++) {
          int truth = corpus.labels()[corpus.tokenStart()[s] + t];
          if (truth >= 0) {
            counts[truth][(int) predicted.get(s, t)]++;
            totals[truth]++;
          }
        }
      }
    }

    private String share(int truth, int found) {
      return String.format(Locale.ROOT, "%.2f %%", 100.0 * counts[truth][found] / totals[truth]);
    }

    /** The most frequent mistakes. */
    void table(Page on) {
      record Confusion(int truth, int found, int count) {}
      List<List<String>> rows =
          IntStream.range(0, counts.length)
              .boxed()
              .flatMap(
                  truth ->
                      IntStream.range(0, counts[truth].length)
                          .filter(found -> found != truth && counts[truth][found] > 0)
                          .mapToObj(found -> new Confusion(truth, found, counts[truth][found])))
              .sorted(
                  Comparator.comparingInt((Confusion one) -> -one.count())
                      .thenComparingInt(Confusion::truth)
                      .thenComparingInt(Confusion::found))
              .limit(MOST_CONFUSIONS)
              .map(
                  one ->
                      List.of(
                          data.label(one.truth()),
                          data.label(one.found()),
                          Integer.toString(one.count()),
                          share(one.truth(), one.found())))
              .toList();
      if (!rows.isEmpty()) {
        on.paragraph("The most frequent mistakes.");
        on.table(List.of("label", "predicted", "tokens", "of those with the label"), rows);
      }
    }

    /** Shares of the most frequent labels. */
    Picture picture() {
      int known = counts[0].length;
      int[] order =
          IntStream.range(0, known)
              .filter(label -> totals[label] > 0)
              .boxed()
              .sorted(Comparator.comparingInt((Integer label) -> -totals[label]))
              .limit(MOST_LABELS)
              .mapToInt(Integer::intValue)
              .toArray();
      List<String> names = Arrays.stream(order).mapToObj(data::label).toList();
      double[][] shares = new double[order.length][order.length];
      for (int i = 0; i < order.length; i++) {
        for (int j = 0; j < order.length; j++) {
          shares[i][j] = (double) counts[order[i]][order[j]] / totals[order[i]];
        }
      }
      return new Picture.Matrix("", "label", "predicted", names, names, shares);
    }
  }
}

package io.ebm.core;

import io.ebm.api.report.Picture;
import io.ebm.api.report.Picture.Series;
import io.ebm.api.report.ReportSection;
import io.ebm.api.report.RunView;
import io.ebm.core.compose.Augmenting;
import io.ebm.core.compose.Composition;
import io.ebm.core.discovery.Kind;
import io.ebm.core.evaluation.EvaluationRows;
import io.ebm.core.evaluation.Verdict;
import io.ebm.core.report.Bands;
import io.ebm.core.report.Curves;
import io.ebm.core.report.HtmlReport;
import io.ebm.core.report.ReportPage;
import io.ebm.core.run.RunFolder;
import io.ebm.core.sampling.Draws;
import io.ebm.core.sections.AugmentedSection;
import io.ebm.core.sections.ChainsSection;
import io.ebm.core.sections.ClassesSection;
import io.ebm.core.sections.ImagesSection;
import io.ebm.core.sections.LandscapeSection;
import io.ebm.core.sections.NearestSection;
import io.ebm.core.sections.SaliencySection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The plots of a run and its {@code report.html}: what every run has, and between it the sections
 * that are installed.
 */
final class RunReport {

  private final RunFolder folder;
  private final Session session;
  private final RunView run;
  private final HtmlReport report;
  private final ReportPage page;

  private RunReport(RunFolder folder, Session session, RunView run) {
    this.folder = folder;
    this.session = session;
    this.run = run;
    this.report =
        new HtmlReport(
            session.experiment().name(),
            "energy " + session.experiment().energy().type() + objective(session));
    this.page = new ReportPage(report, folder::plot);
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
    RunReport report =
        new RunReport(folder, session, new HostRun(session, draws, evaluation, "report"));
    if (evaluation != null) {
      report.verdicts(Verdict.in(evaluation));
    }
    report.sections(draws);
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

  private void sections(@Nullable Draws draws) {
    draw(new LandscapeSection(), "section 'landscape'");
    for (ReportSection section :
        List.of(
            new ImagesSection(),
            new NearestSection(),
            new ClassesSection(),
            new SaliencySection())) {
      draw(section, "section '" + section.name() + "'");
    }
    augmented();
    session
        .composition()
        .registry()
        .forEach(
            Kind.SECTION, ReportSection.class, (entry, section) -> draw(section, entry.toString()));
    if (draws != null) {
      draw(
          new ChainsSection(draws, session.composition().evaluating().foreign()),
          "section 'chains'");
    }
  }

  /** What training made of examples. */
  private void augmented() {
    Composition composition = session.composition();
    if (composition.data().isPresent()
        && !composition.experiment().training().augmentations().isEmpty()) {
      draw(new AugmentedSection(Augmenting.of(composition)), "section 'augmented'");
    }
  }

  /** Has a section draw itself; one that fails costs a sentence, and not the run. */
  private void draw(ReportSection section, String who) {
    try {
      if (section.applies(run)) {
        page.section(section.heading());
        section.draw(run, page);
      }
    } catch (RuntimeException | Error e) {
      if (page.unwritten(e)) {
        throw e;
      }
      page.section(section.heading()); // of its own, if nothing is drawn yet
      page.paragraph(who + " fails: " + Failures.sentence(e).orElse(e.toString()));
    } finally {
      page.section("");
    }
  }

  private void verdicts(List<Verdict> verdicts) {
    if (!verdicts.isEmpty()) {
      page.section("Verdicts");
      page.table(
          List.of("verdict", "of", "what it says"),
          verdicts.stream()
              .map(verdict -> List.of(verdict.word(), verdict.of(), verdict.sentence()))
              .toList());
    }
  }

  private void numbers(JsonNode evaluation) {
    page.section("Evaluation");
    page.table(List.of("what", "of", "value"), EvaluationRows.of(evaluation));
  }

  /** What this run and others logged, as means with bands. */
  private void bands(List<RunFolder> others) {
    if (others.isEmpty()) {
      return;
    }
    page.section("Over runs");
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
                page.picture(
                    "runs-" + fileName(name),
                    name
                        + " by step: the mean of "
                        + runs.size()
                        + " runs, and where it lies with 95 % confidence",
                    () -> new Picture.Png(Bands.png(name, runs)));
              }
            });
  }

  private void curves() {
    Map<String, double[][]> series = folder.metrics().series();
    page.section("Training");
    series.forEach(
        (name, columns) ->
            page.picture(
                "metric-" + fileName(name),
                name + " by step",
                () ->
                    new Picture.Png(
                        Curves.png(name, "", List.of(new Series(name, columns[0], columns[1]))))));
  }

  private static String fileName(String metric) {
    return metric.replaceAll("[^A-Za-z0-9-]", "-");
  }

  private void composition() {
    page.section("Experiment");
    page.preformatted(folder.text(RunFolder.EXPERIMENT));
    page.section("Provenance");
    page.preformatted(folder.text("provenance.json"));
  }
}

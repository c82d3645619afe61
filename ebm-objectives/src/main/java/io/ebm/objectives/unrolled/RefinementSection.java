package io.ebm.objectives.unrolled;

import com.google.auto.service.AutoService;
import io.ebm.api.report.Page;
import io.ebm.api.report.Picture;
import io.ebm.api.report.Picture.Series;
import io.ebm.api.report.ReportSection;
import io.ebm.api.report.RunView;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** {@code refinement}: how targets are found, step by step. */
@AutoService(ReportSection.class)
public final class RefinementSection implements ReportSection {

  @Override
  public String name() {
    return "refinement";
  }

  @Override
  public String description() {
    return "Errors and energies of targets that are found by steps, after each number of them.";
  }

  @Override
  public String heading() {
    return "Refinement";
  }

  @Override
  public boolean applies(RunView run) {
    return Refinement.applies(run);
  }

  @Override
  public void draw(RunView run, Page on) {
    Refinement refinement = Refinement.of(run);
    double[] errors = refinement.errors();
    int best = 0;
    for (int k = 1; k < errors.length; k++) {
      best = errors[k] < errors[best] ? k : best;
    }
    on.paragraph(
        String.format(
            Locale.ROOT,
            "The mean squared error of %d held-out targets is %.3g after %d steps, as many as in"
                + " training, and least after %d steps: %.3g. That of the mean of training targets is"
                + " %.3g.",
            refinement.rows(),
            errors[refinement.trained()],
            refinement.trained(),
            best,
            errors[best],
            refinement.ofMean()));
    double[] steps = IntStream.range(0, errors.length).asDoubleStream().toArray();
    double[] mean = new double[errors.length];
    Arrays.fill(mean, Math.log10(refinement.ofMean()));
    on.picture(
        "refinement-errors",
        "The mean squared error after each number of steps; training took " + refinement.trained(),
        () ->
            new Picture.Lines(
                "",
                "steps",
                "log10 of the mean squared error",
                List.of(
                    new Series("held out", steps, Arrays.stream(errors).map(Math::log10).toArray()),
                    new Series("mean of training targets", steps, mean))));
    on.picture(
        "refinement-energies",
        "The mean energy after each number of steps",
        () ->
            new Picture.Lines(
                "",
                "steps",
                "energy",
                List.of(new Series("held out", steps, refinement.energies()))));
  }
}

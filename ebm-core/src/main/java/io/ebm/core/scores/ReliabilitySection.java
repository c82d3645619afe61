package io.ebm.core.scores;

import com.google.auto.service.AutoService;
import io.ebm.api.report.Page;
import io.ebm.api.report.Picture;
import io.ebm.api.report.Picture.Series;
import io.ebm.api.report.ReportSection;
import io.ebm.api.report.RunView;
import io.ebm.core.diagnostics.Calibration;
import java.util.List;
import java.util.Locale;

/** {@code reliability}: how often a classifier is right by how sure it is. */
@AutoService(ReportSection.class)
public final class ReliabilitySection implements ReportSection {

  @Override
  public String name() {
    return "reliability";
  }

  @Override
  public String description() {
    return "How often a classifier is right by how sure it is.";
  }

  @Override
  public String heading() {
    return "Calibration";
  }

  @Override
  public boolean applies(RunView run) {
    return Scaling.applies(run);
  }

  @Override
  public void draw(RunView run, Page on) {
    Scaling scaling = Scaling.of(run);
    if (!scaling.determined()) {
      on.paragraph(
          "No temperature between 0.01 and 100 fits best: the predictions are all right, or no"
              + " better than chance.");
      return;
    }
    on.paragraph(
        String.format(
            Locale.ROOT,
            "On %d held-out examples confidence is %.3g off the accuracy on average; divided by a"
                + " temperature of %.3g, which was fitted to the other held-out examples, %.3g. On the"
                + " diagonal confidence is accuracy, and below it the classifier is too sure.",
            scaling.before().labels().length,
            scaling.before().calibrationError(),
            scaling.temperature(),
            scaling.after().calibrationError()));
    on.picture(
        "reliability",
        "How often predictions are right, by their probability",
        () ->
            new Picture.Lines(
                "Reliability",
                "probability of the predicted class",
                "share that is right",
                List.of(
                    new Series("calibrated", new double[] {0, 1}, new double[] {0, 1}),
                    series("as it is", scaling.before()),
                    series("scaled", scaling.after()))));
  }

  private static Series series(String name, Predicted predicted) {
    double[][] bins = Calibration.reliability(predicted.confidence(), predicted.right());
    return new Series(name, bins[0], bins[1]);
  }
}

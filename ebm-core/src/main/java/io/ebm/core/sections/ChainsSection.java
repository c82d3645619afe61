package io.ebm.core.sections;

import io.ebm.api.Batch;
import io.ebm.api.report.Page;
import io.ebm.api.report.Picture;
import io.ebm.api.report.ReportSection;
import io.ebm.api.report.RunView;
import io.ebm.core.evaluation.Energies;
import io.ebm.core.evaluation.Evaluator;
import io.ebm.core.report.Traces;
import io.ebm.core.sampling.Draws;
import java.util.LinkedHashMap;
import java.util.Map;

/** The chains that samples are the ends of, by their energies. */
public final class ChainsSection implements ReportSection {

  private static final int LAGS = 40;

  private final Draws draws;

  /** The section of some chains. */
  public ChainsSection(Draws draws) {
    this.draws = draws;
  }

  @Override
  public String name() {
    return "chains";
  }

  @Override
  public String description() {
    return "Energies of samples and data, and how chains move.";
  }

  @Override
  public String heading() {
    return "Chains";
  }

  @Override
  public boolean applies(RunView run) {
    return run.energy().isPresent();
  }

  @Override
  public void draw(RunView run, Page on) {
    Energies energies = new Energies(run.energy().orElseThrow(), run);
    Batch examples = Points.examples(run);
    Map<String, double[]> samples = new LinkedHashMap<>();
    if (examples.size() > 0) {
      samples.put("data", energies.of(examples));
    }
    samples.put("samples", energies.of(draws.states()));
    on.picture(
        "energies",
        examples.size() > 0
            ? "Where the two differ, the chains have not reached what the model says, or the model"
                + " has not learned what the data say"
            : "Energies of the samples",
        () -> new Picture.Histogram("Energies", "energy", samples));
    double[][] trace = draws.trace()[0];
    if (trace[0].length > 1) {
      String every = ", one draw every " + draws.interval() + " steps";
      on.picture(
          "trace",
          "Energy along some of the chains, started from noise" + every,
          () -> new Picture.Traces("Energy of chains", "energy", trace));
      on.picture(
          "autocorrelation",
          "How long the chains remember their energy" + every,
          () ->
              new Picture.Png(
                  Traces.autocorrelation("Autocorrelation of the energy", trace, LAGS)));
      on.picture(
          "ranks",
          "Ranks of the energies in the second half of some of the chains; lines outside of the"
              + " band say that chains differ",
          () -> new Picture.Png(Traces.ranks("Ranks of the energy", Evaluator.secondHalf(trace))));
    }
  }
}

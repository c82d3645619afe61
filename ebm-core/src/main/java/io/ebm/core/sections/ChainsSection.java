package io.ebm.core.sections;

import io.ebm.api.Batch;
import io.ebm.api.report.Page;
import io.ebm.api.report.Picture;
import io.ebm.api.report.ReportSection;
import io.ebm.api.report.RunView;
import io.ebm.core.evaluation.Energies;
import io.ebm.core.evaluation.Evaluator;
import io.ebm.core.evaluation.Foreign;
import io.ebm.core.report.Traces;
import io.ebm.core.sampling.Draws;
import io.ebm.core.sampling.Strip;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The chains that samples are the ends of, by their energies. */
public final class ChainsSection implements ReportSection {

  private static final int LAGS = 40;
  private static final int NOISE = 1000;

  private final Draws draws;
  private final List<Foreign> foreign;

  /**
   * The section of some chains.
   *
   * @param foreign rows that are no examples, whose energies are drawn beside those of the data
   */
  public ChainsSection(Draws draws, List<Foreign> foreign) {
    this.draws = draws;
    this.foreign = List.copyOf(foreign);
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
    strip(run, on);
    WayPicture.draw(draws.way(), run, on);
    energies(run, on);
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

  /** Where a few chains stood, from the start to the end. */
  private void strip(RunView run, Page on) {
    Strip strip = draws.strip();
    if (Look.shape(run).isEmpty() || strip.chains() == 0 || strip.steps().size() < 2) {
      return;
    }
    List<String> moments = new ArrayList<>();
    for (int steps : strip.steps()) {
      moments.add(steps == 0 ? "start" : Integer.toString(steps));
    }
    on.picture(
        "strip",
        "A chain in each row, from its start to its end; above, after how many steps",
        () ->
            Look.range(run)
                .with(run.restored(strip.states()), moments.size())
                .named(List.of(), moments));
  }

  private void energies(RunView run, Page on) {
    Energies energies = new Energies(run.energy().orElseThrow(), run);
    Map<String, double[]> near = new LinkedHashMap<>();
    Batch training = Points.examples(run);
    Batch heldOut = Points.heldOut(run);
    put(near, "training", energies, training);
    put(near, "held-out", energies, heldOut);
    put(near, "samples", energies, draws.states());
    on.picture(
        "energies",
        training.size() > 0
            ? "Where samples and examples differ, the chains have not reached what the model says, or"
                + " the model has not learned what the data say; where training and held-out examples"
                + " do, it has learned by heart"
            : "Energies of the samples",
        () -> new Picture.Histogram("Energies", "energy", near));
    Map<String, double[]> far = far(run, energies, training, heldOut);
    if (!far.isEmpty()) {
      Map<String, double[]> all = new LinkedHashMap<>();
      put(
          all,
          heldOut.size() > 0 ? "held-out" : "training",
          energies,
          heldOut.size() > 0 ? heldOut : training);
      all.putAll(far);
      on.picture(
          "energies-foreign",
          "Energies of what is not like the data: the less the two overlap, the better the energy"
              + " tells them apart",
          () -> new Picture.Histogram("Energies of data and of what is foreign", "energy", all));
    }
  }

  /** Energies of what does not come from the data, by its name. */
  private Map<String, double[]> far(RunView run, Energies energies, Batch training, Batch heldOut) {
    Map<String, double[]> far = new LinkedHashMap<>();
    put(far, "uniform noise", energies, Points.noise(run, training, NOISE));
    if (heldOut.size() > 0) {
      for (Foreign each : foreign) {
        put(far, each.name(), energies, each.rows(heldOut, NOISE, run.random().split(each.name())));
      }
    }
    return far;
  }

  private static void put(Map<String, double[]> into, String name, Energies energies, Batch rows) {
    if (rows.size() > 0) {
      into.put(name, energies.of(rows));
    }
  }
}

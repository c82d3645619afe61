package io.ebm.core.sections;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Rescaled;
import io.ebm.api.report.Page;
import io.ebm.api.report.Picture;
import io.ebm.api.report.ReportSection;
import io.ebm.api.report.RunView;
import io.ebm.core.report.Landscape;

/** An energy of two coordinates, beside the data and the samples. */
public final class LandscapeSection implements ReportSection {

  @Override
  public String name() {
    return "landscape";
  }

  @Override
  public String description() {
    return "An energy of two real coordinates and its density, beside the data and the samples.";
  }

  @Override
  public String heading() {
    return "Landscape";
  }

  @Override
  public boolean applies(RunView run) {
    return run.energy()
            .filter(energy -> energy.space().dim() == 2 && energy.space().levels() == 0)
            .isPresent()
        && Points.some(run);
  }

  @Override
  public void draw(RunView run, Page on) {
    EnergyFunction model = run.energy().orElseThrow();
    EnergyFunction energy =
        run.data().orElse(null) instanceof Rescaled units && Points.inData(run)
            ? new SourceUnits(model, units)
            : model;
    double logZ = run.numbers().getOrDefault("logZ.value", Double.NaN);
    Batch data = Points.data(run);
    Batch samples = Points.samples(run);
    on.picture(
        "landscape",
        data.size() > 0
            ? "The data, the energy that was learned, and samples of it"
            : "The energy, and samples of it",
        () ->
            new Picture.Png(
                Landscape.png("", Landscape.Quantity.ENERGY, energy, logZ, data, samples)));
    on.picture(
        "density",
        "The same as a density",
        () ->
            new Picture.Png(
                Landscape.png("", Landscape.Quantity.DENSITY, energy, logZ, data, samples)));
  }
}

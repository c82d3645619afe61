package io.ebm.models.boltzmann;

import com.google.auto.service.AutoService;
import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Learnable;
import io.ebm.api.Parameters;
import io.ebm.api.report.ImageShape;
import io.ebm.api.report.Page;
import io.ebm.api.report.Picture;
import io.ebm.api.report.ReportSection;
import io.ebm.api.report.RunView;
import java.util.Arrays;
import java.util.Optional;

/**
 * {@code filters}: what the units of a first layer look for in an image. Drawn of every model of
 * images whose parameters have a matrix with a row for each pixel and a column for each unit.
 */
@AutoService(ReportSection.class)
public final class FiltersSection implements ReportSection {

  private static final int MOST = 100;
  private static final int ACROSS = 20;

  /** Few weights are much larger than the others; they may be cut off. */
  private static final double QUANTILE = 0.995;

  /** The tensor [pixels, units]; that of another name may have such extents by chance. */
  private static final String WEIGHTS = "weights";

  @Override
  public String name() {
    return "filters";
  }

  @Override
  public String description() {
    return "The weights of the units of a first layer, as images.";
  }

  @Override
  public String heading() {
    return "Filters";
  }

  @Override
  public boolean applies(RunView run) {
    return weights(run).isPresent();
  }

  private static Optional<Parameters.Tensor> weights(RunView run) {
    EnergyFunction energy = run.energy().orElse(null);
    if (energy == null || ImageShape.of(energy.space()).isEmpty()) {
      return Optional.empty();
    }
    return energy
        .as(Learnable.class)
        .flatMap(
            learnable ->
                learnable.parameters().tensors().stream()
                    .filter(
                        tensor ->
                            tensor.name().equals(WEIGHTS)
                                && tensor.shape().size() == 2
                                && tensor.shape().get(0) == energy.space().dim()
                                && tensor.shape().get(1) > 1)
                    .findFirst());
  }

  @Override
  public void draw(RunView run, Page on) {
    Parameters.Tensor tensor = weights(run).orElseThrow();
    ImageShape shape = ImageShape.of(run.energy().orElseThrow().space()).orElseThrow();
    Parameters parameters = run.model().as(Learnable.class).orElseThrow().parameters();
    on.picture(
        "filters",
        "The " + tensor.name() + " of each unit; black negative, white positive",
        () -> picture(parameters, tensor, shape));
  }

  /** The columns of the matrix, from the most negative weight to the most positive, zero grey. */
  private static Picture picture(
      Parameters parameters, Parameters.Tensor tensor, ImageShape shape) {
    int units = tensor.shape().get(1);
    Batch pictures = Batch.allocate(Math.min(MOST, units), shape.dim());
    for (int unit = 0; unit < pictures.size(); unit++) {
      for (int pixel = 0; pixel < pictures.dim(); pixel++) {
        pictures.set(unit, pixel, parameters.values()[tensor.offset() + pixel * units + unit]);
      }
    }
    double bound = bound(pictures.array());
    return new Picture.Images(pictures, shape, ACROSS, -bound, bound);
  }

  private static double bound(float[] values) {
    float[] sizes = new float[values.length];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = Math.abs(values[i]);
    }
    Arrays.sort(sizes);
    return Math.max(1e-30, sizes[(int) (QUANTILE * (sizes.length - 1))]);
  }
}

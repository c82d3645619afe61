package io.ebm.core.report;

import io.ebm.api.Batch;
import io.ebm.api.Parameters;
import java.util.Arrays;

/** What the units of a first layer look for in an image: their weights as pictures. */
public final class Filters {

  private static final int MOST = 100;
  private static final int ACROSS = 20;

  private Filters() {}

  /**
   * Draws the columns of a weight matrix that has one row per pixel, from the most negative weight
   * (black) to the most positive (white), zero being grey.
   *
   * @param tensor of shape [height · width, units]
   * @return a PNG image of the first units' filters
   */
  public static byte[] png(Parameters parameters, Parameters.Tensor tensor, int height, int width) {
    int units = tensor.shape().get(1);
    Batch pictures = Batch.allocate(Math.min(MOST, units), height * width);
    for (int unit = 0; unit < pictures.size(); unit++) {
      for (int pixel = 0; pixel < pictures.dim(); pixel++) {
        pictures.set(unit, pixel, parameters.values()[tensor.offset() + pixel * units + unit]);
      }
    }
    double bound = quantile(pictures.array());
    return ImageGrid.png(pictures, height, width, ACROSS, -bound, bound);
  }

  /** Few weights are much larger than the others; they may be cut off. */
  private static double quantile(float[] values) {
    float[] sizes = new float[values.length];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = Math.abs(values[i]);
    }
    Arrays.sort(sizes);
    return Math.max(1e-30, sizes[(int) (0.995 * (sizes.length - 1))]);
  }
}

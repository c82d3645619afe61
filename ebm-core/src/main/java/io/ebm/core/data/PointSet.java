package io.ebm.core.data;

import io.ebm.api.Batch;
import io.ebm.api.StateSpace;
import io.ebm.api.report.ImageShape;
import io.ebm.math.Scratch;
import java.util.Arrays;

/**
 * Images as sets of points, one for each pixel above a threshold: its row and its column, from -1
 * at the top and the left to 1, and its brightness. Points stand in the order of their pixels.
 *
 * @param image the form of the images, of one channel
 * @param threshold what a pixel must be above
 * @param most the most points; the brightest are kept
 */
record PointSet(ImageShape image, float threshold, int most) {

  private static final int CHANNELS = 3;

  StateSpace.Varying space() {
    return new StateSpace.Varying(CHANNELS, most, 0);
  }

  /** Writes the points of images into rows of a batch. */
  void write(Batch images, Batch into) {
    try (Scratch scratch = Scratch.open()) {
      float[] sorted = scratch.floats(image.pixels());
      for (int i = 0; i < into.size(); i++) {
        write(images.array(), images.offset(i), sorted, into.array(), into.offset(i));
      }
    }
  }

  private void write(float[] pixels, int at, float[] sorted, float[] points, int to) {
    int size = image.pixels();
    System.arraycopy(pixels, at, sorted, 0, size);
    Arrays.sort(sorted, 0, size);
    // what a point is at least as bright as, and how many may be just so bright
    float least = sorted[size - most];
    int above = size - most;
    while (above < size && sorted[above] == least) {
      above++;
    }
    int just = most - (size - above);
    if (!(least > threshold)) {
      least = threshold;
      just = 0;
    }
    if (!(sorted[size - 1] > threshold)) {
      least = sorted[size - 1];
      just = 1;
    }
    Arrays.fill(points, to, to + CHANNELS * most, Float.NaN);
    int point = to;
    for (int k = 0; k < size; k++) {
      float value = pixels[at + k];
      if (value > least || (value == least && just-- > 0)) {
        points[point] = place(k / image.width(), image.height());
        points[point + most] = place(k % image.width(), image.width());
        points[point + 2 * most] = value;
        point++;
      }
    }
  }

  private static float place(int index, int count) {
    return count == 1 ? 0 : 2f * index / (count - 1) - 1;
  }
}

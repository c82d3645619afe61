package io.ebm.math;

import java.util.Arrays;

/**
 * Rows, or columns, of a padded copy of an image, so ordered that every {@code stride}-th lies next
 * to the one before: position i of plane r is the image's position {@code i · stride + phases[r] -
 * low}. A convolution with a stride is then one without, whose taps are in several planes.
 *
 * @param source positions of the image
 * @param stride from one position of a plane to the next
 * @param low positions before the image's first
 * @param size positions of a plane
 * @param circular whether the image goes on at its other side, instead of 0
 * @param phases of the planes
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares it
record ConvolutionAxis(int source, int stride, int low, int size, boolean circular, int[] phases) {

  /** A convolution's input: the planes that its taps need, as long as its windows reach. */
  static ConvolutionAxis ofInput(
      int source,
      int windows,
      int kernel,
      int stride,
      int dilation,
      int padding,
      boolean circular) {
    int[] phases = new int[kernel];
    for (int u = 0; u < kernel; u++) {
      phases[u] = u * dilation % stride;
    }
    int size = windows + (kernel - 1) * dilation / stride;
    int[] distinct = Arrays.stream(phases).sorted().distinct().toArray();
    return new ConvolutionAxis(source, stride, padding, size, circular, distinct);
  }

  /** An image with zeros around it. */
  static ConvolutionAxis padded(int source, int low, int high) {
    return new ConvolutionAxis(source, 1, low, low + source + high, false, new int[] {0});
  }

  /** The plane with a phase. */
  int plane(int phase) {
    return Arrays.binarySearch(phases, phase);
  }

  /** The image's position at i of plane r, or -1 where there is none. */
  int source(int r, int i) {
    int at = i * stride + phases[r] - low;
    if (circular) {
      return Math.floorMod(at, source);
    }
    return at >= 0 && at < source ? at : -1;
  }

  /** Whether there is nothing but the image. */
  boolean isPlain() {
    return stride == 1 && low == 0 && size == source;
  }
}

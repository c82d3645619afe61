package io.ebm.core.report;

import java.awt.Color;

/** The colour map viridis, which is perceptually uniform; between ten colours of it, linear. */
final class Viridis {

  private static final int[] STOPS = {
    0x440154, 0x482878, 0x3e4a89, 0x31688e, 0x26828e, 0x1f9e89, 0x35b779, 0x6dcd59, 0xb4de2c,
    0xfde725
  };

  private Viridis() {}

  /** The colour, as {@code 0xRRGGBB}, of a number from 0 (dark) to 1 (bright). */
  static int rgb(double share) {
    double place = Math.min(1, Math.max(0, share)) * (STOPS.length - 1);
    int below = Math.min((int) place, STOPS.length - 2);
    double part = place - below;
    int rgb = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int from = (STOPS[below] >> shift) & 0xff;
      int to = (STOPS[below + 1] >> shift) & 0xff;
      rgb |= (int) Math.round(from + part * (to - from)) << shift;
    }
    return rgb;
  }

  static Color colour(double share) {
    return new Color(rgb(share));
  }
}

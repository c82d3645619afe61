package io.ebm.nn.layers;

import io.ebm.nn.Shape;
import java.util.List;

/** Windows of the positions of a sequence or an image, channel by channel. */
final class Grid {

  private Grid() {}

  /**
   * The windows that fit, in the order of the output.
   *
   * @param window their size, of each axis
   * @param stride from one to the next
   * @return for each number of the output those of the input
   */
  static int[][] windows(Shape in, Shape out, List<Integer> window, List<Integer> stride) {
    boolean isFlat = in.rank() == 2;
    int last = in.rank() - 1;
    int width = in.extent(last);
    int height = isFlat ? 1 : in.extent(1);
    int outWidth = out.extent(last);
    int outHeight = isFlat ? 1 : out.extent(1);
    int rows = isFlat ? 1 : Extents.of(window, 0);
    int columns = Extents.of(window, last - 1);
    int down = isFlat ? 1 : Extents.of(stride, 0);
    int right = Extents.of(stride, last - 1);
    int[][] windows = new int[out.size()][rows * columns];
    for (int o = 0; o < windows.length; o++) {
      int c = o / (outHeight * outWidth);
      int i = o / outWidth % outHeight;
      int j = o % outWidth;
      for (int k = 0; k < rows * columns; k++) {
        int row = i * down + k / columns;
        int column = j * right + k % columns;
        windows[o][k] = (c * height + row) * width + column;
      }
    }
    return windows;
  }

  /** All positions of each channel. */
  static int[][] channels(Shape in) {
    int positions = in.positions();
    int[][] windows = new int[in.channels()][positions];
    for (int i = 0; i < in.size(); i++) {
      windows[i / positions][i % positions] = i;
    }
    return windows;
  }
}

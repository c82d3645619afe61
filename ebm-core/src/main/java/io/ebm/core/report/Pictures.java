package io.ebm.core.report;

import io.ebm.api.report.Frame;
import io.ebm.api.report.Picture;

/** Turns pictures as data into images. */
final class Pictures {

  /** Of a file of images that move. */
  private static final int MOST_BYTES = 1_000_000;

  private Pictures() {}

  /** The ending of a picture's file. */
  static String ending(Picture picture) {
    return picture instanceof Picture.Animation || picture instanceof Picture.Film ? "gif" : "png";
  }

  /** The image: PNG, or GIF of what moves. */
  static byte[] image(Picture picture) {
    if (picture instanceof Picture.Png png) {
      return png.bytes();
    } else if (picture instanceof Picture.Lines lines) {
      return Curves.png(lines.title(), lines.across(), lines.unit(), lines.series());
    } else if (picture instanceof Picture.Histogram histogram) {
      return Histogram.png(
          histogram.title(), histogram.unit(), histogram.samples(), histogram.densities());
    } else if (picture instanceof Picture.Bars bars) {
      return Bars.png(bars.title(), bars.names(), bars.quantities(), bars.values());
    } else if (picture instanceof Picture.Traces traces) {
      return Traces.png(traces.title(), traces.unit(), traces.chains());
    } else if (picture instanceof Picture.Images images) {
      return ImageGrid.png(images);
    } else if (picture instanceof Picture.HeatMaps maps) {
      return HeatMaps.png(maps.panels());
    } else if (picture instanceof Picture.Cells cells) {
      return TokenCells.png(cells);
    } else if (picture instanceof Picture.Matrix matrix) {
      return Matrix.png(matrix);
    } else if (picture instanceof Picture.GridMap map) {
      return GridMap.png(map);
    } else if (picture instanceof Picture.Animation animation) {
      Animation frames = new Animation();
      for (Frame frame : animation.frames()) {
        frames.add(frame);
      }
      return frames.gif(hundredths(animation.seconds()));
    } else if (picture instanceof Picture.Film film) {
      return film(film);
    }
    throw new IllegalArgumentException("no way to draw " + picture.getClass().getName());
  }

  private static byte[] film(Picture.Film film) {
    Animation frames = new Animation();
    for (Picture.Images grid : film.frames()) {
      frames.add(grid, MOST_BYTES / film.frames().size());
    }
    return frames.gif(hundredths(film.seconds()));
  }

  private static int hundredths(double seconds) {
    return Math.max(1, (int) Math.round(100 * seconds));
  }
}

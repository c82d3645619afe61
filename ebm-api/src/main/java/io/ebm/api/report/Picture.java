package io.ebm.api.report;

import io.ebm.api.Batch;
import java.util.List;
import java.util.Map;

/**
 * A picture as data, which the host draws. Arrays are handed over and not written any more. Numbers
 * that are not finite leave gaps, unless said otherwise; constructors throw {@link
 * IllegalArgumentException} where lengths do not go together.
 */
@SuppressWarnings("ArrayRecordComponent") // handed to a painter, never compared
public sealed interface Picture {

  /**
   * Numbers with a name.
   *
   * @param name shown in the legend
   * @param x where the numbers lie, as in steps; rising
   * @param y the numbers, as many; a NaN leaves a gap
   */
  record Series(String name, double[] x, double[] y) {

    /** Checks the lengths. */
    public Series {
      require(
          x.length == y.length,
          "series '" + name + "' has " + x.length + " places and " + y.length + " numbers");
    }
  }

  /**
   * Lines over a common axis. A series of forty points or more is drawn faintly, under a smooth
   * line.
   *
   * @param title stands above
   * @param across what lies across, below the horizontal axis
   * @param unit what the numbers are, beside the vertical axis
   */
  record Lines(String title, String across, String unit, List<Series> series) implements Picture {

    /** Copies the list. */
    public Lines {
      series = List.copyOf(series);
    }
  }

  /**
   * Histograms of several samples over each other, each of area one, with common bins over the
   * middle 99.8 % of all numbers.
   *
   * @param title stands above
   * @param unit what the numbers are, below the horizontal axis
   * @param samples the numbers by name, in order
   * @param densities lines on top, as those of densities; may be empty
   */
  record Histogram(String title, String unit, Map<String, double[]> samples, List<Series> densities)
      implements Picture {

    /** Copies the list; the order of the map is kept. */
    public Histogram {
      densities = List.copyOf(densities);
    }

    /** Samples alone. */
    public Histogram(String title, String unit, Map<String, double[]> samples) {
      this(title, unit, samples, List.of());
    }
  }

  /**
   * Bars one below the other, in panels side by side.
   *
   * @param title stands above
   * @param names one for each line
   * @param quantities what each panel shows
   * @param values by panel, then by line; in proportion within a panel
   */
  record Bars(String title, List<String> names, List<String> quantities, List<double[]> values)
      implements Picture {

    /** Copies the lists and checks the lengths. */
    public Bars {
      names = List.copyOf(names);
      quantities = List.copyOf(quantities);
      values = List.copyOf(values);
      require(
          quantities.size() == values.size(),
          quantities.size() + " quantities, and values of " + values.size());
      for (double[] panel : values) {
        require(
            panel.length == names.size(), names.size() + " names, and " + panel.length + " values");
      }
    }
  }

  /**
   * One number of every chain over its draws.
   *
   * @param title stands above
   * @param unit what the number is, as in {@code energy}
   * @param chains {@code [chains][draws]}; the first twelve are drawn
   */
  record Traces(String title, String unit, double[][] chains) implements Picture {}

  /**
   * Images in a grid, row by row of it, grey or in colour; NaN is red.
   *
   * @param images at least one row of {@code shape.dim()} values
   * @param shape how a row is an image
   * @param across how many stand side by side
   * @param black the value shown as black, or as none of a colour; what is beyond it too
   * @param white the value shown as white, or as all of a colour
   * @param rows names that stand to the left of the grid's rows, from the top; as many as there are
   *     rows, or none
   * @param columns names that stand above the grid's columns; as many as stand side by side, or
   *     none
   */
  record Images(
      Batch images,
      ImageShape shape,
      int across,
      double black,
      double white,
      List<String> rows,
      List<String> columns)
      implements Picture {

    /** Copies the lists and checks the sizes. */
    public Images {
      rows = List.copyOf(rows);
      columns = List.copyOf(columns);
      require(
          images.size() > 0 && images.dim() == shape.dim() && across > 0,
          images
              + " is no grid of images of "
              + (shape.channels() == 1 ? "" : shape.channels() + " channels of ")
              + shape.height()
              + " × "
              + shape.width());
      int down = (images.size() + across - 1) / across;
      require(rows.isEmpty() || rows.size() == down, rows.size() + " names for " + down + " rows");
      require(
          columns.isEmpty() || columns.size() == across,
          columns.size() + " names for " + across + " columns");
    }

    /** Images without names. */
    public Images(Batch images, ImageShape shape, int across, double black, double white) {
      this(images, shape, across, black, white, List.of(), List.of());
    }

    /** Grey images without names. */
    public Images(Batch images, int height, int width, int across, double black, double white) {
      this(images, ImageShape.grey(height, width), across, black, white);
    }

    /** Images whose least finite value is black, and whose greatest is white. */
    public static Images of(Batch images, ImageShape shape, int across) {
      double black = Double.POSITIVE_INFINITY;
      double white = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < images.length(); i++) {
        float value = images.array()[images.offset() + i];
        if (Float.isFinite(value)) {
          black = Math.min(black, value);
          white = Math.max(white, value);
        }
      }
      return new Images(images, shape, across, black, white);
    }

    /** Grey images whose least finite value is black, and whose greatest is white. */
    public static Images of(Batch images, int height, int width, int across) {
      return of(images, ImageShape.grey(height, width), across);
    }

    /** Other images of the same shape between the same black and white, without names. */
    public Images with(Batch others, int newAcross) {
      return new Images(others, shape, newAcross, black, white);
    }

    /** The same with names of its rows and columns; none for an empty list. */
    public Images named(List<String> newRows, List<String> newColumns) {
      return new Images(images, shape, across, black, white, newRows, newColumns);
    }

    /** The height of an image in pixels. */
    public int height() {
      return shape.height();
    }

    /** The width of an image in pixels. */
    public int width() {
      return shape.width();
    }
  }

  /**
   * Square maps of numbers side by side; dark is low. Each has colours of its own, from its least
   * number to its greatest; NaN is red.
   */
  record HeatMaps(List<Panel> panels) implements Picture {

    /** Copies the list. */
    public HeatMaps {
      panels = List.copyOf(panels);
      require(!panels.isEmpty(), "there is no panel");
    }
  }

  /**
   * One of several maps.
   *
   * @param heading stands above it
   * @param values {@code [row from the top][column]}; all rows of one length, at least 1
   */
  record Panel(String heading, double[][] values) {

    /** Checks the lengths. */
    public Panel {
      require(values.length > 0 && values[0].length > 0, "a map has no cells");
      for (double[] row : values) {
        require(row.length == values[0].length, "the rows of a map differ in length");
      }
    }
  }

  /**
   * Lines of tokens, each on a colour that tells a number; pale is low. All numbers share one scale,
   * from 0 to the greatest.
   */
  record Cells(List<List<Token>> lines) implements Picture {

    /** Copies the lines. */
    public Cells {
      lines = lines.stream().map(List::copyOf).toList();
      require(!lines.isEmpty(), "there is no line");
    }
  }

  /** A token and its number, at least 0. */
  record Token(String text, double value) {}

  /**
   * A table of numbers as a map whose rows and columns have names, as one of confusions; bright is
   * high.
   *
   * @param title stands above
   * @param down what the rows are
   * @param across what the columns are
   * @param rows the names of the rows
   * @param columns the names of the columns
   * @param values {@code [row from the top][column]}
   */
  record Matrix(
      String title,
      String down,
      String across,
      List<String> rows,
      List<String> columns,
      double[][] values)
      implements Picture {

    /** Copies the lists and checks the lengths. */
    public Matrix {
      rows = List.copyOf(rows);
      columns = List.copyOf(columns);
      require(!rows.isEmpty() && !columns.isEmpty(), "a matrix has no cells");
      require(values.length == rows.size(), rows.size() + " names for " + values.length + " rows");
      for (double[] row : values) {
        require(
            row.length == columns.size(), columns.size() + " names for " + row.length + " columns");
      }
    }
  }

  /**
   * Numbers and directions on some cells of a grid.
   *
   * @param height how many rows of cells there are
   * @param width how many columns
   * @param cells those that are drawn; the others are ground
   */
  record GridMap(int height, int width, List<Cell> cells) implements Picture {

    /** Copies the list and checks that the cells lie in the grid. */
    public GridMap {
      cells = List.copyOf(cells);
      require(height > 0 && width > 0, "a grid of " + height + " × " + width + " cells");
      for (Cell cell : cells) {
        require(
            cell.row() >= 0 && cell.row() < height && cell.column() >= 0 && cell.column() < width,
            "cell " + cell.row() + ", " + cell.column() + " lies outside of the grid");
      }
    }
  }

  /**
   * A cell of a grid.
   *
   * @param row from the top
   * @param column from the left
   * @param blank whether it is white, and its value and arrows are not drawn
   * @param value gives its colour, bright for a high one
   * @param arrows lines from its middle
   */
  record Cell(int row, int column, boolean blank, double value, List<Arrow> arrows) {

    /** Copies the list. */
    public Cell {
      arrows = List.copyOf(arrows);
    }
  }

  /** How far a line leads to the right and down; 1 is nearly to the cell's edge. */
  record Arrow(double across, double down) {}

  /**
   * Frames of what moves, one after the other and for ever.
   *
   * @param seconds how long a frame stands; the last stands for a second
   */
  record Animation(List<Frame> frames, double seconds) implements Picture {

    /** Copies the list. */
    public Animation {
      frames = List.copyOf(frames);
      require(!frames.isEmpty(), "there is no frame");
      require(seconds > 0, "a frame stands for " + seconds + " seconds");
    }
  }

  /**
   * Grids of images of one size, one after the other, again and again; in fewer shades than a grid
   * that stands still, so that the file stays small.
   *
   * @param frames at least one; names of rows and columns are left out
   * @param seconds how long one stands, positive; the last stands longer
   */
  record Film(List<Images> frames, double seconds) implements Picture {

    /** Copies the list and checks the sizes. */
    public Film {
      frames = List.copyOf(frames);
      require(!frames.isEmpty(), "there is no frame");
      require(seconds > 0, "a frame stands for " + seconds + " seconds");
      for (Images frame : frames) {
        require(
            frame.images().size() == frames.get(0).images().size()
                && frame.shape().equals(frames.get(0).shape())
                && frame.across() == frames.get(0).across(),
            "the frames of a film differ in size");
      }
    }
  }

  /** A finished PNG image. */
  record Png(byte[] bytes) implements Picture {}

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}

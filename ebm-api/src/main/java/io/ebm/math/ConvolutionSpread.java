package io.ebm.math;

import io.ebm.math.Convolution.Spec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The adjoint of a convolution's forward map. With strides {@code (a, b)}, input positions whose
 * rows and columns are alike modulo a and b see the same taps, and the outputs at them move on by
 * one: for each such class it is a product like the forward one, of the outputs with zeros around.
 */
final class ConvolutionSpread {

  /** Of the rows or the columns of a class: inputs, in units of the stride, and the taps there. */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares it
  private record Part(int first, int count, int to, int[] taps, int[] shifts) {}

  /** A class: its product, and which of the kernel's elements it needs. */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares it
  private record Residue(ConvolutionGrid grid, int[] taps) {}

  private final Spec spec;

  /** The outputs with zeros around. */
  private final ConvolutionImage image;

  private final List<Residue> classes;

  /** Whether some inputs are in no window, or in none of their class. */
  private final boolean sparse;

  /** Whether the gradient is made with the borders, which then go to the other side. */
  private final boolean folds;

  /** What is made: the input, or that with its borders. */
  private final int madeSize;

  /** The input, with borders where it folds. */
  private final ConvolutionImage input;

  ConvolutionSpread(Spec spec) {
    this.spec = spec;
    this.folds = spec.circular() && (spec.paddingHeight() > 0 || spec.paddingWidth() > 0);
    int rowsLow = folds ? 0 : spec.paddingHeight();
    int columnsLow = folds ? 0 : spec.paddingWidth();
    int height = spec.height() + (folds ? 2 * spec.paddingHeight() : 0);
    int width = spec.width() + (folds ? 2 * spec.paddingWidth() : 0);
    this.madeSize = height * width;
    this.input =
        new ConvolutionImage(
            ConvolutionAxis.padded(spec.height(), spec.paddingHeight(), spec.paddingHeight()),
            ConvolutionAxis.padded(spec.width(), spec.paddingWidth(), spec.paddingWidth()));
    List<Part> rows =
        parts(height, rowsLow, spec.kernelHeight(), spec.strideHeight(), spec.dilationHeight());
    List<Part> columns =
        parts(width, columnsLow, spec.kernelWidth(), spec.strideWidth(), spec.dilationWidth());
    ConvolutionAxis outRows = axis(spec.outHeight(), rows);
    ConvolutionAxis outColumns = axis(spec.outWidth(), columns);
    this.image = new ConvolutionImage(outRows, outColumns);
    this.classes = new ArrayList<>();
    int made = 0;
    for (Part row : rows) {
      for (Part column : columns) {
        int[] taps = new int[row.taps.length * column.taps.length];
        int[] shifts = new int[taps.length];
        for (int t = 0; t < taps.length; t++) {
          int u = t / column.taps.length;
          int v = t % column.taps.length;
          taps[t] = row.taps[u] * spec.kernelWidth() + column.taps[v];
          shifts[t] = -(row.shifts[u] * outColumns.size() + column.shifts[v]);
        }
        ConvolutionGrid grid =
            new ConvolutionGrid(
                row.count,
                column.count,
                (row.first + outRows.low()) * outColumns.size() + column.first + outColumns.low(),
                outColumns.size(),
                row.to * width + column.to,
                spec.strideHeight() * width,
                spec.strideWidth(),
                shifts);
        classes.add(new Residue(grid, taps));
        made += row.count * column.count;
      }
    }
    this.sparse = made < madeSize;
  }

  /** The classes of one axis that have inputs and taps. */
  private static List<Part> parts(int size, int low, int kernel, int stride, int dilation) {
    List<Part> parts = new ArrayList<>();
    for (int phase = 0; phase < stride; phase++) {
      int[] taps = new int[kernel];
      int[] shifts = new int[kernel];
      int found = 0;
      for (int u = 0; u < kernel; u++) {
        if (u * dilation % stride == phase) {
          taps[found] = u;
          shifts[found++] = u * dilation / stride;
        }
      }
      // Padded position q · stride + phase, which is one of the input from low on.
      int first = Math.max(0, (low - phase + stride - 1) / stride);
      int to = first * stride + phase - low;
      int count = to < size ? (size - to - 1) / stride + 1 : 0;
      if (found > 0 && count > 0) {
        parts.add(
            new Part(first, count, to, Arrays.copyOf(taps, found), Arrays.copyOf(shifts, found)));
      }
    }
    return parts;
  }

  /** Outputs with as many zeros around as the classes reach. */
  private static ConvolutionAxis axis(int outputs, List<Part> parts) {
    int low = 0;
    int high = 0;
    for (Part part : parts) {
      low = Math.max(low, part.shifts[part.shifts.length - 1] - part.first);
      high = Math.max(high, part.first + part.count - part.shifts[0] - outputs);
    }
    return ConvolutionAxis.padded(outputs, low, high);
  }

  void inputGradient(
      ConvolutionKernels kernels,
      int n,
      float[] dy,
      int dyAt,
      float[] weight,
      int wAt,
      float[] dx,
      int dxAt) {
    int inputs = spec.inChannels();
    try (Scratch scratch = Scratch.open()) {
      int lanes = kernels.lanes();
      boolean plain = image.isPlain() && ConvolutionGrid.isWhole(n, lanes);
      int pitch = plain ? spec.outHeight() * spec.outWidth() * n : image.pitch(n);
      float[] padded =
          plain ? dy : image.padded(scratch, n, spec.outChannels(), dy, dyAt, pitch, lanes);
      int at = plain ? dyAt : Gemm.ALIGNED;
      float[] made = dx;
      int madeAt = dxAt;
      if (folds) {
        madeAt = 0;
        made = scratch.floats(ConvolutionImage.length((long) inputs * madeSize * n));
      }
      if (sparse) {
        Arrays.fill(made, madeAt, madeAt + inputs * madeSize * n, 0f);
      }
      for (Residue part : classes) {
        product(kernels, n, part, padded, at, pitch, weight, wAt, made, madeAt);
      }
      if (folds) {
        ConvolutionImage.fold(n, inputs, input, made, dx, dxAt);
      }
    }
  }

  private void product(
      ConvolutionKernels kernels,
      int n,
      Residue part,
      float[] padded,
      int paddedAt,
      int pitch,
      float[] weight,
      int wAt,
      float[] made,
      int madeAt) {
    int lanes = kernels.lanes();
    boolean whole = ConvolutionGrid.isWhole(n, lanes);
    int channels = spec.outChannels() / spec.groups();
    int m = spec.inChannels() / spec.groups();
    int k = channels * part.taps.length;
    ConvolutionGrid grid = part.grid;
    int madePitch = madeSize * n;
    int chunks = grid.chunkCount(n, lanes);
    try (Scratch scratch = Scratch.open()) {
      float[] turned = scratch.floats(m * k);
      int[] shifts = scratch.ints(k);
      grid.shifts(n, channels, pitch, shifts);
      int[] from = scratch.ints(chunks);
      int[] to = scratch.ints(chunks);
      grid.chunks(n, lanes, chunks, from, to);
      int ldc = whole ? madePitch : chunks * lanes;
      float[] flat = whole ? made : scratch.floats(ConvolutionImage.length((long) m * ldc));
      for (int g = 0; g < spec.groups(); g++) {
        turn(
            m,
            channels,
            part.taps,
            weight,
            wAt + g * m * spec.outChannels() / spec.groups() * kernelSize(),
            turned);
        int group = paddedAt + g * channels * pitch;
        int out = madeAt + g * m * madePitch;
        kernels.product(
            m,
            k,
            turned,
            0,
            k,
            padded,
            group,
            shifts,
            chunks,
            from,
            flat,
            whole ? out : 0,
            ldc,
            to);
        for (int i = 0; i < m && !whole; i++) {
          grid.unpack(n, flat, i * ldc, made, out + i * madePitch);
        }
      }
    }
  }

  private int kernelSize() {
    return spec.kernelHeight() * spec.kernelWidth();
  }

  /** Weights of a group, {@code [channels, m, kernel]}, as {@code [m, channels, taps]}. */
  private void turn(int m, int channels, int[] taps, float[] weight, int wAt, float[] turned) {
    int size = kernelSize();
    int at = 0;
    for (int i = 0; i < m; i++) {
      for (int c = 0; c < channels; c++) {
        int source = wAt + (c * m + i) * size;
        for (int tap : taps) {
          turned[at++] = weight[source + tap];
        }
      }
    }
  }
}

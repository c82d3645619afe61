package io.ebm.math;

import io.ebm.math.Convolution.Spec;

/** What reads the windows of a convolution: its forward map, and its gradient by the weights. */
final class ConvolutionWindows {

  private final Spec spec;
  private final ConvolutionImage image;
  private final ConvolutionGrid grid;

  ConvolutionWindows(Spec spec) {
    this.spec = spec;
    int outHeight = spec.outHeight();
    int outWidth = spec.outWidth();
    ConvolutionAxis rows =
        ConvolutionAxis.ofInput(
            spec.height(),
            outHeight,
            spec.kernelHeight(),
            spec.strideHeight(),
            spec.dilationHeight(),
            spec.paddingHeight(),
            spec.circular());
    ConvolutionAxis columns =
        ConvolutionAxis.ofInput(
            spec.width(),
            outWidth,
            spec.kernelWidth(),
            spec.strideWidth(),
            spec.dilationWidth(),
            spec.paddingWidth(),
            spec.circular());
    this.image = new ConvolutionImage(rows, columns);
    int[] taps = new int[spec.kernelHeight() * spec.kernelWidth()];
    for (int t = 0; t < taps.length; t++) {
      int u = t / spec.kernelWidth() * spec.dilationHeight();
      int v = t % spec.kernelWidth() * spec.dilationWidth();
      taps[t] =
          image.at(
              rows.plane(u % spec.strideHeight()),
              columns.plane(v % spec.strideWidth()),
              u / spec.strideHeight(),
              v / spec.strideWidth());
    }
    this.grid = new ConvolutionGrid(outHeight, outWidth, 0, columns.size(), 0, outWidth, 1, taps);
  }

  void forward(
      ConvolutionKernels kernels,
      int n,
      float[] x,
      int xAt,
      float[] weight,
      int wAt,
      float[] y,
      int yAt) {
    int lanes = kernels.lanes();
    boolean whole = ConvolutionGrid.isWhole(n, lanes);
    int channels = spec.inChannels() / spec.groups();
    int m = spec.outChannels() / spec.groups();
    int k = channels * grid.taps().length;
    int outPitch = spec.outHeight() * spec.outWidth() * n;
    int chunks = grid.chunkCount(n, lanes);
    try (Scratch scratch = Scratch.open()) {
      boolean plain = whole && image.isPlain();
      int pitch = pitch(n, plain);
      float[] padded = plain ? x : padded(scratch, n, x, xAt, pitch, lanes);
      int at = plain ? xAt : Gemm.ALIGNED;
      int[] shifts = scratch.ints(k);
      grid.shifts(n, channels, pitch, shifts);
      int[] from = scratch.ints(chunks);
      int[] to = scratch.ints(chunks);
      grid.chunks(n, lanes, chunks, from, to);
      int ldc = whole ? outPitch : chunks * lanes;
      float[] flat = whole ? y : scratch.floats(ConvolutionImage.length((long) m * ldc));
      for (int g = 0; g < spec.groups(); g++) {
        int wGroup = wAt + g * m * k;
        int group = at + g * channels * pitch;
        int out = yAt + g * m * outPitch;
        kernels.product(
            m,
            k,
            weight,
            wGroup,
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
          grid.unpack(n, flat, i * ldc, y, out + i * outPitch);
        }
      }
    }
  }

  void weightGradient(
      ConvolutionKernels kernels,
      int n,
      float[] x,
      int xAt,
      float[] dy,
      int dyAt,
      float[] dw,
      int dwAt) {
    int lanes = kernels.lanes();
    boolean whole = ConvolutionGrid.isWhole(n, lanes);
    int channels = spec.inChannels() / spec.groups();
    int m = spec.outChannels() / spec.groups();
    int k = channels * grid.taps().length;
    int outPitch = spec.outHeight() * spec.outWidth() * n;
    int chunks = grid.chunkCount(n, lanes);
    try (Scratch scratch = Scratch.open()) {
      boolean plain = whole && image.isPlain();
      int pitch = pitch(n, plain);
      float[] padded = plain ? x : padded(scratch, n, x, xAt, pitch, lanes);
      int at = plain ? xAt : Gemm.ALIGNED;
      int[] shifts = scratch.ints(k);
      grid.shifts(n, channels, pitch, shifts);
      int[] from = scratch.ints(chunks);
      int[] to = scratch.ints(chunks);
      grid.chunks(n, lanes, chunks, from, to);
      int ldc = whole ? outPitch : chunks * lanes;
      float[] flat = whole ? dy : scratch.floats(ConvolutionImage.length((long) m * ldc));
      for (int g = 0; g < spec.groups(); g++) {
        int group = at + g * channels * pitch;
        int out = dyAt + g * m * outPitch;
        for (int i = 0; i < m && !whole; i++) {
          grid.pack(n, dy, out + i * outPitch, flat, i * ldc, ldc);
        }
        kernels.gradient(
            m,
            k,
            dw,
            dwAt + g * m * k,
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
      }
    }
  }

  private int pitch(int n, boolean plain) {
    return plain ? spec.height() * spec.width() * n : image.pitch(n);
  }

  private float[] padded(Scratch scratch, int n, float[] x, int xAt, int pitch, int lanes) {
    return image.padded(scratch, n, spec.inChannels(), x, xAt, pitch, lanes);
  }
}

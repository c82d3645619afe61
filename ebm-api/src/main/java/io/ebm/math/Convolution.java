package io.ebm.math;

/**
 * A convolution of images in one or two dimensions (as in neural networks: a correlation), with its
 * gradients. It works on a tile of {@code n} states, whose shape {@code [C, H, W]} is {@code C · H
 * · W · n} floats, row by row and the state fastest: element {@code (c, h, w)} of state s is at
 * {@code ((c · H + h) · W + w) · n + s} behind the offset. Weights are {@code [outChannels,
 * inChannels / groups, kernelHeight, kernelWidth]}, row by row, as in PyTorch. In one dimension the
 * height of images and kernel is 1.
 *
 * <pre>{@code
 * y[o, i, j] = Σ over c, u, v of  w[o, c, u, v] · x[g + c, i · stride + u · dilation - padding, …]
 * }</pre>
 *
 * where g is the first input channel of o's group, and x is 0 beyond its borders or goes on at the
 * other side. {@link #inputGradient} is the adjoint map, which is also a transposed convolution.
 *
 * <p>Any {@code n >= 1} is right, multiples of 16 are fast. Sums are in single precision in an
 * order that depends on the sizes and the machine, never on the thread. Plans are immutable and
 * thread-safe; calls work on the calling thread and, once that is warm, allocate nothing.
 *
 * <p>All methods throw {@link IllegalArgumentException} for {@code n < 1} and where an operand does
 * not fit into its array. A result must not overlap an operand.
 */
public final class Convolution {

  private static final ConvolutionKernels KERNELS = Backend.CHOSEN.convolution();

  private final Spec spec;
  private final ConvolutionWindows windows;
  private final ConvolutionSpread spread;

  private Convolution(Spec spec) {
    this.spec = spec;
    this.windows = new ConvolutionWindows(spec);
    this.spread = new ConvolutionSpread(spec);
  }

  /**
   * Sizes of a convolution.
   *
   * @param inChannels channels of the input, a multiple of {@code groups}
   * @param height rows of the input
   * @param width columns of the input
   * @param outChannels channels of the output, a multiple of {@code groups}
   * @param kernelHeight rows of the kernel
   * @param kernelWidth columns of the kernel
   * @param strideHeight rows from one window to the next
   * @param strideWidth columns from one window to the next
   * @param dilationHeight rows from one row of the kernel to the next
   * @param dilationWidth columns from one column of the kernel to the next
   * @param paddingHeight rows added above and below, at least 0
   * @param paddingWidth columns added left and right, at least 0
   * @param circular whether the input goes on at its other side beyond its borders, instead of 0
   * @param groups parts of the channels that do not see each other; all else is at least 1
   */
  public record Spec(
      int inChannels,
      int height,
      int width,
      int outChannels,
      int kernelHeight,
      int kernelWidth,
      int strideHeight,
      int strideWidth,
      int dilationHeight,
      int dilationWidth,
      int paddingHeight,
      int paddingWidth,
      boolean circular,
      int groups) {

    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException where one is too small, groups do not divide the channels,
     *     the kernel is larger than the padded input, circular padding is larger than the input, or
     *     an operand of one state has more than 2³⁰ elements
     */
    public Spec {
      atLeast(1, inChannels, "inChannels");
      atLeast(1, height, "height");
      atLeast(1, width, "width");
      atLeast(1, outChannels, "outChannels");
      atLeast(1, kernelHeight, "kernelHeight");
      atLeast(1, kernelWidth, "kernelWidth");
      atLeast(1, strideHeight, "strideHeight");
      atLeast(1, strideWidth, "strideWidth");
      atLeast(1, dilationHeight, "dilationHeight");
      atLeast(1, dilationWidth, "dilationWidth");
      atLeast(0, paddingHeight, "paddingHeight");
      atLeast(0, paddingWidth, "paddingWidth");
      atLeast(1, groups, "groups");
      if (inChannels % groups != 0 || outChannels % groups != 0) {
        throw new IllegalArgumentException(
            "groups, %d, must divide inChannels, %d, and outChannels, %d"
                .formatted(groups, inChannels, outChannels));
      }
      check("height", height, kernelHeight, dilationHeight, paddingHeight, circular);
      check("width", width, kernelWidth, dilationWidth, paddingWidth, circular);
      checkSize("input", inChannels, height + 2L * paddingHeight, width + 2L * paddingWidth);
      checkSize("output", outChannels, height + 2L * paddingHeight, width + 2L * paddingWidth);
      checkSize("weights", outChannels, inChannels / groups, (long) kernelHeight * kernelWidth);
    }

    private static void atLeast(int least, int value, String name) {
      if (value < least) {
        throw new IllegalArgumentException(
            "%s of a convolution is at least %d, not %d".formatted(name, least, value));
      }
    }

    private static void check(
        String name, int size, int kernel, int dilation, int padding, boolean circular) {
      long reach = (kernel - 1L) * dilation + 1;
      if (reach > size + 2L * padding) {
        throw new IllegalArgumentException(
            "a kernel of %s %d, dilated by %d, does not fit into an input of %s %d with padding %d"
                .formatted(name, kernel, dilation, name, size, padding));
      }
      if (circular && padding > size) {
        throw new IllegalArgumentException(
            "circular padding is at most the input's %s, %d, not %d"
                .formatted(name, size, padding));
      }
    }

    private static void checkSize(String name, long channels, long rows, long columns) {
      long most = 1L << 30;
      if (rows > most || columns > most || channels > most / (rows * columns)) {
        throw new IllegalArgumentException(
            "%s of a convolution has more than 2^30 elements".formatted(name));
      }
    }

    /** Rows of the output. */
    public int outHeight() {
      return (height + 2 * paddingHeight - (kernelHeight - 1) * dilationHeight - 1) / strideHeight
          + 1;
    }

    /** Columns of the output. */
    public int outWidth() {
      return (width + 2 * paddingWidth - (kernelWidth - 1) * dilationWidth - 1) / strideWidth + 1;
    }

    /** Elements of the input of one state. */
    public int inSize() {
      return inChannels * height * width;
    }

    /** Elements of the output of one state. */
    public int outSize() {
      return outChannels * outHeight() * outWidth();
    }

    /** Number of weights. */
    public int weights() {
      return outChannels * (inChannels / groups) * kernelHeight * kernelWidth;
    }
  }

  /** The plan for some sizes. */
  public static Convolution of(Spec spec) {
    return new Convolution(spec);
  }

  /** The sizes that this is a plan for. */
  public Spec spec() {
    return spec;
  }

  /** Rows of the output. */
  public int outHeight() {
    return spec.outHeight();
  }

  /** Columns of the output. */
  public int outWidth() {
    return spec.outWidth();
  }

  /**
   * The convolution, without bias.
   *
   * @param n states of the tile
   * @param x holds the input, {@code [inChannels, height, width]} of n states, from xAt on
   * @param weight holds the weights from wAt on
   * @param y receives the output, {@code [outChannels, outHeight, outWidth]} of n states, from yAt
   *     on; what it held does not matter
   */
  public void forward(int n, float[] x, int xAt, float[] weight, int wAt, float[] y, int yAt) {
    check(n, x, xAt, y, yAt, weight, wAt);
    windows.forward(KERNELS, n, x, xAt, weight, wAt, y, yAt);
  }

  /**
   * The gradient by the input of a function of the output: the adjoint map of the input. Elements
   * of the input that no window reaches get 0.
   *
   * @param n states of the tile
   * @param dy holds the gradient by the output, {@code [outChannels, outHeight, outWidth]} of n
   *     states, from dyAt on
   * @param weight holds the weights from wAt on
   * @param dx receives the gradient by the input, {@code [inChannels, height, width]} of n states,
   *     from dxAt on; what it held does not matter
   */
  public void inputGradient(
      int n, float[] dy, int dyAt, float[] weight, int wAt, float[] dx, int dxAt) {
    check(n, dx, dxAt, dy, dyAt, weight, wAt);
    spread.inputGradient(KERNELS, n, dy, dyAt, weight, wAt, dx, dxAt);
  }

  /**
   * Adds the gradient by the weights of a function of the output, summed over the states.
   *
   * @param n states of the tile
   * @param x holds the input, {@code [inChannels, height, width]} of n states, from xAt on
   * @param dy holds the gradient by the output, {@code [outChannels, outHeight, outWidth]} of n
   *     states, from dyAt on
   * @param dw the gradient by the weights, from dwAt on, is added to
   */
  public void weightGradient(
      int n, float[] x, int xAt, float[] dy, int dyAt, float[] dw, int dwAt) {
    check(n, x, xAt, dy, dyAt, dw, dwAt);
    windows.weightGradient(KERNELS, n, x, xAt, dy, dyAt, dw, dwAt);
  }

  private void check(int n, float[] x, int xAt, float[] y, int yAt, float[] weight, int wAt) {
    if (n < 1) {
      throw new IllegalArgumentException("a tile has at least 1 state, not " + n);
    }
    check("input", x, xAt, (long) spec.inSize() * n);
    check("output", y, yAt, (long) spec.outSize() * n);
    check("weights", weight, wAt, spec.weights());
  }

  private static void check(String name, float[] array, int at, long size) {
    if (at < 0 || size > array.length - (long) at) {
      throw new IllegalArgumentException(
          "%s of %d floats at %d: an array of %d does not hold them"
              .formatted(name, size, at, array.length));
    }
  }
}

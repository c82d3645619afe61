package io.ebm.nn.layers;

import io.ebm.nn.Start;

/** What a layer's weights begin with, before its {@code scale}. */
public enum Initialiser {
  /** Normal, of variance {@code 1 / inputs} (LeCun et al. 1998). */
  LECUN_NORMAL,
  /** Normal, of variance {@code 2 / inputs} (He et al. 2015): for ReLU and its like. */
  KAIMING_NORMAL,
  /** Uniform, of that variance. */
  KAIMING_UNIFORM,
  /** Normal, of variance {@code 2 / (inputs + outputs)} (Glorot and Bengio 2010). */
  XAVIER_NORMAL,
  /** Uniform, of that variance. */
  XAVIER_UNIFORM,
  /** Rows, or columns where there are fewer, orthogonal and of length one (Saxe et al. 2014). */
  ORTHOGONAL,
  /** As {@link #LECUN_NORMAL}, and biases begin like weights. */
  SPREAD,
  /** Zeros: for a last layer, or the last one of a residual. */
  ZERO;

  /** What biases begin with: zero, but for {@link #SPREAD}. */
  public Start biases(int inputs, double scale) {
    return this == SPREAD ? Start.normal(scale, inputs) : Start.zero();
  }

  /**
   * The start of a tensor.
   *
   * @param inputs how many inputs a unit has
   * @param outputs how many units an input reaches
   * @param scale multiplies the numbers
   */
  public Start start(int inputs, int outputs, double scale) {
    return switch (this) {
      case LECUN_NORMAL, SPREAD -> Start.normal(scale, inputs);
      case KAIMING_NORMAL -> Start.normal(scale * Math.sqrt(2), inputs);
      case KAIMING_UNIFORM -> Start.uniform(scale * Math.sqrt(6.0 / inputs));
      case XAVIER_NORMAL -> Start.normal(scale * Math.sqrt(2.0 / (inputs + outputs)), 1);
      case XAVIER_UNIFORM -> Start.uniform(scale * Math.sqrt(6.0 / (inputs + outputs)));
      case ORTHOGONAL -> Start.orthogonal(scale);
      case ZERO -> Start.zero();
    };
  }
}

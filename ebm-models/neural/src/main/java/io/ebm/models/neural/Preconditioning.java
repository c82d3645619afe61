package io.ebm.models.neural;

/**
 * How a network {@code F} that sees scaled states makes a denoiser of itself: {@code D(x; σ) =
 * skip(σ) x + out(σ) F(in(σ) x; noise(σ))} (Karras et al. 2022, equation 7), and so what it is that
 * the network learns. The input is always scaled to unit variance, {@code in = 1 / √(σ² + s²)} with
 * {@code s} the deviation of the data, and the noise is told as {@code ln(σ) / 4}.
 */
enum Preconditioning {
  /** As Karras et al. have it (table 1): what is left to predict has unit variance at any level. */
  EDM {
    @Override
    double skip(double sigma, double data) {
      return data * data / (sigma * sigma + data * data);
    }

    @Override
    double out(double sigma, double data) {
      return sigma * data / Math.sqrt(sigma * sigma + data * data);
    }
  },
  /** The noise {@code ε} of the state (Ho et al. 2020). */
  EPSILON {
    @Override
    double skip(double sigma, double data) {
      return 1;
    }

    @Override
    double out(double sigma, double data) {
      return -sigma;
    }
  },
  /** The clean state. */
  X0 {
    @Override
    double skip(double sigma, double data) {
      return 0;
    }

    @Override
    double out(double sigma, double data) {
      return 1;
    }
  },
  /** {@code v = αε - √(1 - α²) x_0} with {@code α² = 1 / (1 + σ²)} (Salimans and Ho 2022). */
  V {
    @Override
    double skip(double sigma, double data) {
      return 1 / (1 + sigma * sigma);
    }

    @Override
    double out(double sigma, double data) {
      return -sigma / Math.sqrt(1 + sigma * sigma);
    }
  },
  /** The score {@code (D - x) / σ²} itself. */
  SCORE {
    @Override
    double skip(double sigma, double data) {
      return 1;
    }

    @Override
    double out(double sigma, double data) {
      return sigma * sigma;
    }
  },
  /** The velocity {@code ε - x_0} of the straight path (Lipman et al. 2023). */
  VELOCITY {
    @Override
    double skip(double sigma, double data) {
      return 1 / (1 + sigma);
    }

    @Override
    double out(double sigma, double data) {
      return -sigma / (1 + sigma);
    }
  };

  /** What goes past the network. */
  abstract double skip(double sigma, double data);

  /** By what the network's output counts. */
  abstract double out(double sigma, double data);

  /** By what the network's input is scaled. */
  static double in(double sigma, double data) {
    return 1 / Math.sqrt(sigma * sigma + data * data);
  }

  /** What the network is told of the noise. */
  static double noise(double sigma) {
    return Math.log(sigma) / 4;
  }
}

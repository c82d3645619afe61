package io.ebm.bench;

/**
 * An energy that is measured, and the multiply-adds of each of its functions for a state. A
 * function that an energy does not have is {@link Count#NO}.
 */
public enum EnergyCase {
  /** A perceptron {@code 64 → 256 → 256 → 1}. */
  MLP(
      Inputs.REALS,
      "{'type': 'mlp', 'hidden': [256, 256]}",
      Networks.weights(64, 256, 256, 1),
      Networks.gradient(64, 256, 256, 1),
      Networks.learning(64, 256, 256, 1),
      Count.NO),
  /** A form of 64 × 64, computed in double precision; the energy alone needs half of it. */
  GAUSSIAN(
      Inputs.NONE,
      "{'type': 'gaussian', 'dim': 64, 'condition': 10}",
      64 * 64 / 2,
      64 * 64,
      Count.NO,
      Count.NO),
  /** Three normal distributions in the plane. */
  GAUSSIAN_MIXTURE(
      Inputs.NONE,
      "{'type': 'gaussian-mixture', 'parts': [{'mean': [0, 0]}, {'mean': [3, 0]}, {'mean': [0,"
          + " 3]}]}",
      Count.FORMULA,
      Count.FORMULA,
      Count.NO,
      Count.NO),
  /** Of 64 coordinates. */
  DOUBLE_WELL(
      Inputs.NONE,
      "{'type': 'double-well', 'dim': 64}",
      Count.FORMULA,
      Count.FORMULA,
      Count.NO,
      Count.NO),
  /** Of 64 coordinates. */
  FUNNEL(
      Inputs.NONE,
      "{'type': 'funnel', 'dim': 64}",
      Count.FORMULA,
      Count.FORMULA,
      Count.NO,
      Count.NO),
  /** Of 64 coordinates. */
  RING(
      Inputs.NONE, "{'type': 'ring', 'dim': 64}", Count.FORMULA, Count.FORMULA, Count.NO, Count.NO),
  /** Of 64 coordinates. */
  ROSENBROCK(
      Inputs.NONE,
      "{'type': 'rosenbrock', 'dim': 64}",
      Count.FORMULA,
      Count.FORMULA,
      Count.NO,
      Count.NO),
  /** In the plane. */
  MUELLER_BROWN(
      Inputs.NONE, "{'type': 'mueller-brown'}", Count.FORMULA, Count.FORMULA, Count.NO, Count.NO),
  /** The sum of 64 squares times a coefficient. */
  EXPRESSION(
      Inputs.NONE,
      "{'type': 'expression', 'dim': 64, 'expression': 'k * sum(i, 0, dim - 1, x[i]^2)',"
          + " 'coefficients': [{'name': 'k', 'values': [0.5]}]}",
      Count.FORMULA,
      Count.FORMULA,
      Count.FORMULA,
      Count.NO),
  /** 1,000 observations of 64 features and a constant. */
  BAYESIAN_LOGISTIC_REGRESSION(
      Inputs.NONE,
      "{'type': 'bayesian-logistic-regression', 'data': " + Inputs.TWO_CLASSES + "}",
      1000 * 65,
      2 * 1000 * 65,
      Count.NO,
      Count.NO),
  /** 64 real visible units and 128 hidden bits; a product with bits adds where they are 1. */
  RBM_REAL(
      Inputs.REALS,
      "{'type': 'rbm', 'hidden': 128}",
      64 * 128,
      2 * 64 * 128,
      2 * 64 * 128,
      (1 + 0.5 / 2) * 64 * 128),
  /** 256 visible and 128 hidden bits; a product with bits adds where they are 1. */
  RBM_BINARY(
      Inputs.BITS,
      "{'type': 'rbm', 'hidden': 128}",
      Inputs.ONES * 256 * 128 / 2,
      Count.NO,
      Inputs.ONES * 256 * 128,
      (Inputs.ONES + 0.5) * 256 * 128 / 2),
  /** 256 visible and 8 hidden units, all coupled. */
  BOLTZMANN_MACHINE(
      Inputs.BITS,
      "{'type': 'boltzmann-machine', 'hidden': 8}",
      Count.BITS,
      Count.NO,
      Count.BITS,
      Count.BITS),
  /** A torus of 16 × 16. */
  ISING(
      Inputs.NONE,
      "{'type': 'ising', 'shape': [16, 16], 'temperature': 2.6}",
      Count.BITS,
      Count.NO,
      Count.BITS,
      Count.BITS),
  /** A torus of 16 × 16 with three labels. */
  POTTS(
      Inputs.NONE,
      "{'type': 'potts', 'levels': 3, 'shape': [16, 16]}",
      Count.BITS,
      Count.NO,
      Count.BITS,
      Count.BITS),
  /** 256 spins, all coupled; the couplings of a pair are one number. */
  HOPFIELD(
      Inputs.SPINS, "{'type': 'hopfield'}", 256 * 256 / 2, Count.NO, 256 * 256 / 2, Count.BITS),
  /** 1,000 patterns of 256 spins. */
  DENSE_ASSOCIATIVE_MEMORY(
      Inputs.SPINS,
      "{'type': 'dense-associative-memory'}",
      Count.BITS,
      Count.NO,
      Count.NO,
      Count.BITS),
  /** 1,000 patterns of 64 numbers. */
  MODERN_HOPFIELD(
      Inputs.REALS,
      "{'type': 'modern-hopfield'}",
      1000 * 64,
      2 * 1000 * 64,
      2 * 1000 * 64,
      Count.NO),
  /** A perceptron {@code 64 → 128 → 128 → 10}, as an energy of features. */
  JEM(
      Inputs.LABELLED,
      "{'type': 'jem'}",
      Networks.weights(64, 128, 128, 10),
      Networks.gradient(64, 128, 128, 10),
      Networks.learning(64, 128, 128, 10),
      Count.NO),
  /** A perceptron {@code 64 → 128 → 128 → 10}, as an energy of classes. */
  SOFTMAX_CLASSIFIER(
      Inputs.LABELLED,
      "{'type': 'softmax-classifier', 'hidden': [128, 128]}",
      Networks.weights(64, 128, 128, 10),
      Count.NO,
      Networks.learning(64, 128, 128, 10),
      Networks.weights(64, 128, 128, 10)),
  /** 256 patterns of 64 features with values for ten classes. */
  HOPFIELD_CLASSIFIER(
      Inputs.LABELLED,
      "{'type': 'hopfield-classifier'}",
      Networks.weights(64, 256, 10),
      Count.NO,
      Networks.learning(64, 256, 10),
      Networks.weights(64, 256, 10)),
  /** Two perceptrons {@code 32 → 128 → 32}. */
  TWO_TOWER(
      Inputs.HALVES,
      "{'type': 'two-tower'}",
      2 * Networks.weights(32, 128, 32),
      Count.NO,
      2 * Networks.learning(32, 128, 32),
      Count.NO),
  /** Sentences of 20 words with nine labels. */
  CRF(Inputs.SENTENCES, "{'type': 'crf'}", Count.SPARSE, Count.NO, Count.SPARSE, Count.SPARSE),
  /** A perceptron from observations and actions, {@code 10 → 128 → 128 → 1}. */
  POLICY(
      Inputs.EXPERT,
      "{'type': 'policy'}",
      Networks.weights(10, 128, 128, 1),
      Networks.gradient(10, 128, 128, 1),
      Networks.learning(10, 128, 128, 1),
      Count.NO),
  /** A perceptron from observations, {@code 8 → 128 → 128 → 4}, to a normal distribution. */
  GAUSSIAN_POLICY(
      Inputs.EXPERT,
      "{'type': 'gaussian-policy'}",
      Networks.weights(8, 128, 128, 4),
      Networks.weights(8, 128, 128, 4),
      Networks.learning(8, 128, 128, 4),
      Count.NO);

  /** What a count says that is no number of multiply-adds. */
  private static final class Count {
    static final double NO = -1;
    static final double FORMULA = -2;
    static final double BITS = -3;
    static final double SPARSE = -4;
  }

  /** States that are worked on together. */
  static final int TILE = 64;

  private final String data;
  private final String energy;
  private final double energies;
  private final double gradients;
  private final double accumulate;
  private final double sweep;

  EnergyCase(
      String data,
      String energy,
      double energies,
      double gradients,
      double accumulate,
      double sweep) {
    this.data = data;
    this.energy = energy;
    this.energies = energies;
    this.gradients = gradients;
    this.accumulate = accumulate;
    this.sweep = sweep;
  }

  /** The experiment. */
  String experiment() {
    return Inputs.experiment(data, "'energy': " + energy);
  }

  private double count(String function) {
    return switch (function) {
      case "energies" -> energies;
      case "gradients" -> gradients;
      case "accumulate" -> accumulate;
      case "sweep" -> sweep;
      default -> throw new IllegalArgumentException(function);
    };
  }

  /** Whether the energy has a function of {@link EnergyBenchmark}. */
  boolean has(String function) {
    return count(function) != Count.NO;
  }

  /** The work of a function on a tile. */
  Work work(String function) {
    double count = count(function);
    if (count == Count.FORMULA) {
      return Work.uncounted("a formula in double precision");
    }
    if (count == Count.BITS) {
      return Work.uncounted("bits, whole numbers, random numbers");
    }
    if (count == Count.SPARSE) {
      return Work.uncounted("sparse sums");
    }
    return Work.products(TILE * count);
  }
}

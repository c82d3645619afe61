package io.ebm.bench;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An energy that is measured, and the multiply-adds of each of its functions for a state. A
 * function that an energy does not have is {@link Count#NO}.
 */
@SuppressWarnings("ImmutableEnumChecker") // works are records of numbers
public enum EnergyCase {
  /** A perceptron {@code 64 → 256 → 256 → 1}. */
  MLP(
      Inputs.REALS,
      "{'type': 'mlp', 'hidden': [256, 256]}",
      Count.products(Networks.weights(64, 256, 256, 1)),
      Count.products(Networks.gradient(64, 256, 256, 1)),
      Count.products(Networks.learning(64, 256, 256, 1)),
      Count.NO),
  /** Layers {@code 64 → 256 → 256}, and half the square of what comes out. */
  NETWORK(
      Inputs.REALS,
      "{'type': 'network', 'head': 'half-square', 'layers': [{'type': 'dense', 'units': 256},"
          + " 'silu', {'type': 'dense', 'units': 256}]}",
      Count.products(Networks.weights(64, 256, 256)),
      Count.products(Networks.gradient(64, 256, 256)),
      Count.products(Networks.learning(64, 256, 256)),
      Count.NO),
  /**
   * Layers {@code 32 → 128 → 128} of a half, with factors and shifts {@code 32 → 256} of the other.
   */
  CONDITIONAL_NETWORK(
      Inputs.HALVES,
      "{'type': 'conditional-network', 'head': 'half-square', 'layers': [{'type': 'dense', 'units':"
          + " 128}, {'type': 'film', 'layers': [{'type': 'dense', 'units': 256}]}, 'silu', {'type':"
          + " 'dense', 'units': 128}]}",
      Count.products(Networks.weights(32, 128, 128) + Networks.weights(32, 256)),
      Count.products(2 * Networks.weights(32, 128, 128) + Networks.weights(32, 256)),
      Count.products(3 * Networks.weights(32, 128, 128) + 2 * Networks.weights(32, 256)),
      Count.NO),
  /** A perceptron {@code 64 → 128 → 128 → 1} that is told the noise. */
  NOISE_NETWORK(
      Inputs.REALS,
      "{'type': 'noise-network', 'layers': [{'type': 'noise-mlp', 'hidden': [128, 128], 'outputs':"
          + " 1}]}",
      Count.NOISE,
      Count.NOISE,
      Count.NOISE,
      Count.NO),
  /** Two normal distributions of 64 coordinates. */
  PRODUCT(Inputs.NONE, "{'type': 'product', " + Count.PARTS, Count.SUM, Count.SUM),
  /** Two normal distributions of 64 coordinates. */
  MIXTURE(Inputs.NONE, "{'type': 'mixture', " + Count.PARTS, Count.SUM, Count.SUM),
  /** Two normal distributions of 64 coordinates. */
  NEGATION(
      Inputs.NONE,
      "{'type': 'negation', 'energy': " + Count.NORMAL + ", 'negated': " + Count.NORMAL + "}",
      Count.SUM,
      Count.SUM),
  /** Two normal distributions of 64 coordinates. */
  ENSEMBLE(
      Inputs.NONE,
      "{'type': 'ensemble', 'energies': [" + Count.NORMAL + ", " + Count.NORMAL + "]}",
      Count.SUM,
      Count.SUM),
  /** A normal distribution of 64 coordinates, and a perceptron {@code 64 → 128 → 128 → 1}. */
  RESIDUAL(
      Inputs.REALS,
      "{'type': 'residual', 'base': " + Count.NORMAL + ", 'correction': {'type': 'mlp'}}",
      Count.SUM,
      Count.SUM,
      Count.SUM,
      Count.NO),
  /** Up to 41 letters, four together. */
  N_GRAM(Inputs.SYMBOLS, "{'type': 'n-gram'}", Count.SPARSE, Count.NO),
  /** Up to 41 letters, by a transformer of 32 channels and one block. */
  AUTOREGRESSIVE(
      Inputs.SYMBOLS,
      "{'type': 'autoregressive', 'layers': [{'type': 'embedding', 'dim': 32}, 'positions', {'type':"
          + " 'transformer', 'blocks': 1, 'causal': true}, {'type': 'dense', 'units': 28}]}",
      Count.LENGTHS,
      Count.NO,
      Count.LENGTHS,
      Count.NO),
  /** A form of 64 × 64, computed in double precision; the energy alone needs half of it. */
  GAUSSIAN(
      Inputs.NONE,
      "{'type': 'gaussian', 'dim': 64, 'condition': 10}",
      Count.products(64 * 64 / 2),
      Count.products(64 * 64),
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
      Count.products(1000 * 65),
      Count.products(2 * 1000 * 65),
      Count.NO,
      Count.NO),
  /** 64 real visible units and 128 hidden bits; a product with bits adds where they are 1. */
  RBM_REAL(
      Inputs.REALS,
      "{'type': 'rbm', 'hidden': 128}",
      Count.products(64 * 128),
      Count.products(2 * 64 * 128),
      Count.products(2 * 64 * 128),
      Count.products((1 + 0.5 / 2) * 64 * 128)),
  /** 256 visible and 128 hidden bits; a product with bits adds where they are 1. */
  RBM_BINARY(
      Inputs.BITS,
      "{'type': 'rbm', 'hidden': 128}",
      Count.products(Inputs.ONES * 256 * 128 / 2),
      Count.NO,
      Count.products(Inputs.ONES * 256 * 128),
      Count.products((Inputs.ONES + 0.5) * 256 * 128 / 2)),
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
      Inputs.SPINS,
      "{'type': 'hopfield'}",
      Count.products(256 * 256 / 2),
      Count.NO,
      Count.products(256 * 256 / 2),
      Count.BITS),
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
      Count.products(1000 * 64),
      Count.products(2 * 1000 * 64),
      Count.products(2 * 1000 * 64),
      Count.NO),
  /** A perceptron {@code 64 → 128 → 128 → 10}, as an energy of features. */
  JEM(
      Inputs.LABELLED,
      "{'type': 'jem'}",
      Count.products(Networks.weights(64, 128, 128, 10)),
      Count.products(Networks.gradient(64, 128, 128, 10)),
      Count.products(Networks.learning(64, 128, 128, 10)),
      Count.NO),
  /** A perceptron {@code 64 → 128 → 128 → 10}, as an energy of classes. */
  SOFTMAX_CLASSIFIER(
      Inputs.LABELLED,
      "{'type': 'softmax-classifier', 'hidden': [128, 128]}",
      Count.products(Networks.weights(64, 128, 128, 10)),
      Count.NO,
      Count.products(Networks.learning(64, 128, 128, 10)),
      Count.products(Networks.weights(64, 128, 128, 10))),
  /** 256 patterns of 64 features with values for ten classes. */
  HOPFIELD_CLASSIFIER(
      Inputs.LABELLED,
      "{'type': 'hopfield-classifier'}",
      Count.products(Networks.weights(64, 256, 10)),
      Count.NO,
      Count.products(Networks.learning(64, 256, 10)),
      Count.products(Networks.weights(64, 256, 10))),
  /** Two perceptrons {@code 32 → 128 → 32}. */
  TWO_TOWER(
      Inputs.HALVES,
      "{'type': 'two-tower'}",
      Count.products(2 * Networks.weights(32, 128, 32)),
      Count.products(2 * Networks.gradient(32, 128, 32)),
      Count.products(2 * Networks.learning(32, 128, 32)),
      Count.NO),
  /** Sentences of 20 words with nine labels. */
  CRF(Inputs.SENTENCES, "{'type': 'crf'}", Count.SPARSE, Count.NO, Count.SPARSE, Count.SPARSE),
  /** A perceptron from observations and actions, {@code 10 → 128 → 128 → 1}. */
  POLICY(
      Inputs.EXPERT,
      "{'type': 'policy'}",
      Count.products(Networks.weights(10, 128, 128, 1)),
      Count.products(Networks.gradient(10, 128, 128, 1)),
      Count.products(Networks.learning(10, 128, 128, 1)),
      Count.NO),
  /** A perceptron from observations, {@code 8 → 128 → 128 → 4}, to a normal distribution. */
  GAUSSIAN_POLICY(
      Inputs.EXPERT,
      "{'type': 'gaussian-policy'}",
      Count.products(Networks.weights(8, 128, 128, 4)),
      Count.products(Networks.weights(8, 128, 128, 4)),
      Count.products(Networks.learning(8, 128, 128, 4)),
      Count.NO);

  /** What a function does on a tile. */
  private static final class Count {
    static final @Nullable Work NO = null;
    static final Work FORMULA = Work.uncounted("a formula in double precision");
    static final Work BITS = Work.uncounted("bits, whole numbers, random numbers");
    static final Work NOISE = Work.uncounted("the noise's layers are small products beside");
    static final Work SUM = Work.uncounted("its parts' work");
    static final String NORMAL = "{'type': 'gaussian', 'dim': 64}";
    static final String PARTS =
        "'parts': [{'energy': " + NORMAL + "}, {'energy': " + NORMAL + "}]}";
    static final Work LENGTHS = Work.uncounted("rows have different numbers of symbols");
    static final Work SPARSE = Work.uncounted("sparse sums");

    /** Of so many multiply-adds for a state. */
    static Work products(double multiplyAdds) {
      return Work.products(TILE * multiplyAdds);
    }
  }

  /** States that are worked on together. */
  static final int TILE = 64;

  private final String experiment;
  private final @Nullable Work energies;
  private final @Nullable Work gradients;
  private final @Nullable Work accumulate;
  private final @Nullable Work sweep;

  EnergyCase(
      String data,
      String energy,
      Work energies,
      @Nullable Work gradients,
      @Nullable Work accumulate,
      @Nullable Work sweep) {
    this.experiment = Inputs.experiment(data, "'energy': " + energy);
    this.energies = energies;
    this.gradients = gradients;
    this.accumulate = accumulate;
    this.sweep = sweep;
  }

  EnergyCase(String data, String energy, Work energies, @Nullable Work gradients) {
    this(data, energy, energies, gradients, Count.NO, Count.NO);
  }

  /** The experiment. */
  String experiment() {
    return experiment;
  }

  private @Nullable Work find(String function) {
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
    return find(function) != null;
  }

  /** The work of a function on a tile. */
  Work work(String function) {
    return Objects.requireNonNull(find(function), function);
  }
}

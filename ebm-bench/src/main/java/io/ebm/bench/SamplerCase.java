package io.ebm.bench;

/**
 * A sampler that is measured, and the multiply-adds of a transition of a chain, or why they are not
 * counted. Real states are moved on a perceptron {@code 64 → 128 → 128 → 1}, spins on a torus of 16
 * × 16.
 */
public enum SamplerCase {
  /** An energy. */
  METROPOLIS(Inputs.REALS, Target.NETWORK, "{'type': 'metropolis'}", Target.ENERGY),
  /** An energy. */
  INDEPENDENCE(
      Inputs.REALS,
      Target.NETWORK,
      "{'type': 'independence', 'proposal': {'type': 'gaussian'}}",
      Target.ENERGY),
  /** Ten energies. */
  IMPORTANCE_RESAMPLING(
      Inputs.REALS,
      Target.NETWORK,
      "{'type': 'importance-resampling', 'candidates': 10, 'proposal': {'type': 'gaussian'}}",
      10 * Target.ENERGY),
  /** Draws of a normal distribution. */
  EXACT(Inputs.NONE, Target.NORMAL, "{'type': 'exact'}", Target.DOUBLE_PRECISION),
  /** As many energies as it takes. */
  SLICE(Inputs.REALS, Target.NETWORK, "{'type': 'slice'}", Target.VARIABLE),
  /** As many energies as it takes. */
  ELLIPTICAL_SLICE(Inputs.REALS, Target.NETWORK, "{'type': 'elliptical-slice'}", Target.VARIABLE),
  /** A gradient. */
  LANGEVIN(Inputs.REALS, Target.NETWORK, "{'type': 'langevin'}", Target.GRADIENT),
  /** A gradient. */
  MALA(Inputs.REALS, Target.NETWORK, "{'type': 'mala'}", Target.GRADIENT),
  /** A gradient. */
  PRECONDITIONED_LANGEVIN(
      Inputs.REALS, Target.NETWORK, "{'type': 'preconditioned-langevin'}", Target.GRADIENT),
  /** A gradient. */
  UNDERDAMPED_LANGEVIN(
      Inputs.REALS, Target.NETWORK, "{'type': 'underdamped-langevin'}", Target.GRADIENT),
  /** Ten gradients. */
  HMC(Inputs.REALS, Target.NETWORK, "{'type': 'hmc', 'jitter': 0}", 10 * Target.GRADIENT),
  /** As many gradients as it takes; chains of a tile take different numbers. */
  NUTS(Inputs.REALS, Target.NETWORK, "{'type': 'nuts'}", Target.VARIABLE),
  /** Blurs of a normal distribution. */
  ANNEALED_LANGEVIN(
      Inputs.NONE, Target.NORMAL, "{'type': 'annealed-langevin'}", Target.DOUBLE_PRECISION),
  /** The gradient of 32 observations. */
  SGLD(
      Inputs.NONE,
      "{'type': 'bayesian-logistic-regression', 'data': " + Inputs.TWO_CLASSES + "}",
      "{'type': 'sgld'}",
      2 * 32 * 65),
  /** A gradient. */
  GRADIENT_DESCENT(Inputs.REALS, Target.NETWORK, "{'type': 'gradient-descent'}", Target.GRADIENT),
  /** A gradient. */
  NESTEROV(Inputs.REALS, Target.NETWORK, "{'type': 'nesterov'}", Target.GRADIENT),
  /** The energies of 64 candidates. */
  DERIVATIVE_FREE(Inputs.REALS, Target.NETWORK, "{'type': 'derivative-free'}", 64 * Target.ENERGY),
  /** Four replicas. */
  PARALLEL_TEMPERING(
      Inputs.REALS,
      Target.NETWORK,
      "{'type': 'parallel-tempering', 'levels': 4, 'sampler': {'type': 'mala'}}",
      4 * Target.GRADIENT),
  /** Up four temperatures and down again. */
  TEMPERED_TRANSITIONS(
      Inputs.REALS,
      Target.NETWORK,
      "{'type': 'tempered-transitions', 'levels': 4, 'sampler': {'type': 'mala'}}",
      8 * Target.GRADIENT),
  /** Four particles, moved at four temperatures. */
  SMC(
      Inputs.REALS,
      Target.NETWORK,
      "{'type': 'smc', 'particles': 4, 'levels': 4, 'sampler': {'type': 'mala'}}",
      4 * 4 * Target.GRADIENT),
  /** A gradient. */
  SIMULATED_ANNEALING(
      Inputs.REALS,
      Target.NETWORK,
      "{'type': 'simulated-annealing', 'sampler': {'type': 'mala'}}",
      Target.GRADIENT),
  /** A gradient of all units for each of two blocks. */
  BLOCK(
      Inputs.REALS,
      Target.NETWORK,
      "{'type': 'block', 'blocks': [{'from': 0, 'to': 32, 'sampler': {'type': 'mala'}},"
          + " {'sampler': {'type': 'mala'}}]}",
      2 * Target.GRADIENT),
  /** All particles together. */
  SVGD(Inputs.REALS, Target.NETWORK, "{'type': 'svgd'}", Target.KERNEL),
  /** A whole way from noise. */
  ANCESTRAL(
      Inputs.NONE, Target.PARTS, "{'type': 'ancestral', 'nodes': 20}", Target.DOUBLE_PRECISION),
  /** A whole way from noise. */
  DDIM(Inputs.NONE, Target.PARTS, "{'type': 'ddim', 'nodes': 20}", Target.DOUBLE_PRECISION),
  /** A whole way from noise. */
  EULER_MARUYAMA(
      Inputs.NONE,
      Target.PARTS,
      "{'type': 'euler-maruyama', 'nodes': 20}",
      Target.DOUBLE_PRECISION),
  /** A whole way from noise. */
  REVERSE_DIFFUSION(
      Inputs.NONE,
      Target.PARTS,
      "{'type': 'reverse-diffusion', 'nodes': 20}",
      Target.DOUBLE_PRECISION),
  /** A whole way from noise. */
  PREDICTOR_CORRECTOR(
      Inputs.NONE,
      Target.PARTS,
      "{'type': 'predictor-corrector', 'nodes': 20}",
      Target.DOUBLE_PRECISION),
  /** A whole way from noise. */
  RECOVERY(
      Inputs.NONE,
      Target.PARTS,
      "{'type': 'recovery', 'nodes': 20, 'steps': 10}",
      Target.DOUBLE_PRECISION),
  /** A whole way from noise. */
  HEUN(Inputs.NONE, Target.PARTS, "{'type': 'heun', 'nodes': 20}", Target.DOUBLE_PRECISION),
  /** A whole way from noise. */
  DPM_SOLVER(
      Inputs.NONE, Target.PARTS, "{'type': 'dpm-solver', 'nodes': 20}", Target.DOUBLE_PRECISION),
  /** A whole way from noise. */
  PROBABILITY_FLOW(
      Inputs.NONE, Target.PARTS, "{'type': 'probability-flow'}", Target.DOUBLE_PRECISION),
  /** Of spins. */
  METROPOLIS_SPINS(Inputs.NONE, Target.TORUS, "{'type': 'metropolis'}", Target.BITS),
  /** Sweeps of spins that are packed as bits. */
  GIBBS(Inputs.NONE, Target.TORUS, "{'type': 'gibbs'}", Target.BITS),
  /** Spins one by one. */
  GIBBS_RANDOM(Inputs.NONE, Target.TORUS, "{'type': 'gibbs', 'scan': 'random'}", Target.BITS),
  /** A spin of each chain. */
  GIBBS_WITH_GRADIENTS(Inputs.NONE, Target.TORUS, "{'type': 'gibbs-with-gradients'}", Target.BITS),
  /** All spins. */
  DISCRETE_LANGEVIN(Inputs.NONE, Target.TORUS, "{'type': 'discrete-langevin'}", Target.BITS),
  /** One cluster. */
  WOLFF(Inputs.NONE, Target.TORUS, "{'type': 'wolff'}", Target.SEARCH),
  /** All clusters. */
  SWENDSEN_WANG(Inputs.NONE, Target.TORUS, "{'type': 'swendsen-wang'}", Target.SEARCH);

  /** What is drawn from, and what it costs. */
  private static final class Target {
    static final String NETWORK = "{'type': 'mlp'}";
    static final String NORMAL = "{'type': 'gaussian', 'dim': 64}";
    static final String PARTS =
        "{'type': 'gaussian-mixture', 'parts': [{'mean': [0, 0]}, {'mean': [3, 0]}]}";
    static final String TORUS = "{'type': 'ising', 'shape': [16, 16], 'temperature': 2.6}";

    static final double ENERGY = Networks.weights(64, 128, 128, 1);
    static final double GRADIENT = Networks.gradient(64, 128, 128, 1);

    static final String VARIABLE = "as many energies as it takes";
    static final String DOUBLE_PRECISION = "in double precision";
    static final String KERNEL = "gradients, and distances of all pairs";
    static final String BITS = "bits, whole numbers, random numbers";
    static final String SEARCH = "search of a graph";
  }

  /** Chains of a tile. */
  static final int TILE = 64;

  private final String experiment;
  private final double products;
  private final String uncounted;

  SamplerCase(String data, String energy, String sampler, double products, String uncounted) {
    this.experiment =
        Inputs.experiment(
            data, "'energy': " + energy + ", 'sampling': {'sampler': " + sampler + "}");
    this.products = products;
    this.uncounted = uncounted;
  }

  SamplerCase(String data, String energy, String sampler, double products) {
    this(data, energy, sampler, products, "");
  }

  SamplerCase(String data, String energy, String sampler, String uncounted) {
    this(data, energy, sampler, 0, uncounted);
  }

  /** The experiment. */
  String experiment() {
    return experiment;
  }

  /** The work of a transition of a tile. */
  Work work() {
    return uncounted.isEmpty() ? Work.products(TILE * products) : Work.uncounted(uncounted);
  }
}

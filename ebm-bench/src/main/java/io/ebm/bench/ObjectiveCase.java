package io.ebm.bench;

/**
 * An objective that is measured, and the multiply-adds of a training step for an example of the
 * minibatch, or why they are not counted. Chains, noise and the optimizer add to the time, and
 * count nothing.
 */
public enum ObjectiveCase {
  /** A Langevin step; the gradient by the parameters at both ends. */
  CD(
      Task.PLANE,
      "{'type': 'cd', 'sampler': " + Task.LANGEVIN + "}",
      Task.GRADIENT + 2 * Task.LEARN),
  /** 20 Langevin steps. */
  PCD(
      Task.PLANE,
      "{'type': 'pcd', 'sampler': " + Task.LANGEVIN + "}",
      20 * Task.GRADIENT + 2 * Task.LEARN),
  /** A Langevin step. */
  FAST_PCD(
      Task.PLANE,
      "{'type': 'fast-pcd', 'sampler': " + Task.LANGEVIN + "}",
      Task.GRADIENT + 2 * Task.LEARN),
  /** 20 Langevin steps. */
  DIFFUSION_RECOVERY(
      Task.PLANE,
      "{'type': 'diffusion-recovery', 'sampler': " + Task.LANGEVIN + "}",
      20 * Task.GRADIENT + 2 * Task.LEARN),
  /** 20 Langevin steps on an energy that is told the noise. */
  DIFFUSION_RECOVERY_LADDER(
      Task.NOISY,
      "{'type': 'diffusion-recovery', 'schedule': 'edm', 'nodes': 20, 'sampler': "
          + Task.LANGEVIN
          + "}",
      Task.TOLD),
  /** A restricted Boltzmann machine of 256 and 128 units, by a sweep of its bits. */
  PCD_BITS(
      Task.MACHINE,
      "{'type': 'pcd', 'steps': 1, 'sampler': {'type': 'gibbs'}}",
      (3 * Inputs.ONES + 0.5 + 2 * Inputs.ONES) / 2 * 256 * 128),
  /** Five draws of noise. */
  NCE(Task.PLANE, "{'type': 'nce', 'noise': " + Task.NOISE + "}", 6 * Task.LEARN),
  /** Five steps away. */
  CONDITIONAL_NCE(Task.PLANE, "{'type': 'conditional-nce'}", 6 * Task.LEARN),
  /** Sixteen blurs. */
  ENERGY_DISCREPANCY(Task.PLANE, "{'type': 'energy-discrepancy'}", 17 * Task.LEARN),
  /** One negative. */
  CONTRASTIVE(
      Task.PLANE, "{'type': 'contrastive', 'negatives': " + Task.NOISE + "}", 2 * Task.LEARN),
  /** One negative. */
  TRIPLET(Task.PLANE, "{'type': 'triplet', 'negatives': " + Task.NOISE + "}", 2 * Task.LEARN),
  /** Six products a layer. */
  DENOISING_SCORE_MATCHING(
      Task.PLANE, "{'type': 'denoising-score-matching', 'sigma': 0.1}", Task.DIRECTIONAL),
  /** A field that is told the noise, without second derivatives. */
  DENOISING(Task.FIELD, "{'type': 'denoising'}", Task.TOLD),
  /** An energy that is told the noise. */
  DENOISING_ENERGY(Task.NOISY, "{'type': 'denoising'}", Task.TOLD),
  /** A field that is told the noise. */
  FLOW_MATCHING(Task.FIELD, "{'type': 'flow-matching'}", Task.TOLD),
  /** Six products a layer. */
  ENERGY_MATCHING(Task.PLANE, "{'type': 'energy-matching'}", Task.DIRECTIONAL),
  /** Six products a layer. */
  EQUILIBRIUM_MATCHING(Task.PLANE, "{'type': 'equilibrium-matching'}", Task.DIRECTIONAL),
  /** Curvatures along two axes. */
  SCORE_MATCHING(Task.PLANE, "{'type': 'score-matching'}", Task.SECOND),
  /** The curvature along one direction. */
  SLICED_SCORE_MATCHING(Task.PLANE, "{'type': 'sliced-score-matching'}", Task.SECOND),
  /** Three points. */
  FINITE_DIFFERENCE_SCORE_MATCHING(
      Task.PLANE, "{'type': 'finite-difference-score-matching'}", 3 * Task.LEARN),
  /** Ten steps, and back. */
  UNROLLED(Task.PLANE, "{'type': 'unrolled'}", 10 * (Task.GRADIENT + Task.DIRECTIONAL)),
  /** Six products a layer. */
  GRADIENT_PENALTY(Task.PLANE, "{'type': 'gradient-penalty'}", Task.DIRECTIONAL),
  /** An energy. */
  ENERGY_MAGNITUDE(Task.PLANE, "{'type': 'energy-magnitude'}", Task.LEARN),
  /** Two of those above. */
  SUM(
      Task.PLANE,
      "{'type': 'sum', 'terms': [{'objective': {'type': 'denoising-score-matching', 'sigma': 0.1}},"
          + " {'objective': {'type': 'energy-magnitude'}}]}",
      Task.DIRECTIONAL + Task.LEARN),
  /** Rows with noise. */
  WITH_NOISE(
      Task.PLANE,
      "{'type': 'with-noise', 'sigma': 0.1, 'objective': {'type': 'energy-magnitude'}}",
      Task.LEARN),
  /** One coordinate of two, by 20 Langevin steps. */
  LATENT(
      Task.PLANE,
      "{'type': 'latent', 'units': 1, 'sampler': "
          + Task.LANGEVIN
          + ", 'objective': {'type': 'energy-magnitude'}}",
      20 * Task.GRADIENT + Task.LEARN),
  /** Features of a joint model, by a Langevin step. */
  MARGINAL(
      Task.JOINT,
      "{'type': 'marginal', 'objective': {'type': 'cd', 'sampler': " + Task.LANGEVIN + "}}",
      Networks.gradient(64, 128, 128, 10) + 2 * Task.CLASSIFY),
  /** Of a classifier. */
  CROSS_ENTROPY(Task.CLASSES, "{'type': 'cross-entropy'}", Task.CLASSIFY),
  /** Of a classifier. */
  HINGE(Task.CLASSES, "{'type': 'hinge'}", Task.CLASSIFY),
  /** Of a classifier. */
  LOG_LOSS(Task.CLASSES, "{'type': 'log-loss'}", Task.CLASSIFY),
  /** Of a classifier. */
  LVQ2(Task.CLASSES, "{'type': 'lvq2'}", Task.CLASSIFY),
  /** Of a classifier. */
  MCE(Task.CLASSES, "{'type': 'mce'}", Task.CLASSIFY),
  /** Of a classifier. */
  MEE(Task.CLASSES, "{'type': 'mee'}", Task.CLASSIFY),
  /** Of a classifier. */
  SQUARE_SQUARE(Task.CLASSES, "{'type': 'square-square'}", Task.CLASSIFY),
  /** Of a classifier. */
  SQUARE_EXPONENTIAL(Task.CLASSES, "{'type': 'square-exponential'}", Task.CLASSIFY),
  /** Of a restricted Boltzmann machine. */
  PSEUDO_LIKELIHOOD(Task.MACHINE, "{'type': 'pseudo-likelihood'}", Task.FLIPS),
  /** Of a restricted Boltzmann machine. */
  RATIO_MATCHING(Task.MACHINE, "{'type': 'ratio-matching'}", Task.FLIPS),
  /** Of a restricted Boltzmann machine. */
  MINIMUM_PROBABILITY_FLOW(Task.MACHINE, "{'type': 'minimum-probability-flow'}", Task.FLIPS),
  /** Of sentences. */
  MAXIMUM_LIKELIHOOD(Task.SENTENCES, "{'type': 'maximum-likelihood'}", Task.SPARSE),
  /** Of sentences. */
  PERCEPTRON(Task.SENTENCES, "{'type': 'perceptron'}", Task.SPARSE),
  /** Of sentences. */
  STRUCTURED_HINGE(Task.SENTENCES, "{'type': 'structured-hinge'}", Task.SPARSE),
  /** All pairs of a minibatch. */
  INFO_NCE(Task.PAIRS, "{'type': 'info-nce'}", Task.MATCH),
  /** All pairs of a minibatch. */
  CLIP(Task.PAIRS, "{'type': 'clip'}", Task.MATCH),
  /** The values of what came next, by the model and by its target; a step of the environment. */
  SOFT_Q_LEARNING(
      Task.CART_POLE,
      "{'type': 'soft-q-learning'}",
      Networks.learning(4, 128, 128, 2) + 2 * Networks.weights(4, 128, 128, 2)),
  /** The same with a table for a network. */
  SOFT_Q_LEARNING_TABLE(
      Task.GRIDWORLD, "{'type': 'soft-q-learning'}", "looks numbers up in a table"),
  /** 32 other actions; layers after the first, as that of the observations is shared. */
  IMPLICIT_BEHAVIOURAL_CLONING(
      Task.IMITATION,
      "{'type': 'implicit-behavioural-cloning'}",
      33 * 3 * Networks.weights(128, 128, 1)),
  /** 32 proposals: each a pass of the generator, a gradient of the energy, and the way back. */
  AMORTISED_SVGD(
      Task.GENERATOR,
      "{'type': 'amortised-svgd'}",
      32
          * (Networks.weights(Task.SEEN + 2, 64, 64, 2)
              + Networks.gradient(Task.SEEN + 2, 128, 128, 1)
              + Networks.learning(Task.SEEN + 2, 64, 64, 2)));

  /** Data with an energy, and what these cost. */
  private static final class Task {
    static final String[] PLANE = {Inputs.PLANE, "{'type': 'mlp'}"};
    static final String[] FIELD = {
      Inputs.PLANE, "{'type': 'score-network', 'layers': ['noise-mlp']}"
    };
    static final String[] NOISY = {
      Inputs.PLANE, "{'type': 'noise-network', 'layers': [{'type': 'noise-mlp', 'outputs': 1}]}"
    };
    static final String[] MACHINE = {Inputs.BITS, "{'type': 'rbm', 'hidden': 128}"};
    static final String[] JOINT = {Inputs.LABELLED, "{'type': 'jem'}"};
    static final String[] CLASSES = {
      Inputs.LABELLED, "{'type': 'softmax-classifier', 'hidden': [128, 128]}"
    };
    static final String[] SENTENCES = {Inputs.SENTENCES, "{'type': 'crf'}"};
    static final String[] PAIRS = {Inputs.HALVES, "{'type': 'two-tower'}"};
    static final String[] CART_POLE = {Inputs.CART_POLE, "{'type': 'policy'}"};
    static final String[] GRIDWORLD = {Inputs.GRIDWORLD, "{'type': 'table-policy'}"};
    static final String[] IMITATION = {Inputs.EXPERT, "{'type': 'policy'}"};
    static final String[] GENERATOR = {Inputs.EXPERT, "{'type': 'policy', 'proposal': {}}"};

    /** Numbers of an observation of the expert. */
    static final int SEEN = 8;

    static final String LANGEVIN = "{'type': 'langevin', 'stepSize': 0.003}";
    static final String NOISE = "{'type': 'gaussian'}";

    static final double GRADIENT = Networks.gradient(2, 128, 128, 1);
    static final double LEARN = Networks.learning(2, 128, 128, 1);
    static final double DIRECTIONAL = Networks.directional(2, 128, 128, 1);
    static final double CLASSIFY = Networks.learning(64, 128, 128, 10);

    /** Both towers, and three products of the embeddings of all pairs. */
    static final double MATCH = 2 * Networks.learning(32, 128, 32) + 3.0 * BATCH * 32;

    static final String SECOND = "second derivatives";
    static final String TOLD = "the noise's layers are small products beside";
    static final String FLIPS = "energies one unit away, computed together";
    static final String SPARSE = "sparse sums and exponentials";
  }

  /** Examples of a minibatch. */
  static final int BATCH = 256;

  private final String experiment;
  private final double products;
  private final String uncounted;

  ObjectiveCase(String[] task, String objective, double products, String uncounted) {
    this.experiment =
        Inputs.experiment(
            task[0],
            "'energy': "
                + task[1]
                + ", 'objective': "
                + objective
                + ", 'optimizer': {'type': 'adam', 'rate': 0.0001}, 'training': {'batch': "
                + (task == Task.SENTENCES ? Inputs.EXAMPLES / 10 : BATCH)
                + "}");
    this.products = products;
    this.uncounted = uncounted;
  }

  ObjectiveCase(String[] task, String objective, double products) {
    this(task, objective, products, "");
  }

  ObjectiveCase(String[] task, String objective, String uncounted) {
    this(task, objective, 0, uncounted);
  }

  /** The experiment. */
  String experiment() {
    return experiment;
  }

  /** The work of a step. */
  Work work() {
    return uncounted.isEmpty() ? Work.products(BATCH * products) : Work.uncounted(uncounted);
  }
}

package io.ebm.bench;

import io.ebm.api.Batch;
import io.ebm.api.Gradient;
import io.ebm.api.Parameters;
import io.ebm.core.Run;
import io.ebm.core.io.Npy;
import io.ebm.math.Vectors;
import io.ebm.nn.NetworkEnergy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A convolutional energy on images of 28 × 28: chains, learning from scores, learning from chains.
 * {@code cnn.py} says what each task is and has the same by others.
 */
final class CnnRun implements AutoCloseable {

  private static final int PIXELS = 28 * 28;
  private static final int EXAMPLES = 2000;
  private static final int CONTRASTS = 5;
  private static final int RELAXED = 200;
  private static final double SIGMA = 0.3;

  /** Steps that are not timed, of which losses of the first are compared. */
  private static final int WARM_UP = 300;

  private static final String ENERGY =
      """
      {
        "name": "cnn", "seed": 1,
        "data": {"type": "npy", "file": "x.npy"},
        "energy": {
          "type": "network",
          "base": 1,
          "layers": [
            {"type": "conv2d", "channels": 16, "kernel": 5, "stride": 2, "padding": 2, "initialiser": "spread"}, "silu",
            {"type": "conv2d", "channels": 32, "kernel": 3, "stride": 2, "padding": 1, "initialiser": "spread"}, "silu",
            {"type": "conv2d", "channels": 64, "kernel": 3, "stride": 2, "padding": 1, "initialiser": "spread"}, "silu",
            {"type": "conv2d", "channels": 64, "kernel": 3, "stride": 2, "padding": 1, "initialiser": "spread"}, "silu",
            "flatten",
            {"type": "dense", "units": 64, "initialiser": "spread"}, "silu",
            {"type": "dense", "units": 1, "initialiser": "lecun-normal"}
          ]
        },
        "optimizer": {"type": "adam", "rate": 0.001},
        "training": {"batch": 128},
        "objective": %s
      }
      """;

  private static final String SCORES =
      """
      {"type": "denoising-score-matching", "sigma": 0.3}""";

  private static final String CONTRAST =
      """
      {"type": "pcd", "steps": 60, "restart": 0, "noiseScale": 2,
       "sampler": {"type": "langevin", "stepSize": 0.05}}""";

  private final int threads;
  private final Experiments experiments;
  private final Map<Integer, ChainRun> chains = new HashMap<>();

  CnnRun(int threads) {
    this.threads = threads;
    experiments = new Experiments(threads);
    try {
      Npy.write(experiments.folder().resolve("x.npy"), List.of(EXAMPLES, 28, 28), images());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static float[] images() {
    float[] x = new float[EXAMPLES * PIXELS];
    for (int n = 0; n < EXAMPLES; n++) {
      for (int j = 0; j < PIXELS; j++) {
        x[n * PIXELS + j] = (float) Math.sin(0.07 * (n % 10 + 1) * j + 0.7 * (n % 997));
      }
    }
    return x;
  }

  /** The energy with parameters given by a formula. */
  private NetworkEnergy energy() {
    NetworkEnergy energy = (NetworkEnergy) experiments.compose(ENERGY.formatted(SCORES)).model();
    fill(energy.parameters());
    return energy;
  }

  private static void fill(Parameters parameters) {
    for (int t = 0; t < parameters.tensors().size(); t++) {
      Parameters.Tensor tensor = parameters.tensors().get(t);
      boolean isWeight = t % 2 == 0;
      int outputs = tensor.shape().get(0);
      double scale = isWeight ? 2.25 / Math.sqrt((double) tensor.size() / outputs) : 0.2;
      for (int i = 0; i < tensor.size(); i++) {
        double u = 43758.5453 * Math.sin(12.9898 * i + 78.233 * t + 1);
        double part = u - Math.floor(u);
        parameters.values()[tensor.offset() + i] = (float) (scale * Math.sqrt(12) * (part - 0.5));
      }
    }
  }

  /** Seconds per Langevin step of all chains. */
  double[] advance(int count, int steps) {
    ChainRun run =
        chains.computeIfAbsent(
            count,
            n ->
                new ChainRun(ChainRun.Kind.LANGEVIN, energy(), ChainRun.start(n, PIXELS), threads));
    long start = System.nanoTime();
    run.advance(steps);
    return new double[] {(System.nanoTime() - start) * 1e-9 / steps};
  }

  /** Trains anew by scores; seconds per step, and the mean loss of the first 200. */
  double[] scores(int steps) {
    Run run = experiments.start(ENERGY.formatted(SCORES), steps + WARM_UP);
    return Experiments.train(run, WARM_UP, steps);
  }

  /**
   * Trains anew by chains; seconds per step, and the mean loss of the first {@value #CONTRASTS}.
   */
  double[] contrast(int steps) {
    Run run = experiments.start(ENERGY.formatted(CONTRAST), steps + CONTRASTS);
    return Experiments.train(run, CONTRASTS, steps, CONTRASTS);
  }

  /** What both systems must find. */
  double[] check(int count) {
    NetworkEnergy energy = energy();
    Batch x = ChainRun.start(count, PIXELS);
    double[] energies = new double[count];
    Batch slopes = Batch.allocate(count, PIXELS);
    energy.gradients(x, energies, slopes);
    double sum = 0;
    for (double each : energies) {
      sum += each;
    }
    Batch end = ChainRun.start(count, PIXELS);
    try (ChainRun run = new ChainRun(ChainRun.Kind.LANGEVIN, energy, end, threads)) {
      run.advance(RELAXED);
    }
    Gradient gradient = energy.parameters().newGradient();
    double loss = loss(energy, count, gradient);
    List<Parameters.Tensor> tensors = energy.parameters().tensors();
    float[] g = gradient.values();
    float[] s = slopes.array();
    return new double[] {
      sum,
      energies[0],
      Vectors.sumOfSquares(s.length, s, 0),
      s[0],
      s[s.length / 2],
      s[s.length - 1],
      Vectors.sumOfSquares(end.length(), end.array(), 0) / end.length(),
      loss,
      Vectors.sumOfSquares(g.length, g, 0),
      g[0],
      g[tensors.get(tensors.size() - 2).offset()]
    };
  }

  /** {@code |σ ∇E(x + σξ) - ξ|² / 2}, the mean over images, and its gradient. */
  private static double loss(NetworkEnergy energy, int count, Gradient into) {
    float[] noise = new float[count * PIXELS];
    Batch x = Batch.of(images(), 0, count, PIXELS);
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) (Math.sqrt(2) * Math.sin(0.9 * i + 0.3));
      x.array()[i] += (float) SIGMA * noise[i];
    }
    Batch miss = Batch.allocate(count, PIXELS);
    energy.gradients(x, new double[count], miss);
    for (int i = 0; i < noise.length; i++) {
      miss.array()[i] = (float) SIGMA * miss.array()[i] - noise[i];
    }
    double[] weights = new double[count];
    Arrays.fill(weights, SIGMA / count);
    energy.accumulateDirectional(x, miss, weights, into);
    return Vectors.sumOfSquares(noise.length, miss.array(), 0) / (2 * count);
  }

  @Override
  public void close() {
    chains.values().forEach(ChainRun::close);
    experiments.close();
  }
}

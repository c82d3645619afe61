package io.ebm.bench;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Gradient;
import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.core.Run;
import io.ebm.core.io.Npy;
import io.ebm.core.runtime.Workers;
import io.ebm.nn.Layer;
import io.ebm.nn.Network;
import io.ebm.nn.NetworkEnergy;
import io.ebm.nn.NetworkForm;
import io.ebm.nn.layers.AttentionPool;
import io.ebm.nn.layers.Dense;
import io.ebm.nn.layers.Sequence;
import io.ebm.nn.layers.Transformer;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A transformer of 4 layers of 128 channels with 4 heads on 64 tokens: its energy with the gradient
 * by the tokens, and steps of training. {@code transformer_step.py} runs it beside others and says
 * what the tasks are.
 */
public final class TransformerRun {

  private static final int CHANNELS = 128;
  private static final int BATCH = 64;
  private static final int EXAMPLES = 256;
  private static final int CLASSES = 10;
  private static final int MOST = 50;
  private static final int REPEATS = 30;
  private static final int ROWS_OF_A_PART = 16;

  private static final String LAYERS =
      """
      [{"type": "reshape", "shape": [128, %1$d]},
       {"type": "transformer", "blocks": 4, "heads": 4, "hidden": 512},
       {"type": "reshape", "shape": [128, %1$d]},
       {"type": "global-pool", "kind": "mean"},
       {"type": "dense", "units": %2$d}]
      """;

  private static final String EXPERIMENT =
      """
      {
        "name": "transformer", "seed": 1,
        "data": {"type": "npy", "file": "x.npy"%s},
        "energy": {"type": "%s", "layers": %s},
        "optimizer": {"type": "adam", "rate": 0.001},
        "training": {"batch": 64},
        "objective": {"type": "%s"%s}
      }
      """;

  private TransformerRun() {}

  /**
   * Runs a task.
   *
   * @param args the task, {@code energy}, {@code gradient}, {@code training} or {@code scores}; how
   *     many threads, steps that are not timed and steps that are; perhaps how many tokens. Or
   *     {@code lengths} alone: what a gradient by the parameters takes of states of few and of many
   *     tokens, on one thread
   */
  public static void main(String[] args) throws IOException {
    if (args[0].equals("lengths")) {
      lengths();
      return;
    }
    int threads = Integer.parseInt(args[1]);
    int warmUp = Integer.parseInt(args[2]);
    int steps = Integer.parseInt(args[3]);
    int tokens = args.length > 4 ? Integer.parseInt(args[4]) : 64;
    try (Experiments experiments = new Experiments(threads)) {
      float[] x = new float[EXAMPLES * CHANNELS * tokens];
      RandomStream.of(2).fillGaussian(x, 0, x.length);
      Npy.write(experiments.folder().resolve("x.npy"), List.of(EXAMPLES, CHANNELS * tokens), x);
      float[] labels = new float[EXAMPLES];
      for (int i = 0; i < EXAMPLES; i++) {
        labels[i] = i % CLASSES;
      }
      Npy.write(experiments.folder().resolve("y.npy"), List.of(EXAMPLES), labels);
      double seconds =
          switch (args[0]) {
            case "energy", "gradient" ->
                evaluations(experiments, args[0], threads, warmUp, steps, tokens);
            case "training" -> training(experiments, classifier(tokens), warmUp, steps);
            case "scores" -> training(experiments, scores(tokens), warmUp, steps);
            default -> throw new IllegalArgumentException("there is no task '" + args[0] + "'");
          };
      System.out.println(String.format(Locale.ROOT, "%.6f", seconds));
    }
  }

  /** States of 5 to 50 tokens where 50 may be, and what they would take if all were filled up. */
  private static void lengths() {
    StateSpace space = new StateSpace.Varying(CHANNELS, MOST, 0);
    Layer layers = Sequence.of(new Transformer(4, 4), new AttentionPool(4, 1), new Dense(1));
    Parameters.Builder builder = Parameters.builder();
    Network network = Network.of(List.of(NetworkForm.shape(space)), layers, builder, "");
    NetworkForm form = NetworkForm.of(network, space, 0, NetworkForm.Constraint.NONE);
    NetworkEnergy energy = NetworkEnergy.of(form, builder.build());
    energy.initialise(RandomStream.of(1));
    System.out.println("tokens of a state | ms a state | µs a token");
    for (int length : new int[] {5, 10, 20, 30, 40, MOST, 0}) {
      Batch x = Batch.allocate(BATCH, CHANNELS * MOST);
      RandomStream random = RandomStream.of(2);
      random.fillGaussian(x.array(), 0, x.length());
      int tokens = 0;
      for (int row = 0; row < BATCH; row++) {
        int own = length > 0 ? length : 5 + random.nextInt(MOST - 4);
        tokens += own;
        for (int k = 0; k < x.dim(); k++) {
          x.set(row, k, k % MOST < own ? x.get(row, k) : Float.NaN);
        }
      }
      double seconds = time(energy, x);
      System.out.println(
          String.format(
              Locale.ROOT,
              "%-17s | %10.3f | %10.2f",
              length > 0 ? String.valueOf(length) : "5 to " + MOST,
              1e3 * seconds / BATCH,
              1e6 * seconds / tokens));
    }
  }

  /** The least of some times of a gradient by the parameters. */
  private static double time(NetworkEnergy energy, Batch x) {
    Gradient gradient = energy.parameters().newGradient();
    double[] weights = new double[x.size()];
    Arrays.fill(weights, 1);
    double least = Double.POSITIVE_INFINITY;
    for (int time = 0; time < REPEATS; time++) {
      long begin = System.nanoTime();
      energy.accumulate(x, weights, gradient);
      least = Math.min(least, (System.nanoTime() - begin) * 1e-9);
    }
    return least;
  }

  private static String classifier(int tokens) {
    String layers = LAYERS.formatted(tokens, CLASSES);
    String labels = ", \"labels\": \"y.npy\"";
    return EXPERIMENT.formatted(labels, "softmax-classifier", layers, "maximum-likelihood", "");
  }

  private static String scores(int tokens) {
    String layers = LAYERS.formatted(tokens, 1);
    String sigma = ", \"sigma\": 0.3";
    return EXPERIMENT.formatted("", "network", layers, "denoising-score-matching", sigma);
  }

  private static double training(
      Experiments experiments, String experiment, int warmUp, int steps) {
    Run run = experiments.start(experiment, warmUp + steps);
    return Experiments.train(run, warmUp, steps)[0];
  }

  /** Seconds of an evaluation on the whole batch, in parts that threads share. */
  private static double evaluations(
      Experiments experiments, String task, int threads, int warmUp, int steps, int tokens) {
    EnergyFunction energy = (EnergyFunction) experiments.compose(scores(tokens)).model();
    Batch x = Batch.allocate(BATCH, CHANNELS * tokens);
    RandomStream.of(3).fillGaussian(x.array(), 0, x.length());
    Batch slopes = Batch.allocate(BATCH, CHANNELS * tokens);
    try (Workers workers = new Workers(threads)) {
      long begin = 0;
      for (int step = 0; step < warmUp + steps; step++) {
        if (step == warmUp) {
          begin = System.nanoTime();
        }
        workers.forEachInTurns(
            BATCH / ROWS_OF_A_PART,
            1,
            (part, turn) -> {
              int from = part * ROWS_OF_A_PART;
              Batch rows = x.slice(from, from + ROWS_OF_A_PART);
              if (task.equals("energy")) {
                energy.energies(rows, new double[ROWS_OF_A_PART]);
              } else {
                Batch out = slopes.slice(from, from + ROWS_OF_A_PART);
                ((NetworkEnergy) energy).gradients(rows, new double[ROWS_OF_A_PART], out);
              }
            });
      }
      return (System.nanoTime() - begin) * 1e-9 / steps;
    }
  }
}

package io.ebm.bench;

import io.ebm.api.Batch;
import io.ebm.math.Gemm;
import io.ebm.math.Philox;
import io.ebm.math.Vectors;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * Our side of the comparison: reads a task per line, does it, and answers with a line of numbers.
 * {@code compare.py} has the same tasks for other systems.
 *
 * <ul>
 *   <li>{@code gemm m n k calls}: seconds per call; then three elements of the product
 *   <li>{@code conv size inputs outputs stride what tile calls}: seconds per convolution of 64
 *       images ({@code what} 0), gradient by the input (1) or by the weights (2); then three
 *       elements of the result
 *   <li>{@code gaussian n calls}: seconds per call; then mean, variance and fourth moment
 *   <li>{@code langevin d h chains threads steps}: seconds per step
 *   <li>{@code hmc d h chains threads transitions}: seconds per transition of ten leapfrog steps
 *   <li>{@code scores threads steps}: seconds per training step by denoising score matching; then
 *       the mean loss of the first 200
 *   <li>{@code cnn-langevin chains threads steps}, {@code cnn-scores threads steps}, {@code
 *       cnn-training threads steps}, {@code cnn-check chains threads}: see {@code cnn.py}
 *   <li>{@code softmax threads calls}: seconds per training of a softmax classifier to its optimum;
 *       then the penalised mean loss
 *   <li>{@code pcd threads steps}: seconds per training step of a restricted Boltzmann machine, 784
 *       × 500, batch 100; then the mean of its visible biases at the end
 *   <li>{@code ais threads temperatures}: seconds per temperature of 100 chains on such a machine;
 *       then log Z
 *   <li>{@code check d h chains threads}, {@code check-hmc}: mean and variance of two coordinates
 *       after 400 steps, over chains and 50 more steps; then the sum and the first of the energies
 *       where chains start
 *   <li>{@code lattice extent threads sweeps}: seconds per sweep of 64 chains for each thread; then
 *       the energy per site
 *   <li>{@code hopfield threads mode calls}: seconds per retrieval of 100 probes by a Hopfield
 *       network of 10,000 units and 1,000 patterns, one spin after the other (mode 0) or all at
 *       once (1); then the mean overlap with the patterns and a sum that tells states apart
 *   <li>{@code attention threads calls}: seconds per update of 1,024 states by a modern Hopfield
 *       network of 50,000 patterns of 64 dimensions; then three elements of the result
 *   <li>{@code carts threads steps}: seconds per step of an episode of cart-pole, 1,024 side by
 *       side, with random actions; then the mean length of episodes
 *   <li>{@code policy threads steps}: seconds per training step of soft Q-learning on cart-pole, a
 *       network of 128 and 128 units, batch 64, one episode; then the mean value at the end
 * </ul>
 */
public final class Worker {

  private static final int BURN_IN = 400;
  private static final int SNAPSHOTS = 50;

  private final Map<String, ChainRun> runs = new HashMap<>();
  private final Map<String, LatticeRun> lattices = new HashMap<>();
  private final Map<Integer, MachineRun> machines = new HashMap<>();
  private final Map<Integer, ScoreRun> scores = new HashMap<>();
  private final Map<Integer, CnnRun> networks = new HashMap<>();
  private final Map<List<Integer>, SoftmaxRun> classifiers = new HashMap<>();
  private final Map<String, HopfieldRun> memories = new HashMap<>();
  private final Map<Integer, PolicyRun> policies = new HashMap<>();
  private final Map<List<Integer>, ConvolutionRun> convolutions = new HashMap<>();
  private final Map<Integer, float[]> operands = new HashMap<>();
  private long counter;

  private Worker() {}

  /** Answers tasks until the input ends. */
  public static void main(String[] args) throws IOException {
    Worker worker = new Worker();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.strip().split(" +", -1);
      int[] numbers = new int[words.length - 1];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = Integer.parseInt(words[i + 1]);
      }
      StringJoiner answer = new StringJoiner(" ");
      for (double number : worker.run(words[0], numbers)) {
        answer.add(Double.toString(number));
      }
      System.out.println(answer);
      System.out.flush();
    }
    worker.runs.values().forEach(ChainRun::close);
    worker.lattices.values().forEach(LatticeRun::close);
    worker.machines.values().forEach(MachineRun::close);
    worker.scores.values().forEach(ScoreRun::close);
    worker.networks.values().forEach(CnnRun::close);
    worker.classifiers.values().forEach(SoftmaxRun::close);
    worker.memories.values().forEach(HopfieldRun::close);
    worker.policies.values().forEach(PolicyRun::close);
  }

  private double[] run(String task, int[] n) {
    return switch (task) {
      case "gemm" -> gemm(n[0], n[1], n[2], n[3]);
      case "conv" ->
          convolutions
              .computeIfAbsent(
                  List.of(n[0], n[1], n[2], n[3], n[4], n[5]),
                  k -> new ConvolutionRun(n[0], n[1], n[2], n[3], n[4], n[5]))
              .run(n[6]);
      case "gaussian" -> gaussian(n[0], n[1]);
      case "langevin" -> chains(ChainRun.Kind.LANGEVIN, n);
      case "hmc" -> chains(ChainRun.Kind.HMC, n);
      case "scores" -> scores.computeIfAbsent(n[0], ScoreRun::new).train(n[1]);
      case "cnn-langevin" -> cnn(n[1]).advance(n[0], n[2]);
      case "cnn-scores" -> cnn(n[0]).scores(n[1]);
      case "cnn-training" -> cnn(n[0]).contrast(n[1]);
      case "cnn-check" -> cnn(n[1]).check(n[0]);
      case "softmax" ->
          classifiers
              .computeIfAbsent(List.of(n[0], n[1], n[2]), k -> new SoftmaxRun(n[0], n[1], n[2]))
              .train(n[3]);
      case "lattice" -> lattice(n[0], n[1], n[2]);
      case "pcd" -> machine(n[0]).train(n[1]);
      case "ais" -> machine(n[0]).anneal(n[1]);
      case "hopfield" -> memory(n[0], n[1]).classic(n[1] == 1, n[2]);
      case "attention" -> memory(n[0], 2).modern(n[1]);
      case "carts" -> policy(n[0]).play(n[1]);
      case "policy" -> policy(n[0]).train(n[1]);
      case "check" -> check(ChainRun.Kind.LANGEVIN, n);
      case "check-hmc" -> check(ChainRun.Kind.HMC, n);
      default -> throw new IllegalArgumentException("unknown task " + task);
    };
  }

  /** Element i of an operand is {@code i · 7919 mod 1000 / 1000 - 0.5}. */
  static float[] operand(int size) {
    float[] array = new float[size];
    for (int i = 0; i < size; i++) {
      array[i] = (float) (i * 7919L % 1000 / 1000.0 - 0.5);
    }
    return array;
  }

  private double[] gemm(int m, int n, int k, int calls) {
    float[] a = operands.computeIfAbsent(m * k, Worker::operand);
    float[] b = operands.computeIfAbsent(k * n, Worker::operand);
    float[] c = new float[m * n];
    long start = System.nanoTime();
    for (int i = 0; i < calls; i++) {
      Gemm.nn(m, n, k, a, 0, k, b, 0, n, c, 0, n, false);
    }
    double time = (System.nanoTime() - start) * 1e-9 / calls;
    return new double[] {time, c[0], c[m * n / 2], c[m * n - 1]};
  }

  private double[] gaussian(int n, int calls) {
    float[] x = new float[n];
    long start = System.nanoTime();
    for (int i = 0; i < calls; i++) {
      Philox.fillGaussian(20240229, 0, counter, x, 0, n);
      counter += (n + 3) / 4;
    }
    double time = (System.nanoTime() - start) * 1e-9 / calls;
    double fourth = 0;
    for (float v : x) {
      fourth += Math.pow(v, 4) / n;
    }
    return new double[] {time, Vectors.sum(n, x, 0) / n, Vectors.sumOfSquares(n, x, 0) / n, fourth};
  }

  private double[] chains(ChainRun.Kind kind, int[] n) {
    ChainRun run =
        runs.computeIfAbsent(
            kind + " " + n[0] + " " + n[1] + " " + n[2] + " " + n[3],
            name -> new ChainRun(kind, n[0], n[1], n[2], n[3]));
    int steps = n[4];
    long start = System.nanoTime();
    run.advance(steps);
    return new double[] {(System.nanoTime() - start) * 1e-9 / steps};
  }

  private MachineRun machine(int threads) {
    return machines.computeIfAbsent(threads, MachineRun::new);
  }

  private CnnRun cnn(int threads) {
    return networks.computeIfAbsent(threads, CnnRun::new);
  }

  private PolicyRun policy(int threads) {
    return policies.computeIfAbsent(threads, PolicyRun::new);
  }

  private HopfieldRun memory(int threads, int kind) {
    return memories.computeIfAbsent(threads + " " + kind, name -> new HopfieldRun(threads));
  }

  private double[] lattice(int extent, int threads, int sweeps) {
    LatticeRun run =
        lattices.computeIfAbsent(extent + " " + threads, name -> new LatticeRun(extent, threads));
    long start = System.nanoTime();
    run.advance(sweeps);
    return new double[] {(System.nanoTime() - start) * 1e-9 / sweeps, run.energyPerSite()};
  }

  private static double[] check(ChainRun.Kind kind, int[] n) {
    try (ChainRun run = new ChainRun(kind, n[0], n[1], n[2], n[3])) {
      run.advance(BURN_IN);
      double[] sums = new double[4];
      Batch x = run.states();
      for (int s = 0; s < SNAPSHOTS; s++) {
        run.advance(1);
        for (int i = 0; i < x.size(); i++) {
          for (int k = 0; k < 2; k++) {
            double v = x.get(i, k);
            sums[k] += v;
            sums[2 + k] += v * v;
          }
        }
      }
      double count = (double) SNAPSHOTS * x.size();
      double mean0 = sums[0] / count;
      double mean1 = sums[1] / count;
      double[] energies = run.energiesOfStart();
      double total = 0;
      for (double energy : energies) {
        total += energy;
      }
      return new double[] {
        mean0,
        mean1,
        sums[2] / count - mean0 * mean0,
        sums[3] / count - mean1 * mean1,
        total,
        energies[0]
      };
    }
  }
}

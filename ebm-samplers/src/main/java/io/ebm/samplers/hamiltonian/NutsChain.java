package io.ebm.samplers.hamiltonian;

import io.ebm.api.Batch;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Metrics;
import io.ebm.api.Progress;
import io.ebm.api.RandomStream;
import io.ebm.api.Sizes;
import io.ebm.api.StateReader;
import io.ebm.api.StateWriter;
import io.ebm.math.Vectors;

/**
 * Chains of {@link NutsFactory}. A tree is grown leaf by leaf, without recursion: of the leaves of
 * a new subtree, the first leaf of every perfect subtree that is still open is kept, which are as
 * many as the leaf's number has ones in binary (Lao and Dillon 2019, "Unrolled implementation of
 * the No-U-Turn sampler"; Phan, Pradhan and Jankowiak 2019, algorithm 2).
 */
final class NutsChain extends HamiltonianChain {

  /**
   * Doublings of the rare trajectories of shorter steps, which are not to cost more than others.
   */
  private static final int SHORT_DEPTH = 3;

  private final int maxDepth;
  private final int shortDepth;
  private final int block; // floats of all rows
  private final float[] x; // positions of the left ends, then of the right ends
  private final float[] r; // their whitened momenta
  private final float[] h; // their whitened gradients
  private final float[] sum; // of the momenta of the tree
  private final float[] newSum; // of the momenta of the new subtree
  private final float[] pick; // position drawn from the new subtree
  private final float[] pickGradient;
  private final float[] openMomenta; // [row][slot][dim] of the first leaves of open subtrees
  private final float[] openSums; // sums of momenta before those leaves
  private final double[] pickEnergy;
  private final double[] startEnergies;
  private final double[] logWeight;
  private final double[] newLogWeight;
  private final double[] acceptanceSum;
  private final int[] leaves; // of all subtrees of this transition
  private final int[] leaf; // of the new subtree, from 0
  private final int[] depth;
  private final boolean[] forward;
  private final boolean[] moved;
  private long depths;

  NutsChain(
      NutsFactory.Config config,
      Progress progress,
      EnergyFunction energy,
      Batch states,
      RandomStream random) {
    super(
        "sampler 'nuts'",
        config.stepSize(),
        config.massMatrix(),
        config.targetAcceptance(),
        progress,
        energy,
        states,
        random);
    maxDepth = config.maxDepth();
    shortDepth = Math.min(maxDepth, SHORT_DEPTH);
    int n = states.size();
    block = states.length();
    int ends = Sizes.product("the ends of trajectories", 2, block);
    x = new float[ends];
    r = new float[ends];
    h = new float[ends];
    sum = new float[block];
    newSum = new float[block];
    pick = new float[block];
    pickGradient = new float[block];
    openMomenta = new float[Sizes.product("the points that a trajectory keeps", block, maxDepth)];
    openSums = new float[openMomenta.length];
    pickEnergy = new double[n];
    startEnergies = new double[n];
    logWeight = new double[n];
    newLogWeight = new double[n];
    acceptanceSum = new double[n];
    leaves = new int[n];
    leaf = new int[n];
    depth = new int[n];
    forward = new boolean[n];
    moved = new boolean[n];
  }

  @Override
  void begin(int row) {
    int at = row * dim;
    startEnergies[row] = energies[row] + refill(row, r, at);
    metric.whiten(gradients.array(), at, h, at);
    System.arraycopy(states().array(), states().offset(row), x, at, dim);
    System.arraycopy(x, at, x, block + at, dim);
    System.arraycopy(r, at, r, block + at, dim);
    System.arraycopy(h, at, h, block + at, dim);
    System.arraycopy(r, at, sum, at, dim);
    logWeight[row] = 0;
    acceptanceSum[row] = 0;
    leaves[row] = 0;
    depth[row] = 0;
    moved[row] = false;
    beginSubtree(row);
  }

  private void beginSubtree(int row) {
    forward[row] = random[row].nextInt() < 0;
    leaf[row] = 0;
    newLogWeight[row] = Double.NEGATIVE_INFINITY;
    Vectors.fill(dim, 0, newSum, row * dim);
  }

  @Override
  int end(int row) {
    return forward[row] ? block + row * dim : row * dim;
  }

  @Override
  float[] ends() {
    return x;
  }

  @Override
  void firstHalf(int row) {
    leapfrog.first(time(row), x, r, h, end(row));
  }

  private float time(int row) {
    return (float) (forward[row] ? step[row] : -step[row]);
  }

  @Override
  boolean secondHalf(int row, double energy, float[] px, int xi, float[] g, int gi) {
    int at = end(row);
    double gain = Double.NEGATIVE_INFINITY;
    if (energy < Double.POSITIVE_INFINITY) {
      leapfrog.second(time(row), g, gi, r, h, at);
      gain = startEnergies[row] - energy - kinetic(r, at);
    }
    leaves[row]++;
    if (!(gain > -DIVERGED)) {
      diverge();
      return stop(row, false);
    }
    acceptanceSum[row] += Math.min(1, Math.exp(gain));
    double before = newLogWeight[row];
    double after = logAdd(before, gain);
    newLogWeight[row] = after;
    if (leaf[row] == 0 || Math.log(random[row].nextDouble()) < gain - after) {
      System.arraycopy(px, xi, pick, row * dim, dim);
      System.arraycopy(g, gi, pickGradient, row * dim, dim);
      pickEnergy[row] = energy;
    }
    if (turnsInside(row, at)) {
      return stop(row, false);
    }
    leaf[row]++;
    if (leaf[row] < 1 << depth[row]) {
      return true;
    }
    return endSubtree(row);
  }

  /** Takes the leaf into the sums, and looks for a U-turn in every subtree that ends with it. */
  private boolean turnsInside(int row, int at) {
    int own = row * dim;
    int number = leaf[row];
    int slot = row * maxDepth * dim;
    if ((number & 1) == 0) {
      if (depth[row] > 0) {
        slot += Integer.bitCount(number) * dim;
        System.arraycopy(r, at, openMomenta, slot, dim);
        System.arraycopy(newSum, own, openSums, slot, dim);
      }
      Vectors.axpy(dim, 1, r, at, newSum, own);
      return false;
    }
    Vectors.axpy(dim, 1, r, at, newSum, own);
    int subtrees = Integer.numberOfTrailingZeros(~number);
    for (int k = 1; k <= subtrees; k++) {
      int first = number + 1 - (1 << k);
      int open = slot + Integer.bitCount(first) * dim;
      if (turns(openMomenta, open, r, at, newSum, own, openSums, open)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether a path has turned round: the sum of its momenta, those at its ends counted half, points
   * against the momentum at one end (Betancourt 2017, appendix A.4.2, with the trapezoidal rule for
   * the integral).
   */
  private boolean turns(
      float[] a, int ai, float[] b, int bi, float[] to, int toi, float[] from, int fromi) {
    double alongA = 0;
    double alongB = 0;
    for (int j = 0; j < dim; j++) {
      float one = a[ai + j];
      float other = b[bi + j];
      float rho = to[toi + j] - from[fromi + j] - 0.5f * (one + other);
      alongA += one * rho;
      alongB += other * rho;
    }
    return !(alongA > 0 && alongB > 0);
  }

  private boolean endSubtree(int row) {
    int own = row * dim;
    double gain = newLogWeight[row] - logWeight[row];
    if (Math.log(random[row].nextDouble()) < gain) { // biased towards the new subtree
      moved[row] = true;
      System.arraycopy(pick, own, states().array(), states().offset(row), dim);
      System.arraycopy(pickGradient, own, gradients.array(), own, dim);
      energies[row] = pickEnergy[row];
    }
    logWeight[row] = logAdd(logWeight[row], newLogWeight[row]);
    Vectors.axpy(dim, 1, newSum, own, sum, own);
    depth[row]++;
    Vectors.fill(dim, 0, newSum, own);
    boolean turned = turns(r, own, r, block + own, sum, own, newSum, own);
    if (turned || depth[row] == (shortened(row) ? shortDepth : maxDepth)) {
      return stop(row, true);
    }
    beginSubtree(row);
    return true;
  }

  private boolean stop(int row, boolean whole) {
    depths += whole ? depth[row] : depth[row] + 1;
    return false;
  }

  private static double logAdd(double a, double b) {
    double greater = Math.max(a, b);
    return greater == Double.NEGATIVE_INFINITY
        ? greater
        : greater + Math.log1p(Math.exp(Math.min(a, b) - greater));
  }

  @Override
  double tried(int row, double energy, float[] g, int gi) {
    if (energy == Double.POSITIVE_INFINITY) {
      return 0;
    }
    int at = end(row);
    leapfrog.second(time(row), g, gi, r, h, at);
    double gain = startEnergies[row] - energy - kinetic(r, at);
    return gain > 0 ? 1 : Double.isNaN(gain) ? 0 : Math.exp(gain);
  }

  @Override
  double acceptance(int row) {
    return acceptanceSum[row] / leaves[row];
  }

  @Override
  boolean moved(int row) {
    return moved[row];
  }

  @Override
  void settle() {
    depths = 0;
  }

  @Override
  void reportOwn(Metrics metrics, long transitions) {
    metrics.record("tree-depth", (double) depths / transitions);
  }

  @Override
  public void save(StateWriter writer) {
    super.save(writer);
    writer.put("depths", new long[] {depths});
  }

  @Override
  public void restore(StateReader reader) {
    super.restore(reader);
    depths = reader.longs("depths")[0];
  }
}

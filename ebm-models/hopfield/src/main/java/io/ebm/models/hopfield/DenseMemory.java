package io.ebm.models.hopfield;

import io.ebm.api.Batch;
import io.ebm.api.Clampable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.math.Bits;
import io.ebm.math.Scratch;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A dense associative memory over spins (Krotov and Hopfield 2016, eq. 1): {@code E(s) = -Σ_μ
 * F(ξ^μ·s) / T} with {@code F(x) = N (x/N)^n / n}, rectified or not; or {@code E(s) = -log Σ_μ
 * exp(ξ^μ·s) / T}, which is a rising function of the exponential energy of Demircigil et al. (2017)
 * and so has the same minima and the same retrieval, and stays finite at any N. Degree 2 is the
 * Hopfield network of Hebb's rule, {@code w_ij = Σ_μ ξ_i ξ_j / N}, plus the constant {@code -P /
 * 2T}: its couplings are never written down.
 *
 * <p>Patterns and states are bits. Over data of 0 and 1 the energy is that of the spins {@code 2 x
 * - 1}.
 *
 * <p>An asynchronous step gives every spin in turn the value of lower energy (ibid., eq. 3), so the
 * energy never rises. It costs {@code N P} additions, and {@code P} more for every flip.
 */
public final class DenseMemory implements EnergyFunction, Clampable, Retrieving {

  private static final int TILE = 64;

  private final StateSpace space;
  private final PatternBits bits;
  private final Interaction interaction;
  private final int degree;
  private final double temperature;
  private final Descent descent;
  private final double[] table;

  DenseMemory(
      StateSpace space,
      PatternBits bits,
      Interaction interaction,
      int degree,
      double temperature,
      Descent descent) {
    this.space = space;
    this.bits = bits;
    this.interaction = interaction;
    this.degree = degree;
    this.temperature = temperature;
    this.descent = descent;
    this.table =
        exponential() ? Interaction.decay(bits.units()) : interaction.table(bits.units(), degree);
  }

  /**
   * A memory of patterns.
   *
   * @param patterns rows of -1 and 1
   * @param interaction F
   * @param degree n, of no effect on the exponential
   * @throws IllegalArgumentException for other values than -1 and 1
   */
  public static DenseMemory of(Batch patterns, Interaction interaction, int degree) {
    return of(patterns, interaction, degree, Updates.ASYNCHRONOUS, Sequence.RANDOM);
  }

  /** A memory of patterns whose retrieval updates spins in that way and order. */
  public static DenseMemory of(
      Batch patterns, Interaction interaction, int degree, Updates updates, Sequence order) {
    StateSpace space = Spins.of(patterns.dim());
    PatternBits bits = new PatternBits(space);
    bits.add(patterns);
    boolean random = order == Sequence.RANDOM;
    Descent descent =
        new Descent(space.dim(), updates, random, Descent.PATIENCE, RandomStream.of(0));
    return new DenseMemory(space, bits, interaction, degree, 1, descent);
  }

  @Override
  public StateSpace space() {
    return space;
  }

  PatternBits bits() {
    return bits;
  }

  double[] table() {
    return table;
  }

  boolean exponential() {
    return interaction == Interaction.EXPONENTIAL;
  }

  /** Whether a unit feels the overlaps themselves. */
  boolean quadratic() {
    return interaction == Interaction.POLYNOMIAL && degree == 2;
  }

  /**
   * {@code F(o + 1) - F(o - 1)} of overlaps, up to a common factor: how patterns pull at a unit
   * that is not known.
   *
   * @return their sum
   */
  double pull(int count, int[] overlaps, double[] out) {
    double sum = 0;
    int greatest = Integer.MIN_VALUE;
    for (int p = 0; p < count; p++) {
      greatest = Math.max(greatest, overlaps[p]);
    }
    int zero = bits.units() + Interaction.MARGIN;
    for (int p = 0; p < count; p++) {
      int o = zero + overlaps[p];
      out[p] = exponential() ? table[greatest - overlaps[p]] : table[o + 1] - table[o - 1];
      sum += out[p];
    }
    return sum;
  }

  @Override
  public void energies(Batch x, double[] out) {
    checkDim(x);
    try (Scratch scratch = Scratch.open()) {
      float[] spins = scratch.floats(x.length());
      Spins.toSpins(space, x, spins, 0);
      OverlapWalk walk = new OverlapWalk(this, scratch);
      for (int row = 0; row < x.size(); row++) {
        walk.start(spins, row * x.dim(), false);
        out[row] = walk.energy() / temperature;
      }
    }
  }

  @Override
  public void sweep(Batch x, int sweeps, double beta, RandomStream random) {
    sweepAll(x, null, sweeps, beta, random);
  }

  @Override
  public void sweep(Batch x, Batch given, int sweeps, double beta, RandomStream random) {
    sweepAll(x, given, sweeps, beta, random);
  }

  private void sweepAll(
      Batch x, @Nullable Batch given, int sweeps, double beta, RandomStream random) {
    checkDim(x);
    int units = x.dim();
    double factor = beta / temperature;
    try (Scratch scratch = Scratch.open()) {
      float[] spins = scratch.floats(x.length());
      float[] uniform = scratch.floats(units);
      Spins.toSpins(space, x, spins, 0);
      OverlapWalk walk = new OverlapWalk(this, scratch);
      for (int row = 0; row < x.size(); row++) {
        walk.start(spins, row * units, false);
        for (int sweep = 0; sweep < sweeps; sweep++) {
          random.fillUniform(uniform, 0, units);
          for (int i = 0; i < units; i++) {
            if (given == null || Float.isNaN(given.get(row, i))) {
              double chance = 1 / (1 + Math.exp(-factor * walk.field(i)));
              if (uniform[i] < chance != walk.isUp(i)) {
                walk.flip(i);
              }
            }
          }
        }
        Bits.unpack(units, walk.state(), 0, -1, 1, spins, row * units);
      }
      Spins.fromSpins(space, spins, 0, x);
    }
  }

  @Override
  public Retrieval retrieve(Batch states, @Nullable Batch given, int most) {
    checkDim(states);
    Retrieval found = Retrieval.allocate(states.size());
    Descent.Orders orders = descent.orders();
    for (int from = 0; from < states.size(); from += TILE) {
      Batch tile = states.slice(from, Math.min(states.size(), from + TILE));
      Batch held = given == null ? null : given.slice(from, from + tile.size());
      found.put(from, retrieveTile(tile, held, most, orders));
    }
    return found;
  }

  private Retrieval retrieveTile(
      Batch states, @Nullable Batch given, int most, Descent.Orders orders) {
    int units = states.dim();
    int rows = states.size();
    int words = bits.words();
    Retrieval found = Retrieval.allocate(rows);
    try (Scratch scratch = Scratch.open()) {
      float[] spins = scratch.floats(states.length());
      long[] ends = scratch.longs(rows * words);
      long[] held = scratch.longs(words);
      long[] earlier = scratch.longs(words);
      long[] next = scratch.longs(words);
      Spins.toSpins(space, states, spins, 0);
      OverlapWalk walk = new OverlapWalk(this, scratch);
      HebbTile side = quadratic() ? new HebbTile(this, orders, rows, scratch) : null;
      for (int row = 0; row < rows; row++) {
        Descent.hold(space, given, row, spins, row * units, held);
        if (side != null) {
          walk.begin(spins, row * units);
          side.put(row, walk.state(), held);
          continue;
        }
        walk.start(spins, row * units, true);
        if (descent.synchronous()) {
          together(walk, held, earlier, next, most, found, row);
        } else {
          oneByOne(walk, held, orders, most, found, row);
        }
        System.arraycopy(walk.state(), 0, ends, row * words, words);
      }
      if (side != null) {
        side.descend(rows, descent.synchronous(), most, found, ends);
      }
      for (int row = 0; row < rows; row++) {
        Bits.unpack(units, ends, row * words, -1, 1, spins, row * units);
        walk.start(spins, row * units, false);
        found.energies()[row] = walk.energy() / temperature;
        bits.judge(ends, row * words, row, found);
      }
      Spins.fromSpins(space, spins, 0, states);
    }
    return found;
  }

  private static void oneByOne(
      OverlapWalk walk, long[] held, Descent.Orders orders, int most, Retrieval found, int row) {
    int steps = 0;
    boolean moved = true;
    while (moved && steps < most) {
      moved = false;
      for (int i : orders.of(steps)) {
        if ((held[i >>> 6] >>> i & 1) == 0) {
          double field = walk.field(i);
          if (field != 0 && field > 0 != walk.isUp(i)) {
            walk.flip(i);
            moved = true;
          }
        }
      }
      steps += moved ? 1 : 0;
    }
    found.steps()[row] = steps;
    found.settled()[row] = !moved;
  }

  private void together(
      OverlapWalk walk,
      long[] held,
      long[] earlier,
      long[] next,
      int most,
      Retrieval found,
      int row) {
    long[] state = walk.state();
    int words = bits.words();
    int units = bits.units();
    int steps = 0;
    boolean moved = true;
    while (moved && steps < most) {
      System.arraycopy(state, 0, next, 0, words);
      for (int i = 0; i < units; i++) {
        double field = walk.field(i);
        if ((held[i >>> 6] >>> i & 1) == 0 && field != 0 && field > 0 != walk.isUp(i)) {
          next[i >>> 6] ^= 1L << i;
        }
      }
      moved = !Arrays.equals(state, 0, words, next, 0, words);
      if (moved && steps > 0 && Arrays.equals(earlier, 0, words, next, 0, words)) {
        break; // two states that follow each other for ever
      }
      if (moved) {
        System.arraycopy(state, 0, earlier, 0, words);
        System.arraycopy(next, 0, state, 0, words);
        walk.measure();
        steps++;
      }
    }
    found.steps()[row] = steps;
    found.settled()[row] = !moved;
  }

  @Override
  public int patience() {
    return descent.patience();
  }

  @Override
  public int patterns() {
    return bits.count();
  }

  private void checkDim(Batch x) {
    if (x.dim() != space.dim()) {
      throw new IllegalArgumentException(
          "states of " + x.dim() + " values for a memory of " + space.dim() + " units");
    }
  }
}

package io.ebm.models.boltzmann.pairwise;

import io.ebm.api.Batch;
import io.ebm.api.RandomStream;
import io.ebm.math.Scratch;
import io.ebm.models.boltzmann.graph.Graph;
import java.util.Arrays;

/**
 * Gibbs sweeps of up to 64 chains of spins at once, one bit each of a word per site: for couplings
 * of one strength, of either sign, and one field (multi-spin coding; Creutz, Jacobs and Rebbi 1979,
 * with the chains in the bits as in Zorn, Herrmann and Rebbi 1981).
 *
 * <p>A spin is up with a probability that depends on the number {@code k} of its neighbours that
 * would have it so: {@code p_k = 1 / (1 + exp(-2β(h + J(2k - d))))}. The numbers of 64 chains are
 * counted in binary with logical operations. Then every chain draws a number of up to 64 bits, from
 * the highest on, and compares it with its {@code p_k}, bit by bit, until the first that differs
 * decides: half of the chains are done with every bit. A chain's bits are its own, none is used
 * twice, and the probability is that of 64 bits, so chains are independent and each obeys detailed
 * balance.
 */
final class PackedSpins {

  /** Fewer rows than this are swept faster one by one. */
  static final int LEAST_ROWS = 8;

  private static final int LANES = 64;
  private static final int BLOCK = 256;
  private static final int PLANES = 8; // of random bits for all sites of a block
  private static final int MOST_NEIGHBOURS = 15;
  private static final int SITES = 512;

  private final Graph graph;
  private final int[] order; // sites by colour, then by the number of their neighbours
  private final int[] blocks; // where blocks of like sites begin

  private PackedSpins(Graph graph, int[] order, int[] blocks) {
    this.graph = graph;
    this.order = order;
    this.blocks = blocks;
  }

  /** Whether a graph's sites have few enough neighbours. */
  static boolean possible(Graph graph) {
    return graph.greatestDegree() <= MOST_NEIGHBOURS;
  }

  static PackedSpins of(Graph graph) {
    int[] order = new int[graph.vertices()];
    int[] blocks = new int[graph.vertices() + 1];
    int placed = 0;
    int count = 0;
    for (int[] colour : graph.colours()) {
      for (int degree = 0; degree <= MOST_NEIGHBOURS; degree++) {
        int begin = placed;
        for (int site : colour) {
          if (graph.starts()[site + 1] - graph.starts()[site] == degree) {
            if ((placed - begin) % BLOCK == 0) {
              blocks[count++] = placed;
            }
            order[placed++] = site;
          }
        }
      }
    }
    blocks[count++] = placed;
    return new PackedSpins(graph, order, Arrays.copyOf(blocks, count));
  }

  /**
   * Whether a law's couplings are all of one strength and its fields all equal, on this graph.
   *
   * @param theta couplings, then fields
   */
  boolean fits(float[] theta) {
    int edges = graph.edges();
    float strength = edges == 0 ? 0 : Math.abs(theta[0]);
    float field = theta[edges];
    if (!Float.isFinite(strength) || !Float.isFinite(field)) {
      return false;
    }
    for (int e = 0; e < edges; e++) {
      if (Math.abs(theta[e]) != strength) {
        return false;
      }
    }
    for (int i = edges; i < theta.length; i++) {
      if (theta[i] != field) {
        return false;
      }
    }
    return true;
  }

  /**
   * Sweeps any number of chains.
   *
   * @param beta times what the law's parameters are scaled by
   * @param theta parameters that fit
   */
  void sweep(Batch x, int sweeps, double beta, float[] theta, RandomStream random) {
    int chunks = (x.size() + LANES - 1) / LANES;
    long[][] thresholds = thresholds(beta, theta);
    try (Scratch scratch = Scratch.open()) {
      int[] links = scratch.ints(graph.neighbours().length);
      for (int k = 0; k < graph.neighbours().length; k++) {
        int sign = Float.floatToRawIntBits(theta[graph.links()[k]]) >>> 31;
        links[k] = graph.neighbours()[k] << 1 | sign;
      }
      long[] spins = scratch.longs(graph.vertices());
      for (int c = 0; c < chunks; c++) {
        int from = (int) ((long) x.size() * c / chunks);
        int to = (int) ((long) x.size() * (c + 1) / chunks);
        Batch rows = x.slice(from, to);
        pack(rows, spins);
        for (int sweep = 0; sweep < sweeps; sweep++) {
          sweepOnce(spins, links, thresholds, -1L >>> (LANES - rows.size()), random);
        }
        unpack(spins, rows);
      }
    }
  }

  /** {@code p_k} as 64-bit fractions, for every number of neighbours and every {@code k}. */
  private long[][] thresholds(double beta, float[] theta) {
    double strength = graph.edges() == 0 ? 0 : Math.abs(theta[0]);
    double field = theta[graph.edges()];
    long[][] all = new long[MOST_NEIGHBOURS + 1][];
    for (int degree = 0; degree <= MOST_NEIGHBOURS; degree++) {
      all[degree] = new long[degree + 1];
      for (int k = 0; k <= degree; k++) {
        all[degree][k] = threshold(2 * beta * (field + strength * (2 * k - degree)));
      }
    }
    return all;
  }

  /** {@code 2^64 / (1 + exp(-gap))}, unsigned, at most {@code 2^64 - 1}. */
  static long threshold(double gap) {
    double rarer = 1 / (1 + Math.exp(Math.abs(gap)));
    long part = rarer >= 0.5 ? Long.MIN_VALUE : (long) (rarer * 0x1p64);
    return gap <= 0 ? part : part == 0 ? -1 : -part;
  }

  private void sweepOnce(
      long[] spins, int[] links, long[][] thresholds, long lanes, RandomStream random) {
    int[] starts = graph.starts();
    try (Scratch scratch = Scratch.open()) {
      long[] counts = scratch.longs(4 * BLOCK);
      long[] masks = scratch.longs((MOST_NEIGHBOURS + 1) * BLOCK);
      long[] open = scratch.longs(BLOCK);
      long[] up = scratch.longs(BLOCK);
      long[] level = scratch.longs(BLOCK);
      long[] bits = scratch.longs(PLANES * BLOCK);
      long[] more = scratch.longs(BLOCK);
      for (int b = 0; b + 1 < blocks.length; b++) {
        int from = blocks[b];
        int size = blocks[b + 1] - from;
        int degree = starts[order[from] + 1] - starts[order[from]];
        count(spins, links, from, size, degree, counts);
        for (int k = 0; k <= degree; k++) {
          select(counts, k, masks, size);
        }
        draw(masks, thresholds[degree], size, lanes, open, up, level, bits, more, random);
        for (int i = 0; i < size; i++) {
          spins[order[from + i]] = up[i];
        }
      }
    }
  }

  /** Counts the neighbours that would have a site up, in four binary digits. */
  private void count(long[] spins, int[] links, int from, int size, int degree, long[] counts) {
    int[] starts = graph.starts();
    for (int i = 0; i < size; i++) {
      int k = starts[order[from + i]];
      int end = k + degree;
      long c0 = 0;
      long c1 = 0;
      long c2 = 0;
      long c3 = 0;
      for (; k + 1 < end; k += 2) { // by twos: one carry for both
        long a = spins[links[k] >>> 1] ^ -(links[k] & 1L);
        long b = spins[links[k + 1] >>> 1] ^ -(links[k + 1] & 1L);
        long sum = a ^ b;
        long carry = (a & b) | (c0 & sum);
        c0 ^= sum;
        long next = c1 & carry;
        c1 ^= carry;
        c3 ^= c2 & next;
        c2 ^= next;
      }
      if (k < end) {
        long carry = c0;
        c0 ^= spins[links[k] >>> 1] ^ -(links[k] & 1L);
        carry &= ~c0;
        long next = c1 & carry;
        c1 ^= carry;
        c3 ^= c2 & next;
        c2 ^= next;
      }
      counts[i] = c0;
      counts[BLOCK + i] = c1;
      counts[2 * BLOCK + i] = c2;
      counts[3 * BLOCK + i] = c3;
    }
  }

  /** The chains whose count is {@code k}. */
  private static void select(long[] counts, int k, long[] masks, int size) {
    long m0 = (k & 1) - 1L;
    long m1 = (k >> 1 & 1) - 1L;
    long m2 = (k >> 2 & 1) - 1L;
    long m3 = (k >> 3 & 1) - 1L;
    int at = k * BLOCK;
    for (int i = 0; i < size; i++) {
      masks[at + i] =
          (counts[i] ^ m0)
              & (counts[BLOCK + i] ^ m1)
              & (counts[2 * BLOCK + i] ^ m2)
              & (counts[3 * BLOCK + i] ^ m3);
    }
  }

  /** Draws the spins of a block, of which {@code masks} tells the count of every chain. */
  private static void draw(
      long[] masks,
      long[] thresholds,
      int size,
      long lanes,
      long[] open,
      long[] up,
      long[] level,
      long[] bits,
      long[] more,
      RandomStream random) {
    Arrays.fill(open, 0, size, lanes);
    Arrays.fill(up, 0, size, 0);
    random.fillBits(bits, 0, PLANES * size);
    for (int plane = 0; plane < PLANES; plane++) {
      Arrays.fill(level, 0, size, 0);
      for (int k = 0; k < thresholds.length; k++) {
        if ((thresholds[k] << plane) < 0) {
          int at = k * BLOCK;
          for (int i = 0; i < size; i++) {
            level[i] |= masks[at + i];
          }
        }
      }
      int at = plane * size;
      for (int i = 0; i < size; i++) {
        long differs = level[i] ^ bits[at + i];
        up[i] |= open[i] & differs & level[i];
        open[i] &= ~differs;
      }
    }
    // A quarter of the sites have a chain left that all these bits did not decide.
    int used = BLOCK;
    for (int i = 0; i < size; i++) {
      for (int plane = PLANES; open[i] != 0 && plane < Long.SIZE; plane++) {
        if (used == BLOCK) {
          random.fillBits(more, 0, BLOCK);
          used = 0;
        }
        long below = 0;
        for (int k = 0; k < thresholds.length; k++) {
          below |= masks[k * BLOCK + i] & (thresholds[k] << plane >> (Long.SIZE - 1));
        }
        long differs = below ^ more[used++];
        up[i] |= open[i] & differs & below;
        open[i] &= ~differs;
      }
    }
  }

  /** Bit {@code r} of a site's word is set where row {@code r} has the spin up. */
  static void pack(Batch x, long[] spins) {
    int sites = x.dim();
    float[] array = x.array();
    for (int from = 0; from < sites; from += SITES) {
      int to = Math.min(sites, from + SITES);
      Arrays.fill(spins, from, to, 0);
      for (int r = 0; r < x.size(); r++) {
        int at = x.offset(r);
        for (int i = from; i < to; i++) {
          spins[i] |= (long) (~Float.floatToRawIntBits(array[at + i]) >>> 31) << r;
        }
      }
    }
  }

  static void unpack(long[] spins, Batch x) {
    int sites = x.dim();
    float[] array = x.array();
    for (int from = 0; from < sites; from += SITES) {
      int to = Math.min(sites, from + SITES);
      for (int r = 0; r < x.size(); r++) {
        int at = x.offset(r);
        for (int i = from; i < to; i++) {
          array[at + i] = Float.intBitsToFloat(0xbf800000 ^ (int) (spins[i] >>> r) << 31);
        }
      }
    }
  }
}

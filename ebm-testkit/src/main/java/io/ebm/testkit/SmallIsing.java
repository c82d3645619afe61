package io.ebm.testkit;

import io.ebm.api.Annealable;
import io.ebm.api.Batch;
import io.ebm.api.Decodable;
import io.ebm.api.ExactDraws;
import io.ebm.api.ExactExpectations;
import io.ebm.api.Gradient;
import io.ebm.api.Learnable;
import io.ebm.api.PairCouplings;
import io.ebm.api.PairwiseCoupled;
import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.api.Replicable;
import io.ebm.api.SiteDifferences;
import io.ebm.api.SiteSampled;
import io.ebm.api.StateSpace;
import io.ebm.api.Tractable;
import java.util.Arrays;

/**
 * Up to 16 pairwise coupled units, spins or binaries, with every answer by enumeration: {@code E(x)
 * = -Σ_i b_i x_i - Σ_{i<j} J_ij x_i x_j}. Its parameters are {@code fields} [dim] and {@code
 * couplings} [dim (dim - 1) / 2], in the order (0,1), (0,2), … (1,2), …. The path {@link #at} is
 * {@code beta E}, from the uniform law of {@code log Z = dim log 2}. Computes in double precision;
 * nothing is cached.
 */
public final class SmallIsing
    implements Learnable,
        Replicable,
        SiteSampled,
        SiteDifferences,
        PairwiseCoupled,
        Tractable,
        ExactDraws,
        ExactExpectations,
        Decodable,
        Annealable {

  private static final int MOST_UNITS = 16;

  private final StateSpace space;
  private final int dim;
  private final Parameters parameters;

  /**
   * Creates a model with all parameters zero.
   *
   * @param space of spins or binaries, of at most 16 units
   */
  public SmallIsing(StateSpace space) {
    if (space.levels() != 2 || space instanceof StateSpace.Categorical) {
      throw new IllegalArgumentException("needs spins or binaries, but is given " + space);
    }
    this.space = space;
    this.dim = space.dim();
    if (dim < 2 || dim > MOST_UNITS) {
      throw new IllegalArgumentException("needs 2 to 16 units, but is given " + space);
    }
    parameters =
        Parameters.builder().add("fields", dim).add("couplings", dim * (dim - 1) / 2).build();
  }

  private SmallIsing(StateSpace space, Parameters parameters) {
    this.space = space;
    this.dim = space.dim();
    this.parameters = parameters;
  }

  /** A model with normal parameters of a standard deviation. */
  public static SmallIsing random(StateSpace space, double scale, RandomStream random) {
    SmallIsing energy = new SmallIsing(space);
    float[] values = energy.parameters.values();
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (scale * random.nextGaussian());
    }
    return energy;
  }

  /** All states with their energies at the present parameters. */
  public Enumeration enumerate() {
    return Enumeration.of(this);
  }

  @Override
  public StateSpace space() {
    return space;
  }

  @Override
  public Parameters parameters() {
    return parameters;
  }

  @Override
  public SmallIsing replica(Parameters others) {
    return new SmallIsing(space, parameters.requireLayout(others));
  }

  @Override
  public void energies(Batch x, double[] out) {
    float[] values = parameters.values();
    for (int r = 0; r < x.size(); r++) {
      double energy = 0;
      int pair = dim;
      for (int i = 0; i < dim; i++) {
        double field = values[i];
        for (int j = i + 1; j < dim; j++) {
          field += (double) values[pair++] * x.get(r, j);
        }
        energy -= field * x.get(r, i);
      }
      out[r] = energy;
    }
  }

  @Override
  public void accumulate(Batch x, double[] weights, Gradient into) {
    float[] g = into.values();
    for (int r = 0; r < x.size(); r++) {
      int pair = dim;
      for (int i = 0; i < dim; i++) {
        g[i] -= (float) (weights[r] * x.get(r, i));
        for (int j = i + 1; j < dim; j++) {
          g[pair++] -= (float) (weights[r] * x.get(r, i) * x.get(r, j));
        }
      }
    }
  }

  /** The field {@code b_i + Σ_j J_ij x_j} on a unit of a row. */
  public double field(Batch x, int row, int unit) {
    float[] values = parameters.values();
    double field = values[unit];
    for (int j = 0; j < dim; j++) {
      if (j != unit) {
        int low = Math.min(unit, j);
        int high = Math.max(unit, j);
        int pair = dim + low * dim - low * (low + 1) / 2 + high - low - 1;
        field += (double) values[pair] * x.get(row, j);
      }
    }
    return field;
  }

  /** The probability that a unit is up (1), given the others, at an inverse temperature. */
  public double upProbability(Batch x, int row, int unit, double beta) {
    double gap = (space instanceof StateSpace.Spin ? 2 : 1) * beta * field(x, row, unit);
    return 1 / (1 + Math.exp(-gap));
  }

  /** The value of a unit that is not up: -1 or 0. */
  public float down() {
    return space instanceof StateSpace.Spin ? -1 : 0;
  }

  @Override
  public void sweep(Batch x, int sweeps, double beta, RandomStream random) {
    for (int s = 0; s < sweeps; s++) {
      for (int r = 0; r < x.size(); r++) {
        for (int i = 0; i < dim; i++) {
          boolean up = random.nextDouble() < upProbability(x, r, i, beta);
          x.set(r, i, up ? 1 : down());
        }
      }
    }
  }

  @Override
  public void sampleSites(Batch x, int[] sites, int count, double beta, RandomStream random) {
    for (int r = 0; r < x.size(); r++) {
      for (int k = 0; k < count; k++) {
        boolean up = random.nextDouble() < upProbability(x, r, sites[k], beta);
        x.set(r, sites[k], up ? 1 : down());
      }
    }
  }

  @Override
  public void differences(Batch x, Batch out) {
    for (int r = 0; r < x.size(); r++) {
      for (int i = 0; i < dim; i++) {
        double field = field(x, r, i);
        for (int a = 0; a < 2; a++) {
          out.set(r, 2 * i + a, (float) (-field * (space.value(a) - x.get(r, i))));
        }
      }
    }
  }

  @Override
  public boolean exact() {
    return true;
  }

  /** For zeros and ones by {@code x x' = (δ + x + x' - 1) / 2}. */
  @Override
  public PairCouplings couplings() {
    boolean spins = space instanceof StateSpace.Spin;
    float[] values = parameters.values();
    int[] starts = new int[dim + 1];
    int[] neighbours = new int[dim * (dim - 1)];
    double[] strengths = new double[dim * (dim - 1)];
    double[] fields = new double[2 * dim];
    int k = 0;
    for (int i = 0; i < dim; i++) {
      fields[2 * i] = spins ? -values[i] : 0;
      fields[2 * i + 1] = values[i];
      for (int j = 0; j < dim; j++) {
        if (j != i) {
          int low = Math.min(i, j);
          int pair = dim + low * dim - low * (low + 1) / 2 + Math.abs(i - j) - 1;
          neighbours[k] = j;
          strengths[k++] = values[pair] * (spins ? 2 : 0.5);
          fields[2 * i + 1] += spins ? 0 : 0.5 * values[pair];
        }
      }
      starts[i + 1] = k;
    }
    return new PairCouplings(2, starts, neighbours, strengths, fields);
  }

  @Override
  public void logPartitions(int rows, double[] out) {
    Arrays.fill(out, 0, rows, enumerate().logPartition(1));
  }

  @Override
  public void accumulateExpectations(double[] weights, Gradient into) {
    Enumeration all = enumerate();
    double[] factors = all.probabilities(1);
    for (int s = 0; s < factors.length; s++) {
      factors[s] *= weights[0];
    }
    accumulate(all.states(), factors, into);
  }

  @Override
  public void sample(Batch into, RandomStream random) {
    enumerate().sample(into, 1, random);
  }

  @Override
  public void decode(Batch into, double[] energies) {
    Enumeration all = enumerate();
    int best = 0;
    for (int s = 1; s < all.size(); s++) {
      best = all.energy(s) < all.energy(best) ? s : best;
    }
    for (int r = 0; r < into.size(); r++) {
      into.copyRow(r, all.states(), best);
    }
    Arrays.fill(energies, 0, into.size(), all.energy(best));
  }

  /** A model of its own, with the present parameters times {@code beta}. */
  @Override
  public SmallIsing at(double beta) {
    if (!(beta >= 0 && beta <= 1)) {
      throw new IllegalArgumentException("beta must lie between 0 and 1, but is " + beta);
    }
    SmallIsing there = new SmallIsing(space);
    float[] values = parameters.values();
    for (int i = 0; i < values.length; i++) {
      there.parameters.values()[i] = (float) (beta * values[i]);
    }
    return there;
  }
}

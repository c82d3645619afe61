package io.ebm.models.hopfield;

import io.ebm.api.Batch;
import io.ebm.api.Clampable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.Gradient;
import io.ebm.api.Learnable;
import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.math.Scratch;
import io.ebm.math.Vectors;
import org.jspecify.annotations.Nullable;

/**
 * A Hopfield network (Hopfield 1982) with its couplings written down: {@code E(s) = (-Σ_{j<i} w_ij
 * s_i s_j + Σ_i θ_i s_i) / T} over spins. Over data of 0 and 1 it is that of the spins {@code 2 x -
 * 1}.
 *
 * <p>Parameters: {@code couplings} [N (N - 1) / 2], each pair once, {@code (1,0), (2,0), (2,1), …};
 * {@code thresholds} [N]. They come from patterns by a {@link Rule}, or any objective for discrete
 * states trains them.
 *
 * <p>An asynchronous step visits every spin and gives it the sign of {@code Σ_j w_ij s_j - θ_i}, or
 * leaves it where that is 0: the energy never rises. Retrieval ends where the fields, computed
 * afresh, would move no spin.
 */
public final class Hopfield implements EnergyFunction, Learnable, Clampable, Retrieving {

  private static final int TILE = 64;

  /** After so many sweeps fields that are kept up to date are computed afresh. */
  private static final int REFRESH = 16;

  private final StateSpace space;
  private final int units;
  private final double temperature;
  private final Descent descent;
  private final @Nullable PatternBits known;
  private final Parameters parameters;

  /**
   * @param known patterns by which what is retrieved is judged, or null
   */
  Hopfield(StateSpace space, double temperature, Descent descent, @Nullable PatternBits known) {
    this.space = space;
    this.units = space.dim();
    this.temperature = temperature;
    this.descent = descent;
    this.known = known;
    if (units < 2 || units > Triangle.MOST) {
      throw new IllegalArgumentException(
          "a Hopfield network has 2 to "
              + Triangle.MOST
              + " units whose couplings are written down, not "
              + units);
    }
    this.parameters =
        Parameters.builder()
            .add("couplings", Triangle.size(units))
            .add("thresholds", units)
            .build();
  }

  /**
   * A network of given couplings.
   *
   * @param couplings a symmetric matrix with zeros on its diagonal
   * @param thresholds as many as units
   * @throws IllegalArgumentException if the matrix is not square, not symmetric, or has a diagonal
   */
  public static Hopfield of(float[][] couplings, float[] thresholds) {
    int n = couplings.length;
    if (thresholds.length != n) {
      throw new IllegalArgumentException(
          n + " units need as many thresholds, not " + thresholds.length);
    }
    StateSpace space = Spins.of(n);
    Hopfield network = new Hopfield(space, 1, Descent.standard(n), null);
    float[] theta = network.parameters.values();
    for (int i = 0; i < n; i++) {
      if (couplings[i].length != n) {
        throw new IllegalArgumentException(
            "couplings must be a square matrix; row "
                + i
                + " of "
                + n
                + " has "
                + couplings[i].length
                + " elements");
      }
      if (couplings[i][i] != 0) {
        throw new IllegalArgumentException(
            "the coupling of unit " + i + " with itself must be 0, but is " + couplings[i][i]);
      }
      for (int j = 0; j < i; j++) {
        if (couplings[i][j] != couplings[j][i]) {
          throw new IllegalArgumentException(
              "couplings must be symmetric, or there is no energy: between "
                  + i
                  + " and "
                  + j
                  + " they are "
                  + couplings[i][j]
                  + " and "
                  + couplings[j][i]);
        }
        theta[Triangle.at(i, j)] = couplings[i][j];
      }
      theta[Triangle.size(n) + i] = thresholds[i];
    }
    return network;
  }

  /** Writes patterns into the couplings, after those that are there. */
  Learner learner(Rule rule) {
    return new Learner(rule, units, parameters.values());
  }

  @Override
  public StateSpace space() {
    return space;
  }

  @Override
  public Parameters parameters() {
    return parameters;
  }

  /** {@code Σ_j w_ij s_j - θ_i} for rows of spins. */
  void fields(int rows, float[] spins, int at, float[] out) {
    float[] theta = parameters.values();
    Triangle.fields(rows, units, theta, spins, at, out);
    for (int r = 0; r < rows; r++) {
      Vectors.axpy(units, -1, theta, Triangle.size(units), out, r * units);
    }
  }

  /** The energy of a state with its fields: half of the pairs, all of the thresholds. */
  double energy(float[] spins, int at, float[] fields, int fieldsAt) {
    float[] theta = parameters.values();
    double both = Vectors.dot(units, spins, at, fields, fieldsAt);
    double threshold = Vectors.dot(units, spins, at, theta, Triangle.size(units));
    return (threshold - both) / 2 / temperature;
  }

  @Override
  public void energies(Batch x, double[] out) {
    checkDim(x);
    try (Scratch scratch = Scratch.open()) {
      float[] spins = scratch.floats(TILE * units);
      float[] fields = scratch.floats(TILE * units);
      for (int from = 0; from < x.size(); from += TILE) {
        Batch tile = x.slice(from, Math.min(x.size(), from + TILE));
        Spins.toSpins(space, tile, spins, 0);
        fields(tile.size(), spins, 0, fields);
        for (int r = 0; r < tile.size(); r++) {
          out[from + r] = energy(spins, r * units, fields, r * units);
        }
      }
    }
  }

  @Override
  public void accumulate(Batch x, double[] weights, Gradient into) {
    checkDim(x);
    float[] g = into.values();
    int thresholds = Triangle.size(units);
    try (Scratch scratch = Scratch.open()) {
      float[] spins = scratch.floats(TILE * units);
      float[] weighted = scratch.floats(TILE * units);
      for (int from = 0; from < x.size(); from += TILE) {
        Batch tile = x.slice(from, Math.min(x.size(), from + TILE));
        Spins.toSpins(space, tile, spins, 0);
        for (int r = 0; r < tile.size(); r++) {
          float weight = (float) (weights[from + r] / temperature);
          Vectors.scale(units, weight, spins, r * units, weighted, r * units);
          Vectors.axpy(units, 1, weighted, r * units, g, thresholds);
        }
        Triangle.addProducts(tile.size(), units, -1, weighted, spins, g, 0);
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
    double factor = 2 * beta / temperature;
    try (Scratch scratch = Scratch.open()) {
      float[] spins = scratch.floats(TILE * units);
      float[] fields = scratch.floats(TILE * units);
      float[] uniform = scratch.floats(units);
      float[] square = square(scratch);
      for (int from = 0; from < x.size(); from += TILE) {
        Batch tile = x.slice(from, Math.min(x.size(), from + TILE));
        Spins.toSpins(space, tile, spins, 0);
        for (int sweep = 0; sweep < sweeps; sweep++) {
          if (sweep % REFRESH == 0) {
            fields(tile.size(), spins, 0, fields);
          }
          for (int r = 0; r < tile.size(); r++) {
            random.fillUniform(uniform, 0, units);
            int row = r * units;
            for (int i = 0; i < units; i++) {
              if (given == null || Float.isNaN(given.get(from + r, i))) {
                double chance = 1 / (1 + Math.exp(-factor * fields[row + i]));
                if (uniform[i] < chance != spins[row + i] > 0) {
                  flip(i, spins, row, fields, row, square);
                }
              }
            }
          }
        }
        Spins.fromSpins(space, spins, 0, tile);
      }
    }
  }

  /** All couplings as a square where that is small, else nothing. */
  private float[] square(Scratch scratch) {
    if (units > Triangle.SQUARE) {
      return new float[0];
    }
    float[] square = scratch.floats(units * units);
    Triangle.square(units, parameters.values(), square);
    return square;
  }

  void flip(int i, float[] spins, int at, float[] fields, int fieldsAt, float[] square) {
    float change = -2 * spins[at + i];
    spins[at + i] = -spins[at + i];
    if (units <= Triangle.SQUARE) {
      Vectors.axpy(units, change, square, i * units, fields, fieldsAt);
      return;
    }
    float[] w = parameters.values();
    Vectors.axpy(i, change, w, Triangle.row(i), fields, fieldsAt);
    int pair = Triangle.row(i) + 2 * i;
    for (int j = i + 1; j < units; j++) {
      fields[fieldsAt + j] += change * w[pair];
      pair += j;
    }
  }

  @Override
  public Retrieval retrieve(Batch states, @Nullable Batch given, int most) {
    checkDim(states);
    Retrieval found = Retrieval.allocate(states.size());
    Descent.Orders orders = descent.orders();
    FieldDescent downhill = new FieldDescent(this, descent, known);
    try (Scratch scratch = Scratch.open()) {
      float[] square = square(scratch);
      float[] spins = scratch.floats(TILE * units);
      for (int from = 0; from < states.size(); from += TILE) {
        Batch tile = states.slice(from, Math.min(states.size(), from + TILE));
        Batch held = given == null ? null : given.slice(from, from + tile.size());
        Spins.toSpins(space, tile, spins, 0);
        found.put(from, downhill.retrieve(tile.size(), spins, held, most, orders, square));
        Spins.fromSpins(space, spins, 0, tile);
      }
    }
    return found;
  }

  @Override
  public int patience() {
    return descent.patience();
  }

  @Override
  public int patterns() {
    return known == null ? 0 : known.count();
  }

  private void checkDim(Batch x) {
    if (x.dim() != units) {
      throw new IllegalArgumentException(
          "states of " + x.dim() + " values for a network of " + units + " units");
    }
  }
}

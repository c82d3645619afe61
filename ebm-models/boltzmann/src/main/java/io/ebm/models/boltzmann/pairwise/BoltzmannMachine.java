package io.ebm.models.boltzmann.pairwise;

import io.ebm.api.Batch;
import io.ebm.api.Gradient;
import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.math.Scratch;
import io.ebm.models.boltzmann.exact.StateTree;
import io.ebm.models.boltzmann.graph.Graph;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Boltzmann machine (Ackley, Hinton and Sejnowski 1985) of zeros and ones: any units may be
 * coupled, {@code E(v, h) = -Σ_(i,j) w_ij x_i x_j - Σ_i b_i x_i} with {@code x = (v, h)}. Its
 * energy is that of the visible units, {@code E(v) = -log Σ_h exp(-E(v, h))}, summed exactly: of
 * the hidden units at most 20 may be coupled with each other, directly or through other hidden
 * ones.
 *
 * <p>Parameters: {@code weights} [couplings], each once, ordered by the lower, then the higher
 * unit, visible units before hidden ones; {@code visible-bias} [visible]; {@code hidden-bias}
 * [hidden].
 *
 * <p>A call of {@code sweep} at β = 1 draws the hidden units from {@code p(h | v)}, exactly, and
 * then sweeps over all units. At any other β, {@code exp(-β E(v))} is not what is left of a joint
 * law, and the visible units are drawn one by one from their own conditionals, which costs two sums
 * over hidden states for each.
 */
public final class BoltzmannMachine extends PairwiseEnergy {

  private static final int ROWS = 64;

  private final @Nullable HiddenUnits hidden;

  private BoltzmannMachine(
      StateSpace space, Units units, Parameters parameters, Law law, @Nullable HiddenUnits hidden) {
    super(space, units, parameters, law);
    this.hidden = hidden;
  }

  /**
   * A machine with all parameters zero.
   *
   * @param graph of all units, the visible ones first
   * @param shape the extents of a visible state
   * @throws IllegalArgumentException if the graph has fewer vertices than there are visible units,
   *     or more than 20 hidden units are coupled with each other
   */
  public static BoltzmannMachine of(Graph graph, List<Integer> shape) {
    StateSpace space = new StateSpace.Binary(shape);
    int visible = space.dim();
    if (graph.vertices() < visible) {
      throw new IllegalArgumentException(
          "the graph has " + graph.vertices() + " units, but a state has " + visible);
    }
    Units units = new Units(graph, 0);
    Parameters.Builder layout = Parameters.builder();
    if (graph.edges() > 0) {
      layout.add("weights", graph.edges());
    }
    layout.add("visible-bias", visible);
    HiddenUnits hidden = null;
    if (graph.vertices() > visible) {
      hidden = new HiddenUnits(units, visible);
      layout.add("hidden-bias", graph.vertices() - visible);
    }
    Parameters parameters = layout.build();
    Law law = new Law(parameters.values(), 1, null, 0);
    return new BoltzmannMachine(space, units, parameters, law, hidden);
  }

  @Override
  BoltzmannMachine with(Law other) {
    return new BoltzmannMachine(space, units, parameters, other, hidden);
  }

  @Override
  boolean linear() {
    return hidden == null;
  }

  @Override
  public void energies(Batch x, double[] out) {
    if (hidden == null) {
      super.energies(x, out);
      return;
    }
    StateTree[] trees = hidden.trees();
    try (Scratch scratch = Scratch.open()) {
      double[] fields = scratch.doubles(units());
      double[] one = scratch.doubles(1);
      Batch joint = Batch.of(scratch.floats(units()), 0, 1, units());
      for (int r = 0; r < x.size(); r++) {
        joint.fill(0);
        System.arraycopy(x.array(), x.offset(r), joint.array(), 0, x.dim());
        units.energies(joint, law, one); // hidden units at 0 add nothing
        hidden.fields(joint.array(), 0, law, fields);
        double sum = 0;
        for (int g = 0; g < trees.length; g++) {
          sum += hidden.logSum(g, trees[g], law, fields);
        }
        out[r] = one[0] - sum;
      }
    }
  }

  /** Adds {@code Σ_r weights[r] E[∇θ E(v_r, h)]}, with h from {@code p(h | v_r)}. */
  @Override
  public void accumulate(Batch x, double[] weights, Gradient into) {
    if (hidden == null) {
      super.accumulate(x, weights, into);
      return;
    }
    StateTree[] trees = hidden.trees();
    try (Scratch scratch = Scratch.open()) {
      double[] fields = scratch.doubles(units());
      double[] covariances = scratch.doubles(HiddenUnits.MOST * HiddenUnits.MOST / 2);
      double[] factor = scratch.doubles(1);
      Batch joint = Batch.of(scratch.floats(units()), 0, 1, units());
      for (int r = 0; r < x.size(); r++) {
        joint.fill(0);
        System.arraycopy(x.array(), x.offset(r), joint.array(), 0, x.dim());
        hidden.fields(joint.array(), 0, law, fields);
        for (int g = 0; g < trees.length; g++) {
          hidden.moments(g, trees[g], law, fields, joint.array(), 0, covariances);
          int[] links = hidden.groups().get(g).links();
          for (int e = 0; e < links.length; e++) {
            into.values()[links[e]] -= (float) (law.scale() * weights[r] * covariances[e]);
          }
        }
        factor[0] = weights[r];
        units.accumulate(joint, law.scale(), factor, into);
      }
    }
  }

  /** Exact without hidden units; else to first order, with the hidden units at their means. */
  @Override
  public void differences(Batch x, Batch out) {
    if (hidden == null) {
      super.differences(x, out);
      return;
    }
    StateTree[] trees = hidden.trees();
    try (Scratch scratch = Scratch.open()) {
      double[] fields = scratch.doubles(units());
      double[] covariances = scratch.doubles(HiddenUnits.MOST * HiddenUnits.MOST / 2);
      float[] joint = scratch.floats(units());
      for (int r = 0; r < x.size(); r++) {
        System.arraycopy(x.array(), x.offset(r), joint, 0, x.dim());
        hidden.fields(joint, 0, law, fields);
        for (int g = 0; g < trees.length; g++) {
          hidden.moments(g, trees[g], law, fields, joint, 0, covariances);
        }
        SiteMoves.differences(units, law, space, x.dim(), joint, 0, out.array(), out.offset(r));
      }
    }
  }

  @Override
  public boolean exact() {
    return hidden == null;
  }

  @Override
  public void sweep(Batch x, int sweeps, double beta, RandomStream random) {
    if (hidden == null) {
      super.sweep(x, sweeps, beta, random);
    } else if (beta == 1) {
      jointly(hidden, x, null, sweeps, random);
    } else {
      new FreeSweep(units, hidden, law, x.dim()).sweep(x, null, sweeps, beta, random);
    }
  }

  @Override
  public void sweep(Batch x, Batch given, int sweeps, double beta, RandomStream random) {
    if (hidden == null) {
      super.sweep(x, given, sweeps, beta, random);
    } else if (beta == 1) {
      jointly(hidden, x, given, sweeps, random);
    } else {
      new FreeSweep(units, hidden, law, x.dim()).sweep(x, given, sweeps, beta, random);
    }
  }

  private void jointly(
      HiddenUnits below, Batch x, @Nullable Batch given, int sweeps, RandomStream random) {
    StateTree[] trees = below.trees();
    int visible = x.dim();
    for (int from = 0; from < x.size(); from += ROWS) {
      int rows = Math.min(ROWS, x.size() - from);
      try (Scratch scratch = Scratch.open()) {
        double[] fields = scratch.doubles(units());
        Batch joint = Batch.of(scratch.floats(rows * units()), 0, rows, units());
        Batch held = null;
        if (given != null) {
          held = Batch.of(scratch.floats(rows * units()), 0, rows, units());
          held.fill(Float.NaN);
        }
        for (int r = 0; r < rows; r++) {
          int at = joint.offset(r);
          System.arraycopy(x.array(), x.offset(from + r), joint.array(), at, visible);
          if (given != null && held != null) {
            System.arraycopy(given.array(), given.offset(from + r), held.array(), at, visible);
          }
          below.fields(joint.array(), at, law, fields);
          for (int g = 0; g < trees.length; g++) {
            below.sample(g, trees[g], law, fields, joint.array(), at, random);
          }
        }
        units.sweep(joint, held, sweeps, 1, law, random);
        for (int r = 0; r < rows; r++) {
          System.arraycopy(joint.array(), joint.offset(r), x.array(), x.offset(from + r), visible);
        }
      }
    }
  }
}

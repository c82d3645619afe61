package io.ebm.core.estimation;

import io.ebm.api.Annealable;
import io.ebm.api.Batch;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.GibbsSampled;
import io.ebm.api.RandomStream;
import io.ebm.api.Sequences;
import io.ebm.api.StateSpace;
import io.ebm.math.Scratch;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The path {@code (1 - β) E0 + β E} for any energy: from the uniform law ({@code E0 = 0}) on a
 * discrete space (over sequences, where an end ends those) or a box, from a Gaussian on ℝ^n. Immutable.
 */
final class LinearPath implements Annealable {

  private final EnergyFunction energy;
  private final @Nullable GaussianBase base;
  private final @Nullable Differentiable slopes;
  private final @Nullable GibbsSampled gibbs;

  /** A path of an energy; {@code base} is null where it begins with the uniform law. */
  LinearPath(EnergyFunction energy, @Nullable GaussianBase base) {
    this.energy = energy;
    this.base = base;
    this.slopes = energy.as(Differentiable.class).orElse(null);
    this.gibbs = isGibbs(energy) ? energy.as(GibbsSampled.class).orElse(null) : null;
  }

  /** Whether the energies of such a path can sweep. */
  static boolean isGibbs(EnergyFunction energy) {
    return energy.as(GibbsSampled.class).isPresent()
        && !(energy.space() instanceof StateSpace.Real);
  }

  double logBase() {
    if (base != null) {
      return base.logPartition();
    }
    StateSpace space = energy.space();
    return space instanceof StateSpace.Box box
        ? space.dim() * Math.log((double) box.high() - box.low())
        : Sequences.logCount(space);
  }

  void sampleBase(Batch into, RandomStream random) {
    if (base != null) {
      base.sample(into, random);
    } else {
      Sequences.uniform(energy.space(), into, random);
    }
  }

  /** The derivative {@code E - E0} of the energies along the path. */
  void slopes(Batch x, double[] out) {
    energy.energies(x, out);
    if (base != null) {
      try (Scratch scratch = Scratch.open()) {
        double[] other = scratch.doubles(x.size());
        base.energies(x, other);
        for (int i = 0; i < x.size(); i++) {
          out[i] -= other[i];
        }
      }
    }
  }

  @Override
  public EnergyFunction at(double beta) {
    if (!(beta >= 0 && beta <= 1)) {
      throw new IllegalArgumentException("beta must lie between 0 and 1, but is " + beta);
    }
    return new Mixed(beta);
  }

  /** The energy at a point of the path. */
  private final class Mixed implements EnergyFunction, Differentiable, GibbsSampled {
    private final double beta;

    Mixed(double beta) {
      this.beta = beta;
    }

    @Override
    public <T> Optional<T> as(Class<T> capability) {
      boolean had =
          capability == EnergyFunction.class
              || (capability == Differentiable.class && slopes != null)
              || (capability == GibbsSampled.class && gibbs != null);
      return had ? Optional.of(capability.cast(this)) : Optional.empty();
    }

    @Override
    public StateSpace space() {
      return energy.space();
    }

    @Override
    public void energies(Batch x, double[] out) {
      if (beta > 0) {
        energy.energies(x, out);
      }
      for (int i = 0; i < x.size(); i++) {
        out[i] = beta > 0 ? beta * out[i] : 0;
      }
      Sequences.forbid(space(), x, out);
      if (base != null && beta < 1) {
        try (Scratch scratch = Scratch.open()) {
          double[] other = scratch.doubles(x.size());
          base.energies(x, other);
          for (int i = 0; i < x.size(); i++) {
            out[i] += (1 - beta) * other[i];
          }
        }
      }
    }

    @Override
    public void gradients(Batch x, double[] energies, Batch out) {
      Objects.requireNonNull(slopes).gradients(x, energies, out);
      float[] array = out.array();
      for (int i = 0; i < x.size(); i++) {
        energies[i] *= beta;
      }
      for (int i = out.offset(); i < out.offset() + out.length(); i++) {
        array[i] *= (float) beta;
      }
      if (base != null) {
        try (Scratch scratch = Scratch.open()) {
          double[] other = scratch.doubles(x.size());
          float[] rises = scratch.floats(x.length());
          base.gradients(x, other, Batch.of(rises, 0, x.size(), x.dim()));
          for (int i = 0; i < x.size(); i++) {
            energies[i] += (1 - beta) * other[i];
          }
          for (int i = 0; i < x.length(); i++) {
            array[out.offset() + i] += (float) (1 - beta) * rises[i];
          }
        }
      }
    }

    @Override
    public void sweep(Batch x, int sweeps, double factor, RandomStream random) {
      Objects.requireNonNull(gibbs).sweep(x, sweeps, beta * factor, random);
    }
  }
}

package io.ebm.samplers.tempering;

import io.ebm.api.Batch;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.GibbsSampled;
import io.ebm.api.PairCouplings;
import io.ebm.api.PairwiseCoupled;
import io.ebm.api.RandomStream;
import io.ebm.api.SiteDifferences;
import io.ebm.api.SiteSampled;
import io.ebm.api.StateSpace;
import org.jspecify.annotations.Nullable;

/**
 * An energy at an inverse temperature that its owner may change: {@code beta E}, or, with a base,
 * {@code (1 - beta) E0 + beta E}. It has those of the capabilities that move chains which the
 * energy has; with a base gradients alone. After {@link #to} chains on it must be refreshed. For
 * one tile of chains, so for one thread.
 */
class Tempered implements EnergyFunction {

  final EnergyFunction inner;
  final @Nullable NormalBase base;
  double beta;

  private Tempered(EnergyFunction inner, double beta) {
    this(inner, beta, null);
  }

  private Tempered(EnergyFunction inner, double beta, @Nullable NormalBase base) {
    this.inner = inner;
    this.beta = beta;
    this.base = base;
  }

  /** The energy on a path from a base, if there is one. */
  static Tempered of(EnergyFunction inner, double beta, @Nullable NormalBase base) {
    if (base == null) {
      return of(inner, beta);
    }
    return inner instanceof Differentiable
        ? new Gradients(inner, beta, base)
        : new Tempered(inner, beta, base);
  }

  /** The energy at an inverse temperature. */
  static Tempered of(EnergyFunction inner, double beta) {
    boolean gradients = inner instanceof Differentiable;
    boolean sweeps = inner instanceof GibbsSampled;
    boolean sites = inner instanceof SiteSampled;
    boolean pairs = inner instanceof PairwiseCoupled;
    if (inner instanceof SiteDifferences) {
      if (pairs) {
        return sites ? new Lattice(inner, beta) : new Coupled(inner, beta);
      }
      if (sites) {
        return new InformedSites(inner, beta);
      }
      return gradients
          ? new InformedGradients(inner, beta)
          : sweeps ? new InformedSweeps(inner, beta) : new Informed(inner, beta);
    }
    if (sites) {
      return new Sites(inner, beta);
    }
    if (gradients) {
      return sweeps ? new Both(inner, beta) : new Gradients(inner, beta);
    }
    return sweeps ? new Sweeps(inner, beta) : new Tempered(inner, beta);
  }

  /** Changes the inverse temperature. */
  final void to(double other) {
    beta = other;
  }

  @Override
  public final StateSpace space() {
    return inner.space();
  }

  @Override
  public final void energies(Batch x, double[] out) {
    inner.energies(x, out);
    for (int i = 0; i < x.size(); i++) {
      out[i] *= beta;
    }
    if (base != null) {
      base.addEnergies(x, 1 - beta, out);
    }
  }

  public final Tempered self() {
    return this;
  }

  private static void scale(Batch out, double factor) {
    float[] array = out.array();
    float f = (float) factor;
    for (int i = out.offset(); i < out.offset() + out.length(); i++) {
      array[i] *= f;
    }
  }

  private interface Facet {
    Tempered self();
  }

  private interface WithGradients extends Facet, Differentiable {
    @Override
    default void gradients(Batch x, double[] energies, Batch out) {
      Tempered self = self();
      ((Differentiable) self.inner).gradients(x, energies, out);
      for (int i = 0; i < x.size(); i++) {
        energies[i] *= self.beta;
      }
      scale(out, self.beta);
      if (self.base != null) {
        self.base.addEnergies(x, 1 - self.beta, energies);
        self.base.addGradients(x, 1 - self.beta, out);
      }
    }
  }

  private interface WithSweeps extends Facet, GibbsSampled {
    @Override
    default void sweep(Batch x, int sweeps, double factor, RandomStream random) {
      Tempered self = self();
      ((GibbsSampled) self.inner).sweep(x, sweeps, factor * self.beta, random);
    }
  }

  private interface WithSites extends WithSweeps, SiteSampled {
    @Override
    default void sampleSites(Batch x, int[] sites, int count, double factor, RandomStream random) {
      Tempered self = self();
      ((SiteSampled) self.inner).sampleSites(x, sites, count, factor * self.beta, random);
    }
  }

  private interface WithDifferences extends Facet, SiteDifferences {
    @Override
    default void differences(Batch x, Batch out) {
      Tempered self = self();
      ((SiteDifferences) self.inner).differences(x, out);
      scale(out, self.beta);
    }

    @Override
    default boolean exact() {
      return ((SiteDifferences) self().inner).exact();
    }
  }

  private interface WithPairs extends WithDifferences, PairwiseCoupled {
    @Override
    default PairCouplings couplings() {
      Tempered self = self();
      PairCouplings all = ((PairwiseCoupled) self.inner).couplings();
      double[] strengths = all.strengths().clone();
      double[] fields = all.fields().clone();
      for (int k = 0; k < strengths.length; k++) {
        strengths[k] *= self.beta;
      }
      for (int k = 0; k < fields.length; k++) {
        fields[k] *= self.beta;
      }
      return new PairCouplings(all.levels(), all.starts(), all.neighbours(), strengths, fields);
    }
  }

  private static final class Gradients extends Tempered implements WithGradients {
    Gradients(EnergyFunction inner, double beta) {
      super(inner, beta);
    }

    Gradients(EnergyFunction inner, double beta, NormalBase base) {
      super(inner, beta, base);
    }
  }

  private static final class Sweeps extends Tempered implements WithSweeps {
    Sweeps(EnergyFunction inner, double beta) {
      super(inner, beta);
    }
  }

  private static final class Both extends Tempered implements WithGradients, WithSweeps {
    Both(EnergyFunction inner, double beta) {
      super(inner, beta);
    }
  }

  private static final class Sites extends Tempered implements WithSites {
    Sites(EnergyFunction inner, double beta) {
      super(inner, beta);
    }
  }

  private static final class Informed extends Tempered implements WithDifferences {
    Informed(EnergyFunction inner, double beta) {
      super(inner, beta);
    }
  }

  private static final class InformedGradients extends Tempered
      implements WithDifferences, WithGradients {
    InformedGradients(EnergyFunction inner, double beta) {
      super(inner, beta);
    }
  }

  private static final class InformedSweeps extends Tempered
      implements WithDifferences, WithSweeps {
    InformedSweeps(EnergyFunction inner, double beta) {
      super(inner, beta);
    }
  }

  private static final class InformedSites extends Tempered implements WithDifferences, WithSites {
    InformedSites(EnergyFunction inner, double beta) {
      super(inner, beta);
    }
  }

  private static final class Coupled extends Tempered implements WithPairs {
    Coupled(EnergyFunction inner, double beta) {
      super(inner, beta);
    }
  }

  private static final class Lattice extends Tempered implements WithPairs, WithSites {
    Lattice(EnergyFunction inner, double beta) {
      super(inner, beta);
    }
  }
}

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
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An energy at an inverse temperature that its owner may change: {@code beta E}, or, with a base,
 * {@code (1 - beta) E0 + beta E}. It hands on those of the capabilities that move chains which the
 * energy has; with a base gradients alone. After {@link #to} chains on it must be refreshed. For
 * one tile of chains, so for one thread.
 */
final class Tempered
    implements EnergyFunction, Differentiable, SiteSampled, SiteDifferences, PairwiseCoupled {

  private final EnergyFunction inner;
  private final @Nullable NormalBase base;
  private final @Nullable Differentiable slopes;
  private final @Nullable GibbsSampled gibbs;
  private final @Nullable SiteSampled sites;
  private final @Nullable SiteDifferences changes;
  private final @Nullable PairwiseCoupled pairs;
  private double beta;

  /** An energy at an inverse temperature. */
  Tempered(EnergyFunction inner, double beta) {
    this(inner, beta, null);
  }

  /** An energy on a path from a base, if there is one. */
  Tempered(EnergyFunction inner, double beta, @Nullable NormalBase base) {
    this.inner = inner;
    this.beta = beta;
    this.base = base;
    slopes = inner.as(Differentiable.class).orElse(null);
    gibbs = base == null ? inner.as(GibbsSampled.class).orElse(null) : null;
    sites = base == null ? inner.as(SiteSampled.class).orElse(null) : null;
    changes = base == null ? inner.as(SiteDifferences.class).orElse(null) : null;
    pairs = base == null ? inner.as(PairwiseCoupled.class).orElse(null) : null;
  }

  @Override
  public <T> Optional<T> as(Class<T> capability) {
    boolean had =
        capability == EnergyFunction.class
            || (capability == Differentiable.class && slopes != null)
            || (capability == GibbsSampled.class && gibbs != null)
            || (capability == SiteSampled.class && sites != null)
            || (capability == SiteDifferences.class && changes != null)
            || (capability == PairwiseCoupled.class && pairs != null);
    return had ? Optional.of(capability.cast(this)) : Optional.empty();
  }

  /** Changes the inverse temperature. */
  void to(double other) {
    beta = other;
  }

  @Override
  public StateSpace space() {
    return inner.space();
  }

  @Override
  public void energies(Batch x, double[] out) {
    inner.energies(x, out);
    for (int i = 0; i < x.size(); i++) {
      out[i] *= beta;
    }
    if (base != null) {
      base.addEnergies(x, 1 - beta, out);
    }
  }

  @Override
  public void gradients(Batch x, double[] energies, Batch out) {
    had(slopes).gradients(x, energies, out);
    for (int i = 0; i < x.size(); i++) {
      energies[i] *= beta;
    }
    scale(out, beta);
    if (base != null) {
      base.addEnergies(x, 1 - beta, energies);
      base.addGradients(x, 1 - beta, out);
    }
  }

  @Override
  public void sweep(Batch x, int sweeps, double factor, RandomStream random) {
    had(gibbs).sweep(x, sweeps, factor * beta, random);
  }

  @Override
  public void sampleSites(Batch x, int[] chosen, int count, double factor, RandomStream random) {
    had(sites).sampleSites(x, chosen, count, factor * beta, random);
  }

  @Override
  public void differences(Batch x, Batch out) {
    had(changes).differences(x, out);
    scale(out, beta);
  }

  @Override
  public boolean exact() {
    return had(changes).exact();
  }

  @Override
  public PairCouplings couplings() {
    PairCouplings all = had(pairs).couplings();
    double[] strengths = all.strengths().clone();
    double[] fields = all.fields().clone();
    for (int k = 0; k < strengths.length; k++) {
      strengths[k] *= beta;
    }
    for (int k = 0; k < fields.length; k++) {
      fields[k] *= beta;
    }
    return new PairCouplings(all.levels(), all.starts(), all.neighbours(), strengths, fields);
  }

  private static <T> T had(@Nullable T capability) {
    return Objects.requireNonNull(capability, "as() does not hand this capability on");
  }

  private static void scale(Batch out, double factor) {
    float[] array = out.array();
    float f = (float) factor;
    for (int i = out.offset(); i < out.offset() + out.length(); i++) {
      array[i] *= f;
    }
  }
}

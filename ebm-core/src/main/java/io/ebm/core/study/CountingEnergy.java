package io.ebm.core.study;

import io.ebm.api.Batch;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.GibbsSampled;
import io.ebm.api.Gradient;
import io.ebm.api.Learnable;
import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.api.SiteDifferences;
import io.ebm.api.SiteSampled;
import io.ebm.api.StateSpace;
import java.util.Optional;

/**
 * Stands before an energy, hands on all that it can, and counts the rows that are given to its
 * energies, gradients and sweeps.
 */
final class CountingEnergy implements Differentiable, Learnable, SiteSampled, SiteDifferences {

  private final EnergyFunction energy;
  private long rows;

  CountingEnergy(EnergyFunction energy) {
    this.energy = energy;
  }

  /** Rows of energies, gradients and sweeps so far. */
  long rows() {
    return rows;
  }

  /** What is counted comes from this object, all else from the energy itself. */
  @Override
  public <T> Optional<T> as(Class<T> capability) {
    Optional<T> had = energy.as(capability);
    return capability.isInstance(this) ? had.map(any -> capability.cast(this)) : had;
  }

  private <T> T inner(Class<T> capability) {
    return energy.as(capability).orElseThrow();
  }

  @Override
  public StateSpace space() {
    return energy.space();
  }

  @Override
  public void energies(Batch x, double[] out) {
    rows += x.size();
    energy.energies(x, out);
  }

  @Override
  public void gradients(Batch x, double[] energies, Batch out) {
    rows += x.size();
    inner(Differentiable.class).gradients(x, energies, out);
  }

  @Override
  public void sweep(Batch x, int sweeps, double beta, RandomStream random) {
    rows += (long) x.size() * sweeps;
    inner(GibbsSampled.class).sweep(x, sweeps, beta, random);
  }

  @Override
  public void sampleSites(Batch x, int[] sites, int count, double beta, RandomStream random) {
    rows += x.size();
    inner(SiteSampled.class).sampleSites(x, sites, count, beta, random);
  }

  @Override
  public void differences(Batch x, Batch out) {
    rows += x.size();
    inner(SiteDifferences.class).differences(x, out);
  }

  @Override
  public boolean exact() {
    return inner(SiteDifferences.class).exact();
  }

  @Override
  public Parameters parameters() {
    return inner(Learnable.class).parameters();
  }

  @Override
  public void precondition(Gradient gradient) {
    inner(Learnable.class).precondition(gradient);
  }

  @Override
  public void constrain() {
    inner(Learnable.class).constrain();
  }

  @Override
  public void accumulate(Batch x, double[] weights, Gradient into) {
    rows += x.size();
    inner(Learnable.class).accumulate(x, weights, into);
  }

  @Override
  public void accumulate(Batch x, double[] weights, double[] energies, Gradient into) {
    rows += x.size();
    inner(Learnable.class).accumulate(x, weights, energies, into);
  }
}

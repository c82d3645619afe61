package org.example.studentt;

import io.ebm.api.Batch;
import io.ebm.api.Differentiable;
import io.ebm.api.EnergyFunction;
import io.ebm.api.GibbsSampled;
import io.ebm.api.Gradient;
import io.ebm.api.Learnable;
import io.ebm.api.Parameters;
import io.ebm.api.RandomStream;
import io.ebm.api.StateSpace;
import io.ebm.math.Scratch;
import java.util.Optional;

/**
 * {@code β E(x)} of any energy. One class for whatever it wraps: it hands on gradients, learning and
 * sweeps where the energy has them, and nothing else, as a known log Z of E says nothing of β E.
 */
final class Scaled implements Differentiable, Learnable, GibbsSampled {

  private final EnergyFunction inner;
  private final double beta;

  Scaled(EnergyFunction inner, double beta) {
    this.inner = inner;
    this.beta = beta;
  }

  @Override
  public <T> Optional<T> as(Class<T> capability) {
    return capability.isInstance(this)
        ? inner.as(capability).map(had -> capability.cast(this))
        : Optional.empty();
  }

  private <T> T inner(Class<T> capability) {
    return inner.as(capability).orElseThrow();
  }

  @Override
  public StateSpace space() {
    return inner.space();
  }

  @Override
  public void energies(Batch x, double[] out) {
    inner.energies(x, out);
    scale(out, x.size());
  }

  @Override
  public void gradients(Batch x, double[] energies, Batch out) {
    inner(Differentiable.class).gradients(x, energies, out);
    scale(energies, x.size());
    for (int i = out.offset(); i < out.offset() + out.length(); i++) {
      out.array()[i] *= (float) beta;
    }
  }

  @Override
  public void sweep(Batch x, int sweeps, double factor, RandomStream random) {
    inner(GibbsSampled.class).sweep(x, sweeps, beta * factor, random);
  }

  @Override
  public Parameters parameters() {
    return inner(Learnable.class).parameters();
  }

  @Override
  public void constrain() {
    inner(Learnable.class).constrain();
  }

  @Override
  public void precondition(Gradient gradient) {
    inner(Learnable.class).precondition(gradient);
  }

  @Override
  public void accumulate(Batch x, double[] weights, Gradient into) {
    try (Scratch scratch = Scratch.open()) {
      double[] scaled = scratch.doubles(x.size());
      System.arraycopy(weights, 0, scaled, 0, x.size());
      scale(scaled, x.size());
      inner(Learnable.class).accumulate(x, scaled, into);
    }
  }

  private void scale(double[] values, int count) {
    for (int i = 0; i < count; i++) {
      values[i] *= beta;
    }
  }
}
